"""The benchmark of commits has a finding for each id of the manifest."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from prodlint.__main__ import main

ROOT = Path(__file__).resolve().parent.parent
IDS = [hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())]
ASK = "import json, commits; print(json.dumps(commits.BAD))"


@pytest.fixture(scope="module")
def findings() -> dict[str, tuple[str, str]]:
    told = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT / "benchmarks", capture_output=True, check=True)
    return json.loads(told.stdout)  # type: ignore[no-any-return]


@pytest.mark.parametrize("hook", IDS)
def test_each_id_has_a_finding(
    hook: str, findings: dict[str, tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, text = findings[hook]
    (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    assert main([hook, name]) == 1
