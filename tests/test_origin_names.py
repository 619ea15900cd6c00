"""What each reader takes a name for, of fifty and more that a project may give to its origins or to something else."""

from __future__ import annotations

import re

import pytest

from prodlint.rules.no_wildcard_cors import names as python
from prodlint.rules.no_wildcard_cors.config import names as config
from prodlint.rules.require_https_urls import names as https
from prodlint.tables.cors_javascript import ORIGIN_NAMES, ORIGIN_VARIABLES

# The name; then as env files and YAML, Python, JavaScript, Go and its like, and require-https-urls read it.
NAMES = """
CORS_ORIGINS                     list      list      list      list      list
CORS_ORIGIN                      list      list      list      list      list
BACKEND_CORS_ORIGINS             list      list      list      list      list
CORS_ALLOWED_ORIGINS             list      list      list      list      list
CORS_ALLOW_ORIGINS               list      list      list      list      list
CORS_ORIGIN_WHITELIST            -         list      -         -         list
ALLOWED_ORIGINS                  list      list      list      list      list
ALLOWED_ORIGINS_RAW              -         list      -         -         list
allowedOrigins                   list      list      list      list      list
allow_origins                    list      list      list      list      list
cors-allow-origin                list      list      -         list      list
corsorigins                      list      list      list      list      list
allowedorigins                   list      list      list      list      list
ALLOWED_CORS_ORIGINS             list      list      list      list      list
PERMITTED_ORIGINS                list      list      list      list      list
ACCEPTED_ORIGINS                 list      list      variable  list      -
WHITELISTED_ORIGINS              list      list      list      list      list
ORIGIN_WHITELIST                 -         list      list      -         list
OLLAMA_ORIGINS                   list      list      variable  list      -
TRUSTED_ORIGINS                  -         -         list      -         list
CORS_DOMAINS                     list      list      list      list      list
CORS_URLS                        list      -         variable  list      list
CORS_URL                         list      -         list      list      list
CORS_HOSTS                       -         -         variable  -         list
CORS_WHITELIST                   list      list      list      list      -
CORS_ALLOWLIST                   list      list      -         list      -
allowCorsFrom                    list      -         -         list      -
CORS                             list      list      list      list      -
cors                             list      list      list      list      -
STORE_CORS                       -         -         list      -         -
ADMIN_CORS                       -         -         list      -         -
API_CORS                         -         -         variable  -         -
crossOriginAllowed               -         list      -         -         list
ORIGIN                           -         -         variable  -         list
ORIGINS                          -         -         variable  -         list
origins                          -         -         variable  -         list
APP_ORIGIN                       -         site      variable  -         -
DASHBOARD_ORIGIN                 -         site      variable  -         -
WEB_ORIGIN                       site      site      variable  -         list
CLIENT_ORIGIN                    site      site      variable  -         list
FRONTEND_ORIGIN                  site      site      variable  -         list
API_ORIGIN                       -         -         variable  -         -
FRONTEND_URL                     site      site      variable  -         site
FRONTEND_URLS                    site      site      variable  -         site
FRONTEND_BASE_URL                site      site      -         -         -
frontendUrl                      -         site      variable  -         site
FRONTEND_HOST                    -         -         variable  -         -
WEB_URL                          site      site      -         -         -
CLIENT_URL                       site      site      variable  -         -
client_url                       -         site      variable  -         -
APP_URL                          -         -         -         -         -
SITE_URL                         -         -         -         -         -
CORS_ALLOW_ALL_ORIGINS           all       all       variable  list      -
CORS_ORIGIN_ALLOW_ALL            all       all       -         -         -
allowAnyOrigin                   all       all       variable  list      -
ALLOW_ALL_CORS                   -         all       variable  -         -
CORS_ALLOWED_ORIGIN_REGEXES      list      patterns  -         list      -
allow_origin_regex               list      patterns  -         list      -
allowedOriginPatterns            list      patterns  -         list      -
Access-Control-Allow-Origin      list      -         -         -         list
accesscontrolalloworiginlist     list      -         -         -         -
accessControlAllowOrigins        list      -         list      -         list
CSRF_TRUSTED_ORIGINS             -         -         list      -         list
CORS_ALLOW_HEADERS               -         -         -         -         -
cors_methods                     -         -         -         -         -
CORS_EXPOSE_HEADERS              -         -         -         -         -
CORS_ALLOW_CREDENTIALS           -         -         -         -         -
CORS_MAX_AGE                     -         -         -         -         -
CORS_ENABLED                     -         -         -         -         -
ENABLE_CORS                      -         -         variable  -         -
CORS_URLS_REGEX                  -         -         -         -         -
Timing-Allow-Origin              -         -         -         -         list
FRAME_ANCESTORS                  -         -         -         -         -
ALLOWED_HOSTS                    -         -         -         -         -
TARGET_ORIGIN                    -         -         variable  -         -
GIT_ORIGIN                       -         -         variable  -         -
crossOrigin                      -         -         variable  -         -
REDIRECT_URL                     -         -         -         -         -
FRONTEND_REDIRECT_URL            site      -         -         -         -
FRONTEND_STATIC_URL              site      -         -         -         -
DATABASE_URL                     -         -         -         -         -
corso                            -         -         -         -         -
CORS_PROXY_URL                   -         -         -         -         list
allowedDevOrigins                list      list      variable  list      -
"""


def in_config(name: str) -> str:
    if config.allows_all(name):
        return "all"
    return "list" if config.holds_origins(name) else "site" if config.is_frontend(name) else "-"


def in_python(name: str) -> str:
    answers = {"list": python.holds_origins, "patterns": python.holds_patterns, "all": python.allows_all}
    found = next((answer for answer, holds in answers.items() if holds(name)), None)
    return found or ("site" if python.is_frontend(name) else "-")


def in_javascript(name: str) -> str:
    if re.fullmatch(ORIGIN_NAMES, name.replace("_", ""), re.IGNORECASE):
        return "list"
    return "variable" if re.fullmatch(ORIGIN_VARIABLES, name.replace("_", ""), re.IGNORECASE) else "-"


def in_go(name: str) -> str:
    return "list" if config.holds_origins(name) and "control" not in name.lower() else "-"


def in_https(name: str) -> str:
    return "list" if https.holds_origins(name) else "site" if https.is_frontend(name) else "-"


@pytest.mark.parametrize("row", NAMES.strip().splitlines(), ids=lambda row: row.split()[0])
def test_what_a_name_holds(row: str) -> None:
    name, *answers = row.split()
    assert [reads(name) for reads in (in_config, in_python, in_javascript, in_go, in_https)] == answers
