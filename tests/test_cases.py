"""Every labelled case, through the manifest, the clean path and the hook, in this process."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import manifest
from casefile import Case, load, prepare
from prodlint.__main__ import HOOKS, hook_module, main, sift
from prodlint.engine import collect
from prodlint.options import split
from prodlint.source import Repository

ENTRIES = manifest.hooks()
PLACE = re.compile(r"^(.+?):(\d+):(\d+): ", re.M)
CASES = [(hook, case) for hook in HOOKS for case in load(hook)]


def case_id(value: Any) -> str:
    return value if isinstance(value, str) else str(value["name"])


@pytest.mark.parametrize(("hook", "case"), CASES, ids=case_id)
def test_case(
    hook: str, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    staged = prepare(case, tmp_path)
    names = [path for path in staged if manifest.hands_over(ENTRIES[hook], path, tmp_path)]
    status = main([hook, *case.get("args", ()), *names]) if names else 0
    output = capsys.readouterr().out
    assert status == (case["label"] == "bad"), f"{case['why']}\n{output}"
    if case["label"] == "bad":
        assert points_at(case["expect"], output), f"expected {case['expect']}\n{output}"
    assert_needles_are_implied(hook, case, names)


def points_at(expected: list[list[Any]], output: str) -> bool:
    """Whether one of the expected places is reported, give or take two lines (statements span several)."""
    if not expected:
        return True
    places = {(match[1], int(match[2])) for match in PLACE.finditer(output)}
    return any(
        path == place and (line is None or abs(line - number) <= 2)
        for path, line in expected
        for place, number in places
    )


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
