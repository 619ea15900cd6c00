"""Real commits in scratch repositories, with the real pre-commit and the real prek."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import scratch
from casefile import git, write
from manifest import PROJECT
from pages import examples
from prodlint import ALL, BY_DEFAULT
from test_readme import CI, README, command, pages_block

pytestmark = [
    pytest.mark.xdist_group("end to end"),
    pytest.mark.skipif(os.name == "nt", reason="names and links that only POSIX has"),
]

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


def test_the_id_of_all_hooks_finds_what_the_single_ones_find(
    tmp_path: Path, project: tuple[Path, str], home: Path, program: str
) -> None:
    git(tmp_path, "init", "-q")

    def run(*hooks: str) -> list[str]:
        write(tmp_path, {".pre-commit-config.yaml": scratch.configuration(*project, hooks)} | BAD)
        git(tmp_path, "add", "-f", "--", ".pre-commit-config.yaml", *BAD)
        status, output = scratch.run(tmp_path, program, "run", home=home)
        assert status == 1, output
        return findings(output)

    together = run(ALL)
    assert together == run(*BY_DEFAULT) == findings(scratch.run(tmp_path, "prodlint", home=home)[1])
    assert {place for place in PLACES for line in together if line.startswith(place)} == set(PLACES)
    entry = "[[allow]]\nhook = 'no-wildcard-cors'\npath = '^api/'\nreason = 'public'\n"
    write(tmp_path, {"prodlint.toml": f"exclude = ['^web/']\nskip-hooks = ['no-reload-in-prod']\n{entry}"})
    git(tmp_path, "add", "--", "prodlint.toml")
    configured = run(ALL)
    assert configured == run(*BY_DEFAULT) == findings(scratch.run(tmp_path, "prodlint", home=home)[1])
    assert {place for place in PLACES for line in configured if line.startswith(place)} == {PLACES[0]}
    git(tmp_path, "rm", "-q", "--cached", "--", ".env")
    good = GOOD | {".dockerignore": "**/.env*\n!**/.env.example\n"}
    good["Dockerfile"] = good["Dockerfile"].replace("CMD", "USER 10001\nCMD")
    write(tmp_path, {".env": None, "prodlint.toml": ""} | good)
    git(tmp_path, "add", "-f", "--", "prodlint.toml", *good)
    write(tmp_path, {".pre-commit-config.yaml": scratch.configuration(*project, (ALL,))})
    git(tmp_path, "add", "--", ".pre-commit-config.yaml")
    status, output = scratch.run(tmp_path, program, "run", home=home)
    assert status == 0, output


def test_added_only(tmp_path: Path, project: tuple[Path, str], home: Path, program: str) -> None:
    """The old line stays where it is; what a commit adds is stopped, with `commit -a` and staged in part."""
    old, new = BAD["api/main.py"], BAD["api/main.py"].splitlines(keepends=True)[-1]
    configuration = scratch.configuration(*project, ("no-wildcard-cors",), args="[--added-only]")
    git(tmp_path, "init", "-q")
    write(tmp_path, {".pre-commit-config.yaml": configuration, "main.py": old})
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "old")
    assert scratch.run(tmp_path, program, "install", home=home)[0] == 0

    def places(*command: str) -> list[str]:
        status, output = scratch.run(tmp_path, *command, home=home)
        assert (status != 0) == bool(findings(output)), output
        return [line.strip().split(": ")[0] for line in findings(output)]

    write(tmp_path, {"main.py": "# 1\n" + old + new})
    assert places("git", "commit", "-am", "all") == ["main.py:7:51"]
    git(tmp_path, "add", ".")
    write(tmp_path, {"main.py": "# 1\n# 2\n" + new + old + new})
    assert places("git", "commit", "-m", "in part") == ["main.py:7:51"]
    git(tmp_path, "commit", "-q", "--no-verify", "-m", "new")
    assert places(program, "run", "--all-files") == []
    assert places(program, "run", "--from-ref", "HEAD~1", "--to-ref", "HEAD") == ["main.py:7:51"]


def findings(output: str) -> list[str]:
    return sorted(line.strip() for line in output.splitlines() if line.endswith("]") and ": " in line)


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


def read(label: str) -> dict[Any, Any]:
    """A block of docs/ci.md as YAML."""
    loaded: dict[Any, Any] = yaml.safe_load(pages_block(label))
    return loaded


def test_the_workflows_have_the_shape_that_github_wants() -> None:
    whole = read("workflow")
    assert set(whole) == {"name", True, "permissions", "jobs"}  # `on` is true in YAML 1.1
    assert set(whole[True]) == {"push", "pull_request"}
    assert whole["permissions"] == {"contents": "read"}
    action = yaml.safe_load((PROJECT / "action.yml").read_text())
    for job in [*whole["jobs"].values(), *read("hooks")["jobs"].values()]:
        assert set(job) <= {"runs-on", "permissions", "steps"}
        assert job["steps"][0]["uses"].startswith("actions/checkout@v")
        for step in job["steps"]:
            assert len({"run", "uses"} & set(step)) == 1
            assert set(step) <= {"run", "uses", "with", "env"}
            assert re.fullmatch(r"[\w-]+(/[\w-]+)+@v\d+(\.\d+)*", step.get("uses", "a/b@v1"))
            if "prodlint/" in step.get("uses", ""):
                assert set(step["with"]) <= set(action["inputs"])
    assert whole["jobs"]["prodlint"]["permissions"] == {"contents": "read", "security-events": "write"}


@pytest.mark.parametrize("files", [BAD, GOOD], ids=["bad", "good"])
def test_the_hooks_annotate(tmp_path: Path, project: tuple[Path, str], home: Path, files: dict[str, str]) -> None:
    git(tmp_path, "init", "-q")
    files = files | {".pre-commit-config.yaml": scratch.configuration(*project)}
    write(tmp_path, files)
    git(tmp_path, "add", "-f", "--", *files)
    install, step = [step for step in read("hooks")["jobs"]["hooks"]["steps"] if "run" in step]
    assert install["run"].startswith("pip install ")  # is here already
    status, output = scratch.run(tmp_path, "bash", "-e", "-c", step["run"], home=home, **step["env"])
    assert status == int(files | BAD == files), output
    annotated = re.findall(r"^::error file=(.*?),line=(\d+),", output, re.M)
    assert set(annotated) == ({tuple(place.split(":")[:2]) for place in PLACES} if status else set())
    assert PASSWORD not in output


@pytest.mark.parametrize("files", [BAD, {"nginx.conf": ""}], ids=["bad", "good"])
def test_the_job_of_gitlab(tmp_path: Path, home: Path, files: dict[str, str]) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, files)
    git(tmp_path, "add", "-f", ".")
    job = read("gitlab")["prodlint"]
    assert [line.split()[:2] for line in job["before_script"]] == [["pip", "install"]]  # is here already
    status, output = scratch.run(tmp_path, "bash", "-e", "-c", "\n".join(job["script"]), home=home)
    assert status == int(files is BAD), output
    issues = json.loads((tmp_path / job["artifacts"]["reports"]["codequality"]).read_text())
    assert {f"{one['location']['path']}:{one['location']['lines']['begin']}:" for one in issues} >= (
        set(PLACES) if status else set()
    )
    assert all(one["fingerprint"] and one["severity"] and one["check_name"] for one in issues)
    assert PASSWORD not in json.dumps(issues) + output


def test_what_the_readme_shows(tmp_path: Path, project: tuple[Path, str], home: Path) -> None:
    """Its configuration, its example, and the output of the commit to the letter."""
    config = re.search(r"^```yaml\n(repos:.*?)^```$", README, re.M | re.S)
    shown = re.search(r"^```text commit\n(.*?)^```$", README, re.M | re.S)
    assert config
    assert shown
    (example,) = (one for one in examples(README) if one.verdict == "bad")
    git(tmp_path, "init", "-q")
    write(tmp_path, {".pre-commit-config.yaml": ours(config[1], project), example.path: example.text})
    git(tmp_path, "add", ".")
    assert scratch.run(tmp_path, "pre-commit", "install", home=home)[0] == 0
    scratch.run(tmp_path, "pre-commit", "install-hooks", home=home)
    status, output = scratch.run(tmp_path, "git", "commit", "-m", "open", home=home)
    assert (status, output.strip()) == (1, shown[1].strip())


def ours(config: str, project: tuple[Path, str]) -> str:
    """A configuration of the documentation, with this project as its repository."""
    text, count = re.subn(r"repo: \S+\n(\s+)rev: \S+", rf"repo: {project[0]}\n\1rev: {project[1]}", config)
    assert count == 1
    return text


def test_merges_pushes_and_skipping(tmp_path: Path, project: tuple[Path, str], home: Path, program: str) -> None:
    """What docs/ci.md says of them."""
    bare, folder = tmp_path / "origin", tmp_path / "team"
    git(tmp_path, "init", "-q", "--bare", str(bare))
    git(tmp_path, "clone", "-q", str(bare), str(folder))
    write(folder, {".pre-commit-config.yaml": ours(pages_block("pre-commit"), project)})
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "configuration")
    git(folder, "checkout", "-qb", "other")
    write(folder, {"api/main.py": BAD["api/main.py"]})
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "before the hooks")
    git(folder, "checkout", "-q", "main")
    write(folder, {"README.txt": "x\n"})
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "main")
    assert scratch.run(folder, program, "install", home=home)[0] == 0
    status, output = scratch.run(folder, "git", "merge", "--no-edit", "other", home=home)
    assert status != 0
    assert "api/main.py:5:51: " in output
    git(folder, "merge", "--abort")
    git(folder, "checkout", "-q", "other")
    status, output = scratch.run(folder, "git", "push", "-q", "origin", "other", home=home)
    assert status != 0
    assert "api/main.py:5:51: " in output
    write(folder, {"api/main.py": BAD["api/main.py"] + "# more\n"})
    git(folder, "add", ".")
    assert scratch.run(folder, "git", "commit", "-m", "more", home=home)[0] != 0
    status, output = scratch.run(folder, "sh", "-c", command("skip command", CI), home=home)
    assert status == 0 or (program == "prek" and "No hooks found" in output), output


def test_fixes(tmp_path: Path, project: tuple[Path, str], home: Path, program: str) -> None:
    git(tmp_path, "init", "-q")
    hooks = ("block-env-files", "no-env-in-image", "no-public-db-ports")
    files = {
        ".pre-commit-config.yaml": scratch.configuration(*project, hooks, args='["--fix"]'),
        ".env.example": "API_KEY=\n",
        "Dockerfile": "FROM python:3.12-slim\nCOPY . .\n",
        "compose.yaml": "services:\n  db:\n    image: postgres:16\n    ports:\n      - 5432:5432\n",
    }
    write(tmp_path, files)
    git(tmp_path, "add", "--", *files)
    status, output = scratch.run(tmp_path, program, "run", home=home)
    assert status == 1, output
    for place in (".gitignore:1:", ".dockerignore:1:", "compose.yaml:5:"):
        assert f"{place} fixed: " in output
    git(tmp_path, "add", "-A")
    status, output = scratch.run(tmp_path, program, "run", home=home)
    assert status == 0, output
    assert (tmp_path / "compose.yaml").read_text() == files["compose.yaml"].replace("- ", "- 127.0.0.1:")
