"""The Python side of no-wildcard-cors, where the labelled cases do not reach: patterns, names, words, robustness."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile import load
from prodlint.finding import Finding
from prodlint.formats.regex import FULL, PREFIX
from prodlint.options import split
from prodlint.rules.no_wildcard_cors.python import check
from prodlint.rules.no_wildcard_cors.wildcards import MATCHES_ALL, MATCHES_SHARED, MATCHES_STRANGERS, matched_by
from prodlint.source import Repository, Source

SOURCES = [
    text
    for case in load("no-wildcard-cors")
    for path, text in case["files"].items()
    if path.endswith(".py") and isinstance(text, str)
]


def findings(text: str) -> list[Finding]:
    options, _ = split([])
    return list(check(Source("app/main.py", text.encode("utf-8", "surrogatepass")), Repository(options)))


@pytest.mark.parametrize(
    ("pattern", "how", "whom"),
    [
        (".*", FULL, MATCHES_ALL),
        (r"^https?://.+$", FULL, MATCHES_ALL),
        (r"https?://[^/]+", FULL, MATCHES_ALL),
        (r"(?i)^https://([\w-]+\.)+[a-z]{2,}(:\d+)?$", FULL, MATCHES_ALL),
        (r"https://[a-z]+\.com", FULL, MATCHES_ALL),
        ("", FULL, ""),
        ("", PREFIX, MATCHES_ALL),
        ("https?://", FULL, ""),
        ("https?://", PREFIX, MATCHES_ALL),
        (r"https?://(localhost|127\.0\.0\.1)(:\d+)?", FULL, ""),
        (r"^https://([a-z0-9-]+\.)?example\.com$", PREFIX, ""),
        (r"https://.*\.example\.com", FULL, ""),
        (r"https://.*\.example\.com", PREFIX, MATCHES_STRANGERS),
        (r"https://.*example\.com", FULL, MATCHES_STRANGERS),
        (r"https://[\w-]+\.vercel\.app", FULL, MATCHES_SHARED),
        (r"https://shop-[\w-]+\.vercel\.app", FULL, MATCHES_SHARED),
        (r"https://shop-[a-z0-9]+-team\.vercel\.app", FULL, ""),
        (r"(", FULL, ""),
    ],
)
def test_pattern(pattern: str, how: str, whom: str) -> None:
    assert matched_by(pattern, how) == whom


IMPORTS = "from flask_cors import CORS\nfrom fastapi.middleware.cors import CORSMiddleware\nimport socketio\n"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("app.add_middleware(CORSMiddleware, allow_origins=['*'])", "Any website can read"),
        ("app.add_middleware(CORSMiddleware, allow_origins=['*'], allow_credentials=True)", "act as the user"),
        ("app.add_middleware(CORSMiddleware, allow_origins=['*'], allow_credentials=False)", "Any website can read"),
        ("CORS(app)", "without `origins`"),
        ("CORS(app)", "sent back"),
        ("CORS(app, supports_credentials=True)", "act as the user"),
        ("socketio.Server(cors_allowed_origins='*')", "act as the user"),
        ("socketio.Server(cors_allowed_origins='*', cors_credentials=False)", "sent back"),
    ],
)
def test_message_says_the_effect(statement: str, words: str) -> None:
    (finding,) = findings(IMPORTS + statement)
    assert words in f"{finding.message}\n{finding.fix}"


@pytest.mark.parametrize(
    "statement",
    [
        "app.add_middleware(CORSMiddleware, allow_origins=['https://app.example.com', 'null'])",
        r"app.add_middleware(CORSMiddleware, allow_origin_regex=r'https://.*\.onrender\.com')",
        r"CORS(app, origins=[r'https://.*\.example\.com'])",
        "socketio.Server(cors_allowed_origins=[])",
    ],
)
def test_strict_only(statement: str) -> None:
    assert [finding.strict for finding in findings(IMPORTS + statement)] == [True]


def test_points_at_the_constant_and_covers_its_statement() -> None:
    (finding,) = findings(
        IMPORTS + "ORIGINS = [\n    'https://a.example.com',\n    '*',\n]\nCORS(app, origins=ORIGINS)\n"
    )
    assert (finding.line, finding.column) == (6, 5)
    assert finding.span == (4, 7)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_never_crashes(data: st.DataObject) -> None:
    """Not even when lines are lost, doubled or cut: what no longer parses is looked at by lines."""
    lines = data.draw(st.sampled_from(SOURCES)).split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(["lose", "double", "cut", "noise"]))
        line = lines[at]
        lines[at : at + 1] = {
            "lose": [],
            "double": [line, line],
            "cut": [line[: len(line) // 2]],
            "noise": [line + data.draw(st.text(max_size=8))],
        }[change] or [""]
    for finding in findings("\n".join(lines)):
        assert 1 <= finding.line <= len(lines) + 8
        assert finding.first <= finding.line <= max(finding.last, finding.line)


def test_many_settings_of_one_name_are_not_slow() -> None:
    assert findings('CORS_ORIGINS = "*"\n' * 1500)
