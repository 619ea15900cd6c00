"""Which variables are on, each as its own reader takes it."""

from __future__ import annotations

import pytest

from prodlint.rules.no_reload_in_prod.variables import judge

ON = """
DEBUG=true
DEBUG=1
DEBUG="True"
DEBUG=yes
DEBUG=${DEBUG:-true}
DEBUG=${DEBUG-1}
DJANGO_DEBUG=on
MY_APP_DEBUG=1
DEBUG_MODE=true
IS_DEBUG=true
APP_DEBUG_ENABLED=1
WP_DEBUG=true
RELOAD=true
UVICORN_RELOAD=1
FLASK_DEBUG=1
FLASK_DEBUG=off
FLASK_DEBUG=disabled
QUART_DEBUG=n
FLASK_RUN_RELOAD=true
LITESTAR_PDB=1
PYTHONDEVMODE=1
STREAMLIT_SERVER_RUN_ON_SAVE=true
GUNICORN_CMD_ARGS=--workers=2 --reload
NODE_OPTIONS=--inspect=0.0.0.0:9229
JAVA_TOOL_OPTIONS=-agentlib:jdwp=transport=dt_socket
SERVER_ARGS=--host 0.0.0.0 --reload
NODE_ENV=development
NODE_ENV=${NODE_ENV:-development}
RAILS_ENV=development
APP_ENV=dev
ASPNETCORE_ENVIRONMENT=Development
SPRING_PROFILES_ACTIVE=mysql,dev
GIN_MODE=debug
XDEBUG_MODE=develop
DJANGO_SETTINGS_MODULE=shop.settings.local
DJANGO_CONFIGURATION=Dev
"""

OFF = """
DEBUG=false
DEBUG=0
DEBUG=
DEBUG=$DEBUG
DEBUG=${DEBUG}
DEBUG=${DEBUG:-false}
DEBUG={{ .Values.debug }}
DEBUG=app:*,-app:sql
DEBUG=*
DEBUG_PORT=9229
DEBUG_LEVEL=1
DEBUG_COLORS=true
LOG_LEVEL=debug
FLASK_DEBUG=0
FLASK_DEBUG=no
FLASK_DEBUG=False
SQLALCHEMY_DEBUG=1
POSTHOG_DEBUG=1
SOKETI_DEBUG=1
NEXTAUTH_DEBUG=true
AUTH_DEBUG=true
PRISMA_DEBUG=1
GRPC_DEBUG=1
BUILDKIT_DEBUG=1
ACTIONS_STEP_DEBUG=true
NEXT_PUBLIC_DEBUG=true
VITE_DEBUG=true
GUNICORN_CMD_ARGS=--reload-engine=poll
NODE_OPTIONS=--max-old-space-size=2048
SERVER_ARGS=--reload-dir src
NODE_ENV=production
NODE_ENV=$NODE_ENV
APP_ENV=production
ENVIRONMENT=development
XDEBUG_MODE=off
XDEBUG_MODE=coverage
DJANGO_SETTINGS_MODULE=shop.settings.production
DJANGO_SETTINGS_MODULE=shop.settings
PRELOAD=true
HSTS_PRELOAD=true
debug=true
"""


@pytest.mark.parametrize("line", ON.strip().split("\n"))
def test_on(line: str) -> None:
    name, _, value = line.partition("=")
    switch = judge(name, value)
    assert switch is not None
    assert switch.what.startswith(name)


@pytest.mark.parametrize("line", OFF.strip().split("\n"))
def test_off(line: str) -> None:
    name, _, value = line.partition("=")
    assert judge(name, value) is None


@pytest.mark.parametrize(
    ("name", "value", "on"),
    [
        ("ENVIRONMENT", "development", True),
        ("SHOP_ENV", "dev", True),
        ("ENVIRONMENT", "staging", False),
        ("DD_ENV", "dev", False),
        ("SENTRY_ENVIRONMENT", "development", False),
    ],
)
def test_names_that_mean_a_mode_by_custom(name: str, value: str, on: bool) -> None:
    assert judge(name, value) is None
    assert (judge(name, value, custom=True) is not None) == on
