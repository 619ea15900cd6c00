"""Readers, one a file format: text in, structure with 1-based lines and columns out, no opinion.

A reader knows no hook and touches no file. What it cannot read it refuses with `Unparsable`, which holds what could
be read nevertheless; where that is nothing, the caller looks at the text in a simpler way, by lines.
"""

from __future__ import annotations

# A tree takes some fifty times the memory of its text; what is longer than this, in characters, nobody wrote by hand.
MOST = 4_000_000


class Unparsable(ValueError):
    """The text is not of the format; `line` (1-based) and `reason`, which holds nothing of the text.

    `begun` is the line at which what could not be read begins, where the parser tells it. `partial` is what the reader
    gives for the rest of the text, None for nothing, and `unread` are the lines (1-based) that it was not made from.
    """

    def __init__(self, line: int, reason: str, begun: int = 0) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason
        self.begun = begun or line
        self.partial: object = None
        self.unread: frozenset[int] = frozenset()


def bounded(text: str) -> str:
    """The text itself. Raises Unparsable where it is longer than `MOST`."""
    if len(text) > MOST:
        raise Unparsable(1, f"longer than {MOST:,} characters, and so too large to be parsed")
    return text
