"""Readers, one a file format: text in, structure with 1-based lines and columns out, no opinion.

A reader knows no hook and touches no file. What it cannot read it refuses with `Unparsable`; the caller
then looks at the text in a simpler way, by lines.
"""

from __future__ import annotations

# A tree takes some fifty times the memory of its text; what is longer than this, in characters, nobody wrote by hand.
MOST = 4_000_000


class Unparsable(ValueError):
    """The text is not of the format; `line` (1-based) and `reason`, which holds nothing of the text."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


def bounded(text: str) -> str:
    """The text itself. Raises Unparsable where it is longer than `MOST`."""
    if len(text) > MOST:
        raise Unparsable(1, f"longer than {MOST:,} characters, and so too large to be parsed")
    return text
