"""The other settings modules of a project: those for production, and those that a module imports whole."""

import ast
from collections.abc import Iterator

from prodlint.context import PRODUCTION, of_name
from prodlint.context.deployed import deployed
from prodlint.context.evidence import context_shown
from prodlint.context.tracked import folder_of, read_tracked
from prodlint.formats.python import read
from prodlint.rules.no_reload_in_prod.python.file import PythonFile
from prodlint.rules.no_reload_in_prod.python.left_on import refused, values_on
from prodlint.rules.no_reload_in_prod.silence import SILENT
from prodlint.source import Repository
from prodlint.spelling import words_of
from prodlint.tables.debug_python import SETTINGS_WORDS
from prodlint.tables.truth import FALSE

_MOST = 20


def production_decides(file: PythonFile, name: str, variables: frozenset[str]) -> bool:
    """Whether the name cannot stay on in production: the file refuses that, or what is for production decides.

    A deployment sets the variables that the name is read from to off. A sibling sets the name to off itself, or imports
    this module whole: then it is what gets reported.
    """
    if refused(file, name) or ("" not in variables and variables <= _set_off(variables, file.repository)):
        return True
    if context_shown(file.source.path, file.repository) == PRODUCTION:
        return False
    return any(_decides(other, file, name) for other in _production(file))


def _set_off(variables: frozenset[str], repository: Repository) -> set[str]:
    return {name for name, value in deployed(variables, repository) if value.lower() in FALSE}


def _decides(other: PythonFile, file: PythonFile, name: str) -> bool:
    own = [
        assignment
        for assignment in other.module.assignments
        if isinstance(assignment.target, ast.Name) and assignment.target.id == name
    ]
    if own:
        return not values_on(other, own[-1])
    return file.source.path in other.imported_whole


def _production(file: PythonFile) -> Iterator[PythonFile]:
    folder = folder_of(file.source.path)
    paths = sorted(path for path in file.repository.tracked if path.endswith(".py") and _beside(path, folder))
    for path in paths[:_MOST]:
        if path != file.source.path and context_shown(path, file.repository) not in SILENT:
            other = opened(path, file.repository)
            if other is not None:
                yield other


def _beside(path: str, folder: str) -> bool:
    """Whether a file for production lies in the folder or below it; at the root it must be called settings."""
    if folder and not path.startswith(folder + "/"):
        return False
    inner = path[len(folder) :].strip("/")
    parts = inner.split("/")
    if len(parts) > 3 or not any(of_name(part) == PRODUCTION for part in parts):
        return False
    return len(parts) == 1 or bool(folder) or bool(SETTINGS_WORDS & set(words_of(inner)))


def opened(path: str, repository: Repository) -> PythonFile | None:
    """A tracked Python file, read; None when it cannot be."""
    source, module = repository.source(path), read_tracked(path, read, repository)
    return PythonFile(source, repository, module) if source and module else None
