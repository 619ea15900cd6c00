"""The entries of configurations that allow findings on purpose, and the ones that allow nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from prodlint.configuration import Allowed, Configurations
from prodlint.finding import Finding
from prodlint.source import Repository


def apply(
    findings: set[Finding],
    configurations: Configurations,
    repository: Repository,
    hooks: Collection[str],
    paths: Iterable[str],
) -> set[Finding]:
    """The findings that no entry allows; with `--strict` also a finding for each entry that allows nothing.

    Whether it does is known where `hooks` looked at all tracked files that it is about: `paths` are those given.
    """
    kept: set[Finding] = set()
    used: set[Allowed] = set()
    for finding in findings:
        allowing = {entry for entry in configurations.of(finding.path).allowed if _allows(entry, finding, repository)}
        used |= allowing
        if not allowing:
            kept.add(finding)
    entries = {entry for one in configurations.known() for entry in one.allowed if entry.hook in hooks} - used
    unused = {entry for entry in entries if repository.options_of(entry.file, entry.hook).strict}
    if not unused:
        return kept
    given = {repository.relative(path) for path in paths}
    every = [path for path in repository.tracked if path not in given]
    return kept | {_unused(entry) for entry in unused if not any(entry.path.found_in(path) for path in every)}


def _allows(entry: Allowed, finding: Finding, repository: Repository) -> bool:
    """Whether the hook and the path are those of the entry, and a line of the statement holds what has to match."""
    if entry.hook != finding.hook or not entry.path.found_in(finding.path):
        return False
    source = repository.source(finding.path)
    first, last = finding.span
    lines = source.lines[first - 1 : last] if source else []
    return not entry.match or any(re.search(entry.match, line) for line in lines)


def _unused(entry: Allowed) -> Finding:
    message = f"this allow entry for {entry.hook} allows nothing"
    return Finding(entry.file, entry.line, entry.column, entry.hook, message, "Take the entry out.", strict=True)
