from __future__ import annotations

import pytest

from prodlint.context import DEVELOPMENT, DOCUMENTATION, EXAMPLE, PRODUCTION, TEST, UNKNOWN, VENDORED, of_name, of_path
from prodlint.context.conditions import of_guard, of_guards
from prodlint.formats.guards import Guard


@pytest.mark.parametrize(
    ("path", "context"),
    [
        ("app/main.py", UNKNOWN),
        ("docker-compose.yml", UNKNOWN),
        ("docker-compose.prod.yml", PRODUCTION),
        ("docker-compose.staging.yaml", PRODUCTION),
        ("docker-compose.override.yml", DEVELOPMENT),
        ("Dockerfile.dev", DEVELOPMENT),
        ("dev.Dockerfile", DEVELOPMENT),
        ("docker/local/Dockerfile", DEVELOPMENT),
        ("deploy/Dockerfile", PRODUCTION),
        ("deploy/docker-compose.dev.yml", DEVELOPMENT),
        ("config/settings/production.py", PRODUCTION),
        ("config/settings/local.py", DEVELOPMENT),
        ("deploy-dev-stack.sh", PRODUCTION),
        ("tests/docker-compose.yml", TEST),
        ("app/test_main.py", TEST),
        ("app/conftest.py", TEST),
        ("src/cors.spec.ts", TEST),
        ("cmd/Dockerfile.integration", TEST),
        ("docker-compose.integration.yml", TEST),
        ("compose/integration/models.py", UNKNOWN),
        ("src/integration/stripe.py", UNKNOWN),
        ("loadtest/mock/Dockerfile", TEST),
        ("src/latest/main.py", UNKNOWN),
        ("docs/Dockerfile", DOCUMENTATION),
        ("README.md", DOCUMENTATION),
        (".gemini/commands/sp.plan.toml", DOCUMENTATION),
        ("examples/app/main.py", EXAMPLE),
        (".env.example", EXAMPLE),
        ("docker-compose.example.yml", EXAMPLE),
        ("charts/api/templates/service.yaml", UNKNOWN),
        ("node_modules/cors/index.js", VENDORED),
        ("static/jquery.min.js", VENDORED),
        (".devcontainer/docker-compose.yml", DEVELOPMENT),
        (".devenv/docker/db/compose.yaml", DEVELOPMENT),
    ],
)
def test_path(path: str, context: str) -> None:
    assert of_path(path) == context


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("runner", UNKNOWN),
        ("production", PRODUCTION),
        ("web-dev", DEVELOPMENT),
        ("DevelopmentConfig", DEVELOPMENT),
        ("ProdSettings", PRODUCTION),
        ("device", UNKNOWN),
        ("reproduction", UNKNOWN),
    ],
)
def test_name(name: str, context: str) -> None:
    assert of_name(name) == context


@pytest.mark.parametrize(
    ("guard", "context"),
    [
        (Guard("settings.DEBUG", (), True), DEVELOPMENT),
        (Guard("settings.DEBUG", (), False), PRODUCTION),
        (Guard("DEBUG", ("true", "1"), True), DEVELOPMENT),
        (Guard("DEBUG", ("0",), True), PRODUCTION),
        (Guard("DEBUG", ("0",), False), DEVELOPMENT),
        (Guard("NODE_ENV", ("production",), True), PRODUCTION),
        (Guard("NODE_ENV", ("production",), False), DEVELOPMENT),
        (Guard("APP_ENV", ("dev", "test", "local"), True), DEVELOPMENT),
        (Guard("APP_ENV", ("dev", "production"), True), UNKNOWN),
        (Guard("config.isDev", (), True), DEVELOPMENT),
        (Guard("is_prod", (), False), DEVELOPMENT),
        (Guard("not_production", (), True), DEVELOPMENT),
        (Guard("local.isEnabled", (), True), DEVELOPMENT),
        (Guard("local.IsAdminAvailable", (), True), UNKNOWN),
        (Guard("test.has_answers", (), False), UNKNOWN),
        (Guard("ALLOW_ALL", (), True), UNKNOWN),
        (Guard("__name__", ("__main__",), True), UNKNOWN),
    ],
)
def test_guard(guard: Guard, context: str) -> None:
    assert of_guard(guard) == context


def test_guards() -> None:
    debug, main, dev = (
        Guard("DEBUG", (), True),
        Guard("__name__", ("__main__",), True),
        Guard("ENV", ("dev",), True),
    )
    assert of_guards(()) == UNKNOWN
    assert of_guards(((main,), (debug,))) == DEVELOPMENT
    assert of_guards(((debug, dev),)) == DEVELOPMENT
    assert of_guards(((debug, main),)) == UNKNOWN
