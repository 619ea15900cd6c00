from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.formats import dotenv
from prodlint.formats.dotenv import Assignment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("K=v", ("K", "v", 1, 3, 1, "", False), id="plain"),
        pytest.param("\n\tK = v w \n", ("K", "v w", 2, 6, 2, "", False), id="blanks"),
        pytest.param("export K=v", ("K", "v", 1, 10, 1, "", False), id="export"),
        pytest.param("set K=v", ("K", "v", 1, 7, 1, "", False), id="set"),
        pytest.param('$env:K = "v"', ("K", "v", 1, 10, 1, '"', False), id="PowerShell"),
        pytest.param("K: v", ("K", "v", 1, 4, 1, "", False), id="colon"),
        pytest.param("K:", ("K", "", 1, 3, 1, "", False), id="colon, no value"),
        pytest.param("K=", ("K", "", 1, 3, 1, "", False), id="no value"),
        pytest.param("K", ("K", None, 1, 2, 1, "", False), id="name alone"),
        pytest.param("a.b-c=v", ("a.b-c", "v", 1, 7, 1, "", False), id="other names"),
        pytest.param("K=v # why", ("K", "v", 1, 3, 1, "", False), id="comment"),
        pytest.param("K= # why", ("K", "", 1, 4, 1, "", False), id="comment, no value"),
        pytest.param("K=#v#w", ("K", "#v#w", 1, 3, 1, "", False), id="no comment"),
        pytest.param('K="v # w" # why', ("K", "v # w", 1, 3, 1, '"', False), id="comment after a quote"),
        pytest.param('K="v"; # why', ("K", "v", 1, 3, 1, '"', False), id="semicolon"),
        pytest.param("K=v;w=x;", ("K", "v;w=x;", 1, 3, 1, "", False), id="semicolons of a value"),
        pytest.param(r'K="a\"b"', ("K", r"a\"b", 1, 3, 1, '"', False), id="escaped quote"),
        pytest.param("K=`a'\"b`", ("K", "a'\"b", 1, 3, 1, "`", False), id="backticks"),
        pytest.param('K="a\nb\n" # c\n', ("K", "a\nb\n", 1, 3, 3, '"', False), id="over lines"),
        pytest.param("K='a\nb", ("K", "'a", 1, 3, 1, "", False), id="unclosed"),
        pytest.param("K='a'b'", ("K", "a'b", 1, 3, 1, "'", False), id="more quotes"),
        pytest.param('K="a" b', ("K", '"a" b', 1, 3, 1, "", False), id="more than the quoted"),
        pytest.param("#K=v", ("K", "v", 1, 4, 1, "", True), id="commented out"),
        pytest.param("## export K = 'v' # c", ("K", "v", 1, 15, 1, "'", True), id="commented out, all of it"),
        pytest.param('# K="v\nw"', ("K", '"v', 1, 5, 1, "", True), id="commented out for one line"),
    ],
)
def test_assignment(text: str, expected: tuple[object, ...]) -> None:
    assert dotenv.read(text)[0] == Assignment(*expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["", "# Note: this", "# the key = value", "###> symfony ###", "use flake", "2A=1", "=x", "<?php", "#K", "#/ K=v"],
)
def test_no_assignment(text: str) -> None:
    assert dotenv.read(text) == []


def test_what_follows_a_value_over_lines() -> None:
    text = "A=\"x\ny\"\nB='it\nC=it's\nD=1\n"
    assert [(found.name, found.value, found.line) for found in dotenv.read(text)] == [
        ("A", "x\ny", 1),
        ("B", "'it", 3),
        ("C", "it's", 4),
        ("D", "1", 5),
    ]


@given(st.text() | st.text("AB= \t\n\"'`#:;\\$x"))
def test_never_raises_and_stays_in_the_text(text: str) -> None:
    lines = text.split("\n")
    for found in dotenv.read(text):
        assert 1 <= found.line <= found.end_line <= len(lines)
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1
        first = (found.value or "").split("\n")[0]
        assert first in lines[found.line - 1][found.column - 1 :]


@pytest.mark.parametrize("piece", ['A="\n', "A='x\nB=\"\n", 'A="\\"\n', "A=`\nB='\n", "a.", "#", "# ", "A= ", "\\"])
def test_large_input_ends(piece: str) -> None:
    assert len(dotenv.read(piece * 40_000)) <= 80_000
