"""A settings module for production that imports another one whole, and with it a `DEBUG` that is on."""

import ast
from collections.abc import Iterator

from prodlint.context import PRODUCTION
from prodlint.context.evidence import context_shown
from prodlint.context.modules import imported
from prodlint.finding import Finding
from prodlint.rules.no_reload_in_prod.python.file import PythonFile
from prodlint.rules.no_reload_in_prod.python.left_on import assigned, left_on
from prodlint.rules.no_reload_in_prod.python.siblings import opened
from prodlint.source import Repository
from prodlint.tables.debug_python import ERRORS

_NAME = "DEBUG"
_MOST = 20  # modules that import one another


def check(file: PythonFile) -> Iterator[Finding]:
    """The `import *` that brings a DEBUG which is on and stays so."""
    if not file.module.stars or context_shown(file.source.path, file.repository) != PRODUCTION:
        return
    if _NAME in assigned(file):
        return
    for node in file.module.nodes:
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            path = imported("." * node.level + (node.module or ""), file.source.path, file.repository)
            if path is not None and not file.for_development(node) and _brings(path, file.repository):
                fix = "Set DEBUG = False in this module, or make the default in the imported one off."
                yield file.finding(node, f"DEBUG is on, as {path} has it", ERRORS, fix)


def _brings(path: str, repository: Repository) -> bool:
    """Whether a module leaves it on, or one that it imports whole itself."""
    paths = [path]
    for path in paths:
        other = opened(path, repository)
        own = assigned(other).get(_NAME) if other is not None else None
        if other is not None and own and any(True for _ in left_on(other, own)):
            return True
        if other is not None and not own:
            paths += [one for one in other.imported_whole if one not in paths][: _MOST - len(paths)]
    return False
