"""Where a wildcard does no harm: development servers."""

from collections.abc import Iterator
from itertools import islice

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.javascript import Module

_ANCESTOR_LIMIT = 100
_BUILD_TOOL = expression(r"(?:^|/)(?:vite|vitest|webpack|rspack|rsbuild|astro|farm|craco|vue|rollup|esbuild)[\w.-]*$")
_SETUP_PROXY = expression(r"(?:^|/)setupProxy\.[cm]?[jt]s$")
_BUILD_SERVERS = ("server", "preview", "devServer", "configureServer", "configurePreviewServer")


def is_of_development_server(module: Module, node: Node, path: str) -> bool:
    """Whether a node configures a development server (Vite's, webpack's, the proxy of create-react-app)."""
    if _SETUP_PROXY.search(path):
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
