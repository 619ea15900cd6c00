"""Whom a text lets in, as each reader of origins takes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.rules.no_wildcard_cors.code.harmless import is_static
from prodlint.rules.no_wildcard_cors.wildcards import any_origin, let_in
from prodlint.tables.cors_readings import EXACT, GLOB, REGEX, SCRIPT, SETTING, TEXT

READINGS = (EXACT, TEXT, GLOB, REGEX, SETTING, SCRIPT)
# The text; then what it is to each of the readings: one that compares, one that looks for a part, one with `*` in
# hosts, one with expressions; a setting of unknown use, and one in JavaScript.
TEXTS = [
    ("*", "value value value value value value"),
    ("https://a.com,*", "value value value value value value"),
    ('["*"]', "value value value value value value"),
    ("https://a.com", "- - - - - -"),
    ("https://*", "- part value all value value"),  # as an expression, `/*` is no slash or many
    ("http*", "- part value all value value"),
    ("https://*.a.com", "- part - strangers - -"),
    (".*", "- part - all all -"),
    (r"^https://[a-z]+\.a\.com$", "- - - - - -"),
    (r"^https?://.+$", "- - - all all -"),
    ("${CORS_ORIGINS:-*}", "- part - - default -"),
    ("{{ .Values.origins }}", "- - - - - -"),
    ("null", "null null null null null null"),
    ("self,*", "value value value value value value"),
    ("Origins, or * for all", "- part - - - -"),
    ("", "- - - - - -"),
]


@pytest.mark.parametrize(("text", "answers"), TEXTS)
def test_let_in(text: str, answers: str) -> None:
    assert " ".join(let_in(text, reads) or "-" for reads in READINGS) == answers


@pytest.mark.parametrize(
    ("path", "static"),
    [
        ("/media/", True), ("/fonts/:path*", True), (r"\.(woff2?|css)$", True), ("/feed.rss", True), ("/build/", True),
        ("static", True), ("/api/images", False), ("/v1/orders", False), ("/imagesets", False), ("/", False),
        ("/vendor/orders", False), ("/capital/images", True),
    ],
)  # fmt: skip
def test_static_paths(path: str, static: bool) -> None:
    assert is_static(path) is static


@given(st.text(alphabet="htps:/.,*[]\"' a^$(){}|-?+\\", max_size=200))
def test_never_fails(text: str) -> None:
    any_origin(text)
    for reads in READINGS:
        let_in(text, reads)
    is_static(text)
