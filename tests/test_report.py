from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from prodlint.finding import Finding
from prodlint.options import Options
from prodlint.report import emit, text, write


def test_text() -> None:
    found = [
        Finding("a.py", 3, 7, "no-wildcard-cors", "any site may read", "List the sites."),
        Finding("a.py", 9, 1, "no-wildcard-cors", "any site may read", "List the sites."),
        Finding("b\n::error::.env", 1, 1, "block-env-files", "holds a secret", "One.\nTwo."),
    ]
    assert text(found) == [
        "a.py:3:7: any site may read [no-wildcard-cors]",
        "a.py:9:1: any site may read [no-wildcard-cors]",
        "    List the sites.",
        "b\\n::error::.env:1:1: holds a secret [block-env-files]",
        "    One.",
        "    Two.",
        "On purpose? Put `prodlint: ignore[block-env-files] reason` (or `pragma: allowlist secret`) in a comment "
        "on that line or the one above.",
        "On purpose? Put `prodlint: ignore[no-wildcard-cors] reason` in a comment on that line or the one above.",
    ]


def test_troubles_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    write([], [("a\n.py", "no such file")], Options())
    assert capsys.readouterr() == ("", "a\\n.py: error: no such file\n")


def test_a_poor_encoding_is_no_reason_to_fail() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="\n")
    emit("grün\n", stream)
    assert stream.buffer.getvalue() == b"gr\\xfcn\n"  # type: ignore[attr-defined]


def test_a_closed_pipe_is_no_reason_to_fail() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    program = "import sys; from prodlint.report import emit; emit('x', sys.stdout)"
    done = subprocess.run(
        [sys.executable, "-c", program], stdout=write_end, stderr=subprocess.PIPE, check=False, env=_environment()
    )
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
