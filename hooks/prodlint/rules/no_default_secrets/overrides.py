"""Settings of Python that a module for production beside theirs sets again."""

from __future__ import annotations

from collections.abc import Iterable

from prodlint.context import PRODUCTION, of_path
from prodlint.context.tracked import folder_of, read_tracked
from prodlint.formats import python
from prodlint.formats.code import ASSIGNED
from prodlint.source import Repository


def is_overridden(names: Iterable[str], path: str, repository: Repository) -> bool:
    """Whether what the settings module at a path gives one of these names is not what production runs with."""
    if of_path(path) == PRODUCTION:
        return False
    folder = folder_of(path)
    siblings = repository.once((is_overridden, folder), lambda: _assigned_in(folder, path, repository))
    return any(name in assigned for assigned in siblings for name in names)


def _assigned_in(folder: str, path: str, repository: Repository) -> list[frozenset[str]]:
    """What each module for production in a folder assigns."""
    found = []
    for sibling in sorted(repository.tracked):
        if folder_of(sibling) == folder and sibling.endswith(".py") and of_path(sibling) == PRODUCTION:
            module = read_tracked(sibling, python.read, repository)
            if module is not None:
                found.append(frozenset(named.name for named in module.named_values() if named.how == ASSIGNED))
    return found
