"""Real commits in scratch repositories, with the real pre-commit and the real prek."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import scratch
from casefile import git, write

pytestmark = pytest.mark.xdist_group("end to end")

PASSWORD = "vT9x2Lq" + "Pz7Wm"
BAD = {
    ".env": f"DATABASE_URL=postgres://shop:{PASSWORD}@db.shop.example:5432/shop\n",
    "web/.env.production": "NEXT_PUBLIC_OPENAI_API_KEY=\n",
    "api/main.py": (
        "from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n\napp = FastAPI()\n"
        'app.add_middleware(CORSMiddleware, allow_origins=["*"])\n'
    ),
    "Dockerfile": 'FROM python:3.12-slim\nCOPY . .\nCMD ["uvicorn", "api.main:app", "--reload"]\n',
}
PLACES = (".env:1:", "web/.env.production:1:", "api/main.py:5:", "Dockerfile:3:")
GOOD = {
    ".gitignore": ".env\n.env.*\n!.env.example\n!.env.production\n",
    ".env.example": "DATABASE_URL=\n",
    "web/.env.production": "NEXT_PUBLIC_API_URL=https://api.shop.example\n",
    "api/main.py": BAD["api/main.py"].replace('"*"', '"https://shop.example"'),
    "Dockerfile": BAD["Dockerfile"].replace(', "--reload"', ""),
}


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("project") / "prodlint"
    return folder, scratch.snapshot(folder)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(params=["pre-commit", "prek"])
def program(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def team(tmp_path: Path, project: tuple[Path, str], home: Path, program: str) -> Path:
    """A team's repository with the hooks installed and one commit."""
    folder = tmp_path / "team"
    folder.mkdir()
    git(folder, "init", "-q")
    write(folder, {".pre-commit-config.yaml": scratch.configuration(*project)})
    status, output = scratch.run(folder, program, "install", home=home)
    assert status == 0, output
    git(folder, "add", "--", ".pre-commit-config.yaml")
    status, output = scratch.run(folder, "git", "commit", "-m", "configuration", home=home)
    assert status == 0, output
    return folder


def commit(team: Path, home: Path, files: dict[str, str]) -> tuple[int, str]:
    write(team, files)
    git(team, "add", "-f", "--", *files)
    return scratch.run(team, "git", "commit", "-m", "change", home=home)


def test_commits(team: Path, home: Path, program: str) -> None:
    status, output = commit(team, home, BAD)
    assert status != 0
    for place in PLACES:
        assert place in output
    assert PASSWORD not in output

    status, everything = scratch.run(team, program, "run", "--all-files", home=home)
    assert status == 1
    assert findings(everything) == findings(output)

    git(team, "rm", "-q", "--cached", "--", ".env")
    status, output = commit(team, home, GOOD)
    assert status == 0, output
    status, output = scratch.run(team, program, "run", "--all-files", home=home)
    assert status == 0, output

    status, output = commit(team, home, {"README.txt": "nothing for us\n"})
    assert status == 0
    assert "no files to check" in output


def findings(output: str) -> list[str]:
    return sorted(line for line in output.splitlines() if line.endswith("]") and ": " in line)


# The repository tries to take the place of our modules, and of those that we import. The last ones stop
# pre-commit itself under PYTHONPATH=., which is no commit that passes.
OURS = ("hooks/__init__.py", "hooks/prodlint/__init__.py", "prodlint/__init__.py", "prodlint/__main__.py")
THEIRS = ("sitecustomize.py", "usercustomize.py", "yaml.py", "ast.py", "os.py")
HOSTILE = {
    # ... and of our options, and of the hook's id.
    "--help": "x\n",
    "--version": "x\n",
    "--unknown=ignore": "x\n",
    "--": "x\n",
    "no-wildcard-cors": "x\n",
    "-": "x\n",
    # Names that are hard to print.
    "a b/c\nd.py": BAD["api/main.py"],
    "::error::x.py": BAD["api/main.py"],
    "gr\u00fcn\u202e.py": BAD["api/main.py"],
}


def test_a_hostile_repository(team: Path, home: Path, program: str) -> None:
    traps = dict.fromkeys(OURS if program == "pre-commit" else OURS + THEIRS, "raise SystemExit(0)\n")
    write(team, HOSTILE | BAD | traps)
    (team / "loop").symlink_to("loop")
    git(team, "add", "-f", "--", *HOSTILE, *BAD, *traps, "loop")
    for environment in ({}, {"PYTHONPATH": ".", "PYTHONSTARTUP": "yaml.py", "LC_ALL": "C"}):
        status, output = scratch.run(team, program, "run", home=home, **environment)
        assert status == 1, output
        for place in (*PLACES, "a b/c\\nd.py:5:", "::error::x.py:5:"):
            assert place in output
        assert "Traceback" not in output
        assert "error: " not in output


def test_a_file_cannot_weaken_the_options_of_the_team(
    tmp_path: Path, project: tuple[Path, str], home: Path, program: str
) -> None:
    git(tmp_path, "init", "-q")
    files = {
        ".pre-commit-config.yaml": scratch.configuration(*project, ("no-wildcard-cors",), args='["--strict"]'),
        "main.py": "x = 1  # prodlint: ignore[no-wildcard-cors] allows nothing; cors\n",
    }
    write(tmp_path, files | {"--strict": "x\n"})
    git(tmp_path, "add", "--", *files)
    assert scratch.run(tmp_path, program, "run", home=home)[0] == 1
    git(tmp_path, "add", "--", "--strict")
    assert scratch.run(tmp_path, program, "run", home=home)[0] == 1


def test_names_that_are_no_utf8(team: Path, home: Path, program: str) -> None:
    name = os.fsdecode(b"caf\xe9.py")
    write(team, {name: BAD["api/main.py"]})
    git(team, "add", "--", name)
    status, output = scratch.run(team, program, "run", home=home)
    assert status != 0  # pre-commit itself refuses such names; prek hands them over
    if program == "prek":
        assert "caf\\udce9.py:5:" in output
