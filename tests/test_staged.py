"""`--staged` and `--stdin-filename`: what is looked at is not what lies on disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from casefile import GIT_ENVIRONMENT, git, write
from test_cli import places, prodlint

ANY = "add_header Access-Control-Allow-Origin *;\n"
GOOD = "add_header Access-Control-Allow-Origin https://shop.example;\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Old findings are committed; two files are staged as bad and as good, and the other way round on disk."""
    git(tmp_path, "init", "-q")
    write(tmp_path, {"old/nginx.conf": ANY, "b/nginx.conf": ANY, "prodlint.toml": ""})
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "old")
    write(tmp_path, {"a/nginx.conf": ANY, "b/nginx.conf": GOOD})
    git(tmp_path, "add", ".")
    write(tmp_path, {"a/nginx.conf": GOOD, "b/nginx.conf": ANY, "c/nginx.conf": ANY})
    return tmp_path


def test_what_is_staged_is_looked_at(repository: Path) -> None:
    status, output, summary = prodlint(repository, "--staged")
    assert (status, places(output)) == (1, ["a/nginx.conf:1:40 [no-wildcard-cors]"])
    assert summary == "prodlint: 1 finding in 1 file; 2 files looked at\n"
    assert prodlint(repository, "--staged", "b")[:2] == (0, "")
    assert places(prodlint(repository / "a", "--staged", ".")[1]) == ["nginx.conf:1:40 [no-wildcard-cors]"]
    module = (sys.executable, "-I", "-m", "prodlint", "no-wildcard-cors")
    assert places(prodlint(repository, "--staged", program=module)[1]) == ["a/nginx.conf:1:40 [no-wildcard-cors]"]
    (repository / "a/nginx.conf").unlink()
    assert prodlint(repository, "--staged")[0] == 1


def test_neighbours_and_the_configuration_are_those_of_the_index(repository: Path) -> None:
    write(repository, {"prodlint.toml": "exclude = ['.']\n"})
    assert prodlint(repository, "--staged")[0] == 1
    git(repository, "add", "prodlint.toml")
    write(repository, {"prodlint.toml": ""})
    assert prodlint(repository, "--staged")[0] == 0


def test_nothing_is_staged(tmp_path: Path) -> None:
    write(tmp_path, {"nginx.conf": ANY})
    assert prodlint(tmp_path, "--staged")[2] == "prodlint: --staged is for a git repository\n"
    git(tmp_path, "init", "-q")
    assert prodlint(tmp_path, "--staged") == (0, "", "prodlint: clean; 0 files looked at\n")
    assert prodlint(tmp_path, "--staged", "--fix")[0] == 2


def from_editor(folder: Path, text: str, *words: str) -> tuple[int, str]:
    scripts = Path(sys.executable).parent
    environment = GIT_ENVIRONMENT | {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["prodlint", *words], cwd=folder, env=environment, input=text, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def test_an_editor_hands_over_what_is_not_saved(repository: Path) -> None:
    status, output = from_editor(repository, ANY, "--stdin-filename", "a/nginx.conf")
    assert (status, places(output)) == (1, ["a/nginx.conf:1:40 [no-wildcard-cors]"])
    assert from_editor(repository, GOOD, "--stdin-filename=b/nginx.conf") == (0, "")
    assert from_editor(repository / "a", ANY, "--stdin-filename=new.conf", "--hook=no-public-secrets") == (0, "")
    assert places(from_editor(repository / "a", ANY, "--stdin-filename=new/nginx.conf")[1]) == [
        "new/nginx.conf:1:40 [no-wildcard-cors]"
    ]
    write(repository, {"prodlint.toml": "exclude = ['^a/']\n"})
    assert from_editor(repository, ANY, "--stdin-filename=a/nginx.conf") == (0, "")
    assert from_editor(repository, ANY, "--stdin-filename=a/nginx.conf", "b")[0] == 2
