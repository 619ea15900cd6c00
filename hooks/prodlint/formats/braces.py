"""Settings in nested braces: HCL (Terraform), Bicep, HOCON. Names and literals, each with its place.

A small reader of what these languages have in common; expressions are not understood, their literals are kept.
"""

import re

from prodlint.expressions import expression
from prodlint.formats import bounded
from prodlint.formats.position import Positions
from prodlint.light_typing import NamedTuple

_TOKEN = expression(
    r"""
      (?P<comment> \#[^\n]* | //[^\n]* | /\*(?:[^*]|\*(?!/))*(?:\*/)? )
    | (?P<string> "(?:[^"\\\n]|\\.)*" | '''(?:[^']|'(?!''))*''' | '(?:[^'\\\n]|\\.)*' )
    | (?P<mark> [={}\[\](),:\n] )
    | (?P<word> [\w.$*/+-]+ )
    """,
    re.VERBOSE,
)
_MAX_DEPTH, _MAX_WORDS, _MAX_KEYS = 200, 20, 100
_DECLARATIONS = ("param", "var", "output")  # Bicep: `param name type = value`


class Literal(NamedTuple):
    """A string (without quotes) or a bare word in the value at the end of the path `keys`.

    The labels of a block are keys too: `variable "x" { default = "*" }` has the path variable, x, default.
    """

    keys: tuple[str, ...]
    text: str
    line: int
    column: int


def read(text: str) -> list[Literal]:
    """All literals of all values, in the order of the text. Raises Unparsable only for what is too large."""
    reader = _Reader(bounded(text))
    for token in _TOKEN.finditer(text):
        reader.take(token)
    return reader.literals


class _Reader:
    def __init__(self, text: str) -> None:
        self.literals: list[Literal] = []
        self._positions = Positions(text)
        self._path: tuple[str, ...] = ()
        self._words: list[str] = []  # of the statement, up to its `=` or `:`
        self._in_value = False
        # What each open bracket goes back to: the path, the words and whether a value was being read.
        self._open: list[tuple[str, tuple[str, ...], list[str], bool]] = []

    def take(self, token: re.Match[str]) -> None:
        """Take the next token."""
        text = token.group()
        if token.lastgroup == "string":
            quotes = 3 if text.startswith("'''") else 1
            self._literal(text[quotes:-quotes], token.start())
        elif token.lastgroup == "word":
            self._literal(text, token.start())
        elif token.lastgroup == "mark":
            self._mark(text)

    def _literal(self, text: str, offset: int) -> None:
        if self._in_value:
            self.literals.append(Literal(self._keys(), text, *self._positions.at(offset)))
        elif len(self._words) < _MAX_WORDS:
            self._words.append(text)

    def _keys(self) -> tuple[str, ...]:
        declares = self._words[:1] and self._words[0] in _DECLARATIONS
        return (*self._path, *(self._words[1:2] if declares else self._words))[-_MAX_KEYS:]

    def _mark(self, mark: str) -> None:
        inner = self._open[-1][0] if self._open else "{"
        if mark in "{[(":
            if len(self._open) >= _MAX_DEPTH:  # what is nested deeper is read as if it were not
                return
            self._open.append((mark, self._path, self._words, self._in_value))
            if mark == "{":
                self._path, self._words, self._in_value = self._keys(), [], False
        elif mark in "}])":
            if self._open and self._open[-1][0] == {"}": "{", "]": "[", ")": "("}[mark]:
                _, self._path, self._words, self._in_value = self._open.pop()
            if mark == "}" and inner == "{" and (not self._open or self._open[-1][0] == "{"):
                self._end()
        elif mark in "=:":
            self._in_value = self._in_value or bool(self._words)
        elif inner == "{":
            self._end()

    def _end(self) -> None:
        self._words, self._in_value = [], False
