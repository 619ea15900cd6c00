"""Which files of a build context a `.dockerignore` leaves out, by the rules of BuildKit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.formats.dockerignore import Rule, covers, excluded, read


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        (".env", ".env .env/a", "a/.env .env.local x.env"),
        (".env.*", ".env.local .env.production", ".env a/.env.local"),
        (".env*", ".env .envrc .env.local", "a/.env"),
        ("*.env", "prod.env .env", "a/prod.env"),
        ("**/.env", ".env a/.env a/b/.env", "a/x.env .env.local"),
        ("**/.env*", ".env a/b/.env.local", "a/xenv"),
        ("**.env", ".env prod.env a/prod.env", "prod.env.x"),
        ("**", "a a/b", ""),
        ("*", "a a/b", ""),
        ("a/**", "a/b a/b/c", "a b"),
        ("a/**/c", "a/c a/b/c a/b/b/c", "a/b ac"),
        ("a**c", "ac a/b/c ab/c", "abc a/bc"),
        ("a*/b", "a/b ax/b", "a/x/b"),
        ("?.env", "a.env", ".env ab.env /.env"),
        ("[a-c].env", "a.env c.env", "d.env"),
        ("[^a-c].env", "d.env", "a.env"),
        (r"\*.env", "*.env", "a.env"),
        (r"[\]a]", "] a", "b"),
        ("[[]", "[", "a"),
        ("[a", "", "a [a"),
        ("[c-a]", "", "a b c"),
        ("a.(b)+{c}|d$", "a.(b)+{c}|d$", "axbc"),
    ],
)
def test_covers(pattern: str, inside: str, outside: str) -> None:
    assert [path for path in inside.split() if not covers(pattern, path)] == []
    assert [path for path in outside.split() if covers(pattern, path)] == []


@pytest.mark.parametrize(
    ("text", "path", "out"),
    [
        ("", ".env", False),
        ("/.env", ".env", True),
        ("./.env", ".env", True),
        ("config/../.env", ".env", True),
        (".env/", ".env", True),
        ("  .env  ", ".env", True),
        (".ENV", ".env", False),
        ("# .env", ".env", False),
        (" # x\n.env", ".env", True),
        (".env # secrets", ".env", False),
        (".env\n!.env", ".env", False),
        ("!.env\n.env", ".env", True),
        (".env*\n!.env.example", ".env.example", False),
        (".env*\n!.env.example", ".env.local", True),
        ("*\n! src", "src/a", False),
        ("*\n!src\nsrc/.env", "src/.env", True),
        ("docs\n!docs/README.md", "docs/README.md", False),
        ("!", ".env", False),
        (".", ".env", False),
    ],
)
def test_excluded(text: str, path: str, out: bool) -> None:
    assert excluded(path, read(text)) == out


def test_rules_know_their_lines() -> None:
    assert read("# a\n\n/b/\n! c\n") == (Rule("b", False, 3), Rule("c", True, 4))


@given(st.text(alphabet="ab/*?[]^\\!# .-\0é", max_size=40), st.text(alphabet="ab/.[é", max_size=20))
def test_never_raises(text: str, path: str) -> None:
    excluded(path, read(text))


def test_no_pattern_is_slow() -> None:
    patterns = ("**/a" * 240 + "x", "**/" * 300 + "x", "*a" * 100_000)
    assert not excluded("a/" * 400 + "b", read("\n".join(patterns)))
