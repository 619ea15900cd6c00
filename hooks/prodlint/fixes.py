"""`--fix`: makes the edits that findings carry, in the files of the working tree, and says so.

`--diff` only shows them.

A file is changed as a whole or not at all, and only if it still is what was looked at. What a link leads to and
what lies outside of the repository is left alone, and so is an edit that does not fit: the finding remains.
"""

import os
import stat
import sys
from bisect import bisect
from contextlib import suppress

from prodlint.finding import Edit, Finding
from prodlint.grouping import grouped
from prodlint.light_typing import NamedTuple
from prodlint.options import printable
from prodlint.report import emit, leading
from prodlint.report.output import replace
from prodlint.rewrite import Placed, Text
from prodlint.source import Repository, read_bytes
from prodlint.unified import unified

_THERE = "The line is in {0} already: git add it, or look for what takes it back."


def apply(findings: list[Finding], repository: Repository) -> tuple[list[Finding], list[tuple[str, str]]]:
    """Make the edits and print a line for each change, on standard error if the report is for a machine.

    Returns the findings that remain, and the files (as they are shown) that could not be changed, each with why.
    """
    remaining = [finding for finding in findings if not finding.edits]
    troubles = []
    told: list[str] = []
    for path, wanted in _by_file(findings):
        try:
            left, lines = _fix(path, wanted, repository)
        except OSError as error:
            left, lines = wanted, []
            troubles.append((repository.shown(path), f"could not be fixed: {error.strerror or error}"))
        remaining += left
        told += lines
    emit("".join(line + "\n" for line in told), sys.stdout if repository.options.format == "text" else sys.stderr)
    return sorted(remaining), troubles


def _by_file(findings: list[Finding]) -> list[tuple[str, list[Finding]]]:
    """The findings with edits by the file that those are for, which is one."""
    return sorted(grouped((finding.edits[0].path, finding) for finding in findings if finding.edits).items())


class _Planned(NamedTuple):
    """What is to become of a file: its content before and after, the edits with their lines in it and their hooks, and
    the findings that remain."""

    before: bytes | None
    after: bytes
    changes: list[tuple[int, Edit]]
    hooks: dict[Edit, str]
    remaining: list[Finding]


def _planned(path: str, findings: list[Finding], repository: Repository) -> _Planned:
    """What the edits of findings make of a file; nothing where none of them can be made."""
    source = repository.source(path)
    before = source.data if source else None
    nothing = _Planned(before, before or b"", [], {}, findings)
    try:
        text = Text(before or b"")
    except ValueError:
        return nothing
    edits, remaining = _plan(path, findings, text)
    if not edits:
        return nothing._replace(remaining=remaining)
    if not _is_inside(os.path.join(repository.root, path), repository.root):
        return nothing
    after, changes = text.rewritten(edits)
    return _Planned(before, after, changes, {placed.edit: hook for placed, hook in edits.items()}, remaining)


def _fix(path: str, findings: list[Finding], repository: Repository) -> tuple[list[Finding], list[str]]:
    """The findings that remain in a file, and what to say of its changes. Raises OSError where it cannot be written."""
    plan = _planned(path, findings, repository)
    if not plan.changes:
        return plan.remaining, []
    _replace(os.path.join(repository.root, path), plan.before, plan.after)
    shown = leading(repository.shown(path))
    told = [f"{shown}:{line}: fixed: {_what(edit)} [{plan.hooks[edit]}]" for line, edit in plan.changes]
    if plan.before is None:
        told.append("    This file is new: git add it.")
    return plan.remaining, told


def differences(findings: list[Finding], repository: Repository) -> tuple[str, int]:
    """What `--fix` would do, as a unified diff without context, whose lines could hold a secret; and how many of the
    findings that would put right."""
    pieces = []
    mended = 0
    for path, wanted in _by_file(findings):
        plan = _planned(path, wanted, repository)
        if plan.changes:
            pieces.append(unified(path, plan.before, plan.after, plan.hooks))
            mended += len(wanted) - len(plan.remaining)
    return "".join(pieces), mended


def _is_inside(full: str, root: str) -> bool:
    """Whether a path lies in the repository, with no link on the way to it."""
    real = os.path.normcase(os.path.realpath(full))
    return real == os.path.normcase(full) and real.startswith(os.path.normcase(os.path.join(root, "")))


def _plan(path: str, findings: list[Finding], text: Text) -> tuple[dict[Placed, str], list[Finding]]:
    """The edits to make, each with the first hook that asked for it, and the findings that remain.

    A finding is put right by all of its edits, or by none where one has no place or clashes with an earlier one.
    """
    plan: dict[Placed, str] = {}
    order: list[Placed] = []
    remaining = []
    lines = frozenset(text.lines)
    for finding in findings:
        edits = dict.fromkeys(finding.edits)
        placed = [text.place(edit) for edit in edits if edit.path == path]
        new = [one for one in placed if one and one not in plan]
        if any(edit.line == 0 and edit.added in lines for edit in edits):
            remaining.append(finding._replace(fix=_THERE.format(path)))
        elif len(placed) < len(edits) or None in placed or not _fit(new, order):
            remaining.append(finding)
        else:
            plan.update(dict.fromkeys(new, finding.hook))
    return plan, remaining


def _fit(new: list[Placed], order: list[Placed]) -> bool:
    """Put edits into their order if none of them clashes with its neighbours there, nor with another of them."""
    fitting: list[Placed] = []
    for one in new:
        index = bisect(order, one)
        if any(one.clashes(other) for other in order[max(index - 1, 0) : index + 1]):
            for done in fitting:
                order.remove(done)
            return False
        order.insert(index, one)
        fitting.append(one)
    return True


def _what(edit: Edit) -> str:
    """What was changed; what stood there before is not repeated."""
    verb = "wrote" if edit.removed else "added"
    return f"{verb} `{printable(edit.added.strip().rstrip(','))}`"


def _replace(path: str, before: bytes | None, after: bytes) -> None:
    """Put a file in the place of one that holds `before` (None: of none), with its mode, in one step; one with several
    names is written over.

    Raises OSError, with nothing changed, where that cannot be done or the file is another by now.
    """
    status = os.stat(path) if before is not None else None
    if status and not os.access(path, os.W_OK):
        raise PermissionError("it is read-only")
    if status and status.st_nlink > 1:  # it has another name, which is to stay a name of it
        if _content(path) != before:
            raise OSError("it was changed since it was read")
        with open(path, "r+b") as file:
            file.write(after)
            file.truncate()
        return

    def ready(beside: str) -> None:
        if status:
            with suppress(OSError, AttributeError):  # whoever may not give the file away becomes its owner
                os.chown(beside, status.st_uid, status.st_gid)
            os.chmod(beside, stat.S_IMODE(status.st_mode))
        if _content(path) != before:
            raise OSError("it was changed since it was read")

    replace(path, after, ready)


def _content(path: str) -> bytes | None:
    return read_bytes(path) if os.path.lexists(path) else None
