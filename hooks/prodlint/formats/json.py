"""JSON as people write it: with comments, trailing commas, single quotes and bare keys (JSON5)."""

import re

from prodlint.expressions import expression
from prodlint.formats import Unparsable, bounded
from prodlint.formats.mending import mended
from prodlint.formats.node import MAX_DEPTH, Mapping, Node, Scalar, Sequence
from prodlint.formats.position import Positions
from prodlint.formats.template import Masked

_TOKEN = expression(
    r"""
      (?P<blank> [\s\ufeff]+ | //[^\n]* | /\*(?:[^*]|\*(?!/))*\*/ )
    | (?P<string> "[^"\\\n]*(?:\\.[^"\\\n]*)*" | '[^'\\\n]*(?:\\.[^'\\\n]*)*' )
    | (?P<mark> [{}\[\]:,] )
    | (?P<word> [^\s{}\[\]:,"'/]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_LITERAL = expression(
    r"true|false|null|undefined|[-+]?(?:NaN|Infinity|0[xX][0-9a-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)"
    "|[\U000f0000-\U0010ffff]+"  # a masked template tag
)
_NAME = expression("[^\\W\\d][\\w$-]*|\\$[\\w$-]*|[\U000f0000-\U0010ffff]+")
_ESCAPE = expression(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0", "\n": ""}
_CLOSERS = {"}": Mapping, "]": Sequence}


def read(text: str) -> Node:
    """The one value of a JSON text. Raises Unparsable where it is no JSON, huge, or deeper than `MAX_DEPTH`, with the
    value of the lines that can be read."""
    try:
        return _Reader(bounded(text)).read()
    except Unparsable as refusal:
        raise mended(refusal, text, lambda tried: _Reader(tried).read(), lambda _: ("",)) from None


class _Reader:
    def __init__(self, text: str) -> None:
        self._masked = Masked(text)
        self._positions = Positions(self._masked.text)
        self._open: list[Mapping | Sequence] = []
        self._key: Scalar | None = None
        self._root: Node | None = None
        self._next = "value"  # what must come: value, element (or "]"), key (or "}"), colon, comma, end

    def read(self) -> Node:
        text, offset = self._masked.text, 0
        while offset < len(text):
            token = _TOKEN.match(text, offset)
            if token is None:
                raise self._refusal(offset)
            if token.lastgroup == "mark":
                self._mark(token)
            elif token.lastgroup != "blank":
                self._take(self._scalar(token), token.start())
            offset = token.end()
        if self._root is None or self._next != "end":
            raise self._refusal(len(text))
        return self._root

    def _refusal(self, offset: int, reason: str = "not JSON") -> Unparsable:
        return Unparsable(self._positions.at(offset)[0], reason)

    def _mark(self, token: re.Match[str]) -> None:
        mark, offset = token.group(), token.start()
        if mark in "{[":
            if self._next == "key" or len(self._open) >= MAX_DEPTH:
                raise self._refusal(offset, "not JSON" if self._next == "key" else "nested too deeply")
            node = (Mapping if mark == "{" else Sequence)(*self._positions.at(offset))
            self._take(node, offset)
            self._open.append(node)
            self._next = "key" if mark == "{" else "element"
        elif mark in _CLOSERS:
            opened = self._open.pop() if self._open else None
            if not isinstance(opened, _CLOSERS[mark]) or self._next not in ("key", "element", "comma"):
                raise self._refusal(offset)
            opened.end_line = self._positions.at(offset)[0]
            self._next = "comma" if self._open else "end"
        elif mark == ":" and self._next == "colon":
            self._next = "value"
        elif mark == "," and self._next == "comma":
            self._next = "key" if isinstance(self._open[-1], Mapping) else "element"
        else:
            raise self._refusal(offset)

    def _take(self, node: Node, offset: int) -> None:
        if self._next == "comma" and (
            isinstance(self._open[-1], Sequence) or (isinstance(node, Scalar) and node.quoted)
        ):
            self._next = "element" if isinstance(self._open[-1], Sequence) else "key"  # the comma was forgotten
        if self._next == "key" and isinstance(node, Scalar):
            self._key, self._next = node, "colon"
            return
        if self._next not in ("value", "element"):
            raise self._refusal(offset)
        if not self._open:
            self._root, self._next = node, "end"
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.nodes.append(node)
        elif self._key is not None:
            parent.pairs.append((self._key, node))
        self._next = "comma"

    def _scalar(self, token: re.Match[str]) -> Scalar:
        written = token.group()
        quoted = token.lastgroup == "string"
        if not quoted and not (_NAME if self._next == "key" else _LITERAL).fullmatch(written):
            raise self._refusal(token.start())
        text = _ESCAPE.sub(_unescape, written[1:-1]) if quoted else written
        shown = self._masked.restore(text)
        line, column = self._positions.at(token.start())
        end_line = line + written.count("\n")
        return Scalar(shown, line, column, end_line=end_line, quoted=quoted, templated=shown != text)


def _unescape(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _ESCAPES.get(escape[3], escape[3])
