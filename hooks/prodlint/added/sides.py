"""What is to be compared: the staged content with HEAD, a commit with the working tree, or the ends of a push."""

import os

from prodlint.finding import Finding
from prodlint.light_typing import NamedTuple
from prodlint.options import printable
from prodlint.source import Repository

Diff = tuple[str, ...]  # what follows `git diff`


class Sides(NamedTuple):
    """The diffs that lead to what was checked, in the working tree or in the index: that of the change comes first,
    then what lies between it and there."""

    in_work_tree: tuple[Diff, ...]
    in_index: tuple[Diff, ...]


_STAGED = Sides((("--cached",), ("-0",)), (("--cached",),))  # -0: no lines of files that are in conflict


class Refusal(Exception):
    """Why nothing can be compared."""


def is_needed(findings: list[Finding], repository: Repository) -> bool:
    """Whether git is to be asked: for a finding, and for a commit that may not be there. Raises Refusal."""
    if not repository.inside_git:
        raise Refusal("there is no git repository here")
    needed = bool(findings or repository.options.added_only)
    if needed and repository.index is None:
        raise Refusal("git is missing, or does not answer here; `git status` says why")
    return needed


def sides_of(repository: Repository) -> Sides | None:
    """What is to be compared; None when everything is new. Raises Refusal."""
    if repository.options.added_only:
        base = _parting(_commit(repository.options.added_only, repository), "HEAD", repository)
        return Sides(((base,),), (("--cached", base),))
    first, last = os.environ.get("PRE_COMMIT_FROM_REF", ""), os.environ.get("PRE_COMMIT_TO_REF", "")
    if first and last:
        base, last = _commit(first, repository), _commit(last, repository)
        base = _merge_base(base, last, repository) or base  # pre-commit compares the two themselves then
        return Sides(((base, last), (last,)), ((base, last), ("--cached", last)))
    return None if os.environ.get("PRE_COMMIT_REMOTE_NAME") else _STAGED


def _commit(name: str, repository: Repository) -> str:
    """The full name of a commit. Raises Refusal."""
    if name.startswith("-"):
        raise Refusal("no commit is called like an option")
    answer = repository.git("rev-parse", "--quiet", "--verify", f"{name}^{{commit}}")
    full = (answer or b"").decode().strip()
    if not full.isalnum():
        raise Refusal(f"git knows no commit `{printable(name)}`; in CI, fetch it first, with its history")
    return full


def _parting(base: str, head: str, repository: Repository) -> str:
    """Where HEAD parted from a commit. Raises Refusal."""
    found = _merge_base(base, head, repository)
    if found:
        return found
    if repository.git("rev-parse", "--is-shallow-repository") == b"true\n":
        raise Refusal(
            "this shallow clone does not reach back to where HEAD parted from it; fetch more history: "
            "`git fetch --unshallow`, or `fetch-depth: 0` of actions/checkout"
        )
    raise Refusal("HEAD has no commit in common with it")


def _merge_base(one: str, other: str, repository: Repository) -> str:
    answer = repository.git("merge-base", one, other) or b""
    return answer.decode().strip()
