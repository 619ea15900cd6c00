from __future__ import annotations

import pytest
import yaml as pyyaml
from hypothesis import example, given
from hypothesis import strategies as st

from prodlint.formats import Unparsable, yaml, yaml_events
from prodlint.formats.node import MAX_DEPTH, Node, Scalar, walk


def scalars(text: str) -> dict[tuple[str | int, ...], Scalar]:
    return {path: scalar for document in yaml.read(text) for path, scalar in walk(document)}


@pytest.mark.parametrize(
    ("text", "path", "value", "line", "column"),
    [
        pytest.param("a: 1\nb:\n  - x\n  - y\n", ("b", 1), "y", 4, 5, id="block"),
        pytest.param('a: {b: [x, "y z"]}\n', ("a", "b", 1), "y z", 1, 12, id="flow"),
        pytest.param("a: !Sub '${X}'\n", ("a",), "${X}", 1, 4, id="unknown tag"),
        pytest.param("a: !reset null\n", ("a",), "null", 1, 4, id="compose's reset"),
        pytest.param("a: ${{ secrets.X }}\n", ("a",), "${{ secrets.X }}", 1, 4, id="GitHub expression"),
        pytest.param("a:\t1\n", ("a",), "1", 1, 4, id="tab after the colon"),
        pytest.param("a: 1\n\t\nb: 2\n", ("b",), "2", 3, 4, id="line of a tab"),
        pytest.param("a: x\u2028y\nb: \x85z\nc: 1", ("c",), "1", 3, 4, id="line separators are text"),
        pytest.param("# caf\udce9\n\x00a: 1\nb: 2\n", ("b",), "2", 3, 4, id="no UTF-8, and a NUL"),
        pytest.param("a: *nowhere\n", ("a",), "*nowhere", 1, 4, id="alias of nothing"),
        pytest.param("a: &x 1\nb: &x 2\n", ("b",), "2", 2, 4, id="anchor twice"),
        pytest.param("a: {{ .Values.x }}\n", ("a",), "{{ .Values.x }}", 1, 4, id="template"),
        pytest.param('a: "x-{{ .b }}-{{ .c }}"\n', ("a",), "x-{{ .b }}-{{ .c }}", 1, 4, id="templates in quotes"),
        pytest.param("{{ if .x }}\na: 1\n{{ end }}\nb: 2\n", ("b",), "2", 4, 4, id="template lines"),
        pytest.param("{{ .k }}: 1\n", ("{{ .k }}",), "1", 1, 11, id="template as a key"),
        pytest.param("a: |\n  x {{ b }}\n  {{ c }}\n  y\n", ("a",), "x {{ b }}\n\ny\n", 1, 4, id="template in a block"),
        pytest.param("- {% if x %}a{% endif %}\n", (0,), "{% if x %}a{% endif %}", 1, 3, id="Jinja"),
        pytest.param("a: <%= x %>\n", ("a",), "<%= x %>", 1, 4, id="ERB"),
    ],
)
def test_scalars(text: str, path: tuple[str | int, ...], value: str, line: int, column: int) -> None:
    scalar = scalars(text)[path]
    assert (scalar.text, scalar.line, scalar.column) == (value, line, column)
    assert scalar.templated == ("{{" in value.replace("${{", "") or "%" in value)


@pytest.mark.parametrize(
    ("text", "quoted"), [("a: x", False), ("a: 'x'", True), ('a: "x"', True), ("a: |\n  x", True), ("a:", False)]
)
def test_quoted(text: str, quoted: bool) -> None:
    assert scalars(text)["a",].quoted is quoted


