"""TOML as nodes: `tomllib` says whether it is TOML, a small scanner of valid TOML says where everything is."""

import re
import sys

from prodlint.expressions import expression
from prodlint.formats import Unparsable, bounded
from prodlint.formats.mending import mended
from prodlint.formats.node import MAX_DEPTH, Mapping, Node, Scalar, Sequence
from prodlint.formats.position import Positions
from prodlint.light_typing import Any, TypeVar

T = TypeVar("T", bound=Node)

_BLANK = expression(r"(?:\s|#[^\n]*)*")
_KEY_PART = expression(r"""[ \t]*("(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)[ \t]*""", re.ASCII)
_STRING = expression(
    r'''
      """[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*""""{0,2} | \'\'\'(?:[^']|'(?!''))*\'\'\''{0,2}
    | "[^"\\]*(?:\\.[^"\\]*)*" | '[^']*'
    ''',
    re.VERBOSE | re.DOTALL,
)
_BARE = expression(r"[^\s,\]}#]+(?:[ ]\d\d:[^\s,\]}#]+)?")  # a date and its time may have a blank between them
# tomllib takes time and memory of the square of a dotted key's length.
_LONG_KEY = expression(r"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){50}""", re.ASCII)
_AT_LINE = expression(r"line (\d+)")


def read(text: str) -> Mapping:
    """The root table. Booleans, numbers and dates are scalars with the text that was written.

    Raises Unparsable where it is no TOML, for nesting deeper than `MAX_DEPTH` and for keys of 50 parts or more, with
    the table of the lines that can be read.
    """
    try:
        return _attempt(bounded(text))
    except Unparsable as refusal:
        raise mended(refusal, text, _attempt, lambda _: ("",)) from None


def _loads(text: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    loaded: dict[str, Any] = tomllib.loads(text)
    return loaded


def _attempt(text: str) -> Mapping:
    long_key = _LONG_KEY.search(text)
    if long_key:
        raise Unparsable(text.count("\n", 0, long_key.start()) + 1, "nested too deeply")
    try:
        _loads(text)
        return _Scanner(text).read()
    except Unparsable:
        raise
    except ValueError as error:  # what tomllib raises
        at_line = _AT_LINE.search(str(error))
        line = int(at_line[1]) if at_line else text.count("\n") + 1
        raise Unparsable(line, "not TOML") from None
    except RecursionError:
        raise Unparsable(1, "nested too deeply") from None


class _Scanner:
    """Reads text that is known to be valid TOML."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._positions = Positions(text)
        self._offset = 0
        self._children: dict[tuple[int, str], Node] = {}  # (id of the mapping, key): pairs are a list

    def read(self) -> Mapping:
        root = table = Mapping(1, 1, len(self._text.split("\n")))
        while self._skip_blank():
            if self._text[self._offset] == "[":
                table = self._header(root)
            else:
                self._assign(table, 0)
        return root

    def _skip_blank(self) -> bool:
        """Whether there is more."""
        self._offset = self._end_of(_BLANK)
        return self._offset < len(self._text)

    def _end_of(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self._text, self._offset)
        return found.end() if found else self._offset + 1

    def _header(self, root: Mapping) -> Mapping:
        line, column = self._positions.at(self._offset)
        is_array = self._text.startswith("[[", self._offset)
        self._offset += 2 if is_array else 1
        *parents, key = self._keys()
        self._offset += 2 if is_array else 1
        parent = self._descend(root, parents)
        known = self._children.get((id(parent), key.text))
        if not is_array:
            return known if isinstance(known, Mapping) else self._add(parent, key, Mapping(line, column))
        array = known if isinstance(known, Sequence) else self._add(parent, key, Sequence(line, column))
        array.nodes.append(Mapping(line, column))
        return self._latest(array)

    def _keys(self) -> list[Scalar]:
        keys: list[Scalar] = []
        while True:
            part = _KEY_PART.match(self._text, self._offset)
            if part is None:
                raise Unparsable(self._positions.at(self._offset)[0], "not TOML")
            quoted = part[1][0] in "\"'"
            keys.append(Scalar(_unquoted(part[1]), *self._positions.at(part.start(1)), quoted=quoted))
            self._offset = part.end()
            if not self._text.startswith(".", self._offset):
                return keys
            self._offset += 1

    def _descend(self, table: Mapping, keys: list[Scalar]) -> Mapping:
        """The table at the end of a dotted key; what is missing on the way is made."""
        for key in keys:
            child = self._children.get((id(table), key.text))
            if child is None:
                child = self._add(table, key, Mapping(key.line, key.column))
            table = self._latest(child)
        return table

    def _latest(self, node: Node) -> Mapping:
        """A table, or the last table of an array of tables: what a header speaks about."""
        latest = node.nodes[-1] if isinstance(node, Sequence) else node
        if not isinstance(latest, Mapping):
            raise Unparsable(node.line, "not TOML")
        return latest

    def _add(self, parent: Mapping, key: Scalar, node: T) -> T:
        parent.pairs.append((key, node))
        self._children[id(parent), key.text] = node
        return node

    def _assign(self, table: Mapping, depth: int) -> None:
        *parents, key = self._keys()
        self._offset += 1
        table = self._descend(table, parents)
        value = self._value(depth)
        self._add(table, key, value)
        table.end_line = max(table.end_line, value.end_line)

    def _value(self, depth: int) -> Node:
        self._skip_blank()
        start, first = self._offset, self._text[self._offset]
        line, column = self._positions.at(start)
        if depth > MAX_DEPTH:
            raise Unparsable(line, "nested too deeply")
        if first in "[{":
            return self._collection(Sequence(line, column) if first == "[" else Mapping(line, column), depth + 1)
        quoted = first in "\"'"
        self._offset = self._end_of(_STRING if quoted else _BARE)
        written = self._text[start : self._offset]
        end_line = line + written.count("\n")
        return Scalar(_unquoted(written), line, column, end_line=end_line, quoted=quoted)

    def _collection(self, node: Sequence | Mapping, depth: int) -> Node:
        self._offset += 1
        while self._skip_blank() and self._text[self._offset] not in "]}":
            if self._text[self._offset] == ",":
                self._offset += 1
            elif isinstance(node, Sequence):
                node.nodes.append(self._value(depth))
            else:
                self._assign(node, depth)
        node.end_line = self._positions.at(self._offset)[0]
        self._offset += 1
        return node


def _unquoted(written: str) -> str:
    if written[0] not in "\"'":
        return written
    if "\\" in written or "\n" in written or written[:3] in ('"""', "'''"):
        return str(_loads(f"text = {written}")["text"])
    return written[1:-1]
