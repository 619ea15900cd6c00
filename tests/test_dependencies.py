"""What prodlint depends on: each has its reason, the lowest versions find the same, and all of it stays small."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import scratch
from casefile import git, load, write
from manifest import PROJECT
from prodlint import HOOKS

PYPROJECT = (PROJECT / "pyproject.toml").read_text()
MOST_BYTES = 36_000_000
# What uv says where there is no network.
OFFLINE = re.compile(r"error sending request|dns error|Connection refused|timed out|Network", re.I)
# Of the lowest versions, those of PyYAML and tree-sitter have wheels for these.
WITH_WHEELS = sys.version_info < (3, 13)


def listed(name: str) -> list[str]:
    """The lines of a list of requirements."""
    found = re.search(rf"^{name} = \[\n(.*?)^\]$", PYPROJECT, re.M | re.S)
    assert found
    return [line.strip() for line in found[1].splitlines()]


@pytest.mark.parametrize("name", ["dependencies", "dev"])
def test_each_has_a_lowest_version_and_a_reason(name: str) -> None:
    for line, before in zip(listed(name), ["", *listed(name)], strict=False):
        if not line.startswith("#"):
            assert re.match(r'"[\w.-]+>=[\d.]+(,<\d+)?(; [^"]+)?",', line), line
            assert re.search(r",  # .{2,}", line) or before.startswith("# "), line


@pytest.fixture(scope="module")
def lowest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with prodlint and the lowest versions of all that it needs."""
    folder = tmp_path_factory.mktemp("lowest")
    scratch.snapshot(folder / "prodlint")
    place = folder / "env"
    for words in (
        ["venv", "--quiet", "--no-config", "--python", sys.executable, str(place)],
        ["pip", "install", "--quiet", "--resolution=lowest-direct", "--python", str(place), str(folder / "prodlint")],
    ):
        done = subprocess.run([sys.executable, "-m", "uv", *words], capture_output=True, text=True, check=False)
        if done.returncode and OFFLINE.search(done.stderr):
            pytest.skip("SKIPPED FOR WANT OF A NETWORK: the lowest versions were not tried")
        assert done.returncode == 0, done.stderr
    return place


@pytest.mark.xdist_group("end to end")
@pytest.mark.skipif(not WITH_WHEELS, reason="the lowest versions have no wheels for this Python")
def test_the_lowest_versions_find_the_same(lowest: Path, tmp_path: Path) -> None:
    plain = {"name", "label", "why", "files", "expect"}
    for hook in HOOKS:
        for number, case in enumerate(load(hook)):
            if number % 4 == 0 and plain >= set(case):
                write(tmp_path, {f"{hook}/{number}/{path}": text for path, text in case["files"].items()})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-f", ".")
    script = "from prodlint.__main__ import command; raise SystemExit(command())"
    words = ["-I", "-c", script, "--format=json", "--strict", f"--hook={','.join(HOOKS)}"]
    here, there = (
        json.loads(subprocess.run([python, *words], cwd=tmp_path, capture_output=True, check=False).stdout)
        for python in (sys.executable, lowest / "bin/python")
    )
    assert len(here["findings"]) > 500
    assert there == here


def test_the_environment_is_small(lowest: Path) -> None:
    assert sum(path.stat().st_size for path in lowest.rglob("*") if path.is_file()) < MOST_BYTES
