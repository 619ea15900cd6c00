"""The blocks and matchers of Caddyfiles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.formats.caddy import read

SITE = """\
# the shop
shop.example.com {
\t@api path /api/* /v1/*
\t@ours {
\t\theader Origin https://app.example.com # ours
\t}
\thandle @api {
\t\treverse_proxy api:8000
\t}
}
"""


def test_matchers() -> None:
    assert read(SITE).matchers == {
        "@api": ["path", "/api/*", "/v1/*"],
        "@ours": ["{", "header", "Origin", "https://app.example.com", "}"],
    }


def test_lines() -> None:
    lines = read(SITE).lines
    assert [line.text.strip() for line in lines[:3]] == ["", "shop.example.com {", "@api path /api/* /v1/*"]
    assert lines[7].around == ("shop.example.com {", "\thandle @api {")
    assert [line.end for line in lines[:8]] == [0, 9, 2, 5, 4, 5, 8, 7]


@pytest.mark.parametrize(("text", "ends"), [("a {\nb", [0, 1]), ("}\na {\n}", [0, 2, 2]), ("", [0])])
def test_braces_that_do_not_match(text: str, ends: list[int]) -> None:
    assert [line.end for line in read(text).lines] == ends


def test_a_block_is_looked_at_as_far_as_two_hundred_lines() -> None:
    assert len(read("a {\n" + "b\n" * 500 + "}").block(0)) == 201


@given(st.text(alphabet="a@{}#/ \t\n", max_size=200))
def test_never_fails(text: str) -> None:
    assert len(read(text).lines) == text.count("\n") + 1
