"""What shows that production gets to a file, as `--show-config` and the findings say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile import git, write
from test_cli import prodlint

WEB = "services:\n  web:\n    build: {}\n"
MOUNTED = "    volumes:\n      - {}:/app\n"
DATABASE = "services:\n  db:\n    image: postgres:17\n    ports:\n      - '5432:5432'\n"
IMAGE = "FROM python:3.13\nCOPY . .\nCMD ['app']\n"


@pytest.mark.parametrize(
    ("files", "shown"),
    [
        ({"Dockerfile": IMAGE}, "unknown: nothing tells: read like production"),
        ({"Dockerfile.prod": IMAGE}, "production: its path"),
        (
            {"local/Dockerfile": IMAGE, "compose.prod.yml": WEB.format("./local")},
            "production: `compose.prod.yml` builds it",
        ),
        (
            {"Dockerfile": IMAGE, "compose.yml": WEB.format(".") + MOUNTED.format(".")},
            "development: only `compose.yml` builds it",
        ),
        (
            {"compose.yml": WEB.format(".") + MOUNTED.format(".")},
            "development: each service that it builds is for development",
        ),
        ({"compose.yml": "# for local development\n" + DATABASE}, "development: its first comment says so"),
        (
            {"compose.yml": DATABASE, "fly.toml": "app = 'shop'\n"},
            "development: `fly.toml` runs the application, it only databases and their like",
        ),
        (
            {"compose.yml": DATABASE, "compose.prod.yml": "services:\n  db:\n    restart: always\n"},
            "unknown: `compose.prod.yml` is merged onto it",
        ),
        (
            {
                "site.conf": "server {}\n",
                "compose.dev.yml": DATABASE + "    volumes: ['./site.conf:/etc/nginx.conf']\n",
            },
            "development: only `compose.dev.yml` mounts it",
        ),
        (
            {"web/site.conf": "server {}\n", "compose.dev.yml": DATABASE + "    volumes: ['./web:/etc/nginx']\n"},
            "development: only `compose.dev.yml` mounts it",
        ),
        ({"web/site.conf": "", "compose.dev.yml": DATABASE + "    volumes: ['./web:/app']\n"}, "unknown: "),
    ],
)
def test_what_a_file_counts_as_is_shown(tmp_path: Path, files: dict[str, str], shown: str) -> None:
    repository(tmp_path, files)
    status, output, _ = prodlint(tmp_path, "--show-config", next(iter(files)))
    assert status == 0
    assert output.splitlines()[1].startswith(f"# counts as {shown}")


@pytest.mark.parametrize(
    ("files", "options", "why"),
    [
        (
            {"local/Dockerfile": IMAGE, "compose.prod.yml": WEB.format("./local")},
            (),
            "It counts as production: `compose.prod.yml` builds it.",
        ),
        (
            {"compose.yml": DATABASE, "compose.prod.yml": "services:\n  db:\n    restart: always\n"},
            (),
            "It counts as production: `compose.prod.yml` is merged onto it.",
        ),
        ({"dev/compose.yml": DATABASE}, ("--prod-files=^dev/",), "It counts as production: `prod-files` names it."),
    ],
)
def test_a_finding_says_why(tmp_path: Path, files: dict[str, str], options: tuple[str, ...], why: str) -> None:
    repository(tmp_path, files)
    status, output, _ = prodlint(tmp_path, *options)
    assert status == 1
    assert why in output
    assert output.count("It counts as production") == 1


def test_a_finding_where_the_path_tells_needs_no_reason(tmp_path: Path) -> None:
    repository(tmp_path, {"compose.prod.yml": DATABASE})
    assert "It counts as" not in prodlint(tmp_path)[1]


def repository(folder: Path, files: dict[str, str]) -> None:
    git(folder, "init", "-q")
    write(folder, files)
    git(folder, "add", "-f", "--", *files)
