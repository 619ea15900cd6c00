"""Which findings a change makes, by what `git diff` says of it."""

import os
from collections.abc import Iterable
from types import ModuleType

from prodlint.added.before import Before, said, said_before
from prodlint.added.patch import Hunk, carried, hunks_of, marks_of, states_of, touches
from prodlint.added.sides import Diff, Refusal, Sides
from prodlint.finding import Finding
from prodlint.source import Repository

# Whatever the configuration of this machine says; what a repository says must not run a program.
_DIFF = (
    "--no-optional-locks", "diff", "--find-renames", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative",
    "--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip
_STATES = ("--raw", "-z")
_LINES = ("--patch", "--unified=0", "--text", "--ignore-cr-at-eol", "--diff-filter=MR")

_OF_INDEX = ("block-env-files",)  # the lines of its findings are those of the index, in all but ignore rules

_UNCHANGED, _CHANGED, _RENAMED, _NEW = "", "M", "R", "A"  # as `git diff --raw` calls them; others are like new ones


class Change:
    """What lies between two states of the repository, asked of git when a finding needs it and once."""

    def __init__(self, repository: Repository, sides: Sides, modules: dict[str, ModuleType]) -> None:
        self._repository = repository
        self._modules = modules
        self._sides = sides

    def makes(self, finding: Finding, seen_in: Iterable[str]) -> bool:
        """Whether a finding is one of the change; `seen_in` as in `only`."""
        diffs = self._diffs(finding)
        state = self._state(finding.path, diffs)
        others = set(seen_in) - {finding.path}
        if state not in (_UNCHANGED, _CHANGED, _RENAMED):
            return True
        if any(self._state(path, diffs) not in (_UNCHANGED, _CHANGED) for path in others):
            return True
        if any(self._lost_a_rule(path) for path in {finding.path, *others} if _holds_rules(path)):
            return True
        if state == _UNCHANGED:  # what it hangs on may have changed elsewhere
            return self._is_new(finding, diffs)
        if _is_whole(finding) and not _holds_rules(finding.path):
            return True
        marks = self._marks(finding.path, diffs)
        return marks is None or touches(marks, *finding.span) or self._is_new(finding, diffs)

    def _is_new(self, finding: Finding, diffs: tuple[Diff, ...]) -> bool:
        """Whether the hook said nothing of a line that is as old as the file: something else made it bad, as a renaming
        or a use does."""
        path, (change, *later) = finding.path, diffs
        source = self._repository.source(path)
        if source is None or finding.hook in _OF_INDEX or any(path in self._hunks(diff) for diff in later):
            return False  # what is not staged may have made it bad
        old = self._states(change).get(path, (_UNCHANGED, path))[1]
        module = self._modules[finding.hook]
        key = said_before, path, finding.hook
        known = self._repository.once(key, lambda: said_before(finding, old, module, self._before(change)))
        return said(finding, source) not in known

    def _before(self, change: Diff) -> Before:
        base = next((word for word in change if not word.startswith("-")), "HEAD")
        return self._repository.once((Before, change), lambda: Before(self._repository, self._states(change), base))

    def _diffs(self, finding: Finding) -> tuple[Diff, ...]:
        """The diffs that lead to the lines that a finding speaks of."""
        of_index = finding.hook in _OF_INDEX and not _holds_rules(finding.path)
        return self._sides.in_index if of_index else self._sides.in_work_tree

    def _state(self, path: str, diffs: tuple[Diff, ...]) -> str:
        """What the change did to a file."""
        if path not in (self._repository.index or ()) and path in self._repository.arrived:
            return _NEW
        return self._states(diffs[0]).get(path, (_UNCHANGED, path))[0]

    def _marks(self, path: str, diffs: tuple[Diff, ...]) -> bytearray | None:
        """The lines of a changed file that are touched; None where git counts other lines than we do."""

        def mark() -> bytearray | None:
            if self._has_other_lines(path):
                return None
            change, *later = diffs
            marks = marks_of(self._hunks(change).get(path, ()))
            for diff in later:
                marks = carried(marks, self._hunks(diff).get(path, []))
            return marks

        return self._repository.once((_LINES, path, diffs), mark)

    def _has_other_lines(self, path: str) -> bool:
        """Whether a file ends lines as the Macintosh once did, or git keeps it in another form (git-crypt, LFS)."""
        source = self._repository.source(path)
        if source is None or source.data.count(b"\n") + 1 != len(source.lines):
            return True
        return path in self._repository.once(Change, self._filtered)

    def _filtered(self) -> set[str]:
        shown = {self._repository.shown(path): path for path in self._states(self._sides.in_work_tree[0])}
        request = b"".join(os.fsencode(path) + b"\0" for path in shown)
        answer = self._repository.git("check-attr", "-z", "--stdin", "filter", stdin=request) or b""
        fields = [os.fsdecode(field) for field in answer.split(b"\0")]
        values = zip(fields[::3], fields[2::3], strict=False)
        return {shown.get(path, path) for path, value in values if value not in ("unspecified", "unset")}

    def _lost_a_rule(self, path: str) -> bool:
        """Whether more files than before may pass a file of ignore rules."""
        diffs = self._sides.in_work_tree
        hunks = self._hunks(diffs[0]).get(path)
        if not hunks or any(hunk.removed for hunk in hunks):
            return bool(hunks)
        source, marks = self._repository.source(path), self._marks(path, diffs)
        lines = enumerate(source.lines if source else (), 1)
        return marks is None or any(line[:1] == "!" and touches(marks, n, n) for n, line in lines)

    # Every diff is asked for once in a run, and only when a finding needs it.

    def _states(self, diff: Diff) -> dict[str, tuple[str, str]]:
        return self._repository.once((_STATES, diff), lambda: states_of(self._ask(*_STATES, *diff)))

    def _hunks(self, diff: Diff) -> dict[str, list[Hunk]]:
        return self._repository.once((_LINES, diff), lambda: hunks_of(self._ask(*_LINES, *diff)))

    def _ask(self, *arguments: str) -> bytes:
        return ask(self._repository, *arguments)


def ask(repository: Repository, *arguments: str) -> bytes:
    """What `git diff` says. Raises Refusal."""
    answer = repository.git(*_DIFF, *arguments, "--")
    if answer is None:
        raise Refusal("git cannot compare here; `git status` says why")
    return answer


def _is_whole(finding: Finding) -> bool:
    """Whether a finding is about the file as a whole."""
    return (finding.line, finding.column, finding.first, finding.last) == (1, 1, 0, 0)


def _holds_rules(path: str) -> bool:
    """Whether a file is a .gitignore, .dockerignore or the like."""
    return path.endswith("ignore")
