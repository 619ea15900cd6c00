"""nginx configuration as directives and blocks; template tags and `${VARIABLES}` are words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats import bounded
from prodlint.formats.position import Positions
from prodlint.formats.template import Masked
from prodlint.formats.word import Word

_MAX_DEPTH = 50  # what is nested deeper is read as if it were not

# A quote within a word is an ordinary character, and so is a brace after a dollar sign.
_TOKEN = expression(
    r"""
      (?P<blank> \s+ | \#[^\n]* )
    | (?P<quoted> "[^"\\]*(?:\\.[^"\\]*)*" | '[^'\\]*(?:\\.[^'\\]*)*' )
    | (?P<mark> [;{}] )
    | (?P<word> (?: \$\{[^\s{}]*\} | \\. | [^\s;{}] )+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_LUA = expression(r"""\\.|--[^\n]*|"[^"\\\n]*(?:\\.[^"\\\n]*)*"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'|(?P<brace>[{}])""")


class Directive:
    """`name args;`, or `name args { block }`: then `block` is a list. Ends at `end_line`, with `;` or `}`.

    The block of a `..._by_lua_block` is empty: what it holds is Lua.
    """

    __slots__ = ("args", "block", "column", "end_line", "line", "name")

    def __init__(self, words: list[Word], end_line: int, block: list[Directive] | None = None) -> None:
        self.name = words[0].text
        self.line, self.column = words[0].line, words[0].column
        self.args = words[1:]
        self.end_line = end_line
        self.block = block


def read(text: str) -> list[Directive]:
    """The directives of the outermost level. Stray braces are skipped, missing ones assumed.

    Raises Unparsable only for what is too large.
    """
    return _Reader(bounded(text)).read()


def walk(
    directives: list[Directive], parents: tuple[Directive, ...] = ()
) -> Iterator[tuple[tuple[Directive, ...], Directive]]:
    """Every directive in the order of the text, each with those around it, the outermost first."""
    for directive in directives:
        yield parents, directive
        if directive.block:
            yield from walk(directive.block, (*parents, directive))


class _Reader:
    def __init__(self, text: str) -> None:
        self._masked = Masked(text)
        self._text = self._masked.text
        self._positions = Positions(self._text)
        self._words: list[Word] = []
        self._blocks: list[list[Directive]] = [[]]  # the innermost is the last
        self._open: list[Directive | None] = []  # None: a brace that is not taken for a block

    def read(self) -> list[Directive]:
        offset = 0
        while offset < len(self._text):
            token = _TOKEN.match(self._text, offset)
            offset = token.end() if token else offset + 1
            if token is None or token.lastgroup == "blank":
                continue
            line, column = self._positions.at(token.start())
            if token.lastgroup == "mark":
                offset = self._mark(token.group(), line, offset)
            else:
                written = self._masked.restore(token.group())
                quoted = token.lastgroup == "quoted"
                self._words.append(Word(written[1:-1] if quoted else written, line, column))
        self._finish(self._text.count("\n") + 1)
        return self._blocks[0]

    def _mark(self, mark: str, line: int, offset: int) -> int:
        """Takes the mark that ends at `offset`; where to go on."""
        if mark == "{":
            return self._begin(line, offset)
        self._finish(line)
        if mark == "}" and self._open:
            block = self._open.pop()
            if block is not None:
                block.end_line = line
                self._blocks.pop()
        return offset

    def _begin(self, line: int, offset: int) -> int:
        if not self._words or len(self._blocks) > _MAX_DEPTH:
            self._finish(line)
            self._open.append(None)
            return offset
        directive = self._finish(line, [])
        if directive is not None and directive.name.endswith("_by_lua_block"):
            offset = _end_of_lua(self._text, offset)
            directive.end_line = self._positions.at(offset - 1)[0]
        elif directive is not None and directive.block is not None:
            self._open.append(directive)
            self._blocks.append(directive.block)
        return offset

    def _finish(self, line: int, block: list[Directive] | None = None) -> Directive | None:
        """The words so far are a directive, if there are any."""
        if not self._words:
            return None
        directive = Directive(self._words, line, block)
        self._blocks[-1].append(directive)
        self._words = []
        return directive


def _end_of_lua(text: str, offset: int) -> int:
    """The offset after the brace that closes a Lua block, whose text begins at `offset`."""
    depth = 1
    for piece in _LUA.finditer(text, offset):
        if piece["brace"]:
            depth += 1 if piece["brace"] == "{" else -1
        if not depth:
            return piece.end()
    return len(text)
