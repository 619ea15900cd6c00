"""Comments that allow a finding on purpose, and the ones that allow nothing."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from itertools import islice

from prodlint.expressions import expression
from prodlint.finding import JUDGE_VALUES, Finding
from prodlint.light_typing import NamedTuple
from prodlint.source import Repository, Source

# The second spelling, `security-hooks: ignore=hook-id`, is that of the labelled cases.
_MARK = expression(r"(?:prodlint|security-hooks):\s*(ignore-file|ignore)\b(?:\[([^\]\n]{0,500})\]|=([\w,-]+))?")
_FILE_MARK_LINES = 10
_MOST_IN_A_LINE = 20
_NAMELESS = "this ignore names no hook and allows nothing"
_UNKNOWN = "this ignore names a hook that there is not"

# Where a comment begins, in the languages we read; a mark counts only behind one of these.
_COMMENT = expression(r"#|//|/\*|<!--|--|;|\{#|\{/\*|^\s*(?:\*|rem\b|')", re.IGNORECASE)
_COMMENT_ALONE = expression(r"\s*(?:#|//|/\*|\*|<!--|--|;|\{#|\{/\*|rem\b|')", re.IGNORECASE)

# The pragmas of other scanners: detect-secrets (also its older spelling) and
# gitleaks with their kin, trufflehog, secretlint and ggshield, as their documentation spells them.
_PRAGMA = expression(
    r"pragma: ?(?:allow|white)list secret|(?:gitleaks|betterleaks):allow|trufflehog:ignore|secretlint-disable-line"
    r"|ggignore|(?P<next>pragma: ?(?:allow|white)list nextline secret|secretlint-disable-next-line)"
)


class _Mark(NamedTuple):
    line: int
    column: int
    whole_file: bool
    hooks: tuple[str, ...]  # as written: the mark of an id that is missing, or that no hook has, allows nothing
    alone: bool  # the line holds nothing but the comment, so that the next line is meant too
    has_reason: bool


def apply(
    findings: Iterable[Finding], checked: list[tuple[Source, str]], repository: Repository, known: Collection[str]
) -> set[Finding]:
    """The findings that no comment allows; with `--strict` also a finding for each mark that allows nothing.

    `checked` are the files looked at and the hooks that did: only for those can a mark be called unused. `known` are
    the ids of all hooks.
    """
    if repository.options.no_inline_ignores:
        return set(findings)
    kept: set[Finding] = set()
    used: set[tuple[str, _Mark, str]] = set()
    for finding in findings:
        source = repository.source(finding.path)
        marks = _marks_near(source, finding) if source else []
        reasons = repository.options_of(finding.path).require_reason
        allowing = [mark for mark in marks if _allows(mark, finding) and (mark.has_reason or not reasons)]
        used.update((finding.path, mark, finding.hook) for mark in allowing)
        if not allowing and not (source and _pragma_allows(source, finding)):
            kept.add(finding)
    checked = [(source, hook) for source, hook in checked if repository.options_of(source.path, hook).strict]
    for source, hook in checked:
        kept.update(_unused(source, hook, used))
    for source, hook in {source.path: (source, hook) for source, hook in reversed(checked)}.values():
        kept.update(_nameless(source, hook, known))
    return kept


def hinted(findings: list[Finding], repository: Repository, known: Collection[str]) -> list[Finding]:
    """The findings, each with a word in its fix where a mark is there for it that names no hook."""
    return [_hinted(finding, repository, known) for finding in findings]


def _hinted(finding: Finding, repository: Repository, known: Collection[str]) -> Finding:
    source = repository.source(finding.path)
    for mark in _marks_near(source, finding) if source and finding.message not in (_NAMELESS, _UNKNOWN) else []:
        if _reaches(mark, finding) and not _names_hooks(mark, known):
            hint = f"The ignore in line {mark.line} names no hook: write `prodlint: ignore[{finding.hook}] reason`."
            return finding._replace(fix=f"{finding.fix}\n{hint}")
        if _allows(mark, finding) and not mark.has_reason and not repository.options.no_inline_ignores:
            hint = f"The ignore in line {mark.line} gives no reason, and --require-reason asks for one."
            return finding._replace(fix=f"{finding.fix}\n{hint}")
    return finding


def _allows(mark: _Mark, finding: Finding) -> bool:
    return finding.hook in mark.hooks and _reaches(mark, finding)


def _reaches(mark: _Mark, finding: Finding) -> bool:
    first, last = finding.span
    return mark.whole_file or first <= mark.line <= last or (mark.alone and mark.line == first - 1)


def _pragma_allows(source: Source, finding: Finding) -> bool:
    if finding.hook not in JUDGE_VALUES:
        return False
    first, last = finding.span
    pragmas = source.read(_read_pragmas)
    near = pragmas[bisect_left(pragmas, (first - 1, False)) : bisect_left(pragmas, (last + 1, False))]
    return any((line < first) == is_for_next for line, is_for_next in near)


def _read_pragmas(text: str) -> list[tuple[int, bool]]:
    """The lines with a pragma of another scanner, and whether it is for the next line."""
    if not _PRAGMA.search(text):
        return []
    matches = ((number, _PRAGMA.search(line)) for number, line in enumerate(text.split("\n"), 1))
    return [(number, bool(match["next"])) for number, match in matches if match]


def _unused(source: Source, hook: str, used: set[tuple[str, _Mark, str]]) -> list[Finding]:
    """The marks for a hook that found nothing there."""
    message = f"this ignore of {hook} allows nothing"
    return [
        Finding(source.path, mark.line, mark.column, hook, message, "Take the comment out.")
        for mark in _marks(source)
        if hook in mark.hooks and (source.path, mark, hook) not in used
    ]


def _nameless(source: Source, hook: str, known: Collection[str]) -> list[Finding]:
    """The marks without an id, or with one that no hook has; said once, in the name of a hook that saw the file."""
    return [
        Finding(
            source.path,
            mark.line,
            mark.column,
            hook,
            _UNKNOWN if mark.hooks else _NAMELESS,
            f"Name the hook: `{_meant(mark, known)}`.",
        )
        for mark in _marks(source)
        if not _names_hooks(mark, known)
    ]


def _names_hooks(mark: _Mark, known: Collection[str]) -> bool:
    return bool(mark.hooks) and all(hook in known for hook in mark.hooks)


def _meant(mark: _Mark, known: Collection[str]) -> str:
    """How the mark is probably meant."""
    from difflib import get_close_matches

    wrong = next((hook for hook in mark.hooks if hook not in known), "")
    meant = get_close_matches(wrong[:100], known, 1) or ["hook-id"]
    return f"prodlint: {'ignore-file' if mark.whole_file else 'ignore'}[{meant[0]}] reason"


def _marks(source: Source) -> list[_Mark]:
    """All marks of a file, read once."""
    return source.read(_read_marks)


def _marks_near(source: Source, finding: Finding) -> list[_Mark]:
    """The marks in the lines of a finding and the one above, and those for the whole file."""
    marks = _marks(source)
    first, last = finding.span
    start = bisect_left(marks, first - 1, key=_line)
    at_the_top = marks[: min(start, bisect_right(marks, _FILE_MARK_LINES, key=_line))]
    return [*(mark for mark in at_the_top if mark.whole_file), *marks[start : bisect_right(marks, last, key=_line)]]


def _line(mark: _Mark) -> int:
    return mark.line


def _read_marks(text: str) -> list[_Mark]:
    if "prodlint:" not in text and "security-hooks:" not in text:
        return []
    marks = []
    for number, line in enumerate(text.split("\n"), 1):
        comment = _COMMENT.search(line)
        for match in islice(_MARK.finditer(line), _MOST_IN_A_LINE):
            if not comment or comment.end() > match.start():
                continue
            whole_file = match[1] == "ignore-file"
            if whole_file and number > _FILE_MARK_LINES:
                continue
            hooks = tuple(filter(None, (match[2] or match[3] or "").replace(",", " ").split()))
            alone = _COMMENT_ALONE.match(line) is not None
            has_reason = re.search(r"\w", _MARK.split(line[match.end() :], maxsplit=1)[0]) is not None
            marks.append(_Mark(number, match.start() + 1, whole_file, hooks, alone, has_reason))
    return marks
