"""What a file was before the change, and what its hooks said of it then."""

from collections.abc import Mapping
from types import ModuleType

from prodlint import HOOKS, ignore
from prodlint.dispatch import check
from prodlint.finding import Finding
from prodlint.source import Repository, Source


class Before(Repository):
    """The repository as it was before a change, of which `states` are what `patch.states_of` tells and `base` is the
    commit; what git ignores, and the configuration, are those of today."""

    def __init__(self, now: Repository, states: Mapping[str, tuple[str, str]], base: str) -> None:
        super().__init__(now.options, now.contents)
        self.options_of = now.options_of
        self._base = base
        self._old = {before for letter, before in states.values() if letter not in ("A", "C")}
        self._new = states.keys() - self._old

    @property
    def tracked(self) -> frozenset[str]:
        """The paths that were tracked."""
        return self.once("before", lambda: super(Before, self).tracked - self._new | self._old)

    def source(self, path: str) -> Source | None:
        """A file as it was; None where there was none."""
        if path in self._sources or path not in self._old | self._new:
            return super().source(path)
        data = self.git("cat-file", "blob", f"{self._base}:{path}") if path in self._old else None
        self._sources[path] = Source(path, data) if data is not None else None
        return self._sources[path]


def said_before(finding: Finding, path: str, module: ModuleType, before: Before) -> set[str]:
    """What the hook of a finding said of its file, which was at `path` before the change."""
    source = before.source(path)
    if source is None or module.wants(path) is None:
        return set()
    try:
        found = ignore.apply(set(check(module, source, before)), [(source, finding.hook)], before, HOOKS)
    except Exception:  # it could not be checked then
        return set()
    source.forget()
    return {said(one, source) for one in found if one.path == path}


def said(finding: Finding, source: Source) -> str:
    """The text of its line, by which a finding is known wherever the line has moved to."""
    line = source.lines[finding.line - 1] if finding.line <= len(source.lines) else ""
    return line.strip()