@pytest.mark.parametrize(
    ("text", "content", "end_line"),
    [
        pytest.param("a: x\nb: 1", (1, 4), 1, id="plain"),
        pytest.param("a: 'x'\nb: 1", (1, 5), 1, id="quoted"),
        pytest.param("a: x\n  y\nb: 1", (1, 4), 2, id="plain over lines"),
        pytest.param("a: |\n  x\n  y\n\nb: 1", (2, 3), 3, id="literal"),
        pytest.param("a: >-\n\n    x\n", (2, 5), 3, id="folded, blank line first"),
        pytest.param("a: |2\n    x\n", (2, 3), 2, id="indentation given"),
        pytest.param("a: | # why\n  x", (2, 3), 2, id="comment, no last newline"),
    ],
)
def test_where_the_content_is(text: str, content: tuple[int, int], end_line: int) -> None:
    scalar = scalars(text)["a",]
    assert (scalar.content_line, scalar.content_column) == content
    assert scalar.end_line == end_line


@pytest.mark.parametrize(
    ("text", "key", "lines"),
    [
        pytest.param("a:\n  b: 1\n  c:\n    - d\n\n# end\ne: 1\n", "a", (2, 4), id="block"),
        pytest.param("a: {b: 1,\n  c: 2,\n}\ne: 1\n", "a", (1, 3), id="flow"),
        pytest.param("a:\n  - |\n    x\n    y\ne: 1\n", "a", (2, 4), id="ends with a block scalar"),
    ],
)
def test_lines_of_collections(text: str, key: str, lines: tuple[int, int]) -> None:
    node = yaml.read(text)[0].get(key)
    assert node is not None
    assert (node.line, node.end_line) == lines


def test_documents_and_tags() -> None:
    first, second = yaml.read("a: &x !Ref 1\n---\n- *x\n")
    assert isinstance(first.get("a"), Scalar)
    assert first.get("a").tag == "!Ref"  # type: ignore[union-attr]
    assert [scalar.text for scalar in second.strings()] == ["*x"]
    assert yaml.read("") == []


def test_keys_that_are_collections_are_passed_over() -> None:
    assert [path for path, _ in walk(yaml.read("? [a, b]\n: c\n{x: y}: z\n")[0])] == [("",), ("",)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("a: 1\nb: [x\n", 3, id="unclosed"),
        pytest.param("a: 1\n\tb: 2\n", 2, id="tab as indentation"),
        pytest.param("a: 1\n---\nb: *\n", 3, id="one of two documents"),
        pytest.param("\n" * 4 + "[" * 100_000, 5, id="brackets"),
        pytest.param("[ " * 100_000, 1, id="brackets and blanks"),
        pytest.param("[\n" * 1_000, MAX_DEPTH + 1, id="brackets on lines"),
        pytest.param("{a: " * 50_000, 1, id="braces"),
        pytest.param("- " * 100_000, 1, id="dashes"),
        pytest.param("? " * 100_000, 1, id="question marks"),
        pytest.param("".join(" " * n + "a:\n" for n in range(500)), MAX_DEPTH + 1, id="indentation"),
    ],
)
def test_refused(text: str, line: int) -> None:
    with pytest.raises(Unparsable) as refusal:
        yaml.read(text)
    assert refusal.value.line == line


def test_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [x, 'y']\nb: |\n  z\nc: {{ t }}\n"
    expected = [(path, scalar.text, scalar.line) for path, scalar in scalars(text).items()]
    monkeypatch.setattr(yaml_events, "_LOADER", pyyaml.SafeLoader)
    assert [(path, scalar.text, scalar.line) for path, scalar in scalars(text).items()] == expected
    with pytest.raises(Unparsable):
        yaml.read("[" * 1_000)


@example("?")
@given(st.text() | st.text("ab:-?[]{},&*!|>'\"#%@` \n\t\r{}%<\x85\u2028\ufeff\ud800\x00"))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for line in lines_of(text))


def lines_of(text: str) -> list[int]:
    try:
        documents = yaml.read(text)
    except Unparsable as refusal:
        return [refusal.line]
    nodes: list[Node] = [*documents, *(scalar for document in documents for _, scalar in walk(document))]
    return [line for node in nodes for line in (node.line, node.end_line)]


@pytest.mark.parametrize(
    "text",
    ["a: |\n" * 20_000, "a: |\n" + " \n" * 50_000, "&a " * 20_000, "! " * 50_000, "\\" * 100_000],
)
def test_large_input_ends(text: str) -> None:
    assert lines_of(text)
