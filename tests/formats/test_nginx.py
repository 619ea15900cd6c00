from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.formats import nginx
from prodlint.formats.nginx import Directive, walk
from prodlint.formats.word import Word


def shown(directives: list[Directive]) -> list[object]:
    """As lists: name and arguments, then the block if there is one."""
    return [
        [" ".join([found.name, *(word.text for word in found.args)])]
        + ([shown(found.block)] if found.block is not None else [])
        for found in directives
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a b c;", [["a b c"]], id="simple"),
        pytest.param("a { b; c { d; } }", [["a", [["b"], ["c", [["d"]]]]]], id="blocks"),
        pytest.param('a \'b;{\' "}\\"#"; # c;\nd;', [['a b;{ }\\"#'], ["d"]], id="quotes and comments"),
        pytest.param("a b#c;", [["a b#c"]], id="hash in a word"),
        pytest.param("a it's;", [["a it's"]], id="quote in a word"),
        pytest.param("a ${B}c $d;", [["a ${B}c $d"]], id="variables"),
        pytest.param("a {{ b }}:{{ c }};", [["a {{ b }}:{{ c }}"]], id="template words"),
        pytest.param("{% if x %}\na b;\n{{ end }}\nc;", [["a b"], ["c"]], id="template lines"),
        pytest.param(
            "a_by_lua_block { if x then y({1}) -- }\n s = '}' end }\nb;", [["a_by_lua_block", []], ["b"]], id="Lua"
        ),
        pytest.param("} a; }", [["a"]], id="stray ends"),
        pytest.param("a { b; c", [["a", [["b"], ["c"]]]], id="unclosed"),
        pytest.param("a { b }", [["a", [["b"]]]], id="no semicolon"),
        pytest.param("{ a; } b;", [["a"], ["b"]], id="block without a name"),
        pytest.param('a "b;\nc;', [['a "b'], ["c"]], id="unclosed quote"),
        pytest.param("; ;", [], id="nothing"),
    ],
)
def test_structure(text: str, expected: list[object]) -> None:
    assert shown(nginx.read(text)) == expected


def test_places_and_parents() -> None:
    text = "http {\n  server {\n    add_header A\n      '*' always;\n  }\n}\n"
    found = list(walk(nginx.read(text)))
    parents, header = found[2]
    assert [parent.name for parent in parents] == ["http", "server"]
    assert header.args == [Word("A", 3, 16), Word("*", 4, 7), Word("always", 4, 11)]
    assert [(each.line, each.column, each.end_line) for _, each in found] == [(1, 1, 6), (2, 3, 5), (3, 5, 4)]


def test_deep_nesting_is_flattened() -> None:
    found = list(walk(nginx.read("a { " * 1_000 + "b;" + "}" * 1_000 + "c;")))
    assert len(found) == 1_002
    assert max(len(parents) for parents, _ in found) <= 50
    assert found[-1][0] == ()


@given(st.text() | st.text("ab{};\"'#\n $\\{}"))
def test_never_raises_and_stays_in_the_text(text: str) -> None:
    lines = text.split("\n")
    for _, found in walk(nginx.read(text)):
        assert 1 <= found.line <= found.end_line <= len(lines)
        for word in found.args:
            assert 1 <= word.column <= len(lines[word.line - 1])


@pytest.mark.parametrize("piece", ['"', "\\", "${a", "a {", "}", '"\\', "'\n\"", "a_by_lua_block {", "{{", "# "])
def test_large_input_ends(piece: str) -> None:
    assert len(nginx.read(piece * 40_000)) <= 80_000


def test_large_lua_ends() -> None:
    assert len(nginx.read("a_by_lua_block {" + '"\\' * 100_000)) == 1
