"""The text of a file with edits made in it; whatever no edit names stays as it is, byte by byte."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from prodlint.encodings import encoding_of
from prodlint.expressions import expression
from prodlint.finding import Edit
from prodlint.light_typing import NamedTuple

_LINE_END = expression(r"(\r\n|\r|\n)")
_BYTE_ORDER_MARK = "\ufeff"


class Placed(NamedTuple):
    """An edit, and the offsets of what it replaces in the text of the file."""

    start: int
    end: int
    edit: Edit

    def clashes(self, other: Placed) -> bool:
        """Whether both want the same characters, or something else at the same place. Lines at the end never do."""
        if self.edit.line and other.edit.line and self[:2] == other[:2]:
            return True
        return self.start < other.end and other.start < self.end


class Text:
    """The text of a file with its line ends and byte order mark; `lines` are those of `Source.lines`.

    Bytes that are no UTF-8 are kept as surrogates. Raises ValueError where the bytes do not come back from the text.
    """

    def __init__(self, data: bytes) -> None:
        self._codec = encoding_of(data).replace("utf-8-sig", "utf-8")
        self._errors = "surrogateescape" if self._codec == "utf-8" else "strict"
        self._whole = data.decode(self._codec, self._errors)
        if self._codec != "utf-8" and self._whole.encode(self._codec, self._errors) != data:
            raise ValueError
        parts = _LINE_END.split(self._whole)
        self.lines, self._ends = parts[::2], parts[1::2]
        widths = (len(line + end) for line, end in zip(self.lines, self._ends, strict=False))
        self._starts = list(accumulate(widths, initial=0))
        self._starts[0] = len(self.lines[0]) - len(self.lines[0].lstrip(_BYTE_ORDER_MARK))
        self.lines[0] = self.lines[0].lstrip(_BYTE_ORDER_MARK)

    def place(self, edit: Edit) -> Placed | None:
        """Where an edit goes; None where the text has no such place. Lines at the end are for ignore files, which git
        and Docker read as UTF-8 alone."""
        if not edit.line:
            return Placed(len(self._whole), len(self._whole), edit) if self._codec == "utf-8" else None
        if not 1 <= edit.line <= len(self.lines):
            return None
        start = edit.column - 1
        if not 0 <= start <= start + edit.removed <= len(self.lines[edit.line - 1]):
            return None
        start += self._starts[edit.line - 1]
        return Placed(start, start + edit.removed, edit)

    def rewritten(self, edits: Iterable[Placed]) -> tuple[bytes, list[tuple[int, Edit]]]:
        """The bytes of the file with edits that do not clash made in it, and the line (1-based) of each in them."""
        ordered = sorted(edits, key=lambda placed: placed[:2])
        pieces: list[str] = []
        changes = []
        at, more = 0, 0  # more: the lines that the edits so far have added
        for start, end, edit in (placed for placed in ordered if placed.edit.line):
            pieces += [self._whole[at:start], edit.added.replace("\n", self._end_of(edit.line))]
            changes.append((edit.line + more, edit))
            more += edit.added.count("\n")
            at = end
        pieces.append(self._whole[at:])
        behind = [placed.edit for placed in ordered if not placed.edit.line]
        if behind and self._whole.strip(_BYTE_ORDER_MARK) and not self._whole.endswith("\n"):
            pieces.append("\n" if self._whole.endswith("\r") else self._end_of(0))
            more += bool(self.lines[-1])
        for number, edit in enumerate(behind, len(self.lines) + more):
            pieces.append(edit.added + self._end_of(0))
            changes.append((number, edit))
        return "".join(pieces).encode(self._codec, self._errors), changes

    def _end_of(self, line: int) -> str:
        """How a line ends, or the nearest one above it; for line 0 the last of the file as git and Docker divide it."""
        if not line:
            return next((end for end in reversed(self._ends) if end != "\r"), "\n")
        return self._ends[min(line, len(self._ends)) - 1] if self._ends else "\n"
