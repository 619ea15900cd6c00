"""What a file was before the change, and what its hooks said of it then."""

from types import ModuleType

from prodlint import HOOKS, ignore
from prodlint.added.sides import Diff
from prodlint.dispatch import check
from prodlint.finding import Finding
from prodlint.formats import Unparsable
from prodlint.source import Repository, Source


class Before(Repository):
    """The repository with one file as it was, at the path that it had; its neighbours are those of today."""

    def __init__(self, now: Repository, source: Source) -> None:
        super().__init__(now.options)
        self.keep(source)
        self.arrived.append(source.path)


def said_before(finding: Finding, path: str, diff: Diff, module: ModuleType, now: Repository) -> set[str]:
    """What the hook of a finding said of its file, which was at `path` before the change."""
    base = next((word for word in diff if not word.startswith("-")), "HEAD")
    data = now.git("cat-file", "blob", f"{base}:{path}")
    if data is None or module.wants(path) is None:
        return set()
    source = Source(path, data)
    before = Before(now, source)
    try:
        found = ignore.apply(set(check(module, source, before)), [(source, finding.hook)], before, HOOKS)
    except Unparsable:
        return set()
    return {said(one, source) for one in found if one.path == path}


def said(finding: Finding, source: Source) -> str:
    """The text of its line, by which a finding is known wherever the line has moved to."""
    line = source.lines[finding.line - 1] if finding.line <= len(source.lines) else ""
    return line.strip()
