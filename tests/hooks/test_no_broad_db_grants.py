"""The statements of an SQL file, whatever it holds."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.finding import Finding
from prodlint.options import Options
from prodlint.rules.no_broad_db_grants.statements import check
from prodlint.source import Repository, Source

WORDS = "GRANT ALL ON TO PUBLIC CREATE ROLE SUPERUSER a , ; ' \" -- /* */ $$ \n ( ) INSERT".split(" ")


def findings(text: str) -> list[Finding]:
    return list(check(Source("db/roles.sql", text.encode()), Repository(Options())))


def test_a_statement_over_lines_points_at_the_word() -> None:
    (found,) = findings("-- roles\n\nGRANT\n  ALL PRIVILEGES\n  ON DATABASE shop\n  TO app;\n")
    assert (found.line, found.column, found.span) == (4, 3, (3, 6))


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("CREATE ROLE app SUPERUSER LOGIN;", "Take SUPERUSER out"),
        ("GRANT rds_superuser TO app;", "Leave it out of that role"),
        ("GRANT ALL ON SCHEMA public TO app;", "`GRANT USAGE ON SCHEMA public TO app`"),
        ("GRANT ALL PRIVILEGES ON DATABASE shop TO app;", "`GRANT CONNECT ON DATABASE shop TO app`"),
        ("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO app;", "`GRANT USAGE ON ALL SEQUENCES"),
        ("GRANT ALL ON shop.* TO 'app'@'%';", "`GRANT SELECT ON ALL TABLES"),
        ("GRANT INSERT ON orders TO PUBLIC;", "instead of PUBLIC"),
    ],
)
def test_the_fix_is_for_what_was_found(text: str, fix: str) -> None:
    (found,) = findings(text)
    assert fix in found.fix


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_never_fails(text: str) -> None:
    findings(text)


@pytest.mark.parametrize(
    "piece", ["GRANT ", "GRANT INSERT ON a TO b ", "'\\", "/*", "CREATE ROLE a ", "\"'", "GRANT ALL "]
)
def test_time_is_linear(piece: str) -> None:
    start = time.process_time()
    findings(piece * 20_000)
    assert time.process_time() - start < 5
