"""The README is true: its examples are judged by the hooks, its commands are run."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

import manifest
import scratch
from casefile import GIT_ENVIRONMENT, git, write
from prodlint import ALL, HOOKS
from prodlint.__main__ import main

README = (manifest.PROJECT / "README.md").read_text()
EXAMPLE = re.compile(r"^```\w+ (bad|good) (\S+)\n(.*?)^```$", re.M | re.S)


def examples() -> list[tuple[str, str, str, str]]:
    """(hook, "bad" or "good", path, text); examples outside a hook's section are for every hook."""
    found = []
    for section in re.split(r"^##+ ", README, flags=re.M):
        title = section.split("\n", 1)[0]
        hooks = (title,) if title in HOOKS else HOOKS
        for verdict, path, text in EXAMPLE.findall(section):
            found += [(hook, verdict, path, text) for hook in hooks]
    return found


@pytest.mark.parametrize(("hook", "verdict", "path", "text"), examples())
def test_example(
    hook: str, verdict: str, path: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    write(tmp_path, {path: text.replace("{{password}}", "vT9x2Lq" + "Pz7Wm")})
    git(tmp_path, "add", "-f", "--", path)
    assert main([hook, path]) == (verdict == "bad")


def test_every_hook_has_examples() -> None:
    shown = {(hook, verdict) for hook, verdict, _, _ in examples()}
    assert shown >= {(hook, verdict) for hook in HOOKS for verdict in ("bad", "good")}


def test_the_first_configuration_is_the_id_of_all_hooks() -> None:
    block = re.search(r"^```yaml\n(repos:.*?)^```$", README, re.M | re.S)
    assert block
    (repo,) = yaml.safe_load(block[1])["repos"]
    assert repo["hooks"] == [{"id": ALL}]


def command(marker: str) -> str:
    block = re.search(rf"<!-- {marker} -->\n```sh\n(.*?)\n```", README, re.S)
    assert block
    return block[1]


@pytest.mark.xdist_group("end to end")
@pytest.mark.skipif(os.name == "nt", reason="the command is for a POSIX shell")
def test_run_command(tmp_path: Path) -> None:
    scratch.snapshot(tmp_path / "prodlint")
    done = subprocess.run(
        command("run command"),
        shell=True,
        cwd=tmp_path / "prodlint",
        env=GIT_ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
    assert "prodlint: clean; " in done.stderr


def test_test_command_is_what_ci_runs() -> None:
    assert ".[dev]" in command("test command")
    assert "<!-- test command -->" in (manifest.PROJECT / ".ci/run").read_text()


OLD = "add_header Access-Control-Allow-Origin *;\n"


@pytest.fixture
def branch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of an old repository, on a branch that adds a line to what was there."""
    write(tmp_path, {"old/nginx.conf": OLD})
    for step in (["init", "-q"], ["add", "."], ["commit", "-qm", "old"]):
        git(tmp_path / "old", *step)
    git(tmp_path, "clone", "-q", "old", "new")
    folder = tmp_path / "new"
    git(folder, "checkout", "-qb", "branch")
    write(folder, {"nginx.conf": OLD + "\n" + OLD})
    git(folder, "add", ".")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.skipif(os.name == "nt", reason="the command is for a POSIX shell")
def test_added_only_command(committed: bool, branch: Path, tmp_path: Path) -> None:
    if committed:
        git(branch, "commit", "-qm", "new")
    status, output = scratch.run(branch, "sh", "-c", command("added-only command"), home=tmp_path)
    assert status == 1
    assert [line.split(": ")[0] for line in output.splitlines() if line.startswith("nginx")] == ["nginx.conf:3:40"]


def test_added_only_args(branch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    block = re.search(r"^```yaml\n( +- id: [^`]*--added-only.*?)^```$", README, re.M | re.S)
    assert block
    (hook,) = yaml.safe_load(block[1])
    assert main([hook["id"], *hook["args"], "nginx.conf"]) == 1
    assert capsys.readouterr().out.startswith("nginx.conf:3:40: ")
    git(branch, "commit", "-qm", "new")
    assert main([hook["id"], *hook["args"], "nginx.conf"]) == 0
