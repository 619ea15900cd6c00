"""Keys that a file takes from another one: the literal that a module gives the imported name."""

from collections.abc import Iterator

from prodlint.context import modules, scripts
from prodlint.context.evidence import context_shown
from prodlint.context.tracked import read_tracked
from prodlint.formats.code import ASSIGNED, ENTRY, NAME, Code, Node
from prodlint.formats.languages import reader
from prodlint.kinds import NOT_PRODUCTION, kind_of
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_default_secrets.values import Literal, literals
from prodlint.source import Repository, Source

_SCRIPTS = ("javascript", "typescript", "sfc")


class Elsewhere(NamedTuple):
    """A literal in another file, with its name there."""

    source: Source
    code: Code
    literal: Literal
    name: str


def imported_literals(code: Code, node: Node, near: str, repository: Repository) -> Iterator[Elsewhere]:
    """The texts that the names of an expression of the file at `near` have in the modules that they come from."""
    for leaf in code.possible(node):
        name = code.qualified_name(leaf.node) if code.kind(leaf.node) == NAME else None
        path, attribute = _place(name, near, repository) if name and "." in name else (None, "")
        other = read_tracked(path, reader(kind_of(path)), repository) if path else None
        source = repository.source(path) if path and context_shown(path, repository) not in NOT_PRODUCTION else None
        if source is None or other is None:
            continue
        for named in other.named_values():
            if named.name == attribute and named.how in (ASSIGNED, ENTRY) and named.of is None:
                yield from (Elsewhere(source, other, one, attribute) for one in literals(other, named.value))


def _place(name: str, near: str, repository: Repository) -> tuple[str | None, str]:
    """The file that a qualified name leads to, and the one name within it."""
    if kind_of(near) in _SCRIPTS:
        path, names = scripts.imported(name, near, repository) or (None, [])
        return path, names[0] if len(names) == 1 else ""
    module, _, attribute = name.rpartition(".")
    return modules.imported(module, near, repository) if module.strip(".") else None, attribute
