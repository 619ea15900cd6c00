from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.formats import ini
from prodlint.formats.ini import Entry


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[a]\nk = v", [Entry("a", "k", "v", 2, 5, 2)], id="plain"),
        pytest.param("a.b=c=d: e", [Entry("", "a.b", "c=d: e", 1, 5, 1)], id="properties"),
        pytest.param("k: v", [Entry("", "k", "v", 1, 4, 1)], id="colon"),
        pytest.param("# c\n; d\n! e\n  # f\n", [], id="comments"),
        pytest.param("[a]\nmaster\n", [Entry("a", "master", "", 2, 7, 2)], id="key alone"),
        pytest.param("[a]\nk =\n", [Entry("a", "k", "", 2, 4, 2)], id="no value"),
        pytest.param(
            "[Service]\nEnvironment=A=1\nEnvironment=B=2\n",
            [Entry("Service", "Environment", "A=1", 2, 13, 2), Entry("Service", "Environment", "B=2", 3, 13, 3)],
            id="repeated key",
        ),
        pytest.param(
            "[Service]\nExecStart=/bin/a \\\n  # why\n  --b \\\n  --c\nUser=d\n",
            [Entry("Service", "ExecStart", "/bin/a --b --c", 2, 11, 5), Entry("Service", "User", "d", 6, 6, 6)],
            id="backslashes",
        ),
        pytest.param(
            "[program:a]\ncommand=b\n  --c\n\n  --d\ne=f\n",
            [Entry("program:a", "command", "b\n--c\n--d", 2, 9, 5), Entry("program:a", "e", "f", 6, 3, 6)],
            id="indented lines",
        ),
        pytest.param(
            "[a]\n  k = v\n  l = w\n[b]\n  m = x",
            [Entry("a", "k", "v", 2, 7, 2), Entry("a", "l", "w", 3, 7, 3), Entry("b", "m", "x", 5, 7, 5)],
            id="indented keys",
        ),
        pytest.param("[a]\nk=v ; why", [Entry("a", "k", "v", 2, 3, 2)], id="comment after the value"),
        pytest.param("[a]\nk=v;w", [Entry("a", "k", "v;w", 2, 3, 2)], id="semicolon"),
        pytest.param("[a]\nk='v ; w' ; x", [Entry("a", "k", "'v ; w'", 2, 3, 2)], id="semicolon in quotes"),
        pytest.param("[Service]\nExecStart=a ; b", [Entry("Service", "ExecStart", "a ; b", 2, 11, 2)], id="systemd's"),
    ],
)
def test_entries(text: str, expected: list[Entry]) -> None:
    assert ini.read(text) == expected


@given(st.text() | st.text("[]ab=: \t\n\\;#\"'"))
def test_never_raises_and_stays_in_the_text(text: str) -> None:
    lines = text.split("\n")
    for entry in ini.read(text):
        assert 1 <= entry.line <= entry.end_line <= len(lines)
        assert 1 <= entry.column <= len(lines[entry.line - 1]) + 1


@pytest.mark.parametrize("piece", ["a\\\n", "a=\n b\n", "a=' ;\n", "\\", "[", '[a]\nb="\\" ;', " "])
def test_large_input_ends(piece: str) -> None:
    assert len(ini.read("[a]\n" + piece * 40_000)) <= 80_000
