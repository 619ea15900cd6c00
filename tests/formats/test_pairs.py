from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.formats import pairs
from prodlint.formats.pairs import Pair


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("key: value", ("key", "value", 6), id="YAML"),
        pytest.param("  - name: x # why", ("name", "x", 11), id="in a list, with a comment"),
        pytest.param('  "key": "va,lue",', ("key", "va,lue", 10), id="JSON"),
        pytest.param('{"key": 1, "b": 2}', ("key", '1, "b": 2}', 9), id="the first of a line"),
        pytest.param("key = value;", ("key", "value", 7), id="assignment"),
        pytest.param("- KEY=value", ("KEY", "value", 7), id="list of assignments"),
        pytest.param('- "KEY=a b"', ("KEY", "a b", 8), id="quoted list item"),
        pytest.param("export KEY='x'", ("KEY", "x", 12), id="export"),
        pytest.param("'key' => 'value',", ("key", "value", 10), id="PHP"),
        pytest.param("a.b/c-d: {{ x }}", ("a.b/c-d", "{{ x }}", 10), id="template"),
        pytest.param("key: https://x", ("key", "https://x", 6), id="address"),
        pytest.param("key:", ("key", "", 5), id="no value"),
        pytest.param("origin: *", ("origin", "*", 9), id="star"),
    ],
)
def test_pair(line: str, expected: tuple[str, str, int]) -> None:
    name, value, column = expected
    assert list(pairs.read(f"\n{line}\n")) == [Pair(name, value, 2, column)]


@pytest.mark.parametrize("line", ["", "# a: b", "// a: b", "; a=b", "* a: b", "word", "{{ a }}: b", "- a"])
def test_no_pair(line: str) -> None:
    assert list(pairs.read(line)) == []


@given(st.text() | st.text("ab:= -\"'{,\n#\\"))
def test_never_raises_and_stays_in_the_text(text: str) -> None:
    lines = text.split("\n")
    for pair in pairs.read(text):
        assert 1 <= pair.column <= len(lines[pair.line - 1]) + 1


@pytest.mark.parametrize("piece", ["- { ", "a", '"', "a: ", "\\", '"a" ', "- 'a=", " "])
def test_large_input_ends(piece: str) -> None:
    assert len(list(pairs.read(piece * 50_000))) <= 1
