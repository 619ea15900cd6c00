"""What is said: CONTRIBUTING.md and SECURITY.md are true, and the headlines of all findings are alike."""

from __future__ import annotations

import re
import shlex
import textwrap

import pytest
import yaml

import casefile
import golden
import manifest
import wording
from casefile import git
from prodlint import HOOKS
from test_readme import command as readme_command

TEXTS = {name: (manifest.PROJECT / name).read_text() for name in ("CONTRIBUTING.md", "SECURITY.md")}
CONTRIBUTING = TEXTS["CONTRIBUTING.md"]
OURS = r"(?:hooks|tests|benchmarks|\.github|\.ci)/[^\s`<>]*|[A-Z]+\.md|\.pre-commit-[\w-]+\.yaml"


def block(marker: str) -> list[str]:
    found = re.search(rf"<!-- {marker} -->\n```sh\n(.*?)\n```", CONTRIBUTING, re.S)
    assert found
    return found[1].splitlines()


@pytest.mark.parametrize("name", TEXTS)
def test_paths_exist(name: str) -> None:
    paths = set(re.findall(rf"`({OURS})`", TEXTS[name]))
    assert paths
    assert [path for path in paths if not list(manifest.PROJECT.glob(path.rstrip("/")))] == []


def test_every_folder_and_module_of_the_house_is_named() -> None:
    package = manifest.PROJECT / "hooks/prodlint"
    modules = {path.name for path in package.glob("*.py")} - {"__init__.py"}
    inside = {
        f"{path.name}/"
        for folder in (package, manifest.PROJECT / "tests")
        for path in folder.iterdir()
        if path.is_dir()
    }
    tracked = git(manifest.PROJECT, "ls-files").decode().splitlines() if (manifest.PROJECT / ".git").exists() else []
    folders = {f"{path.split('/')[0]}/" for path in tracked if "/" in path}
    names = {name for name in modules | inside | folders if not name.startswith("__pycache__")}
    assert [name for name in sorted(names) if f"{name}`" not in CONTRIBUTING and f"`{name}" not in CONTRIBUTING] == []


def test_commands_are_those_of_the_readme_and_of_ci() -> None:
    install, tests = readme_command("test command").rsplit(" && ", 1)
    assert block("setup") == [install]
    ours, *checks = block("checks")
    assert shlex.split(ours)[2:] == shlex.split(tests)[2:]
    assert checks == (manifest.PROJECT / ".ci/run").read_text().rstrip("\n").split("\n\n")[-1].splitlines()


def test_the_framework_of_the_example_is_known() -> None:
    """The cases are ours as they are printed, and the command selects them alone."""
    (example,) = re.findall(r"^   ```yaml\n(.*?)^   ```$", CONTRIBUTING, re.M | re.S)
    cases = yaml.safe_load(textwrap.dedent(example))
    (word,) = re.findall(r"^   \.venv/bin/pytest -q tests/test_cases\.py -k (\w+)$", CONTRIBUTING, re.M)
    assert [case for hook in HOOKS for case in casefile.load(hook) if word in case["name"]] == cases


@pytest.mark.parametrize("hook", HOOKS)
def test_headlines(hook: str) -> None:
    """Every message of every case; `test_cases.py` reads the fixes too."""
    said = {message for found in golden.accepted(hook).values() for _, line, _, message, _ in found if line}
    assert said
    assert {message: wrong for message in said if (wrong := list(wording.complaints(message, "")))} == {}
