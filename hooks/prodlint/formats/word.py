"""A piece of text that knows where in its file each of its characters stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from itertools import pairwise

from prodlint.light_typing import NamedTuple

# From `offset` in the text on, the characters stand side by side in the file, beginning at line and column.
Span = tuple[int, int, int]


class Word(NamedTuple):
    """`text` as a program gets it, quotes and escapes undone; line and column (1-based) of its first character.

    `spans` says where the rest stands when it is not one stretch of one line. A word of one stretch needs
    none, so `Word("--reload", 3, 7)` is complete.
    """

    text: str
    line: int = 1
    column: int = 1
    spans: tuple[Span, ...] = ()

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset` of the text."""
        return self._position(offset, self._spans_to(offset))

    def _position(self, offset: int, spans: int) -> tuple[int, int]:
        start, line, column = self.spans[spans - 1] if spans else (0, self.line, self.column)
        return line, column + offset - start

    def _spans_to(self, offset: int) -> int:
        """How many spans begin at `offset` or before."""
        return bisect_left(self.spans, (offset + 1,))  # (n,) sorts before every span that begins at n

    def slice(self, start: int, end: int) -> Word:
        """The text between two offsets."""
        return self.pick([(self.text[start:end], start)])

    def pick(self, pieces: Iterable[tuple[str, int]]) -> Word:
        """A word made of pieces of this one: each its text, and the offset at which it stands here."""
        return joined(self._stretches(pieces))

    def _stretches(self, pieces: Iterable[tuple[str, int]]) -> Iterable[Word]:
        for text, start in pieces:
            first = self._spans_to(start)
            last = self._spans_to(start + len(text) - 1)
            if first >= last:
                yield Word(text, *self._position(start, first))
                continue
            cuts = [start, *(span[0] for span in self.spans[first:last]), start + len(text)]
            for begin, end in pairwise(cuts):
                yield Word(text[begin - start : end - start], *self.position(begin))


class Heredoc(NamedTuple):
    """A here-document: the word that ends it, and its lines (each with its newline)."""

    name: str
    body: Word


def joined(words: Iterable[Word]) -> Word:
    """One word out of several that follow each other, each a single stretch of one line."""
    texts: list[str] = []
    spans: list[Span] = []
    offset = 0
    follows = (0, 0)
    for text, line, column, _ in words:
        if (line, column) != follows:
            if spans and spans[-1][0] == offset:
                spans.pop()
            spans.append((offset, line, column))
        texts.append(text)
        offset += len(text)
        follows = (line, column + len(text))
    if not spans:
        return Word("")
    return Word("".join(texts), spans[0][1], spans[0][2], tuple(spans) if len(spans) > 1 else ())


def block(text: str, line: int = 1, column: int = 1) -> Word:
    """Text of several lines: the first begins at `column`, the others in column 1."""
    if "\n" not in text:
        return Word(text, line, column)
    lines = text.split("\n")
    ends = ["\n"] * (len(lines) - 1) + [""]
    return joined(
        Word(content + end, line + index, column if index == 0 else 1)
        for index, (content, end) in enumerate(zip(lines, ends, strict=True))
    )


def operands(words: Iterable[Word]) -> list[Word]:
    """The arguments of a program that are no options; the values of options count, too."""
    return [word for word in words if not word.text.startswith("-")]


def behind_options(words: Iterable[Word], values: Collection[str]) -> list[Word]:
    """The arguments of a program from its first one that is no option; `values` are options that take the next word."""
    rest = iter(words)
    for word in rest:
        if not word.text.startswith("-"):
            return [word, *rest]
        if word.text in values:
            next(rest, None)
    return []
