from __future__ import annotations

import pytest

from prodlint.kinds import kind_of


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("app/main.py", "python"),
        ("web/App.TSX", "javascript"),
        ("web/api.mts", "typescript"),
        ("src/App.vue", "sfc"),
        ("Dockerfile", "dockerfile"),
        ("docker/Dockerfile.prod", "dockerfile"),
        ("api.dockerfile", "dockerfile"),
        ("Dockerfile-web", "dockerfile"),
        ("Containerfile", "dockerfile"),
        ("Dockerfile.dockerignore", "unknown"),
        ("dockerfile.py", "python"),
        ("dockerfile.md", "documentation"),
        ("compose.yaml", "compose"),
        ("docker-compose.prod.yml", "compose"),
        ("app.compose.yml", "compose"),
        (".github/workflows/deploy.yml", "workflow"),
        ("k8s/api.yaml", "yaml"),
        ("web/locales/it/common.json", "documentation"),
        ("config/locales/de.yml", "documentation"),
        ("i18n/app.ts", "typescript"),
        (".env", "dotenv"),
        (".env.production", "dotenv"),
        ("backend/prod.env", "dotenv"),
        (".envs/.production/.django", "dotenv"),
        (".flaskenv", "dotenv"),
        (".dev.vars", "dotenv"),
        ("env.ts", "typescript"),
        ("environment.py", "python"),
        ("nginx/default.conf", "nginx"),
        ("nginx.conf", "nginx"),
        ("sites/api.conf", "conf"),
        ("supervisor/api.conf", "ini"),
        ("api.service", "ini"),
        ("Procfile", "procfile"),
        ("Procfile.dev", "procfile"),
        ("Makefile", "makefile"),
        ("_headers", "headers"),
        ("bin/run", "other"),
        ("logo.png", "unknown"),
        (".gitignore", "unknown"),
        ("default.conf.template", "conf"),
        ("nginx/default.template", "nginx"),
        ("config.yml.j2", "yaml"),
        (".env.example", "dotenv"),
        ("Dockerfile.template", "dockerfile"),
        ("x.template", "other"),
        ("a.b/c", "other"),
        ("", "other"),
    ],
)
def test_kind(path: str, kind: str) -> None:
    assert kind_of(path) == kind
