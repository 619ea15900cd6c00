"""Other files of the repository in which the origins stand that a file of JavaScript imports."""

from tree_sitter import Node

from prodlint.context import DEVELOPMENT, TEST, VENDORED, of_path
from prodlint.context.scripts import imported
from prodlint.context.tracked import read_tracked
from prodlint.formats.javascript import Module, reader
from prodlint.kinds import kind_of
from prodlint.light_typing import NamedTuple
from prodlint.origins import SETTINGS, meaning_of
from prodlint.source import Repository

_ELSEWHERE = (DEVELOPMENT, TEST, VENDORED)


class Neighbours(NamedTuple):
    """The neighbours of the file at `path`; what the file at `unknown` says is not looked at."""

    path: str
    repository: Repository
    unknown: str = ""

    def imported(self, module: Module, node: Node) -> tuple[Module, Node] | None:
        """Where a value stands that another file exports under a name which does not tell there."""
        name = module.qualified_name(node) or ""
        if "/" not in name or meaning_of(name.rpartition(".")[2]) in SETTINGS:
            return None
        path, names = imported(name, self.path, self.repository) or ("", [])
        if not path or path == self.unknown or of_path(path) in _ELSEWHERE:
            return None
        other = read_tracked(path, reader(kind_of(path)), self.repository)
        value = other.exported(names) if other is not None else None
        return (other, value) if other is not None and value is not None else None
