"""All that may harm a reader in one repository: nothing crashes, hangs, passes in silence, or prints a secret."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from casefile import GIT_ENVIRONMENT
from hostile_repository import Hostile, make
from prodlint import HOOKS
from prodlint.__main__ import main
from prodlint.report import leading

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="Windows has neither such names nor pipes"),
    pytest.mark.xdist_group("hostile repository"),
]

HANGS = 120  # seconds; far more than it takes


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def hostile(folder: Path) -> Hostile:
    return make(folder)


def run(folder: Path, *words: str, **environment: str) -> tuple[int, str, str]:
    """Exit status, output and errors of the command, as pre-commit starts it."""
    done = subprocess.run(
        [sys.executable, "-I", "-m", "prodlint", *words],
        cwd=folder,
        env=GIT_ENVIRONMENT | {"LC_ALL": "C"} | environment,
        capture_output=True,
        timeout=HANGS,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def check(hostile: Hostile, folder: Path, output: str, errors: str) -> None:
    """Nothing secret, nothing that a terminal or a CI service obeys, no fault of ours, no code of theirs run."""
    assert [secret for secret in hostile.secrets if secret[:12] in output + errors] == []
    assert "Traceback" not in errors
    assert "could not be checked" not in errors
    assert all(char.isprintable() or char == "\n" for char in errors)
    assert not (folder / "pwned").exists()


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_every_format(hostile: Hostile, folder: Path, form: str) -> None:
    status, output, errors = run(folder, PRODLINT_FORMAT=form)
    assert status == 2
    check(hostile, folder, output, errors)
    for path, why in hostile.refused.items():
        assert f"{path}: error: {why}" in errors
    if form == "text":
        assert all(char.isprintable() or char == "\n" for char in output)
        lines = output.split("\n")
        for name in hostile.names:
            assert len([line for line in lines if line.startswith(f"{leading(name)}:")]) == 1
    elif form == "github":
        assert all(char.isprintable() or char == "\n" for char in output)
        commands = [line for line in output.split("\n") if line.startswith("::")]
        assert len(commands) >= len(hostile.names)
        assert not any("forged" in line.partition(" file=")[0] for line in commands)
    else:
        found = json.loads(output)
        text = json.dumps(found)
        assert text.count("no-wildcard-cors") >= len(hostile.names)


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook(
    hostile: Hostile,
    folder: Path,
    hook: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder)
    assert main([hook, *hostile.tracked]) == 2
    output, errors = capsys.readouterr()
    check(hostile, folder, output, errors)
    assert "gone.py: error: No such file or directory\n" in errors
    if hook == "no-wildcard-cors":
        assert [path for path, why in hostile.refused.items() if f"{path}: error: {why}" not in errors] == []
        assert [name for name in hostile.names if f"{leading(name)}:" not in output] == []
