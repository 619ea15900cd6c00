"""The matcher of untrusted patterns: it agrees with `re`, and nothing makes it slow."""

from __future__ import annotations

import re
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.formats import Unparsable
from prodlint.formats.regex import FULL, PREFIX, SEARCH, matches

ATOMS = st.sampled_from(
    ["a", "b", ".", r"\.", r"\d", r"\w", "[ab]", "[^a]", "[a-c]", "(?:ab)", "(b|a.)", "(?=a)", "(?!b)"]
)
COUNTS = st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,2}", "{0,}", "*?"])
PATTERNS = st.lists(st.tuples(ATOMS, COUNTS), max_size=5).map(
    lambda parts: "".join(atom + ("" if atom.startswith(("(?=", "(?!")) else count) for atom, count in parts)
)
WHOLE = st.tuples(st.sampled_from(["", "^"]), PATTERNS, st.sampled_from(["", "$", "|a"])).map("".join)


@given(WHOLE, st.text("ab.1", max_size=6))
def test_agrees_with_re(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    assert matches(pattern, text, FULL) is bool(compiled.fullmatch(text))
    assert matches(pattern, text, PREFIX) is bool(compiled.match(text))
    assert matches(pattern, text, SEARCH) is bool(compiled.search(text))


@given(st.text(max_size=40), st.text(max_size=10))
def test_never_crashes(pattern: str, text: str) -> None:
    with suppress(Unparsable):
        assert matches(pattern, text) in (True, False)


@pytest.mark.parametrize("pattern", ["(a)\\1", "(?<=a)b", "(?<!a)b", "[a", "a)", "(a", "*a", "\\x41", "(?P=n)", "a\\"])
def test_refuses_what_it_does_not_know(pattern: str) -> None:
    with pytest.raises(Unparsable):
        matches(pattern, "a")


@pytest.mark.parametrize(
    "pattern",
    [
        "(a*)*" * 20 + "b",
        "((((((a+)+)+)+)+)+)+b",
        "(" * 900,
        "((((a?){99}){99}){99}){99}",
        "(a|a|a)*" * 100,
        "x" * 100_000,
        "(?=(?=(?=a*)*)*)*" * 50,
        "a+b{2,3",
    ],
)
def test_is_never_slow(pattern: str) -> None:
    start = time.process_time()
    with suppress(Unparsable):
        matches(pattern, "a" * 60, SEARCH)
    assert time.process_time() - start < 2
