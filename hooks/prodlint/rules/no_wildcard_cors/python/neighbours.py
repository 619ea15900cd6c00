"""Other files of the repository that decide about a file: its configuration, and objects that it imports."""

import ast

from prodlint.context import DEVELOPMENT, TEST, VENDORED, of_path
from prodlint.context.modules import imported
from prodlint.context.tracked import read_tracked
from prodlint.formats.python import Assignment, Definition, Module, read
from prodlint.light_typing import NamedTuple
from prodlint.origins import SETTINGS, meaning_of
from prodlint.source import Repository, as_utf8

_CONFIG_FILES = (".py", ".cfg", ".toml", ".json", ".yaml", ".yml")
_ELSEWHERE = (DEVELOPMENT, TEST, VENDORED)
_MAX_FILES = 5_000


class Neighbours(NamedTuple):
    """The neighbours of the file at `path`; what the file at `unknown` says is not looked at."""

    path: str
    repository: Repository
    unknown: str = ""

    def mention(self, names: frozenset[str]) -> bool:
        """Whether a file of code or configuration holds one of the names; those called config or settings first."""
        needles = [name.encode() for name in names]
        paths = [path for path in self.repository.tracked if path.endswith(_CONFIG_FILES) and path != self.path]
        paths.sort(key=lambda path: ("conf" not in path and "settings" not in path, path))
        own = (path for path in paths[:_MAX_FILES] if of_path(path) != VENDORED)
        sources = (self.repository.source(path) for path in own)
        texts = (as_utf8(source.data) for source in sources if source is not None)
        return any(needle in text for text in texts for needle in needles)

    def imported(self, module: Module, expr: ast.expr) -> tuple[Module, ast.expr] | None:
        """Where a value stands that another file sets under a name which does not tell there."""
        name = module.qualified_name(expr)
        if name is None or meaning_of(name.rpartition(".")[2]) in SETTINGS:
            return None
        found = self.assigned(name)
        return (found[0], found[1].value) if found is not None else None

    def maker(self, origin: str) -> tuple[Module, ast.Call] | None:
        """The file and the call that make an imported object (`app.extensions.cors`); None when not found."""
        found = self.assigned(origin)
        return (found[0], found[1].value) if found is not None and isinstance(found[1].value, ast.Call) else None

    def assigned(self, origin: str) -> tuple[Module, Assignment] | None:
        """The file and the assignment of an imported name, or of an attribute of an imported object's class.

        `app.config.ORIGINS` is a name of `app/config.py`, `app.config.settings.origins` one of a class there.
        """
        place, _, name = origin.rpartition(".")
        outer, _, _ = place.rpartition(".")
        place = place if place.strip(".") else f"{place}."  # `from . import cors` is ".cors"
        for path, in_class in ((place, False), (outer, True)):
            module = self._module(path) if path.strip(".") or not in_class else None
            for assignment in module.assignments if module is not None else ():
                target = assignment.target
                around = module.definitions_around(assignment.node) if module is not None else []
                if isinstance(target, ast.Name) and target.id == name and _is_class(around) is in_class:
                    return (module, assignment) if module is not None else None
        return None

    def _module(self, name: str) -> Module | None:
        path = imported(name, self.path, self.repository)
        if path == self.unknown:
            return None
        return read_tracked(path, read, self.repository) if path and of_path(path) not in _ELSEWHERE else None


def _is_class(around: list[Definition]) -> bool:
    return len(around) == 1 and isinstance(around[0], ast.ClassDef)
