"""Where a wildcard does no harm: branches that production never takes, development servers, public files."""

from __future__ import annotations

import re
from itertools import islice

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.code import fields
from prodlint.formats.javascript import Module
from prodlint.rules.no_wildcard_cors.static_paths import is_static

_ANCESTOR_LIMIT = 100
_BUILD_TOOL = expression(r"(?:^|/)(?:vite|vitest|webpack|rspack|rsbuild|astro|farm|craco|vue|rollup|esbuild)[\w.-]*$")
_SETUP_PROXY = expression(r"(?:^|/)setupProxy\.[cm]?[jt]s$")
_BUILD_SERVERS = ("server", "preview", "devServer", "configureServer", "configurePreviewServer")
_STATIC_SUBJECT = expression(r"\.woff|\.ttf|\.svg|\.well-known|\bfonts?\b", re.IGNORECASE)
_STATIC_MAKER = expression(r"static|serveStatic|sirv|sendFile|staticFiles", re.IGNORECASE)


def is_development_place(module: Module, node: Node, path: str) -> bool:
    """Whether a node configures a development server (Vite's, webpack's, the proxy of create-react-app)."""
    if _SETUP_PROXY.search(path):
        return True
    keys = {module.key(around) for around in islice(module.around(node), _ANCESTOR_LIMIT)}
    if "devServer" in keys:
        return True
    return bool(_BUILD_TOOL.search(path)) and not keys.isdisjoint(_BUILD_SERVERS)


def is_static_place(module: Module, node: Node) -> bool:
    """Whether a node only concerns public files: a route to fonts or assets, the options of a static server."""
    if any(_STATIC_SUBJECT.search(guard.subject) for clause in module.guards(node) for guard in clause):
        return True
    return any(_is_static(module, around, node) for around in islice(module.around(node), _ANCESTOR_LIMIT))


def _is_static(module: Module, around: Node, node: Node) -> bool:
    if around.type in ("pair", "method_definition"):
        key = module.key(around)  # `setHeaders` is what servers of files call their option
        return key == "setHeaders" or (key.startswith("/") and is_static(key))
    if around.type == "object":
        options = fields(module.entries(around))
        source = options.get("source") or options.get("pathPattern")
        return source is not None and is_static(module.string(source) or "")
    if around.type != "arguments":
        return False
    call = module.parent(around)
    if call is None or call.type != "call_expression" or not around.named_child_count:
        return False
    if _makes_static(module, call):
        return True
    arguments = module.arguments(call)
    routes = arguments[0].named_children if arguments[0].type == "array" else arguments[:1]
    paths = [module.string(route) or "" for route in routes if route.type in ("string", "template_string")]
    if paths and all(path.startswith("/") and is_static(path) for path in paths):
        return True
    return any(_makes_static(module, argument) for argument in arguments if argument.type == "call_expression")


def _makes_static(module: Module, call: Node) -> bool:
    return bool(_STATIC_MAKER.fullmatch(module.method(call)[1]))
