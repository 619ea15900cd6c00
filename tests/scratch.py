"""Scratch repositories that use prodlint as a team would, and a copy of this project to install it from."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from casefile import GIT_ENVIRONMENT, git
from manifest import PROJECT
from prodlint import HOOKS

NOT_OURS = shutil.ignore_patterns(
    ".git", ".venv", "venv", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis", "dist", "build", "cases"
)


def snapshot(folder: Path) -> str:
    """A git repository with the project as it stands, tests aside, for `repo:` in a configuration; its revision."""
    for name in ("hooks", ".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"):
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=NOT_OURS)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)
    git(folder, "init", "-q")
    git(folder, "add", "--", ".")
    git(folder, "commit", "-q", "-m", "snapshot")
    return git(folder, "rev-parse", "HEAD").decode().strip()


# What colours a terminal. Some programs ask for colour of those that they start, in CI too, whatever the reader is.
COLOUR = re.compile(r"\x1b\[[0-9;]*m")

# The hooks that a team starts with.
NAMED = HOOKS[:4]


def configuration(repo: Path, rev: str, hooks: tuple[str, ...] = NAMED, args: str = "") -> str:
    """A `.pre-commit-config.yaml` that uses these hooks."""
    lines = ["repos:", f"  - repo: {repo}", f"    rev: {rev}", "    hooks:"]
    for hook in hooks:
        lines.append(f"      - id: {hook}")
        if args:
            lines.append(f"        args: {args}")
    return "\n".join(lines) + "\n"


def run(folder: Path, *command: str, home: Path, **environment: str) -> tuple[int, str]:
    """Exit status and all output, without its colours, of a program of the environment that runs the tests."""
    scripts = Path(sys.executable).parent
    env = GIT_ENVIRONMENT | {
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(home),
        "PREK_HOME": str(home / "prek"),
        **environment,
    }
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)
    return done.returncode, COLOUR.sub("", (done.stdout + done.stderr).decode(errors="replace"))
