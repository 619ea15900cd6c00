"""Every labelled case, through the manifest, the clean path and the hook, in this process."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import golden
import wording
from casefile import Case, load
from prodlint import HOOKS
from prodlint.__main__ import main
from prodlint.clean import hook_module, sift
from prodlint.engine import collect
from prodlint.finding import Finding
from prodlint.options import split
from prodlint.source import Repository

CASES = [(hook, case) for hook in HOOKS for case in load(hook)]


def case_id(value: Any) -> str:
    return value if isinstance(value, str) else str(value["name"])


@pytest.mark.parametrize(("hook", "case"), CASES, ids=case_id)
def test_case(
    hook: str, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names = golden.staged(hook, case, tmp_path)
    status = main([hook, *case.get("args", ()), *names]) if names else 0
    output = capsys.readouterr().out
    assert status == (case["label"] == "bad"), f"{case['why']}\n{output}"
    findings, troubles = golden.collected(hook, case, names)
    found = golden.listed(findings, troubles)
    before = golden.accepted(hook).get(case["name"])
    assert found == before, f"run `.venv/bin/python tests/golden.py --accept {hook}` and read its diff"
    said = {(path, line) for path, line, _, _, strict in found if not strict or "--strict" in case.get("args", ())}
    assert said == {(path, line) for path, line in case.get("expect", ())}
    assert_needles_are_implied(hook, case, names)
    assert_words_are_right(case, findings)


@pytest.mark.parametrize("hook", HOOKS)
def test_golden_findings_are_those_of_the_cases(hook: str) -> None:
    names = [case["name"] for case in load(hook)]
    assert sorted(golden.accepted(hook)) == sorted(names)


def assert_words_are_right(case: Case, findings: list[Finding]) -> None:
    """Every message and fix of a case can be read, typed and followed from the root (`wording.py`)."""
    paths, written = {*case["files"], *case.get("symlinks", ())}, "\n".join(map(str, case["files"].values()))
    for one in findings:
        wrong = [
            *wording.complaints(one.message, one.fix, written),
            *wording.loose_paths(f"{one.message}\n{one.fix}", paths),
        ]
        assert wrong == [], f"{one.message}\n{one.fix}"


def assert_needles_are_implied(hook: str, case: Case, names: list[str]) -> None:
    """Nothing that the check finds is lost on the clean path: needles or not, the findings are the same."""
    module = hook_module(hook)
    needless = SimpleNamespace(wants=lambda path: None if module.wants(path) is None else ())
    options, _ = split([*case.get("args", ())])
    with_needles, _ = sift({hook: module}, names)
    without, _ = sift({hook: needless}, names)
    if with_needles != without:
        assert collect({hook: module}, without, Repository(options)) == collect(
            {hook: module}, with_needles, Repository(options)
        )
