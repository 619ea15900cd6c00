"""What a parser refuses, read without the lines that it refuses: the rest keeps its lines and columns."""

from collections.abc import Callable, Iterable, Iterator

from prodlint.formats import Unparsable

_MOST_REPAIRS = 12
_MOST_SINGLE = 8  # of them that only take out lines, as long as that lets the parser go further
_MOST_BLOCKS = 4  # blocks around one line that are tried, each around the one before
_MOST_PARSED = 2_000_000  # characters that are parsed for one text, so that a long one is tried less often
_CLOSERS = (")", "]", "}")

Region = tuple[int, int, str]  # the indices of its first line and of the line behind it, and what takes its place


def mended(
    refusal: Unparsable, text: str, attempt: Callable[[str], object], fillers: Callable[[str], tuple[str, ...]]
) -> Unparsable:
    """The refusal of a text, with what `attempt` makes of it once the lines that it refuses are taken out.

    `fillers` are what may take the place of a line with which a region begins. Of the lines around a place, the one is
    taken out that lets the parser go furthest. Where none does, or one error follows the other, it is a block, and at
    last all that follows.
    """
    lines, unread = text.split("\n"), set[int]()
    left, current = _MOST_PARSED, refusal
    for number in range(_MOST_REPAIRS):
        best: tuple[int, Region, Unparsable] | None = None
        for at_least, regions in ((0, _single), (_MOST_SINGLE, _blocks), (_MOST_REPAIRS - 1, _rest)):
            if best and number < at_least:
                break
            for start, end in regions(lines, current):
                for filler in fillers(lines[start]):
                    left -= len(text)
                    if left < 0:
                        return refusal
                    trial = [*lines[:start], filler, *[""] * (end - start - 1), *lines[end:]]
                    try:
                        refusal.partial = attempt("\n".join(trial))
                    except Unparsable as next_one:
                        if next_one.line > (best[0] if best else current.line):
                            best = next_one.line, (start, end, filler), next_one
                    else:
                        return _part(refusal, text.split("\n"), unread.union(range(start + 1, end + 1)))
        if best is None:
            break
        _, (start, end, filler), current = best
        lines[start:end] = [filler, *[""] * (end - start - 1)]
        unread.update(range(start + 1, end + 1))
    return refusal


def _part(refusal: Unparsable, lines: list[str], taken: set[int]) -> Unparsable:
    """The refusal with the lines that were taken out; without its part where that is the smaller one.

    What is indented below a line without it may hang somewhere else now, and counts as unread.
    """
    unread, width = set[int](), -1
    for number, line in enumerate(lines, 1):
        if line.strip():
            if _indent(line) <= width or width < 0:
                width = _indent(line) if number in taken else -1
            if width >= 0:
                unread.add(number)
    refusal.unread = frozenset(unread)
    if 2 * len(taken & unread) > sum(map(bool, map(str.strip, lines))):
        refusal.partial, refusal.unread = None, frozenset()
    return refusal


def _single(lines: list[str], refusal: Unparsable) -> Iterable[tuple[int, int]]:
    """The lines to suspect: where the parser stopped, where that begins, the one before, one with an open string."""
    at, begun, before = _places(lines, refusal)
    return dict.fromkeys((index, index + 1) for index in (at, begun, before, _odd(lines, at)))


def _rest(lines: list[str], refusal: Unparsable) -> Iterable[tuple[int, int]]:
    at, begun, before = _places(lines, refusal)
    return dict.fromkeys((start, len(lines)) for start in (at, min(begun, before)))


def _places(lines: list[str], refusal: Unparsable) -> tuple[int, int, int]:
    """The indices of the line where the parser stopped, where that begins, and of the last filled one before it."""
    at, begun = (min(line, len(lines)) - 1 for line in (refusal.line, refusal.begun))
    return at, begun, next((index for index in range(at - 1, -1, -1) if lines[index].strip()), at)


def _odd(lines: list[str], at: int) -> int:
    """The first line up to `at` in which a double quote is left open."""
    return next((index for index, line in enumerate(lines[: at + 1]) if line.count('"') % 2), at)


def _blocks(lines: list[str], refusal: Unparsable) -> Iterator[tuple[int, int]]:
    """The blocks around both places, the innermost first: from a line to the next one that is indented no deeper."""
    for at in dict.fromkeys(_places(lines, refusal)[1::-1]):
        width = _indent(lines[at])
        for _ in range(_MOST_BLOCKS):
            start = next((n for n in range(at, -1, -1) if _begins(lines[n], width)), 0)
            end = next((n for n in range(at + 1, len(lines)) if _begins(lines[n], width)), len(lines))
            yield start, end
            if width == 0:
                break
            width = min(width - 1, _indent(lines[start]))


def _begins(line: str, width: int) -> bool:
    return bool(line.strip()) and _indent(line) <= width and not line.lstrip().startswith(_CLOSERS)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
