"""Which rows of the tables speak about a call or a name in a file."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from prodlint.expressions import expression
from prodlint.formats.code import Node
from prodlint.formats.tree import Module, terms
from prodlint.light_typing import NamedTuple
from prodlint.tables.cors_code import Opener, Option

_TYPE = expression(r"[A-Z]\w*")
_VERSION = expression(r"/v\d+(?=[/.]|$)")


class Given(NamedTuple):
    """A name that a row may be about, the values that it is given, whom it belongs to, and the node that says so."""

    name: str
    values: Sequence[Node]
    owner: str | None
    site: Node
    setting: bool = False
    asked: bool = False
    shown: str = ""  # what messages call it, where that is another name


class Matching:
    """The rows of a language against one file."""

    def __init__(self, module: Module, options: tuple[Option, ...], openers: tuple[Opener, ...]) -> None:
        self._module = module
        self._text = module.text(module.root)
        self._options: dict[str, list[Option]] = {}
        for option in options:
            for name in option.names.split():
                self._options.setdefault(name, []).append(option)
        self._openers: dict[str, list[Opener]] = {}
        for opener in openers:
            for name in opener.calls.split():
                self._openers.setdefault(_last(name), []).append(opener)

    @property
    def statements(self) -> dict[str, Opener]:
        """The rows of calls that are a name alone."""
        rows = (row for rows in self._openers.values() for row in rows if row.statement)
        return {row.calls: row for row in rows}

    def options(self, name: str, owner: str | None) -> list[Option]:
        """The rows for a name that belongs to `owner` (a qualified name, or None)."""
        return [row for row in self._options.get(name, ()) if self.belongs(row.of, owner)]

    def known(self, name: str) -> bool:
        """Whether any row is about such a name, whoever it belongs to."""
        return name in self._options

    def openers(self, call: Node) -> Iterator[Opener]:
        """The rows for a call."""
        name = _last(self._module.method(call)[1])
        for row in self._openers.get(name, ()):
            whole = self.whole(call)
            if any(_names(one, whole, name) for one in row.calls.split()) and self.belongs(row.of, whole):
                yield row

    def whole(self, call: Node) -> str | None:
        """The qualified name of what is called, through the type of its object where that is known."""
        module = self._module
        found = module.callee(call)
        owner, name = module.method(call)
        if found is None and owner is not None:
            kind = module.instance_of(owner)
            return f"{kind}.{name}" if kind is not None else None
        return found

    def belongs(self, of: str, owner: str | None) -> bool:
        """Whether something belongs to a library: by its qualified name, or by what the file holds."""
        if not of:
            return True
        located = owner is not None and ("/" in owner or self._module.is_imported(owner))
        if owner is not None and any(owner.startswith(one) for one in of.split()):
            return True
        if located:
            return False
        kind = _last(owner) if owner is not None else ""
        for one in of.split():
            if kind[:1].isupper() and _TYPE.fullmatch(one):
                if kind == one:
                    return True
            elif one in self._text:
                return True
        return False


def _last(name: str) -> str:
    return re.split(r"[./\\]", name)[-1]


@lru_cache(maxsize=4096)
def _names(row: str, whole: str | None, name: str) -> bool:
    """Whether a name in a row is that of a call: of a method (`.anyHost`), or a qualified one, or the end of it."""
    if row.startswith("."):
        return row[1:] == name
    if whole is None:
        return "." not in row and row == name
    plain = _VERSION.sub("", whole)
    if any(found == row or found.endswith(("." + row, "/" + row)) for found in (whole, plain)):
        return True
    return row.endswith("." + whole)


def owner_of(module: Module, node: Node | None) -> str | None:
    """The qualified name of what an object is, or of the type that makes it."""
    if node is None:
        return None
    term = module.meaning(node)
    if isinstance(term, terms.Call) and term.makes:
        return module.callee(node)
    return module.instance_of(node)
