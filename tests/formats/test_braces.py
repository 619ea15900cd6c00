"""Settings in nested braces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodlint.formats.braces import Literal, read

CASES = [
    ("attribute", 'a = "x"', [Literal(("a",), "x", 1, 5)]),
    ("block", 'resource "t" "n" {\n  a = ["x", "y"]\n}', [
        Literal(("resource", "t", "n", "a"), "x", 2, 8), Literal(("resource", "t", "n", "a"), "y", 2, 13)]),
    ("list over lines", 'a = [\n  "x",\n]\nb = 1', [Literal(("a",), "x", 2, 3), Literal(("b",), "1", 4, 5)]),
    ("objects in a list", 'a = [{ n = "x" }, { n = "y" }]', [
        Literal(("a", "n"), "x", 1, 12), Literal(("a", "n"), "y", 1, 25)]),
    ("comments", '# a = "x"\n// b = "y"\nc = "z" /* "w" */', [Literal(("c",), "z", 3, 5)]),
    ("bicep object", "site: {\n  a: 'x'\n}", [Literal(("site", "a"), "x", 2, 6)]),
    ("bicep parameter", "param a array = [\n  'x'\n]", [Literal(("a",), "x", 2, 3)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_literals(text: str, expected: list[Literal]) -> None:
    assert read(text) == expected


@settings(max_examples=50)
@given(st.text(alphabet="ab=:{}[](),\"'\n#/*", max_size=200))
def test_nothing_is_refused(text: str) -> None:
    lines = text.count("\n") + 1
    assert all(1 <= literal.line <= lines for literal in read(text))
