"""Where the address of a database leads, and whether it leaves the connection open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.rules.require_db_tls.addresses import HOLE, addresses, fragment
from prodlint.rules.require_db_tls.judgement import of_address, of_setting, turn_on


@pytest.mark.parametrize(
    ("text", "database", "weak", "missing"),
    [
        ("postgresql://app@pg.corp.io/app", "PostgreSQL", "", True),
        ("postgres://app@pg.corp.io/app?sslmode=prefer", "PostgreSQL", "sslmode", False),
        ("postgresql+asyncpg://app@pg.corp.io/app?ssl=require", "PostgreSQL", "", False),
        ("postgresql://app@pg.corp.io/app?sslmode=${MODE:-allow}", "PostgreSQL", "sslmode", False),
        ("postgresql://app@pg.corp.io/app?sslmode=$MODE", "PostgreSQL", "", False),
        ("jdbc:postgresql://pg.corp.io/app?ssl=false", "PostgreSQL", "ssl", False),
        ("mysql://app@db.corp.io/app?ssl-mode=DISABLED", "MySQL", "ssl-mode", False),
        ("app@tcp(db.corp.io:3306)/app?tls=skip-verify", "MySQL", "tls", False),
        ("mongodb+srv://app@m.corp.io/app", "MongoDB", "", False),
        ("mongodb://app@m1.corp.io,m2.corp.io/app?tls=false", "MongoDB", "tls", False),
        ("redis://c.corp.io:6379/0", "Redis", "", True),
        ("rediss://c.corp.io:6380/0", "Redis", "", False),
        ("rediss://c.corp.io:6380/0?ssl_cert_reqs=none", "Redis", "ssl_cert_reqs", False),
        ("jdbc:sqlserver://sql.corp.io:1433;databaseName=a;encrypt=false", "SQL Server", "encrypt", False),
        ("host=pg.corp.io dbname=app sslmode=disable", "PostgreSQL", "sslmode", False),
        ("Host=pg.corp.io;Database=app;Username=a;SSL Mode=Prefer", "PostgreSQL", "sslmode", False),
        ("Server=sql.corp.io;Database=a;User Id=b;Encrypt=False", "SQL Server", "Encrypt", False),
    ],
)
def test_address(text: str, database: str, weak: str, missing: bool) -> None:
    (found,) = addresses(text)
    assert (found.database.name, found.weak, found.missing) == (database, weak, missing)
    assert not found.is_local


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://app@db/app",
        "postgresql://localhost",
        "postgresql:///app",
        "postgresql://app@/app?host=/cloudsql/p:r:i",
        "postgresql://app@10.1.2.3/app",
        "postgresql://app@192.0.2.7/app",
        "postgresql://app@[::1]:5432/app",
        "postgresql://app@pg.data.svc.cluster.local/app",
        "postgresql://app@${DB_HOST:-db}:5432/app",
        "postgresql://app@{{ .Release.Name }}-pg:5432/app",
        "redis://:secret@cache.internal:6379",
        "host=/var/run/postgresql dbname=app user=a sslmode=disable",
    ],
)
def test_local(text: str) -> None:
    (found,) = addresses(text)
    assert found.is_local
    assert of_address(found) is None


@pytest.mark.parametrize(
    "text", ["sqlite:///a.db", "https://pg.corp.io/?sslmode=disable", "a=b", "", "host=pg.corp.io"]
)
def test_no_address(text: str) -> None:
    assert list(addresses(text)) == []


def test_known_at_run_time_only() -> None:
    weak, missing = addresses(f"postgres://a@{HOLE}/b?sslmode=disable postgres://a@{HOLE}/b")
    assert of_address(weak) is not None
    assert of_address(missing) is None


def test_sample_hosts_in_templates() -> None:
    (found,) = addresses("postgres://a@db.example.com/b")
    assert of_address(found) is not None
    assert of_address(found, example=True) is None
    assert of_address(found, told=True) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("?sslmode=disable", "sslmode"),
        ("&ssl_mode=allow", "ssl_mode"),
        ("?a=b", ""),
        (";TrustServerCertificate=True", "TrustServerCertificate"),
        ("Server=localhost;TrustServerCertificate=True", ""),
    ],
)
def test_fragment(text: str, expected: str) -> None:
    assert fragment(text) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("PGSSLMODE", "disable", True),
        ("eval_db_ssl_mode", "prefer", True),
        ("sslMode", "${MODE:-allow}", True),
        ("DATABASE_SSL", "false", True),
        ("REDIS_SSL_CERT_REQS", "none", True),
        ("MYSQL_SSL_DISABLED", "true", True),
        ("DB_SSL_REJECT_UNAUTHORIZED", "0", True),
        ("PGSSLMODE", "require", False),
        ("PGSSLMODE", "", False),
        ("PGSSLMODE", "${MODE}", False),
        ("SMTP_SSL_MODE", "disable", False),
        ("USE_SSL", "false", False),
        ("DATABASE_SSL", "true", False),
        ("DATABASE_CLASS", "false", False),
    ],
)
def test_setting(name: str, value: str, expected: bool) -> None:
    assert (of_setting(name, value) is not None) is expected


@given(st.text(alphabet="postgres:/@?&=;,.{}[]$ -a1\x00\"'", max_size=120))
def test_never_fails(text: str) -> None:
    for found in addresses("postgres://" + text):
        of_address(found)
    list(addresses(text))
    fragment(text)
    of_setting(text, text)


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("ssl_mode", "Set `ssl_mode` to `require`, better to `verify-full`"),
        ("PGSSLMODE", "Set `PGSSLMODE` to `require`"),
        ("MYSQL_SSL_MODE", "Set `MYSQL_SSL_MODE` to `REQUIRED`, better to `VERIFY_IDENTITY`"),
        ("DATABASE_SSL", "Turn `DATABASE_SSL` on"),
        ("ssl_disabled", "Take `ssl_disabled` out"),
    ],
)
def test_the_fix_names_the_key_of_the_file(name: str, fix: str) -> None:
    assert turn_on(name).startswith(fix)


def test_the_fix_of_an_address_names_its_parameter() -> None:
    (address,) = addresses("mysql://app@db.corp.io/app?ssl-mode=DISABLED")
    found = of_address(address)
    assert found is not None
    assert found.fix.startswith("Set `ssl-mode` to `REQUIRED`")
