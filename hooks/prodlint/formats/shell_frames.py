"""Under which conditions the commands of one shell construct run: and-or lists, branches, early exits."""

from __future__ import annotations

from prodlint.formats.guards import ALWAYS, Guards
from prodlint.formats.shell_conditions import both, denied, either


class Frame:
    """A construct that is still open (`kind`: "script", "if", "case", "loop", "group", "subshell", "function").

    `state` says what is read next: "condition", "header", "subject", "pattern", or "" for commands.
    """

    def __init__(self, kind: str, outside: Guards = ALWAYS, function: str = "", state: str = "") -> None:
        self.kind = kind
        self.function = function
        self.state = state
        self.subject = ""  # of a case
        self.patterns: list[str] = []  # of a case's branch
        self.outside = outside
        self.guards = outside  # in force for the commands that come next
        self.branch: Guards = ALWAYS  # the condition of the open branch alone
        self.failed: Guards = ALWAYS  # holds in the branches to come: no earlier condition did
        self.after: Guards = ALWAYS  # holds behind the construct, since some branches leave the script
        self.left = False  # the open branch leaves the script,
        self.failing = False  # with a failure
        self.all_left = True  # every closed branch did
        self.exhaustive = False  # one of the branches is always taken
        self.succeeded: Guards = ALWAYS  # held if the last list of commands succeeded
        self._begin_list()

    def _begin_list(self) -> None:
        self.total: Guards = ALWAYS  # what a success of the list so far implies
        self.connector = ""  # between the list so far and the pipeline now
        self.reach: Guards = ALWAYS  # what must hold for that pipeline to run
        self.fallback = False  # it runs only when a command fails
        self._begin_pipeline()

    def _begin_pipeline(self) -> None:
        self.value: Guards | None = None  # what its success implies; None: no command yet
        self.inverted = False

    @property
    def now(self) -> Guards:
        """The guards of a command that stands here."""
        return both(self.guards, self.reach)

    @property
    def idle(self) -> bool:
        """No list of commands is open."""
        return self.value is None and not self.connector

    def connect(self, connector: str) -> None:
        """`&&` or `||` ends the pipeline."""
        self._end_pipeline()
        self.connector = connector
        self.reach = self.total if connector == "&&" else denied(self.total)
        self.fallback = connector == "||" and self.total == ALWAYS

    def _end_pipeline(self) -> None:
        value = self.value or ALWAYS
        if self.inverted:
            value = denied(value)
        if not self.connector:
            self.total = value
        else:
            self.total = (both if self.connector == "&&" else either)(self.total, value)
        self._begin_pipeline()

    def end_list(self) -> None:
        """`;`, `&` or a newline."""
        if not self.idle:
            self._end_pipeline()
            self.succeeded = self.total
            self._begin_list()

    def leave(self, failing: bool) -> None:
        """The command that stands here ends the script: what follows runs only if it was not reached.

        Leaving with a failure (`[ -z "$URL" ] && exit 1`) is a check, and says something only about a mode.
        """
        if self.fallback:
            return
        if self.reach:
            self.guards = both(self.guards, _behind(self.reach, failing))
        else:
            self.left, self.failing = True, failing

    def begin_branch(self, condition: Guards) -> None:
        """A branch with its condition; `ALWAYS` for the one that is taken when no other is."""
        self.branch = condition
        self.exhaustive = self.exhaustive or not condition
        self.guards = both(self.outside, both(self.failed, condition))
        self.state = ""

    def end_branch(self) -> None:
        """The open branch ends; what its condition and its end say about the code behind is kept."""
        if self.left:
            taken = self.branch if self.all_left else both(self.failed, self.branch)
            self.after = both(self.after, _behind(taken, self.failing))
        self.all_left = self.all_left and self.left
        self.failed = both(self.failed, denied(self.branch))
        self.branch = ALWAYS
        self.left = False

    def closed_within(self, inner: Frame) -> None:
        """`inner`, a construct in this one, has ended."""
        self.value = inner.succeeded if inner.kind in ("group", "subshell") else ALWAYS
        if inner.kind in ("if", "case"):
            self.guards = both(self.guards, inner.after)
            leaves = inner.exhaustive and inner.all_left
        else:
            leaves = inner.kind == "group" and inner.left
        if leaves:
            self.leave(inner.failing)


def _behind(taken: Guards, failing: bool) -> Guards:
    """What holds behind a way out that is taken under these conditions."""
    missed = denied(taken)
    return tuple(clause for clause in missed if all(guard.values for guard in clause)) if failing else missed
