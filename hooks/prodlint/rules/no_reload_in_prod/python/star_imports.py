"""A settings module for production that imports another one whole, and with it a `DEBUG` that is on."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from prodlint.context import PRODUCTION
from prodlint.context.files import context_of_file
from prodlint.finding import Finding
from prodlint.rules.no_reload_in_prod.python.file import PythonFile
from prodlint.rules.no_reload_in_prod.python.left_on import assigned, left_on
from prodlint.rules.no_reload_in_prod.python.siblings import opened, resolve
from prodlint.tables.debug_python import ERRORS

_NAME = "DEBUG"
_DEEPEST = 4


def check(file: PythonFile) -> Iterator[Finding]:
    """The `import *` that brings a DEBUG which is on and stays so."""
    if not file.module.stars or context_of_file(file.source.path, file.repository) != PRODUCTION:
        return
    if _NAME in assigned(file):
        return
    for node in file.module.nodes:
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            path = resolve(file, "." * node.level + (node.module or ""))
            if path is not None and not file.for_development(node) and _brings(file, path):
                fix = "Set DEBUG = False in this module, or make the default in the imported one off."
                yield file.finding(node, f"DEBUG is on, imported from {path},", ERRORS, fix)


def _brings(file: PythonFile, path: str, depth: int = 0) -> bool:
    other = opened(path, file.repository)
    if other is None or depth > _DEEPEST:
        return False
    own = assigned(other).get(_NAME)
    if own:
        return any(True for _ in left_on(other, own))
    paths = [found for star in other.module.stars if (found := resolve(other, star))]
    return any(_brings(other, inner, depth + 1) for inner in paths)
