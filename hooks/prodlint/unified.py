"""What edits make of a file, as a unified diff that `patch -p1` and `git apply --unidiff-zero` take."""

from collections import Counter
from collections.abc import Iterable, Iterator

from prodlint.encodings import encoding_of
from prodlint.excerpt import may_hold_a_credential
from prodlint.expressions import expression
from prodlint.finding import Edit
from prodlint.options import printable

_LINE = expression(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_NO_END = "\\ No newline at end of file"
_HIDDEN = "(a line that may hold a credential)"

Range = tuple[int, int, int, int]  # of the lines before and after: 0-based, the ends not in it


def unified(path: str, before: bytes | None, after: bytes, edits: Iterable[Edit]) -> str:
    """The diff of a file, which is new where nothing was `before`. It has no context, and of a line in which a
    credential may stand it shows that it changes and not what stands there."""
    old, new = _lines(before or b""), _lines(after)
    shown = printable(path)
    lines = ["--- " + (f"a/{shown}" if before is not None else "/dev/null"), f"+++ b/{shown}"]
    for first, last, start, end in _hunks(old, new, list(edits)):
        lines.append(f"@@ -{_range(first, last)} +{_range(start, end)} @@")
        lines += (row for line in old[first:last] for row in _rows("-", line))
        lines += (row for line in new[start:end] for row in _rows("+", line))
    return "".join(line + "\n" for line in lines)


def _lines(data: bytes) -> list[str]:
    codec = encoding_of(data)
    return _LINE.findall(data.decode(codec, "surrogateescape" if codec.startswith("utf-8") else "replace"))


def _hunks(old: list[str], new: list[str], edits: list[Edit]) -> list[Range]:
    """The lines that edits touch, neighbours together; each edit is within a line, and may add more to it."""
    added: Counter[int] = Counter()
    for edit in edits:
        added[edit.line] += edit.added.count("\n")
    at_the_end = 0 in added
    more = 0
    ranges = []
    for line in sorted(added.keys() - {0}):
        ranges.append((line - 1, line, line - 1 + more, line + more + added[line]))
        more += added[line]
    if at_the_end:
        kept = len(old) - (bool(old) and not old[-1].endswith("\n"))
        ranges.append((kept, len(old), kept + more, len(new)))
    joined: list[Range] = []
    for first, last, start, end in ranges:
        if joined and first <= joined[-1][1]:
            first, _, start, _ = joined.pop()
        joined.append((first, last, start, end))
    return joined


def _rows(sign: str, line: str) -> Iterator[str]:
    text = line.rstrip("\r\n")
    end = "\r" if line.endswith("\r\n") else ""
    yield sign + (_HIDDEN if may_hold_a_credential(text) else "\t".join(map(printable, text.split("\t")))) + end
    if not line.endswith("\n"):
        yield _NO_END


def _range(first: int, last: int) -> str:
    """Lines of one side, 1-based; of none, the one before them."""
    count = last - first
    return f"{first + 1 if count else first}" + ("" if count == 1 else f",{count}")
