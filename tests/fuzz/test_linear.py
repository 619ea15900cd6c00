"""Every regular expression takes time in proportion to its text, whatever the text."""

from __future__ import annotations

import re
import signal
import subprocess
import sys

import pytest

import linear
from attacks import attacks

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no timer of a process's own time")


@pytest.mark.xdist_group("fuzz")
def test_no_expression_is_slow() -> None:
    done = subprocess.run([sys.executable, linear.__file__], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("pattern", "way", "slow"),
    [
        (r"(a+)+b", "match", True),
        (r"[ \t]*;?[ \t]*#", "match", True),
        (r"GRANT\s+([^;]*?)\s+TO", "match", True),
        (r"from .* import", "finditer", True),
        (r"\w+=", "finditer", True),
        (r"\w+=", "match", False),
        (r"(?<!\w)\w+=", "finditer", False),
        (r"[ \t]*(?:;[ \t]*)?#", "match", False),
    ],
)
def test_attacks_tell_slow_from_fast(pattern: str, way: str, slow: bool) -> None:
    signal.signal(signal.SIGVTALRM, linear.give_up)
    compiled = re.compile(pattern)
    assert any(linear.is_slow(compiled, way, attack) for attack in attacks(compiled)) is slow
