"""`--added-only`: which findings a change makes.

The change is what is staged, against HEAD: also in a merge, so what the other branch brings counts; without a first
commit it is everything. With a commit (`--added-only=origin/main`) it is what has been done since HEAD and that commit
parted, uncommitted changes too. In a push, and with `pre-commit run --from-ref A --to-ref B`, nothing is staged: there
it is what B adds to A, and all of it when the first commit is pushed.

A finding is one of the change when

- a line of its statement was added or changed, or a line inside was taken away. Line ends alone are no change. A
  renamed file keeps its lines; those of a copy are new, as are those of a file in conflict and of one that is handed
  over and not known to git.
- its hook said nothing of that line before: the old value has a new use or comes from another file that was changed,
  the file stood where it was silent, a `USER` was taken out.
- it is about the file as a whole (1:1), and the file was changed or renamed.
- it came up in a look at another file that is new: a template makes a finding in .gitignore.
- it came up in a look at a file of ignore rules, itself or another one, which lost a rule or got one with `!`.
- a hook found it beyond the files that were handed over, in a merge or a push.

The lines are those of the content that was checked. That is the working tree, which may differ from what is staged
when prodlint runs by hand: the staged lines are then looked up in it, and what is not staged does not count.
"""

from collections.abc import Collection, Mapping
from types import ModuleType

from prodlint.added.change import Change, ask
from prodlint.added.sides import Refusal, is_needed, sides_of
from prodlint.finding import Finding
from prodlint.options import printable
from prodlint.source import Repository


def only(
    findings: list[Finding],
    seen_in: Mapping[Finding, Collection[str]],
    beyond: Collection[Finding],
    repository: Repository,
    modules: dict[str, ModuleType],
) -> tuple[list[Finding], list[tuple[str, str]]]:
    """The findings that the change makes; or none, and the trouble that keeps us from comparing.

    `seen_in` are the paths of the files in which a look gave the finding, `beyond` those that no such look gave;
    `modules` are the hooks.
    """
    try:
        sides = sides_of(repository) if is_needed(findings, repository) else None
        if sides is None:
            return findings, []
        change = Change(repository, sides, modules)
        return [found for found in findings if found in beyond or change.makes(found, seen_in.get(found, ()))], []
    except Refusal as refusal:
        name = repository.options.added_only
        return [], [("--added-only" + (f"={name}" if name else ""), str(refusal))]


def nothing(repository: Repository) -> str:
    """What to say where the change is empty, so that no line was looked at; "" where it is not, or cannot be told."""
    name = repository.options.added_only
    try:
        sides = sides_of(repository) if repository.inside_git else None
        if sides is None or ask(repository, "--raw", *sides.in_work_tree[0]):
            return ""
    except Refusal:
        return ""
    if any(path not in (repository.index or ()) for path in repository.arrived):
        return ""
    if name:
        return f"--added-only={printable(name)}: nothing differs from it, so no line was looked at"
    return "--added-only: nothing is staged, so no line was looked at; in CI name a commit: --added-only=origin/main"
