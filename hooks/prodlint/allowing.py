"""The entries of configurations that allow findings on purpose, and the ones that allow nothing."""

import re
from collections.abc import Collection, Iterable, Iterator

from prodlint.configuration import Allowed, Configurations
from prodlint.finding import Finding
from prodlint.source import Repository, Source

# The kinds of files in which a line is about the blocks that it stands in, as its indentation shows them.
_NESTED = ("json", "yaml", "compose", "workflow", "toml", "nginx", "caddy", "conf", "headers", "terraform", "xml")
_FARTHEST = 2_000  # lines


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
    """Whether the hook and the path are those of the entry, and a line that says what the finding is about holds what
    has to match: one of its statement, or of a block that holds it."""
    if entry.hook != finding.hook or not entry.path.found_in(finding.path):
        return False
    if not entry.match:
        return True
    source = repository.source(finding.path)
    first, last = finding.span
    lines = source.lines[first - 1 : last] if source else []
    if any(re.search(entry.match, line) for line in lines):
        return True
    return source is not None and any(re.search(entry.match, line) for line in _around(source, first))


def _around(source: Source, number: int) -> Iterator[str]:
    """Of settings, the lines that open the blocks around a line (1-based), and the plain ones beside them: the `source`
    beside `headers`, the `image` beside `ports`. In code a block may hold anything."""
    if source.kind not in _NESTED:
        return
    lines = source.lines
    own = _depth(lines[number - 1])
    for step in (-1, 1):
        level, at = own, number - 1 + step
        while 0 <= at < len(lines) and abs(at - number) < _FARTHEST:
            depth = _depth(lines[at])
            if lines[at].strip() and depth <= level:
                opens = step < 0 and depth < level
                if opens or (depth < own and depth == level and not _holds_a_block(lines, at)):
                    yield lines[at]
                level = depth
            at += step


def _holds_a_block(lines: list[str], at: int) -> bool:
    following = next((line for line in lines[at + 1 : at + 4] if line.strip()), "")
    return _depth(following) > _depth(lines[at])


def _depth(line: str) -> int:
    """How far a line is indented; what begins an item of a list stands with the item."""
    return len(line) - len(line.lstrip(" \t"))


def _unused(entry: Allowed) -> Finding:
    message = f"this allow entry for {entry.hook} allows nothing"
    return Finding(entry.file, entry.line, entry.column, entry.hook, message, "Take the entry out.", strict=True)
