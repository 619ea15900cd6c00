"""What a parser refuses, read without the lines that it refuses: the rest keeps its lines and columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prodlint.formats import Unparsable

_MOST_REPAIRS = 12
_MOST_BLOCKS = 4  # blocks around one line that are tried, each around the one before
_MOST_PARSED = 2_000_000  # characters that are parsed for one text, so that a long one is tried less often
_CLOSERS = (")", "]", "}")

Region = tuple[int, int, str]  # the indices of its first line and of the line behind it, and what takes its place


def mended(
    refusal: Unparsable, text: str, attempt: Callable[[str], object], fillers: Callable[[str], tuple[str, ...]]
) -> Unparsable:
    """The refusal of a text, with what `attempt` makes of it once the lines that it refuses are taken out.

    `fillers` are what may take the place of a line with which a region begins. Of the regions around a place, the one
    is taken out that lets the parser go furthest, and of those the smallest.
    """
    lines, unread = text.split("\n"), set[int]()
    left, current = _MOST_PARSED, refusal
    for _ in range(_MOST_REPAIRS):
        best: tuple[int, Region, Unparsable] | None = None
        for region in _regions(lines, current, fillers):
            left -= len(text)
            if left < 0:
                break
            start, end, filler = region
            try:
                refusal.partial = attempt("\n".join([*lines[:start], filler, *[""] * (end - start - 1), *lines[end:]]))
            except Unparsable as next_one:
                if next_one.line > (best[0] if best else current.line):
                    best = next_one.line, region, next_one
            else:
                return _part(refusal, text.split("\n"), unread.union(range(start + 1, end + 1)))
        if best is None:
            break
        _, (start, end, filler), current = best
        lines[start:end] = [filler, *[""] * (end - start - 1)]
        unread.update(range(start + 1, end + 1))
    return refusal


def _part(refusal: Unparsable, lines: list[str], unread: set[int]) -> Unparsable:
    """The refusal with the lines that were taken out; without its part where that is the smaller one."""
    refusal.unread = frozenset(number for number in unread if lines[number - 1].strip())
    if 2 * len(refusal.unread) > sum(map(bool, map(str.strip, lines))):
        refusal.partial, refusal.unread = None, frozenset()
    return refusal


def _regions(lines: list[str], refusal: Unparsable, fillers: Callable[[str], tuple[str, ...]]) -> Iterator[Region]:
    """What may be taken out, the smallest first: a line, a block by its indentation, all that follows."""
    at = min(refusal.line, len(lines)) - 1
    before = next((index for index in range(at - 1, -1, -1) if lines[index].strip()), at)
    begun = min(refusal.begun, len(lines)) - 1
    seen = set[Region]()
    single = [(index, index + 1) for index in (at, begun, before, _odd(lines, at))]
    for start, end in (*single, *_blocks(lines, begun), *_blocks(lines, at)):
        for filler in fillers(lines[start]):
            if (start, end, filler) not in seen and (filler or any(line.strip() for line in lines[start:end])):
                seen.add((start, end, filler))
                yield start, end, filler
    for start in dict.fromkeys((at, min(begun, before))):
        yield start, len(lines), ""


def _odd(lines: list[str], at: int) -> int:
    """The first line up to `at` in which a double quote is left open."""
    return next((index for index, line in enumerate(lines[: at + 1]) if line.count('"') % 2), at)


def _blocks(lines: list[str], at: int) -> Iterator[tuple[int, int]]:
    """The blocks around a line, the innermost first: from a line to the next one that is indented no deeper."""
    width = _indent(lines[at])
    for _ in range(_MOST_BLOCKS):
        start = next((n for n in range(at, -1, -1) if _begins(lines[n], width)), 0)
        end = next((n for n in range(at + 1, len(lines)) if _begins(lines[n], width)), len(lines))
        yield start, end
        if width == 0:
            return
        width = min(width - 1, _indent(lines[start]))


def _begins(line: str, width: int) -> bool:
    return bool(line.strip()) and _indent(line) <= width and not line.lstrip().startswith(_CLOSERS)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
