"""docs/recipes.md is true: its recipes are followed with the real programs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import scratch
from casefile import git, write
from manifest import PROJECT
from prodlint import __version__
from test_readme import command

PAGE = (PROJECT / "docs/recipes.md").read_text()
BAD = {"web/nginx.conf": "add_header Access-Control-Allow-Origin *;\n"}
PLACE = "web/nginx.conf:1:40: "
# What npm says where there is no network.
OFFLINE = re.compile(r"\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH)\b")

pytestmark = [
    pytest.mark.xdist_group("end to end"),
    pytest.mark.skipif(os.name == "nt", reason="the recipes are for a POSIX shell"),
]


def files(label: str) -> dict[str, str]:
    """The files of a recipe, by their paths."""
    return dict(re.findall(rf"^```\w+ {label} (\S+)\n(.*?)^```$", PAGE, re.M | re.S))


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which uv and pip know one index alone: a folder with our wheel and those that it needs."""
    folder = tmp_path_factory.mktemp("index")
    scratch.snapshot(folder / "prodlint")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--wheel-dir",
        str(folder),
        str(folder / "prodlint"),
        "pip",
    ]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {
        "UV_FIND_LINKS": str(folder),
        "UV_NO_INDEX": "1",
        "UV_OFFLINE": "1",
        "UV_NO_CONFIG": "1",
        "UV_CACHE_DIR": str(folder / "uv"),
        "UV_PYTHON": sys.executable,
        "UV_PYTHON_DOWNLOADS": "never",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(folder),
        "PIPX_HOME": str(folder / "pipx"),
        "PIPX_DEFAULT_PYTHON": sys.executable,
        "PIPX_DEFAULT_BACKEND": "pip",
    }


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """A repository with a bad file that is staged."""
    git(tmp_path, "init", "-q")
    write(tmp_path, BAD)
    git(tmp_path, "add", ".")
    return tmp_path


