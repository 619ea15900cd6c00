"""action.yml: its steps are run, as GitHub runs them, over repositories with and without findings."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import scratch
from casefile import git, write
from manifest import PROJECT

pytestmark = [
    pytest.mark.xdist_group("end to end"),
    pytest.mark.skipif(os.name == "nt", reason="the steps are for bash"),
]

ACTION: dict[str, Any] = yaml.safe_load((PROJECT / "action.yml").read_text())
INSTALL, LOOK, UPLOAD = ACTION["runs"]["steps"]
BAD = {"nginx.conf": "add_header Access-Control-Allow-Origin *;\n", "a b.conf": "server { listen 80; }\n"}
GOOD = {"nginx.conf": "add_header Access-Control-Allow-Origin https://shop.com;\n"}


def run(step: dict[str, Any], folder: Path, temporary: Path, **inputs: str) -> tuple[int, str]:
    """A step of the action in a repository, with its inputs; `GITHUB_ACTION_PATH` is this project."""

    def filled(text: str) -> str:
        return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: values[found[1]], text)

    values = {name: one["default"] for name, one in ACTION["inputs"].items()} | inputs
    assert "${{" not in step["run"]  # nothing is pasted into a shell
    environment = {name: filled(text) for name, text in step.get("env", {}).items()} | {
        "GITHUB_ACTION_PATH": str(temporary / "action"),
        "RUNNER_TEMP": str(temporary),
        "GITHUB_OUTPUT": str(temporary / "output"),
    }
    where = folder / filled(step.get("working-directory", "."))
    shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"])
    return scratch.run(where, *shell, home=temporary, **environment)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A runner's folder for temporary files, in which the action has installed prodlint."""
    folder = tmp_path_factory.mktemp("runner")
    scratch.snapshot(folder / "action")
    status, output = run(INSTALL, folder, folder)
    assert status == 0, output
    return folder


@pytest.mark.parametrize("below", ["", "services/api"])
def test_findings_are_annotations_and_sarif(tmp_path: Path, installed: Path, below: str) -> None:
    root = tmp_path / below
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q")
    write(root, BAD)
    git(root, "add", ".")
    status, output = run(LOOK, tmp_path, installed, **{"working-directory": below or "."})
    assert status == 1
    assert "::error file=nginx.conf,line=1,col=40,title=no-wildcard-cors::" in output
    report = (installed / "output").read_text().splitlines()[-1].removeprefix("sarif=")
    (result,) = json.loads(Path(report).read_text())["runs"][0]["results"]
    assert result["ruleId"] == "no-wildcard-cors"


def test_clean(tmp_path: Path, installed: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, GOOD)
    git(tmp_path, "add", ".")
    status, output = run(LOOK, tmp_path, installed)
    assert (status, "::error" in output) == (0, False), output


def test_arguments_are_one_a_line(tmp_path: Path, installed: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, BAD)
    git(tmp_path, "add", ".")
    assert run(LOOK, tmp_path, installed, args="--skip=no-wildcard-cors\n")[0] == 0
    status, output = run(LOOK, tmp_path, installed, args="--strict\n\na b.conf\n")
    assert (status, "1 file looked at" in output) == (0, True), output
    assert run(LOOK, tmp_path, installed, args="--no-such-option; touch x")[0] == 2
    assert not (tmp_path / "x").exists()


def test_the_upload_takes_the_report_of_the_look() -> None:
    assert UPLOAD["with"]["sarif_file"] == ACTION["outputs"]["sarif"]["value"] == "${{ steps.look.outputs.sarif }}"
    assert re.fullmatch(r"github/codeql-action/upload-sarif@[0-9a-f]{40}", UPLOAD["uses"])
    assert {re.sub(r".*\$\{\{ inputs\.([\w-]+) .*", r"\1", text) for text in LOOK["env"].values()} <= set(
        ACTION["inputs"]
    )
