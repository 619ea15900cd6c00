"""Which paths lead to documentation, and what restricts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.options import Options
from prodlint.rules.no_public_api_docs import caddy, nginx
from prodlint.rules.no_public_api_docs.paths import is_documentation, is_site
from prodlint.source import Repository, Source


@pytest.mark.parametrize(
    "path", ["/docs", "/docs/", "/api/docs", "/docs*", "/openapi.json", r"^/(docs|redoc|openapi\.json)", "/swagger-ui/"]
)
def test_documentation(path: str) -> None:
    assert is_documentation(path)


@pytest.mark.parametrize("path", ["/", "/documents", "/api", "/mydocs", "/docs-archive", ""])
def test_no_documentation(path: str) -> None:
    assert not is_documentation(path)


def test_a_site_of_documentation_is_no_api() -> None:
    assert is_site("http://docs:3000")
    assert is_site("handbook:80")
    assert not is_site("http://backend")


@given(st.text(alphabet="@docs /{}#\n;respond", max_size=200))
def test_never_fails(text: str) -> None:
    repository = Repository(Options())
    list(caddy.check(Source("Caddyfile", text.encode()), repository))
    list(nginx.check(Source("nginx.conf", text.encode()), repository))
