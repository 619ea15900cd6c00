"""What is wrong with a URL, with an origin, and which names hold them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.rules.require_https_urls.names import holds_origins, is_frontend, is_public, is_site
from prodlint.rules.require_https_urls.urls import (
    HTTP,
    LOCAL,
    PATH,
    PORT,
    SCHEME,
    SLASH,
    WS,
    Problem,
    findings,
    of_origins,
    of_url,
)
from prodlint.source import Source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://api.corp.io/v1", HTTP),
        ("ws://api.corp.io", WS),
        ("HTTP://API.CORP.IO", HTTP),
        ("${API:-http://api.corp.io}", HTTP),
        ("http://34.120.5.6:8000", HTTP),
        ("https://api.corp.io/v1/", None),
        ("http://localhost:8000", None),
        ("http://backend:8000", None),
        ("http://10.0.0.5", None),
        ("http://${HOST}", None),
        ("http://your-domain.com", None),
        ("/api", None),
        ("", None),
    ],
)
def test_url(text: str, expected: Problem | None) -> None:
    assert of_url(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://localhost:8000", LOCAL),
        ("https://127.0.0.1", LOCAL),
        ("${URL:-http://localhost:3000}", None),
        ("redis://localhost", None),
        ("https://api.corp.io", None),
    ],
)
def test_url_in_production(text: str, expected: Problem | None) -> None:
    assert of_url(text, production=True) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://app.corp.io/", [SLASH]),
        ("https://app.corp.io/shop", [PATH]),
        ("https://app.corp.io:443", [PORT]),
        ("app.corp.io", [SCHEME]),
        ("localhost:3000", [SCHEME]),
        ("http://app.corp.io", [HTTP]),
        ("https://a.corp.io, https://b.corp.io/", [SLASH._replace(item="https://b.corp.io/")]),
        ('["https://a.corp.io", "b.corp.io"]', [SCHEME._replace(item="b.corp.io")]),
        ('["https://a.corp.io"]', []),
        ("https://app.corp.io:8443", []),
        ("http://localhost:3000/", []),
        ("capacitor://localhost", []),
        ("https://*.corp.io", []),
        (r"^https://.*\.corp\.io$", []),
        ("*", []),
        ("null", []),
        ("true", []),
        ("", []),
    ],
)
def test_origins(text: str, expected: list[Problem]) -> None:
    assert list(of_origins(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://app.corp.io/", [HTTP, SLASH]),
        ("http://app.corp.io:80", [HTTP, PORT]),
        ("https://app.corp.io:443/shop", [PORT, PATH]),
    ],
)
def test_all_faults_of_an_origin_are_one_problem(text: str, expected: list[Problem]) -> None:
    (found,) = of_origins(text)
    assert found.what == "; it ".join(problem.what for problem in expected)
    assert found.fix.split("\n") == list(dict.fromkeys(problem.fix for problem in expected))


def test_each_item_is_pointed_at() -> None:
    value = "https://a.corp.io/, https://b.corp.io:443,https://a.corp.io/"
    source = Source("a.env", f"CORS_ORIGINS='{value}'\n".encode())
    found = list(findings(source, (1, 14), "`CORS_ORIGINS`", of_origins(value), (1, 1)))
    assert [(one.line, one.column) for one in found] == [(1, 15), (1, 35), (1, 57)]
    assert [SLASH.what in one.message for one in found] == [True, False, True]


def test_items_that_are_spelled_otherwise_are_at_their_value() -> None:
    source = Source("a.env", b"CORS_ORIGINS=${ORIGINS}\n")
    found = list(findings(source, (1, 14), "`CORS_ORIGINS`", of_origins("a.corp.io,b.corp.io"), (1, 1)))
    assert {(one.line, one.column) for one in found} == {(1, 14)}


def test_bare_hosts_where_they_are_meant() -> None:
    assert list(of_origins("app.corp.io", bare=True)) == []


@pytest.mark.parametrize("name", ["NEXT_PUBLIC_API_URL", "VITE_BACKEND_HOST", "REACT_APP_WS_ENDPOINT"])
def test_public(name: str) -> None:
    assert is_public(name)


@pytest.mark.parametrize("name", ["API_URL", "NEXT_PUBLIC_SCHEMA_URL", "NEXT_PUBLIC_TITLE", "VITE_", ""])
def test_not_public(name: str) -> None:
    assert not is_public(name)


@pytest.mark.parametrize("name", ["SITE_URL", "NEXTAUTH_URL", "SHOP_FRONTEND_URL", "APP_URL"])
def test_site(name: str) -> None:
    assert is_site(name)


@pytest.mark.parametrize("name", ["OAUTH_REDIRECT_URL", "HEALTH_URL", "baseurl", "DATABASE_URL"])
def test_no_site(name: str) -> None:
    assert not is_site(name)


@pytest.mark.parametrize(
    "name", ["CORS_ORIGINS", "CORS_ALLOWED_ORIGINS", "allowedOrigins", "CSRF_TRUSTED_ORIGINS", "ORIGIN", "CORS_DOMAINS"]
)
def test_holds_origins(name: str) -> None:
    assert holds_origins(name)


@pytest.mark.parametrize("name", ["CORS_ORIGIN_REGEX", "CORS_ALLOW_HEADERS", "GIT_ORIGIN", "allowedDevOrigins", "CORS"])
def test_holds_no_origins(name: str) -> None:
    assert not holds_origins(name)


def test_frontend() -> None:
    assert is_frontend("FRONTEND_URL")
    assert not is_frontend("NEXT_PUBLIC_FRONTEND_URL")


@given(st.text(alphabet="htps:/.,;[]\"' a1${}*^\\-", max_size=100))
def test_never_fails(text: str) -> None:
    of_url(text, production=True)
    list(of_origins(text, production=True))
    holds_origins(text)
    is_public(text)
