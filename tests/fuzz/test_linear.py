"""Every regular expression takes time in proportion to its text, whatever the text."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

import linear
from attacks import attacks
from stepping import Stepping, parsed


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
    tokens = parsed(pattern, 0)
    assert any(linear.is_slow(Stepping(*tokens), way, attack) for attack in attacks(*tokens)) is slow


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(?P<q>['\"])[^'\"]*(?P=q)|\bx{2,3}?\b", "a 'b' \"c' xx xxx xxxx 'd\""),
        (r"(?i)^(?:AB|[c-e]+)$", "ab\ncd"),
        (r"(?m)^(?:AB|[c-e]+)$", "AB\ncd\nAB c"),
        (r"(?<!a)b(?=c)|(?<=b)c(?!d)|\Ba\B", "abc bc bcd cab"),
        (r"(?s)/\*(?:[^*]|\*(?!/))*\*/|(a)?(?(1)b|c)", "/* a\n */ ab c b"),
    ],
)
def test_what_steps_are_counted_of_is_what_matches(pattern: str, text: str) -> None:
    stepping = Stepping(*parsed(pattern, 0))
    stepping.count("finditer", text, 10_000)
    assert stepping.found == [found.span() for found in re.finditer(pattern, text)]
