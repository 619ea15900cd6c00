"""Offsets in a text as 1-based lines and columns."""

from bisect import bisect_right


class Positions:
    """Where the characters of one text are; built once for each text, asked in logarithmic time."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [0]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._starts.pop()

    def at(self, offset: int) -> tuple[int, int]:
        """The line and the column (both 1-based) of the character at `offset` (0-based)."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
