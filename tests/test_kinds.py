from __future__ import annotations

import pytest

from prodlint import kinds
from prodlint.context import of_path
from prodlint.kinds import is_for_developers, is_test, kind_of
from prodlint.tables.places import (
    ANYWHERE,
    DEVELOPMENT,
    EXAMPLE,
    FOLDERS,
    LAST,
    LAST_OF_FILE,
    PRODUCTION,
    TEST,
    WHOLE,
)


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
        ("Dockerfile.backup.txt", "text"),
        ("dockerfile.py", "python"),
        ("dist/dockerfile-Bx1.js.map", "unknown"),
        ("public/icons/dockerfile.svg", "unknown"),
        ("dockerfile.md", "documentation"),
        ("compose.yaml", "compose"),
        ("docker-compose.prod.yml", "compose"),
        ("app.compose.yml", "compose"),
        ("docker/services-compose.yml", "compose"),
        (".github/workflows/deploy.yml", "workflow"),
        ("k8s/api.yaml", "yaml"),
        ("web/locales/it/common.json", "documentation"),
        ("config/locales/de.yml", "documentation"),
        ("i18n/app.ts", "typescript"),
        ("src/lib/locales/pt-BR/index.ts", "documentation"),
        ("src/locales/de.js", "documentation"),
        ("lang/fr/texts.php", "documentation"),
        ("src/lang/parser.php", "php"),
        ("src/locales/index.ts", "typescript"),
        ("src/locales/to-storage.ts", "typescript"),
        (".env", "dotenv"),
        (".env.production", "dotenv"),
        ("backend/prod.env", "dotenv"),
        (".envs/.production/.django", "dotenv"),
        (".flaskenv", "dotenv"),
        ("kubernetes/.secrets_sample", "dotenv"),
        (".secrets.baseline", "unknown"),
        (".secretsignore", "unknown"),
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


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("store/db_test.go", True),
        ("src/app/page.spec.ts", True),
        ("web/Button.stories.tsx", True),
        ("tests/unit/settings.py", True),
        ("api/tests/client.ts", False),  # of_path: a function of a platform
        ("apps/web/app/test/route.ts", False),
        ("supabase/functions/tests/index.ts", False),
        ("lab_tests.py", False),
        ("src/contest/main.py", False),
        ("tests/Dockerfile", False),  # no program
    ],
)
def test_tests_are_known_by_their_names(path: str, expected: bool) -> None:
    assert is_test(path) == expected
    assert not expected or of_path(path) == "test"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("compose.override.yml", True),
        ("docker-compose-local.yml", True),
        ("docker/compose/docker-compose.ci-test.yml", True),
        ("scripts/test.sh", True),
        ("config/local.json", True),
        ("docker-compose.dev.example.yml", False),  # an example
        ("deploy-dev.sh", False),
        ("speed-test.yml", False),  # is sold
        ("docker/development/compose.yml", False),  # production may build the folder
        ("Dockerfile.dev", False),
        (".env.local", False),
        (".github/workflows/test-docker-compose.yml", False),
    ],
)
def test_settings_for_developers_are_known_by_their_names(path: str, expected: bool) -> None:
    assert is_for_developers(path) == expected
    assert not expected or of_path(path) == "development"


def test_words_of_kinds_are_among_those_of_places() -> None:
    of_developers = {word for table in (WHOLE, LAST, ANYWHERE) for word in table[DEVELOPMENT].split()}
    of_production = {word for table in (WHOLE, LAST, LAST_OF_FILE) for word in table[PRODUCTION].split()}
    examples = {*FOLDERS[EXAMPLE].split(), "tmpl", "tpl", "dist", "schema", "skel"}  # and the ends of templates
    assert of_developers >= kinds._OF_DEVELOPERS
    assert kinds._OTHERWISE - {"not", "non"} <= of_production | examples
    assert set(FOLDERS[TEST].split()) >= kinds.TEST_FOLDERS
