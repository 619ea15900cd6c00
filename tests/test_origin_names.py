"""What a name is about: one answer for every language, format and hook."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.clean import holds, hook_module
from prodlint.origins import CSRF, HEADER, LIST, PATTERNS, SITE, SWITCH, VARIABLE, meaning_of

NAMES = {
    LIST: (
        "CORS_ORIGINS CORS_ORIGIN BACKEND_CORS_ORIGINS CORS_ALLOWED_ORIGINS CORS_ALLOW_ORIGINS "
        "CORS_ORIGIN_WHITELIST ALLOWED_ORIGINS ALLOWED_ORIGINS_RAW allowedOrigins allow_origins cors-allow-origin "
        "corsorigins allowedorigins ALLOWED_CORS_ORIGINS PERMITTED_ORIGINS ACCEPTED_ORIGINS WHITELISTED_ORIGINS "
        "ORIGIN_WHITELIST OLLAMA_ORIGINS TRUSTED_ORIGINS CORS_DOMAINS CORS_URLS CORS_URL CORS_HOSTS CORS_WHITELIST "
        "CORS_ALLOWLIST allowCorsFrom CORS cors STORE_CORS ADMIN_CORS crossOriginAllowed accessControlAllowOrigins "
        "all_cors_origins CORS_ENABLED_ORIGINS PROXY_ALLOWED_ORIGINS"
    ),
    PATTERNS: "CORS_ALLOWED_ORIGIN_REGEXES allow_origin_regex allowedOriginPatterns",
    SWITCH: "CORS_ALLOW_ALL_ORIGINS CORS_ORIGIN_ALLOW_ALL allowAnyOrigin ALLOW_ALL_CORS",
    SITE: (
        "APP_ORIGIN DASHBOARD_ORIGIN WEB_ORIGIN CLIENT_ORIGIN FRONTEND_ORIGIN FRONTEND_URL FRONTEND_URLS "
        "FRONTEND_BASE_URL frontendUrl WEB_URL CLIENT_URL client_url SHOP_FRONTEND_URL webapp_url"
    ),
    VARIABLE: "API_CORS ORIGIN ORIGINS API_ORIGIN",
    HEADER: "Access-Control-Allow-Origin accesscontrolalloworiginlist",
    CSRF: "CSRF_TRUSTED_ORIGINS",
    "": (
        "origins FRONTEND_HOST APP_URL SITE_URL CORS_ALLOW_HEADERS cors_methods CORS_EXPOSE_HEADERS "
        "CORS_ALLOW_CREDENTIALS CORS_MAX_AGE CORS_ENABLED ENABLE_CORS CORS_URLS_REGEX Timing-Allow-Origin "
        "FRAME_ANCESTORS ALLOWED_HOSTS TARGET_ORIGIN GIT_ORIGIN crossOrigin REDIRECT_URL FRONTEND_REDIRECT_URL "
        "FRONTEND_STATIC_URL DATABASE_URL corso CORS_PROXY_URL allowedDevOrigins GUI_URL HTTP_ORIGIN x"
    ),
}


@pytest.mark.parametrize(
    ("name", "meaning"), [(name, meaning) for meaning, names in NAMES.items() for name in names.split()]
)
def test_meaning(name: str, meaning: str) -> None:
    assert meaning_of(name) == meaning


@pytest.mark.parametrize("name", [name for meaning, names in NAMES.items() if meaning for name in names.split()])
def test_every_name_holds_a_needle(name: str) -> None:
    assert holds(name.lower().encode(), hook_module("no-wildcard-cors").wants(".env") or (), set())


@given(st.text(max_size=200))
def test_never_fails(name: str) -> None:
    meaning_of(name)
