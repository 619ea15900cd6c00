"""Comments are blanked, everything else stays where it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodlint.formats.comments import blank

CASES = [
    ("line", "java", "a(); // b", "a();     "),
    ("block", "csharp", "a /* b\nc */ d", "a     \n     d"),
    ("a url is no comment", "java", 'x("https://a") // b', 'x("https://a")     '),
    ("raw string", "go", "x(`// a`)", "x(`// a`)"),
    ("lifetime", "rust", "fn a<'b>() {} // 'c", "fn a<'b>() {}      "),
    ("attribute", "rust", "#[cfg(test)]", "#[cfg(test)]"),
    ("php", "php", "a(); # b\n#[C]", "a();    \n#[C]"),
    ("ruby", "ruby", 'a "#{b}" # c', 'a "#{b}"    '),
    ("xml", "xml", "<a><!-- <b> --></a>", "<a>            </a>"),
    ("unknown", "other", "a // b", "a // b"),
]


@pytest.mark.parametrize(("kind", "text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_blank(kind: str, text: str, expected: str) -> None:
    assert blank(text, kind) == expected


@settings(max_examples=50)
@given(st.sampled_from("java go rust php ruby xml".split()), st.text(alphabet="a\"'`/*#<!->\n\\", max_size=100))
def test_length_and_lines_stay(kind: str, text: str) -> None:
    result = blank(text, kind)
    assert len(result) == len(text)
    assert result.count("\n") == text.count("\n")
