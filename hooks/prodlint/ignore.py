"""Comments that allow a finding on purpose, and the ones that allow nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from prodlint.finding import JUDGE_VALUES, Finding
from prodlint.source import Repository, Source

# The second spelling, `security-hooks: ignore=hook-id`, is that of the labelled cases.
_MARK = re.compile(r"(?:prodlint|security-hooks):\s*(ignore-file|ignore)\b(?:\[([^\]\n]*)\]|=([\w,-]+))?")
_FILE_MARK_LINES = 10

# Where a comment begins, in the languages we read; a mark counts only behind one of these.
_COMMENT = re.compile(r"#|//|/\*|<!--|--|;|\{#|\{/\*|^\s*(?:\*|rem\b|')", re.IGNORECASE)
_COMMENT_ALONE = re.compile(r"\s*(?:#|//|/\*|\*|<!--|--|;|\{#|\{/\*|rem\b|')", re.IGNORECASE)

# The pragmas of other scanners: detect-secrets (also its older spelling) and
# gitleaks with their kin, trufflehog, secretlint and ggshield, as their documentation spells them.
_PRAGMA = re.compile(
    r"pragma: ?(?:allow|white)list secret|(?:gitleaks|betterleaks):allow|trufflehog:ignore|secretlint-disable-line"
    r"|ggignore|(?P<next>pragma: ?(?:allow|white)list nextline secret|secretlint-disable-next-line)"
)


class _Mark(NamedTuple):
    line: int
    column: int
    whole_file: bool
    hooks: tuple[str, ...]  # empty: the id is missing, and the mark allows nothing
    alone: bool  # the line holds nothing but the comment, so that the next line is meant too


def apply(findings: Iterable[Finding], checked: list[tuple[Source, str]], repository: Repository) -> list[Finding]:
    """The findings that no comment allows; with `--strict` also a finding for each mark that allows nothing.

    `checked` are the files looked at and the hooks that did: only for those can a mark be called unused.
    """
    kept = []
    used: set[tuple[str, _Mark, str]] = set()
    for finding in findings:
        source = repository.source(finding.path)
        marks = _marks(source) if source else []
        allowing = [mark for mark in marks if _allows(mark, finding)]
        used.update((finding.path, mark, finding.hook) for mark in allowing)
        if not allowing and not (source and _pragma_allows(source, finding)):
            kept.append(finding)
    if repository.options.strict:
        for source, hook in checked:
            kept += _unused(source, hook, used)
    return kept


def _allows(mark: _Mark, finding: Finding) -> bool:
    if finding.hook not in mark.hooks:
        return False
    first, last = finding.span
    return mark.whole_file or first <= mark.line <= last or (mark.alone and mark.line == first - 1)


def _pragma_allows(source: Source, finding: Finding) -> bool:
    if finding.hook not in JUDGE_VALUES:
        return False
    first, last = finding.span
    lines = source.lines
    for number in range(max(first - 1, 1), min(last, len(lines)) + 1):
        match = _PRAGMA.search(lines[number - 1])
        if match and (number < first) == bool(match["next"]):
            return True
    return False


def _unused(source: Source, hook: str, used: set[tuple[str, _Mark, str]]) -> list[Finding]:
    findings = []
    for mark in _marks(source):
        if not mark.hooks:
            message = "this ignore names no hook and allows nothing"
            fix = "Name the hook: `prodlint: ignore[hook-id] reason`."
        elif hook in mark.hooks and (source.path, mark, hook) not in used:
            message = f"this ignore of {hook} allows nothing"
            fix = "Take the comment out."
        else:
            continue
        findings.append(Finding(source.path, mark.line, mark.column, hook, message, fix))
    return findings


def _marks(source: Source) -> list[_Mark]:
    """All marks of a file, read once."""
    return source.read(_read_marks)


def _read_marks(text: str) -> list[_Mark]:
    if "prodlint:" not in text and "security-hooks:" not in text:
        return []
    marks = []
    for number, line in enumerate(text.split("\n"), 1):
        for match in _MARK.finditer(line):
            if not _COMMENT.search(line[: match.start()]):
                continue
            whole_file = match[1] == "ignore-file"
            if whole_file and number > _FILE_MARK_LINES:
                continue
            hooks = tuple(filter(None, (match[2] or match[3] or "").replace(",", " ").split()))
            alone = _COMMENT_ALONE.match(line) is not None
            marks.append(_Mark(number, match.start() + 1, whole_file, hooks, alone))
    return marks
