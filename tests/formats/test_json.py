from __future__ import annotations

import json as stdlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.formats import Unparsable, json
from prodlint.formats.node import MAX_DEPTH, Mapping, Node, Scalar, Sequence, walk

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def plain(node: Node) -> object:
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.pairs}
    if isinstance(node, Sequence):
        return [plain(value) for value in node.nodes]
    assert isinstance(node, Scalar)
    return node.text if node.quoted else stdlib.loads(node.text)


@pytest.mark.parametrize(
    ("text", "path", "value", "line", "column"),
    [
        pytest.param('{"a": 1}', ("a",), "1", 1, 7, id="number"),
        pytest.param('{\n "a": [\n  true,\n  "x"]}', ("a", 1), "x", 4, 3, id="on lines"),
        pytest.param('{// c\n"a": /* d\n */ 1,}', ("a",), "1", 3, 5, id="comments and a last comma"),
        pytest.param("{a: 'x', $b-c: +.5e3}", ("$b-c",), "+.5e3", 1, 16, id="JSON5"),
        pytest.param(r'{"a": "\u002a\x2a\n\"\/"}', ("a",), '**\n"/', 1, 7, id="escapes"),
        pytest.param('{"a": "x\\\ny"}', ("a",), "xy", 1, 7, id="string over lines"),
        pytest.param('{"a": {{ x }}, "b": "{{ y }}"}', ("b",), "{{ y }}", 1, 21, id="templates"),
        pytest.param('"x"', (), "x", 1, 1, id="no collection"),
    ],
)
def test_scalars(text: str, path: tuple[str | int, ...], value: str, line: int, column: int) -> None:
    scalar = dict(walk(json.read(text)))[path]
    assert (scalar.text, scalar.line, scalar.column) == (value, line, column)


def test_end_lines_and_templates() -> None:
    root = json.read('{\n"a": [\n1\n],\n"b": {{ x }}\n}\n')
    array, tag = root.get("a"), root.get("b")
    assert isinstance(array, Sequence)
    assert (root.end_line, array.line, array.end_line) == (6, 2, 4)
    assert isinstance(tag, Scalar)
    assert (tag.text, tag.templated, tag.quoted) == ("{{ x }}", True, False)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("", 1, id="nothing"),
        pytest.param("hello", 1, id="a word"),
        pytest.param('{"a": b}', 1, id="a word as a value"),
        pytest.param("{\n'a' 1}", 2, id="no colon"),
        pytest.param("{'a': 1\nb: 2}", 2, id="no comma"),
        pytest.param("[1,,2]", 1, id="two commas"),
        pytest.param("[1}", 1, id="wrong bracket"),
        pytest.param("{1}", 1, id="no key"),
        pytest.param('{"a": 1\n', 2, id="unclosed"),
        pytest.param('{"a": "x\n}', 1, id="unclosed string"),
        pytest.param("{} {}", 1, id="two values"),
        pytest.param("[" * 100_000, 1, id="brackets"),
        pytest.param("[\n" * 1_000, MAX_DEPTH + 1, id="brackets on lines"),
        pytest.param('{"a":' * 100_000, 1, id="braces"),
        pytest.param("/*" * 100_000, 1, id="unclosed comment"),
    ],
)
def test_refused(text: str, line: int) -> None:
    with pytest.raises(Unparsable) as refusal:
        json.read(text)
    assert refusal.value.line == line


@given(VALUES)
def test_reads_what_json_writes(value: object) -> None:
    if "{{" not in (text := stdlib.dumps(value, ensure_ascii=False, indent=1)):
        assert plain(json.read(text)) == value


@given(st.text() | st.text("{}[]:,\"'\\/*\n a1-{{%#}"))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for line in lines_of(text))


def lines_of(text: str) -> list[int]:
    try:
        return [line for _, scalar in walk(json.read(text)) for line in (scalar.line, scalar.end_line)]
    except Unparsable as refusal:
        return [refusal.line]
