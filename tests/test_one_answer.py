"""The same findings, whoever asks: the id of all hooks, the single ids, the command, what is staged, and an editor;
with a configuration that leaves out, allows and adds. `test_end_to_end.py` asks pre-commit and prek."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from casefile import git, write
from prodlint import ALL, HOOKS
from prodlint.__main__ import command, main

FILES = {
    "api/main.py": 'import flask\nimport flask_cors\n\napp = flask.Flask("x")\nflask_cors.CORS(app)\n',
    "vendored/main.py": 'import flask\nimport flask_cors\n\napp = flask.Flask("x")\nflask_cors.CORS(app)\n',
    "cdn/server.js": "const cors = require('cors');\napp.use('/widget', cors({ origin: true }));\napp.use(cors());\n",
    "Dockerfile": "FROM python:3.12\nUSER app\nCOPY . .\nCMD uvicorn api.main:app --reload\n",
    "compose.yaml": (
        "services:\n  web:\n    build: .\n    command: gunicorn api.main:app\n"
        '  db:\n    image: postgres:16\n    ports: ["5432:5432"]\n'
    ),
    ".env.local": "A=1\n",
    "web/.env": "NEXT_PUBLIC_OPENAI_API_KEY=\n",
    "web/package.json": '{"dependencies": {"next": "15.0.0"}}\n',
    "README.md": "CORS(app)\n",
    "prodlint.toml": """extend-hooks = ["pin-base-images", "harden-compose"]
exclude = ["^vendored/"]

[[allow]]
hook = "no-wildcard-cors"
path = "^cdn/"
match = "/widget"
reason = "for every site"
""",
    "web/prodlint.toml": 'skip-hooks = ["block-env-files"]\n',
}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    git(tmp_path, "init", "-q")
    write(tmp_path, FILES)
    git(tmp_path, "add", "-Af")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def places(output: str) -> set[str]:
    return {line.split(": ")[0] + " " + line.split()[-1] for line in output.splitlines() if line.endswith("]")}


def test_one_answer(repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def found(status: int) -> set[str]:
        output = capsys.readouterr()
        assert "error" not in output.err
        assert bool(places(output.out)) == bool(status)
        return places(output.out)

    paths = list(FILES)
    expected = found(main([ALL, *paths]))
    assert {place.split()[1] for place in expected} == {
        f"[{hook}]"
        for hook in (
            "block-env-files", "no-public-secrets", "no-wildcard-cors", "no-reload-in-prod", "no-env-in-image",
            "no-public-db-ports", "pin-base-images", "harden-compose",
        )
    }  # fmt: skip
    assert {place for place in expected if place.startswith(("vendored/", "cdn/"))} == {
        "cdn/server.js:3:9 [no-wildcard-cors]"
    }
    assert found(command([])) == expected
    assert found(command(["."])) == expected
    assert found(command(["--staged"])) == expected
    assert found(command(["--added-only"])) == expected
    of_teams = [
        hook
        for hook in HOOKS
        if hook not in ("no-public-api-docs", "no-broad-db-grants", "no-bypassed-proxy", "lean-images")
    ]
    assert set().union(*(found(main([hook, *paths])) for hook in of_teams)) == expected
    one_by_one = set()
    for path in paths:
        content = (repository / path).read_bytes()
        (repository / path).write_bytes(b"what is saved is another\n")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        one_by_one |= found(command([f"--stdin-filename={path}"]))
        (repository / path).write_bytes(content)
    assert one_by_one == expected
