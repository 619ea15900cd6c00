"""A settings module for production that imports another one whole, and with it a `DEBUG` that is on."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from prodlint.context import PRODUCTION
from prodlint.finding import Finding
from prodlint.no_reload_in_prod.place import context_of
from prodlint.no_reload_in_prod.python.siblings import opened, resolve
from prodlint.no_reload_in_prod.python.site import Site
from prodlint.no_reload_in_prod.python.states import assigned, left_on
from prodlint.tables.debug_python import ERRORS

_NAME = "DEBUG"
_DEEPEST = 4


def check(site: Site) -> Iterator[Finding]:
    """The `import *` that brings a DEBUG which is on and stays so."""
    if not site.module.stars or context_of(site.source.path, site.repository) != PRODUCTION:
        return
    if _NAME in assigned(site):
        return
    for node in site.module.nodes:
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            path = resolve(site, "." * node.level + (node.module or ""))
            if path is not None and not site.for_development(node) and _brings(site, path):
                fix = "Set DEBUG = False in this module, or make the default in the imported one off."
                yield site.finding(node, f"DEBUG is on, imported from {path},", ERRORS, fix)


def _brings(site: Site, path: str, depth: int = 0) -> bool:
    other = opened(path, site.repository)
    if other is None or depth > _DEEPEST:
        return False
    own = assigned(other).get(_NAME)
    if own:
        return any(True for _ in left_on(other, own))
    paths = [found for star in other.module.stars if (found := resolve(other, star))]
    return any(_brings(other, inner, depth + 1) for inner in paths)
