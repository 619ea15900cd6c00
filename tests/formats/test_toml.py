from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.formats import Unparsable, toml
from prodlint.formats.node import Mapping, Node, Scalar, Sequence, walk

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SAMPLE = '''\
title = "x" # "y" = 1
"quoted.key" = 'C:\\dir'
a.b . "c d" = true
[ server ]  # [no]
port = 8_000
date = 1979-05-27 07:32:00
list = [
  "one", # ] comment
  [2, 3.5],
  {x = 1, y.z = "]"},
]
text = """
first
\\"\\"\\" last""""
raw = \'\'\'a'b\'\'\'
[server.sub]
on = false
[[headers]]
for = "/*"
  [headers.values]
  Access-Control-Allow-Origin = "*"
[[headers]]
for = "/a"
  [[headers.deep]]
  n = 1
[a.more]
last = -inf
'''


def same(node: Node, value: object) -> bool:
    if isinstance(node, Mapping):
        assert isinstance(value, dict)
        return {key.text for key, _ in node.pairs} == set(value) and all(
            same(child, value[key.text]) for key, child in node.pairs
        )
    if isinstance(node, Sequence):
        assert isinstance(value, list)
        return len(node.nodes) == len(value) and all(map(same, node.nodes, value))
    assert isinstance(node, Scalar)
    return node.text == value if isinstance(value, str) else not node.quoted


def test_agrees_with_tomllib() -> None:
    assert same(toml.read(SAMPLE), tomllib.loads(SAMPLE))


@pytest.mark.parametrize(
    ("path", "text", "line", "column"),
    [
        pytest.param(("title",), "x", 1, 9, id="string"),
        pytest.param(("quoted.key",), "C:\\dir", 2, 16, id="literal string"),
        pytest.param(("a", "b", "c d"), "true", 3, 15, id="dotted key"),
        pytest.param(("server", "port"), "8_000", 5, 8, id="number"),
        pytest.param(("server", "date"), "1979-05-27 07:32:00", 6, 8, id="date"),
        pytest.param(("server", "list", 1, 1), "3.5", 9, 7, id="nested array"),
        pytest.param(("server", "list", 2, "y", "z"), "]", 10, 17, id="inline table"),
        pytest.param(("server", "text"), 'first\n""" last"', 12, 8, id="string over lines"),
        pytest.param(("server", "raw"), "a'b", 15, 7, id="long literal string"),
        pytest.param(("server", "sub", "on"), "false", 17, 6, id="sub-table"),
        pytest.param(("headers", 0, "values", "Access-Control-Allow-Origin"), "*", 21, 33, id="array of tables"),
        pytest.param(("headers", 1, "deep", 0, "n"), "1", 25, 7, id="nested array of tables"),
        pytest.param(("a", "more", "last"), "-inf", 27, 8, id="table over a dotted key"),
    ],
)
def test_places(path: tuple[str | int, ...], text: str, line: int, column: int) -> None:
    scalar = dict(walk(toml.read(SAMPLE)))[path]
    assert (scalar.text, scalar.line, scalar.column) == (text, line, column)


def test_end_lines() -> None:
    root = toml.read(SAMPLE)
    server, array, text = root.get("server"), root.get("server", "list"), root.get("server", "text")
    assert server is not None
    assert array is not None
    assert text is not None
    assert (server.line, server.end_line) == (4, 15)
    assert (array.line, array.end_line) == (7, 11)
    assert (text.line, text.end_line) == (12, 14)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("a = 1\nb = {{ x }}\n", 2, id="template"),
        pytest.param("a = 1\na = 2\n", 2, id="key twice"),
        pytest.param("a = [\n", 2, id="unclosed"),
        pytest.param("\n" + "a." * 100_000 + "a = 1", 2, id="dotted key"),
        pytest.param("[" + "a." * 100_000 + "a]", 1, id="table name"),
        pytest.param("a=" + "[" * 100_000, 1, id="brackets"),
        pytest.param("a=" + "[" * 250 + "]" * 250, 1, id="closed brackets"),
        pytest.param("a=" + "{a=" * 50_000, 1, id="braces"),
    ],
)
def test_refused(text: str, line: int) -> None:
    with pytest.raises(Unparsable) as refusal:
        toml.read(text)
    assert refusal.value.line == line


@given(st.text() | st.text("[]{}=.,\"'\\#\n ab1") | st.lists(st.sampled_from(SAMPLE.splitlines())).map("\n".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for line in lines_of(text))


def lines_of(text: str) -> list[int]:
    try:
        root = toml.read(text)
    except Unparsable as refusal:
        return [refusal.line]
    assert same(root, tomllib.loads(text))
    return [line for _, scalar in walk(root) for line in (scalar.line, scalar.end_line)]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"[a{n}]\n" for n in range(10_000)),
        "".join(f"a.k{n} = 1\n" for n in range(5_000)),
        "[[a]]\n" * 10_000,
        "".join(f"k{n}." + "a." * 45 + "a = 1\n" for n in range(300)),
    ],
)
def test_large_input_ends(text: str) -> None:
    assert toml.read(text).pairs
