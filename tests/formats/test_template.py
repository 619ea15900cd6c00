from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.formats.template import Masked


@pytest.mark.parametrize(
    "tag",
    [
        "{{ .Values.x }}",
        "{{- .Values.x -}}",
        '{{ "{{" }}',
        "{{`{{ $value }}`}}",
        "{{{ raw }}}",
        '{{ {"a": 1} }}',
        "{{ don't }}",
        "{{/* a {{ tag }} in a comment */}}",
        "{% if x %}",
        "{%- endif -%}",
        "{# note #}",
        "<%= x %>",
        "<% if x %>",
    ],
)
def test_a_tag_becomes_one_word_of_the_same_width(tag: str) -> None:
    masked = Masked(f"a: {tag}!")
    assert len(masked.text) == len(tag) + 4
    assert masked.text[:3] + masked.text[-1] == "a: !"
    assert not set(masked.text[3:-1]) & set("{}%#<> '\"")
    assert masked.restore(masked.text) == f"a: {tag}!"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: ${{ secrets.X }}", id="GitHub expression"),
        pytest.param("a: {b: {c: d}}", id="flow mappings"),
        pytest.param("a: {%22b%22}", id="percent encoding"),
        pytest.param("a: {{ open", id="unclosed"),
        pytest.param('a: "{{"\nb: "}}"', id="ends of two strings"),
        pytest.param("a: x < y", id="less than"),
    ],
)
def test_other_text_stays(text: str) -> None:
    assert Masked(text).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a:\n  {{ x }}\nb: 1", "a:\n\nb: 1", id="one tag"),
        pytest.param("{{ x }} {% y %}\nb: 1", "\nb: 1", id="two tags"),
        pytest.param("a: 1\n{{/* one\ntwo */}}\nb: 2", "a: 1\n\n         \nb: 2", id="over lines"),
    ],
)
def test_lines_of_nothing_but_tags_are_blank(text: str, expected: str) -> None:
    got = Masked(text).text
    assert [line.rstrip() for line in got.split("\n")] == [line.rstrip() for line in expected.split("\n")]


@given(st.text("{}%#<>-/* \n\"'`$=ab\U000f0000\U00100005"))
def test_lines_stay_and_nothing_raises(text: str) -> None:
    masked = Masked(text)
    assert masked.text.count("\n") == text.count("\n")
    masked.restore(masked.text)


@pytest.mark.parametrize(
    "piece", ["{{ ", '{{ "', "{{ `", "{{ a' ", "{% ", "{# ", "<%= ", "{{/* ", "{{}", "{{{a} ", "{{a}}"]
)
def test_many_unclosed_tags_cost_no_square(piece: str) -> None:
    assert Masked(piece * 50_000).text.count("\n") == 0
