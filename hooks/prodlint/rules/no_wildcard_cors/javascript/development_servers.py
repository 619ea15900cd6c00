"""Where a wildcard does no harm: development servers."""

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
    keys = {module.key(around) for around in islice(module.around(node), _ANCESTOR_LIMIT)}
    if "devServer" in keys:
        return True
    return bool(_BUILD_TOOL.search(path)) and not keys.isdisjoint(_BUILD_SERVERS)
