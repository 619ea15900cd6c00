"""What a merge or a push brings beyond the files that pre-commit hands over.

In a conflict merge it hands over the files that conflicted, not those that come with the other branch as they
are; for a push the files that differ at its end, not those that a commit added and a later one took away.
"""

import os
from collections.abc import Iterator

from prodlint import context
from prodlint.context.baseline import audited
from prodlint.context.env_files import role_of
from prodlint.context.env_secrets import secrets
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.kinds import may_hold_env
from prodlint.light_typing import NamedTuple
from prodlint.rules.block_env_files import env_file, ignore_rule, messages
from prodlint.rules.block_env_files.committed import objects
from prodlint.rules.block_env_files.user_config import Selection, selection
from prodlint.source import Repository, Source


class _Version(NamedTuple):
    commit: str
    blob: str
    path: str


def beyond(repository: Repository, *, merges: bool) -> Iterator[Finding]:
    """Names that are required and not ignored; what comes with the other branch of a merge, and with a push."""
    if repository.options.added_only is None:
        yield from ignore_rule.required(repository)
    if not repository.inside_git or not merges:
        return
    chosen = selection(repository)
    yield from _of_merge(repository, chosen)
    yield from _of_push(repository, chosen)


def _of_merge(repository: Repository, chosen: Selection) -> Iterator[Finding]:
    if repository.git("rev-parse", "-q", "--verify", "MERGE_HEAD") is None:
        return
    diff = ("diff", "--cached", "--name-only", "--no-relative", "-z", "--diff-filter=ACMRT", "HEAD")
    listed = repository.git(*diff) or b""
    paths = {os.fsdecode(name) for name in listed.split(b"\0") if name} - set(repository.arrived)
    come = [path for path in sorted(paths) if may_hold_env(path) and chosen.holds(path)]
    for source in [repository.add(repository.source(path) or Source(path, b"")) for path in come]:
        yield from env_file.check(source, repository)


def _of_push(repository: Repository, chosen: Selection) -> Iterator[Finding]:
    """The secrets that only a commit on the way holds: not those that are there at the end, which is handed over."""
    versions = [version for version in _versions(repository) if chosen.holds(version.path)]
    index = repository.index or {}
    last = [_Version("", index[path][1], path) for path in {version.path for version in versions} if path in index]
    held = objects(repository, [version.blob for version in last + versions])
    seen: set[tuple[str, str]] = set()
    for version in last + versions:
        source = Source(version.path, held.get(version.blob, b""))
        role = role_of(version.path)
        for secret in secrets(source, role, audited(repository, version.path)) if role else ():
            if (version.path, secret.name) in seen:
                continue
            seen.add((version.path, secret.name))
            if version.commit:
                if repository.source(version.path) is None:
                    repository.keep(source)
                where = f" in commit {version.commit[:12]}, which is about to be pushed"
                fix = messages.fix_of_commit(version.commit[:12])
                yield messages.of_secret(version.path, secret, where, fix)


# Whatever the configuration of this machine says about the output.
_LOG = (
    "log", "--format=%H", "--raw", "--root", "--no-abbrev", "--no-renames", "--no-relative", "--no-color",
    "--no-show-signature", "-z", "--diff-filter=AMT",
)  # fmt: skip
_RAW = expression(rb":[0-7]{6} (?P<mode>[0-7]{6}) [0-9a-f]+ (?P<blob>[0-9a-f]+) [AMT]")


def _versions(repository: Repository) -> Iterator[_Version]:
    """The env files that the commits of the push add or change, the newest first."""
    revisions = _revisions()
    fields = iter((repository.git(*_LOG, *revisions) or b"").split(b"\0") if revisions else ())
    commit = ""
    for field in fields:
        raw = _RAW.fullmatch(field.lstrip(b"\n"))
        if raw is None:
            commit = field.strip().decode()
            continue
        path = os.fsdecode(next(fields, b""))
        is_file = raw["mode"].startswith(b"100") and context.of_path(path) != context.VENDORED
        if is_file and may_hold_env(path) and role_of(path) != "gitignore":
            yield _Version(commit, raw["blob"].decode(), path)


def _revisions() -> tuple[str, ...]:
    """The commits of a range or a push; pre-commit says nothing of a range when it pushes the first commit."""
    first, last = os.environ.get("PRE_COMMIT_FROM_REF", ""), os.environ.get("PRE_COMMIT_TO_REF", "")
    branch, remote = os.environ.get("PRE_COMMIT_LOCAL_BRANCH", ""), os.environ.get("PRE_COMMIT_REMOTE_NAME", "")
    if any(word.startswith("-") for word in (first, last, branch)):
        return ()
    if first and last:
        return (f"{first}..{last}", "--")
    return (branch, "--not", f"--remotes={remote}", "--") if branch and remote else ()
