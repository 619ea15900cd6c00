"""The text format, and what becomes of output that cannot be written."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from casefile import write
from prodlint.finding import Finding
from prodlint.report import Report, complain, emit
from prodlint.report.text import render

BAD = 'import flask\nimport flask_cors\n\napp = flask.Flask("x")\nflask_cors.CORS(app)\n'


def test_text() -> None:
    found = [
        Finding("a.py", 3, 7, "no-wildcard-cors", "any site may read", "List the sites."),
        Finding("a.py", 9, 1, "no-wildcard-cors", "any site may read", "List the sites."),
        Finding("b\n::error::.env", 1, 1, "block-env-files", "holds a secret", "One.\nTwo."),
    ]
    assert render(Report(found, [], {})).splitlines() == [
        "a.py:3:7: any site may read [no-wildcard-cors]",
        "a.py:9:1: any site may read [no-wildcard-cors]",
        "    List the sites.",
        "b\\n::error::.env:1:1: holds a secret [block-env-files]",
        "    One.",
        "    Two.",
        "On purpose? Put `prodlint: ignore[block-env-files] reason` (or `pragma: allowlist secret`) in a comment "
        "on that line or the one above.",
        "About block-env-files: https://github.com/prodlint/prodlint/blob/main/docs/hooks/block-env-files.md",
        "On purpose? Put `prodlint: ignore[no-wildcard-cors] reason` in a comment on that line or the one above.",
        "About no-wildcard-cors: https://github.com/prodlint/prodlint/blob/main/docs/hooks/no-wildcard-cors.md",
    ]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("::error::a.py", "./::error::a.py"),
        (" ::error::a.py", "./ ::error::a.py"),
        ("a##[error]b.py", "a#\\x23[error]b.py"),
        ("a::b.py", "a::b.py"),
    ],
)
def test_a_name_is_no_command_to_ci(path: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = render(Report([Finding(path, 1, 1, "hook", "message", "::error::fix")], [], {})).splitlines()
    assert lines[:2] == [f"{shown}:1:1: message [hook]", "    :\\x3aerror::fix"]
    complain([(path, "no such file")])
    assert capsys.readouterr() == ("", f"{shown}: error: no such file\n")


def test_a_poor_encoding_is_no_reason_to_fail() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="\n")
    assert emit("grün\n", stream)
    assert stream.buffer.getvalue() == b"gr\\xfcn\n"  # type: ignore[attr-defined]


def run(folder: Path, redirection: str, *words: str) -> tuple[int, str]:
    """The exit status and the error output of one hook over a file with a finding, with a redirection of a shell."""
    write(folder, {"main.py": BAD})
    program = [sys.executable, "-m", "prodlint", "no-wildcard-cors", *words, "main.py"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    script = f'"$@" {redirection}'
    done = subprocess.run(
        ["bash", "-c", script, "bash", *program], cwd=folder, env=environment, capture_output=True, check=False
    )
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("words", [(), ("--format=json",), ("--help",)], ids=["text", "json", "help"])
@pytest.mark.parametrize(
    ("redirection", "full"),
    [
        (">/dev/full", True),
        (">/dev/full 2>/dev/full", True),
        (">&-", False),
        (">&- 2>&-", False),
        ("| true; exit ${PIPESTATUS[0]}", False),
    ],
)
def test_output_that_goes_nowhere(redirection: str, full: bool, words: tuple[str, ...], tmp_path: Path) -> None:
    status, errors = run(tmp_path, redirection, *words)
    clean = 0 if "--help" in words else 1  # what it is when the output arrives
    assert status == (2 if full else clean)
    assert errors == ("standard output: error: No space left on device\n" if redirection == ">/dev/full" else "")
