"""Python: the libraries of `tables/cors_python.py`, settings by their names, headers written by hand."""

import ast
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats import Unparsable
from prodlint.formats.python import Module, read
from prodlint.formats.spelled import spelled
from prodlint.rules.no_wildcard_cors.code import by_lines
from prodlint.rules.no_wildcard_cors.code.clients import Clients
from prodlint.rules.no_wildcard_cors.code.elsewhere import elsewhere
from prodlint.rules.no_wildcard_cors.code.headers import Headers, writes
from prodlint.rules.no_wildcard_cors.code.shared import shared_hits
from prodlint.rules.no_wildcard_cors.opening import Hit, findings
from prodlint.rules.no_wildcard_cors.python import frameworks, functions, settings
from prodlint.rules.no_wildcard_cors.python.neighbours import Neighbours
from prodlint.rules.no_wildcard_cors.python.overrides import refuses_wildcard
from prodlint.source import Repository, Source
from prodlint.tables.cors_clients import PYTHON

# What every rule needs: the needles of the clean path also find "original", and parsing is what takes time. A bare
# `origin` is about CORS only where something is a wildcard.
_TELLS = expression(
    r"cors|origins|[a-z_-]origin(?!a)|origin[_v-]|fastapi_socketio|frontend|crossdomain"
    r"|(?:client|front|ui|web|webapp)_url"
)
_WILDCARD = expression(r"""["']\*|\*["']|[.\])][*+]""")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The findings of one Python file, and those that it brings about in files that import it."""
    yield from elsewhere(source, repository, _findings)
    yield from _findings(source, repository)


def _findings(source: Source, repository: Repository, unknown: str = "") -> Iterator[Finding]:
    """Those of the file itself, one a line, that of the rule which knows most; `unknown` as in `Neighbours`."""
    text = source.read(spelled).lower()
    if not _TELLS.search(text) and not ("origin" in text and _WILDCARD.search(text)):
        return
    try:
        module = source.read(read)
    except Unparsable:
        yield from by_lines.check(source, repository)
        return
    found: list[Hit] = []
    if not refuses_wildcard(module):
        found += frameworks.hits(module, Neighbours(source.path, repository, unknown))
        found += settings.hits(module, source.path, repository)
    if "aiohttp_cors" in text:
        found += frameworks.aiohttp_hits(module)
    if "check_origin" in text or "check_request_enabled" in text:
        found += functions.hits(module)
    if "access-control-allow-" in text or "access_control_allow_origin" in text:
        found += _header_hits(module)
    found += shared_hits(module, source.read(spelled))
    yield from findings(module, found, source.path)


def _header_hits(module: Module) -> Iterator[Hit]:
    """The stars and unchecked echoes among what the header is given in answers."""
    clients, headers = Clients(module, PYTHON), Headers(module)
    for written in writes(module):
        if clients.is_answer(written) and not isinstance(module.parent(written.site), ast.Compare):
            yield from headers.hits(written)
