"""The labelled cases of the hooks, and how one becomes a repository.

A case file `tests/cases/<hook-id>/*.yaml` is a list of mappings (names are unique in a hook's folder):

    name, label, why   label is "bad" (must be blocked) or "ok" (must pass)
    files              {path: text}, written into a fresh repository
    stage              the paths staged (default: every file); the others are only in the working tree
    expect             [[path, line], ...]: the lines that are reported, all of them and no other
    args               options for the hook

and more git state, applied in the order of `prepare`: files_b64, mode, symlinks, info_exclude, filter,
committed, rename, rm_cached, modify, stage_after, intent_to_add, unstaged.

Made-up credentials are broken with `¦`, which is taken out when the file is read, so that no scanner takes
this repository for a leak.
"""

from __future__ import annotations

import base64
import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parent / "cases"
BREAK = "¦"

Case = dict[str, Any]

GIT_ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.com",
}


@cache
def load(hook: str) -> tuple[Case, ...]:
    """All cases of a hook, with their credentials put together."""
    cases = []
    for path in sorted((CASES / hook).glob("*.yaml")):
        cases += _joined(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    return tuple(cases)


def _joined(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(BREAK, "")
    if isinstance(value, list):
        return [_joined(item) for item in value]
    if isinstance(value, dict):
        return {_joined(key): _joined(item) for key, item in value.items()}
    return value


def git(root: Path, *args: str) -> bytes:
    """Run git in a repository of ours, apart from the configuration of this machine."""
    command = ("git", "-c", "core.autocrlf=false", "-c", "init.defaultBranch=main", "--literal-pathspecs", *args)
    return subprocess.run(command, cwd=root, env=GIT_ENVIRONMENT, check=True, capture_output=True).stdout


def write(root: Path, files: dict[str, str | None]) -> None:
    """Write files below a folder; None takes one away."""
    for name, text in files.items():
        path = root / name
        if text is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))


def prepare(case: Case, root: Path) -> list[str]:
    """Bring a folder into the state of a case; the staged paths, as pre-commit would ask git for them."""
    git(root, "init", "-q", "--template=")  # without the examples of hooks, which take a third of its time
    write(root, case["files"])
    for name, text in case.get("files_b64", {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(base64.b64decode(text))
    for name, mode in case.get("mode", {}).items():
        (root / name).chmod(mode)
    for name, target in case.get("symlinks", {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(target)
    if "info_exclude" in case:
        (root / ".git/info").mkdir(exist_ok=True)
        (root / ".git/info/exclude").write_text(case["info_exclude"])
    for name in case.get("filter", ()):
        git(root, "config", f"filter.{name}.clean", "printf '\\000GITCRYPT\\000'; od -An -tx1 | head -c 200")
    if "committed" in case:
        git(root, "add", "-f", "--", *case["committed"])
        git(root, "commit", "-q", "--no-verify", "-m", "before")
    for old, new in case.get("rename", ()):
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        git(root, "mv", old, new)
    if "rm_cached" in case:
        git(root, "rm", "-q", "--cached", "--", *case["rm_cached"])
    write(root, case.get("modify", {}))
    every = [*case["files"], *case.get("files_b64", ()), *case.get("symlinks", ())]
    for paths in (case.get("stage", every), case.get("stage_after", ())):
        if paths:
            git(root, "add", "-f", "--", *paths)
    if "intent_to_add" in case:
        git(root, "add", "-f", "-N", "--", *case["intent_to_add"])
    write(root, case.get("unstaged", {}))
    listed = git(root, "diff", "--staged", "--name-only", "--no-ext-diff", "-z", "--diff-filter=ACMRTUXB")
    if "unstaged" in case:
        git(root, "checkout", "-q", "--", ".")  # pre-commit hides unstaged changes while hooks run
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]
