"""docs/configuration.md is true: its examples are read, what is wrong in them is said, its commands run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import manifest
import scratch
from casefile import git, write
from prodlint import configuration
from test_cli import places, prodlint

PAGE = (manifest.PROJECT / "docs/configuration.md").read_text()
GOOD = dict(re.findall(r"^```toml (\S+)\n(.*?)^```$", PAGE, re.M | re.S))
VERCEL = """{"headers": [
  {"source": "/widget/(.*)", "headers": [{"key": "Access-Control-Allow-Origin", "value": "*"}]},
  {"source": "/api/(.*)", "headers": [{"key": "Access-Control-Allow-Origin", "value": "*"}]}
]}
"""
ANY = "add_header Access-Control-Allow-Origin *;\n"
FILES = {
    "vercel.json": VERCEL,
    "vendored/nginx.conf": ANY,
    "tools/nginx.conf": ANY,
    "cdn/nginx.conf": ANY,
    "web/.env.production": "NEXT_PUBLIC_WEATHER_KEY=\nACME_PUBLIC_OPENAI_API_KEY=\n",
    "Dockerfile": 'FROM python\nCMD ["python", "a.py"]\n',
}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "pyproject.toml",
            [
                "Dockerfile:1:6 [pin-base-images]",
                "cdn/nginx.conf:1:40 [no-wildcard-cors]",
                "vercel.json:3:87 [no-wildcard-cors]",
                "web/.env.production:2:1 [no-public-secrets]",
            ],
        ),
        (
            "prodlint.toml",
            [
                "Dockerfile:1:6 [no-root-container]",
                "tools/nginx.conf:1:40 [no-wildcard-cors]",
                "vercel.json:2:90 [no-wildcard-cors]",
                "vercel.json:3:87 [no-wildcard-cors]",
            ],
        ),
    ],
)
def test_examples(tmp_path: Path, name: str, expected: list[str]) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, FILES | {name: GOOD[name]})
    git(tmp_path, "add", "-f", ".")
    status, output, errors = prodlint(tmp_path)
    assert (status, places(output)) == (1, expected), errors


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    (wrong,) = re.findall(r"^```toml wrong \S+\n(.*?)^```$", PAGE, re.M | re.S)
    (error,) = re.findall(r"^```text error\n(.*?)^```$", PAGE, re.M | re.S)
    write(tmp_path, {"pyproject.toml": wrong})
    status, _, errors = prodlint(tmp_path)
    assert (status, errors.startswith(error)) == (2, True)


def test_the_central_command(tmp_path: Path) -> None:
    command = re.search(r"<!-- central command -->\n```sh\n(.*?)\n```", PAGE)
    assert command
    git(tmp_path, "init", "-q")
    line = ANY[:-1] + " # prodlint: ignore[no-wildcard-cors] hidden\n"
    write(tmp_path, {"nginx.conf": line, "prodlint.toml": "exclude = ['.']\n"})
    git(tmp_path, "add", ".")
    assert scratch.run(tmp_path, "prodlint", home=tmp_path)[0] == 0
    assert scratch.run(tmp_path, "sh", "-c", command[1], home=tmp_path)[0] == 1


def test_each_key_is_in_the_table() -> None:
    assert re.findall(r"^\| `([\w-]+)` \|", PAGE, re.M) == list(configuration._KEYS)
    for keys in configuration._OF_HOOK.values():
        assert all(f"`{key}`" in PAGE for key in keys)
