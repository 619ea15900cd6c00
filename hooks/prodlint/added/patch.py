"""The lines that a patch of git touches.

They are kept as marks: a row of bytes, 1 at place 2n for a line n (1-based) that was added, and at place 2n + 1 for
the gap behind line n when lines were taken away there and nothing took their place.
"""

import os
import re
from collections.abc import Iterable, Iterator

from prodlint.expressions import expression
from prodlint.light_typing import NamedTuple


class Hunk(NamedTuple):
    """`removed` lines, from the old line `old` on, made way for `added` lines, from the new line `new` on.

    Lines are 1-based; where no line was removed (or added), `old` (or `new`) is the one behind the place.
    """

    old: int
    removed: int
    new: int
    added: int


_HEAD = expression(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def hunks_of(patch: bytes) -> dict[str, list[Hunk]]:
    """The hunks in the output of `git diff`, in the order of their lines, by the path of the file as it is now."""
    found: dict[str, list[Hunk]] = {}
    hunks: list[Hunk] = []
    lines = iter(patch.split(b"\n"))
    for line in lines:
        head = _HEAD.match(line)
        if head:
            old, removed, new, added = (int(number or 1) for number in head.groups())
            hunks += _hunks(lines, old + (not removed), removed, new + (not added), added)
        elif line.startswith(b"+++ "):
            hunks = found.setdefault(_path(line[4:]), [])
    return found


def _hunks(lines: Iterator[bytes], old: int, old_left: int, new: int, new_left: int) -> Iterator[Hunk]:
    """The hunks behind one head: several where there is context, for which GIT_DIFF_OPTS can ask whatever we say."""
    removed = added = 0
    while old_left > 0 or new_left > 0:
        sign = next(lines, b"")[:1]
        if sign == b"-":
            removed += 1
            old_left -= 1
        elif sign == b"+":
            added += 1
            new_left -= 1
        elif sign != b"\\":  # which stands before "No newline at end of file"
            if removed or added:
                yield Hunk(old, removed, new, added)
            old, new = old + removed + 1, new + added + 1
            old_left, new_left = old_left - 1, new_left - 1
            removed = added = 0
    if removed or added:
        yield Hunk(old, removed, new, added)


_ESCAPE = expression(rb"\\([0-3][0-7]{2}|.)", re.DOTALL)
_CONTROL = dict(zip(b"abtnvfr", b"\a\b\t\n\v\f\r", strict=True))


def _path(name: bytes) -> str:
    """The path in `b/path`, which git quotes as C does, and ends with a tab, where it holds special characters.

    https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath
    """

    def plain(escape: re.Match[bytes]) -> bytes:
        code = escape[1]
        return bytes([int(code, 8) if len(code) == 3 else _CONTROL.get(code[0], code[0])])

    name = name.removesuffix(b"\t")
    name = _ESCAPE.sub(plain, name[1:-1]) if name.startswith(b'"') else name
    return os.fsdecode(name[2:])


def marks_of(hunks: Iterable[Hunk]) -> bytearray:
    """The marks of what the hunks add and take away."""
    marks = bytearray()
    for hunk in hunks:
        marks += bytes(max(2 * (hunk.new + hunk.added) - len(marks), 0))
        if hunk.added:
            marks[2 * hunk.new : 2 * (hunk.new + hunk.added)] = b"\1\0" * hunk.added
        else:
            marks[2 * hunk.new - 1] = 1
    return marks


def carried(marks: bytearray, hunks: list[Hunk]) -> bytearray:
    """The marks of a file in its state after a later change. What that adds is not marked, unless it takes the place
    of a marked line."""
    if hunks:
        marks = marks.ljust(2 * (hunks[-1].old + hunks[-1].removed), b"\0")
    moved, done = bytearray(), 0
    for hunk in hunks:
        start, end = 2 * hunk.old, 2 * (hunk.old + hunk.removed)
        replaced = 1 in marks[start:end:2]
        moved += marks[done:start] + bytes([replaced]) * (2 * hunk.added)
        done = end
    return moved + marks[done:]


def touches(marks: bytearray, first: int, last: int) -> bool:
    """Whether a line from `first` to `last` (1-based) is marked, or a gap between them."""
    return marks.find(1, 2 * first, 2 * last + 1) >= 0


def states_of(raw: bytes) -> dict[str, tuple[str, str]]:
    """The letter for what happened to each path, and the path before, in the output of `git diff --raw -z`.

    https://git-scm.com/docs/git-diff#_raw_output_format
    """
    states: dict[str, tuple[str, str]] = {}
    fields = iter(raw.split(b"\0"))
    for about in fields:
        if about:
            letter = about.split()[-1][:1].decode()
            before = next(fields, b"")
            path = next(fields, b"") if letter in "RC" else before
            states[os.fsdecode(path)] = letter, os.fsdecode(before)
    return states
