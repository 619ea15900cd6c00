"""The other settings modules of a project: those for production, and those that a module imports whole."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from prodlint.context import PRODUCTION, of_name
from prodlint.formats import Unparsable
from prodlint.formats.python import read
from prodlint.no_reload_in_prod.files import ancestors, folder_of, joined
from prodlint.no_reload_in_prod.place import SILENT, context_of
from prodlint.no_reload_in_prod.python.site import Site
from prodlint.no_reload_in_prod.python.states import refused, values_on
from prodlint.source import Repository
from prodlint.tables.debug_python import SETTINGS_WORDS
from prodlint.words import words_of

_MOST = 20


def production_decides(site: Site, name: str) -> bool:
    """Whether the name cannot stay on in production: the file refuses that, or a sibling for production decides.

    Such a sibling sets the name to off itself, or imports this module whole: then it is what gets reported.
    """
    if refused(site, name):
        return True
    if context_of(site.source.path, site.repository) == PRODUCTION:
        return False
    return any(_decides(other, site, name) for other in _production(site))


def _decides(other: Site, site: Site, name: str) -> bool:
    own = [
        assignment
        for assignment in other.module.assignments
        if isinstance(assignment.target, ast.Name) and assignment.target.id == name
    ]
    if own:
        return not values_on(other, own[-1])
    return any(path == site.source.path for star in other.module.stars if (path := resolve(other, star)))


def _production(site: Site) -> Iterator[Site]:
    folder = folder_of(site.source.path)
    paths = sorted(path for path in site.repository.tracked if path.endswith(".py") and _beside(path, folder))
    for path in paths[:_MOST]:
        if path != site.source.path and context_of(path, site.repository) not in SILENT:
            other = opened(path, site.repository)
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


def opened(path: str, repository: Repository) -> Site | None:
    """A tracked Python file, read; None when it cannot be."""
    source = repository.source(path)
    if source is None:
        return None
    try:
        return Site(source, repository, source.read(read))
    except Unparsable:
        return None


def resolve(site: Site, star: str) -> str | None:
    """The tracked file that `from star import *` means."""
    name = star.lstrip(".")
    dots = len(star) - len(name)
    folder = folder_of(site.source.path)
    folders = [*ancestors(folder)]
    starts = folders[dots - 1 : dots] if dots else folders
    tail = name.replace(".", "/")
    for start in starts:
        for candidate in (f"{tail}.py", f"{tail}/__init__.py") if tail else ("__init__.py",):
            if joined(start, candidate) in site.repository.tracked:
                return joined(start, candidate)
    return None
