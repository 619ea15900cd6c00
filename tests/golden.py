"""What every hook finds in every labelled case, to the letter: `tests/cases/<hook-id>/findings.json`.

    python tests/golden.py [HOOK-ID...]           says what differs; exit status 1 where anything does
    python tests/golden.py --accept [HOOK-ID...]  writes down what is found now

A change that is meant to change no answer changes none of these files; one that is, shows in its diff what it changes.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import manifest
from casefile import CASES, Case, load, prepare
from prodlint import HOOKS
from prodlint.clean import hook_module, sift
from prodlint.engine import collect
from prodlint.finding import Finding
from prodlint.options import split
from prodlint.source import Repository

# path, line, column, message, strict
Found = list[Any]


def golden_file(hook: str) -> Path:
    return CASES / hook / "findings.json"


@cache
def accepted(hook: str) -> dict[str, list[Found]]:
    """The findings that are written down, by the names of their cases."""
    found: dict[str, list[Found]] = json.loads(golden_file(hook).read_text(encoding="utf-8"))
    return found


def staged(hook: str, case: Case, root: Path) -> list[str]:
    """The repository of a case in a folder, and what pre-commit hands over of it."""
    entry = manifest.hooks()[hook]
    return [path for path in prepare(case, root) if manifest.hands_over(entry, path, root)]


def collected(hook: str, case: Case, names: list[str]) -> tuple[list[Finding], list[tuple[str, str]]]:
    """The findings of a case, those for `--strict` too, and its troubles; the current folder is its repository."""
    options, _ = split([*case.get("args", ()), "--strict"])
    modules = {hook: hook_module(hook)}
    hits, troubles = sift(modules, names)
    findings, more = collect(modules, hits, Repository(options))
    return findings, [*troubles, *more]


def found_in(hook: str, case: Case, names: list[str]) -> list[Found]:
    """The sorted findings of a case, those for `--strict` too; the current folder is its repository."""
    return listed(*collected(hook, case, names))


def listed(findings: list[Finding], troubles: list[tuple[str, str]]) -> list[Found]:
    """What a run found, as it is written down."""
    said = [[path, 0, 0, why, False] for path, why in troubles]
    return sorted([[one.path, one.line, one.column, one.message, one.strict] for one in findings] + said)


def differences(hook: str, now: dict[str, list[Found]]) -> Iterator[str]:
    """A line for each finding that came or went."""
    before = accepted(hook) if golden_file(hook).exists() else {}
    for name in sorted(before.keys() | now.keys()):
        old, new = before.get(name, []), now.get(name, [])
        yield from (f"- {hook} {name}: {one}" for one in old if one not in new)
        yield from (f"+ {hook} {name}: {one}" for one in new if one not in old)
        if name not in now or name not in before:
            yield f"{'-' if name in before else '+'} {hook} {name}: the case itself"


def findings_of(hook: str) -> dict[str, list[Found]]:
    now = {}
    for case in load(hook):
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            now[case["name"]] = found_in(hook, case, staged(hook, case, Path(folder)))
            os.chdir(manifest.PROJECT)  # a current folder cannot be removed everywhere
    return now


def written(found: dict[str, list[Found]]) -> str:
    """One line a finding, so that a diff is read line by line."""
    cases = []
    for name, findings in sorted(found.items()):
        lines = ",".join(f"\n  {json.dumps(one, ensure_ascii=False)}" for one in findings)
        cases.append(f" {json.dumps(name)}: [{lines}]")
    return "{\n" + ",\n".join(cases) + "\n}\n"


def main(words: list[str]) -> int:
    accepts = "--accept" in words
    differ = False
    for hook in [word for word in words if word != "--accept"] or HOOKS:
        now = findings_of(hook)
        for line in differences(hook, now):
            differ = True
            print(line)
        if accepts:
            golden_file(hook).write_text(written(now), encoding="utf-8")
    return int(differ and not accepts)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
