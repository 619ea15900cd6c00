"""JavaScript and TypeScript: libraries and their options, response headers, settings with a wildcard default."""

import re
from collections.abc import Iterator
from itertools import islice

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats.javascript import Module, reader
from prodlint.formats.spelled import spelled
from prodlint.rules.no_wildcard_cors.code.elsewhere import elsewhere
from prodlint.rules.no_wildcard_cors.code.harmless import serves_files
from prodlint.rules.no_wildcard_cors.code.shared import shared_hits
from prodlint.rules.no_wildcard_cors.javascript.functions import SCRIPT
from prodlint.rules.no_wildcard_cors.javascript.headers import header_hits
from prodlint.rules.no_wildcard_cors.javascript.libraries import library_hits
from prodlint.rules.no_wildcard_cors.javascript.neighbours import Neighbours
from prodlint.rules.no_wildcard_cors.javascript.shapes import script_hits, shape_hits
from prodlint.rules.no_wildcard_cors.opening import findings
from prodlint.source import Repository, Source

# Whatever else a file says of origins (`location.origin`), a rule has one of these to go by.
_SUBJECT = expression(
    r"cors|access.control.allow.|allow(?:ed)?_?origin|origins|origin_|_origin|graphql-yoga"
    r"|frontend\w{0,30}(?:url|host|origin)|(?:client|front|ui|web|webapp)_url",
    re.IGNORECASE,
)
# Tools that intercept requests in tests, on a desktop, or in the browser itself.
_NO_SERVER = expression(r"""["'](?:msw(?:/\w+)?|nock|miragejs|electron|axios-mock-adapter|@playwright/test)["']""")
_ANCESTOR_LIMIT = 100
_BUILD_TOOL = expression(r"(?:^|/)(?:vite|vitest|webpack|rspack|rsbuild|astro|farm|craco|vue|rollup|esbuild)[\w.-]*$")
_DEVELOPMENT_ONLY = expression(r"(?:^|/)(?:setupProxy|metro\.config)\.[cm]?[jt]s$")
_BUILD_SERVERS = ("server", "preview", "devServer", "configureServer", "configurePreviewServer")
_RULES = (shape_hits, header_hits, script_hits)


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The findings of one file, and those that it brings about in files that import it."""
    yield from elsewhere(source, repository, _findings)
    yield from _findings(source, repository)


def _findings(source: Source, repository: Repository, unknown: str = "") -> Iterator[Finding]:
    """The places of a file that let any origin in, one a line; `unknown` as in `Neighbours`."""
    text = source.read(spelled)
    if source.path.endswith(".d.ts") or not _SUBJECT.search(text) or _NO_SERVER.search(source.text):
        return
    module = source.read(reader(source.kind))
    language = SCRIPT._replace(imported=Neighbours(source.path, repository, unknown).imported)
    found = (
        *library_hits(module, language),
        *(hit for rule in _RULES for hit in rule(module)),
        *shared_hits(module, text),
    )
    served = (hit for hit in found if not _is_of_development_server(module, hit.node, source.path))
    hits = (hit._replace(strict=hit.strict or serves_files(module, hit.node)) for hit in served)
    yield from findings(module, hits, source.path)


def _is_of_development_server(module: Module, node: Node, path: str) -> bool:
    """Whether a node configures a development server (Vite's, webpack's, Metro, the proxy of create-react-app)."""
    if _DEVELOPMENT_ONLY.search(path):
        return True
    around = list(islice(module.around(node), _ANCESTOR_LIMIT))
    keys = {module.key(one) for one in around}
    if "devServer" in keys or any(name == b"devServer" for one in around for name in _chain(one)):
        return True
    return bool(_BUILD_TOOL.search(path)) and not keys.isdisjoint(_BUILD_SERVERS)


def _chain(node: Node | None) -> Iterator[bytes | None]:
    """The names that lead to a call: `config.devServer.port(8080).headers({})` -> headers, port, devServer."""
    for _ in range(_ANCESTOR_LIMIT):
        node = node and (node.child_by_field_name("function") or node.child_by_field_name("object"))
        named = node and node.child_by_field_name("property")
        if named:
            yield named.text
