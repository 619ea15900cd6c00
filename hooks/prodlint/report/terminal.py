"""The text format as people see it in a terminal.

    api/main.py:5:1: any site may read the answers [no-wildcard-cors]
      5 | flask_cors.CORS(app)
        | ^^^^^^^^^^^^^^^
        List the origins that may read them.

What several files have in common is said once, with the other places below; how many findings each hook has, where to
read about it and how to allow one come last.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from unicodedata import combining, east_asian_width

from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.grouping import grouped
from prodlint.light_typing import TypeVar
from prodlint.options import printable
from prodlint.report import Report, leading
from prodlint.report.hints import IN_JSON, address, allowing
from prodlint.report.style import Style
from prodlint.report.text import headline, inert

T = TypeVar("T")

_INDENT = "    "
_MOST_PLACES = 4  # that share a message and are named; the others are counted
_TAB = "    "
_WORD = expression(r"(?:[^\s`]|`[^`]+`|`(?![^`]*`)|``)+")  # code is not torn apart
_LONGEST = 30  # columns: what is longer is code that may be torn apart
_MARKED = expression(r"\"[^\"]*\"|'[^']*'|`[^`]*`|-*[\w$@][\w$./:@*-]*|\S")  # what is underlined: a word, or a text


def render(report: Report, style: Style) -> str:
    """All findings, then what is to be known of their hooks; nothing when there are none."""
    groups = grouped((_alike(one), number) for number, one in enumerate(report.findings))
    lines: list[str] = []
    counted = sum(len(_counted(group[1:])) for group in groups.values())
    for first, *others in groups.values():
        lines += _finding(report.findings[first], report.excerpts[first] if report.excerpts else "", style)
        lines += _places([report.findings[number] for number in others], style)
        lines.append("")
    lines += _hooks(report.findings, style)
    if counted:
        told = f"{counted:,} places are only counted here: `--output=FILE` writes down each."
        lines += map(style.code, wrapped(told, style.width, ""))
    return "".join(line + "\n" for line in lines)


def _alike(one: Finding) -> tuple[str, ...]:
    """What findings have in common that are said once."""
    return (one.hook, one.subject) if one.subject else (one.hook, one.message, one.fix)


def _finding(finding: Finding, excerpt: str, style: Style) -> Iterator[str]:
    path = leading(finding.path)
    first, *rest = wrapped(headline(finding), style.width, _INDENT)
    if first.startswith(path):
        first = style.paint(path, "bold") + first[len(path) :]
    yield from (_with_hook(line, finding.hook, style) for line in (first, *rest))
    if excerpt.strip():
        yield from _excerpt(finding, excerpt, style)
    lines = [printable(line) for line in finding.fix.splitlines()]
    for line in [" ".join(lines)] if style.width and lines else lines:
        yield from map(style.code, wrapped(_INDENT + line, style.width, _INDENT))


def _with_hook(line: str, hook: str, style: Style) -> str:
    name = f"[{hook}]"
    return line.removesuffix(name) + style.paint(name, "red", "bold") if line.endswith(name) else line


def _excerpt(finding: Finding, line: str, style: Style) -> Iterator[str]:
    """The line of source and the mark below it, cut around the mark where it is longer than the terminal is wide."""
    start = finding.column - 1
    match = _MARKED.match(line, start)
    end = match.end() if match else start + 1
    before, marked, behind = (_shown(part) for part in (line[:start].lstrip(), line[start:end], line[end:].rstrip()))
    number = str(finding.line)
    gutter = max(len(number) + 2, 3)
    room = style.width - gutter - 3 if style.width else 10**9
    marked = _cut(marked, room)
    if _columns(before + marked + behind) > room:
        kept = min(_columns(before), max(room - _columns(marked) - min(_columns(behind), room // 3), 0))
        before = _cut_left(before, kept)
        behind = _cut(behind, room - _columns(before + marked))
    blue = ("blue", "bold")
    yield f"{style.paint(f'{number:>{gutter}} |', *blue)} {before}{marked}{behind}"
    mark = "^" * max(_columns(marked), 1)
    yield f"{style.paint(f'{chr(32):>{gutter}} |', *blue)} {' ' * _columns(before)}{style.paint(mark, 'red', 'bold')}"


def _shown(text: str) -> str:
    return printable(text.replace("\t", _TAB))


def _columns(text: str) -> int:
    """How many columns a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _cut(text: str, room: int) -> str:
    """The beginning of a text that is too long."""
    if _columns(text) <= room:
        return text
    text = text[: max(room - 3, 0)]
    while _columns(text) > room - 3 and text:
        text = text[:-1]
    return text + "..."[: max(room, 0)]


def _cut_left(text: str, room: int) -> str:
    return _cut(text[::-1], room)[::-1]


def _places(others: list[Finding], style: Style) -> Iterator[str]:
    """Where else the same was found."""
    rest = _counted(others)
    named = others[: len(others) - len(rest)]
    for finding in named:
        yield f"{_INDENT}also {leading(finding.path)}:{finding.line}:{finding.column}"
    if rest:
        known = {finding.path for finding in named}
        files = len({finding.path for finding in rest} - known)
        where = f"{files:,} more file{'' if files == 1 else 's'}" if files else "the same files"
        many = f" ({len(rest):,} places)" if len(rest) != files else ""
        yield style.paint(f"{_INDENT}and {where}{many}", "bold")


def _counted(others: list[T]) -> list[T]:
    """Those that are not named; one alone is, in the line that would count it."""
    return others[_MOST_PLACES:] if len(others) > _MOST_PLACES + 1 else []


def _hooks(findings: list[Finding], style: Style) -> Iterator[str]:
    counts = Counter(finding.hook for finding in findings)
    wide = max((len(f"{count:,}") for count in counts.values()), default=0)
    longest = max(map(len, counts), default=0)
    for hook, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        line = f"{count:{wide},}  {hook:{longest}}"
        beside = not style.width or len(f"{line}  {address(hook)}") <= style.width
        line = line.replace(hook, style.paint(hook, "red", "bold"), 1)
        yield from [f"{line}  {address(hook)}"] if beside else [line.rstrip(), address(hook)]
    if findings:
        hint = allowing(next(iter(counts)) if len(counts) == 1 else "HOOK-ID")
        in_json = [finding.path.endswith(".json") for finding in findings]
        for text in ([hint] if not all(in_json) else []) + ([IN_JSON] if any(in_json) else []):
            yield from map(style.code, wrapped(text, style.width, ""))


def wrapped(text: str, width: int, indent: str) -> list[str]:
    """A text in lines of at most `width` columns, where words allow; those behind the first begin with `indent`."""
    blanks = text[: len(text) - len(text.lstrip())]
    lines = [blanks]
    whole = _WORD.findall(text)
    for word in chain.from_iterable([one] if len(one) <= _LONGEST else one.split() for one in whole):
        begun = lines[-1].strip() != ""
        if begun and width and _columns(f"{lines[-1]} {word}") > width:
            lines.append((blanks or indent) + word)
        else:
            lines[-1] += f" {word}" if begun else word
    return [inert(line) for line in lines]