def npm(folder: Path, *packages: str) -> None:
    """Install packages of the npm registry; skipped, with the reason, where there is no npm or no network."""
    if not shutil.which("npm"):
        pytest.skip("SKIPPED FOR WANT OF npm: the recipes for husky, lint-staged and lefthook were not followed")
    install = ["npm", "install", "--no-audit", "--no-fund", "--save-dev", *packages]
    done = subprocess.run(install, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode and OFFLINE.search(done.stderr):
        pytest.skip("SKIPPED FOR WANT OF A NETWORK: the recipes for husky, lint-staged and lefthook were not followed")
    assert done.returncode == 0, done.stderr


def commit(folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """A commit stops at the bad file, and passes once the staged one is mended, whatever lies in the working tree."""
    status, output = scratch.run(folder, "git", "commit", "-m", "x", home=folder, **environment)
    assert status != 0
    assert PLACE in output
    write(folder, dict.fromkeys(BAD, "server { listen 80; }\n"))
    git(folder, "add", *BAD)
    return scratch.run(folder, "git", "commit", "-m", "x", home=folder, **environment)


@pytest.mark.parametrize("program", ["uvx", "pipx"])
def test_without_installing(team: Path, offline: dict[str, str], program: str) -> None:
    words = command(f"{program} command", PAGE).split()
    status, output = scratch.run(team, *words, home=team, **offline)
    assert (status, PLACE in output) == (1, True), output
    status, output = scratch.run(team, *words, "--version", home=team, **offline)
    assert status == 0
    assert f"prodlint {__version__}\n" in output


@pytest.mark.parametrize("label", ["husky", "lint-staged"])
def test_husky(team: Path, offline: dict[str, str], label: str) -> None:
    recipe = files(label)
    write(
        team,
        {
            "package.json": recipe.pop("package.json", '{"scripts": {"prepare": "husky"}}'),
            ".gitignore": "node_modules\n",
        },
    )
    npm(team, "husky@9", "lint-staged@16")
    assert scratch.run(team, "npm", "run", "prepare", home=team)[0] == 0  # as `npm install` in a clone does
    write(team, recipe)
    git(team, "add", ".")
    status, output = commit(team, offline)
    assert status == 0, output


def test_lefthook(team: Path, offline: dict[str, str]) -> None:
    write(team, files("lefthook") | {"package.json": "{}", ".gitignore": "node_modules\n"})
    npm(team, "lefthook@2")
    git(team, "add", ".")
    assert scratch.run(team, "npx", "lefthook", "install", home=team)[0] == 0
    status, output = commit(team, offline)
    assert status == 0, output


def test_git_alone(team: Path, offline: dict[str, str]) -> None:
    (path,) = recipe = files("git")
    write(team, recipe)
    (team / path).chmod(0o755)
    (setting,) = re.findall(r"`git config (core\.hooksPath \S+)`", PAGE)
    git(team, "config", *setting.split())
    git(team, "add", ".")
    status, output = commit(team, offline)
    assert status == 0, output


# --- coding agents --------------------------------------------------------------------------------------------------


def commands(path: str, event: str) -> list[str]:
    """The commands that an agent runs at an event, by the configuration of the page."""
    entries = json.loads(files("agent")[path])["hooks"][event]
    return [one["command"] for entry in entries for one in entry.get("hooks", [entry])]


def told(team: Path, offline: dict[str, str], path: str, event: str, **fields: object) -> tuple[int, str, str]:
    """What an agent is told at an event: exit status, standard output and standard error."""
    (script,) = commands(path, event)
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=team,
        env=os.environ | offline | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        input=json.dumps({"hook_event_name": event} | fields),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_claude_code(team: Path, offline: dict[str, str]) -> None:
    path, bad = ".claude/settings.json", str(team / "web/nginx.conf")
    (matcher,) = (one["matcher"] for one in json.loads(files("agent")[path])["hooks"]["PostToolUse"])
    assert all(re.fullmatch(matcher, tool) for tool in ("Write", "Edit"))
    shared = {"session_id": "x", "cwd": str(team)}
    written = {"tool_name": "Write", "tool_input": {"file_path": bad, "content": "x"}}
    status, _, errors = told(team, offline, path, "PostToolUse", **shared, **written)
    assert (status, PLACE in errors) == (2, True), errors
    assert told(team, offline, path, "Stop", **shared, stop_hook_active=False)[0] == 2
    assert told(team, offline, path, "Stop", **shared, stop_hook_active=True)[0] == 1
    write(team, {".gitignore": "web/\n"})
    git(team, "rm", "-rq", "--cached", "web")
    assert told(team, offline, path, "PostToolUse", **shared, **written) == (0, "", "")


def test_cursor(team: Path, offline: dict[str, str]) -> None:
    path = ".cursor/hooks.json"
    shared = {"conversation_id": "x", "workspace_roots": [str(team)]}
    status, _, errors = told(team, offline, path, "afterFileEdit", **shared, file_path=str(team / "web/nginx.conf"))
    assert (status, PLACE in errors) == (2, True), errors
    status, output, _ = told(team, offline, path, "stop", **shared, status="completed", loop_count=0)
    assert status == 0
    assert PLACE in json.loads(output)["followup_message"]


def test_agents_md(team: Path, offline: dict[str, str]) -> None:
    (text,) = (files("agent")["AGENTS.md"],)
    (script,) = re.findall(r"`(uvx [^`]+)`", text)
    status, output = scratch.run(team, *script.split(), home=team, **offline)
    assert (status, PLACE in output) == (1, True)


# --- editors --------------------------------------------------------------------------------------------------------


def said(team: Path) -> str:
    return scratch.run(team, "prodlint", home=team)[1]


def test_the_problem_matcher_takes_each_finding_and_nothing_else(team: Path) -> None:
    (tasks,) = re.findall(r"^```json \.vscode/tasks\.json\n(.*?)^```$", PAGE, re.M | re.S)
    (task,) = json.loads(tasks)["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    matched = [found for line in said(team).splitlines() if (found := re.search(pattern["regexp"], line))]
    fields = [[found[pattern[name]] for name in ("file", "line", "column", "code")] for found in matched]
    assert fields == [["web/nginx.conf", "1", "40", "no-wildcard-cors"]]
    assert task["command"] == "prodlint"


def test_the_errorformat_takes_each_finding_and_nothing_else(team: Path) -> None:
    (formats,) = re.findall(r"^set errorformat=(.+)$", PAGE, re.M)
    finding, rest = formats.replace("\\ ", " ").split(",")
    assert rest == "%-G%.%#"  # what is no finding is left out
    items = {"%f": r"(?P<file>.+?)", "%l": r"(?P<line>\d+)", "%c": r"(?P<column>\d+)", "%m": r"(?P<message>.+)"}
    expression = re.sub("%[flcm]", lambda item: items[item[0]], finding)
    matched = [found for line in said(team).splitlines() if (found := re.fullmatch(expression, line))]
    assert [found["file"] + ":" + found["line"] + ":" + found["column"] + ": " for found in matched] == [PLACE]


def test_vim_fills_its_quickfix_list(team: Path) -> None:
    if not shutil.which("vim"):
        pytest.skip("SKIPPED FOR WANT OF vim: its errorformat was read by an expression alone")
    (setting,) = re.findall(r"^(set errorformat=.+)$", PAGE, re.M)
    write(team, {"said": said(team)})
    entry = '{_, one -> join([bufname(one.bufnr), one.lnum, one.col], ":")}'
    words = [f"+{setting}", "+cgetfile said", f'+call writefile(map(getqflist(), {entry}), "list")', "+qa!"]
    subprocess.run(["vim", "-es", "-N", "-u", "NONE", "-i", "NONE", *words], cwd=team, timeout=60, check=False)
    assert (team / "list").read_text() == "web/nginx.conf:1:40\n"


def test_what_is_not_saved(team: Path) -> None:
    write(team, {"buffer": "\n" + BAD["web/nginx.conf"]})
    status, output = scratch.run(team, "sh", "-c", command("stdin command", PAGE), home=team)
    assert status == 1
    assert output.startswith("web/nginx.conf:2:40: ")
