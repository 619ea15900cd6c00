"""`--added-only`: what a change makes is reported, what was there before is not."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Callable
from pathlib import Path
from subprocess import CalledProcessError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile import git, write
from prodlint.__main__ import command
from prodlint.added.patch import Hunk, carried, hunks_of, marks_of, touches

BAD = "add_header Access-Control-Allow-Origin *;\n"
OLD = f"# 1\n{BAD}# 3\n# 4\n"  # a finding in line 2
CORS = "from fastapi.middleware.cors import CORSMiddleware\napp.add_middleware(\n    CORSMiddleware,\n{}\n)\n"
ANY = '    allow_origins=["*"],  # all'
NAMES = ("a b.conf", "a\nb.conf", 'q"\\.conf', "t\t.conf", "caf\u00e9.conf", "-x.conf", "b/c.conf")
SECRET = "DATABASE_URL=postgres://shop:vT9x2Lq" + "Pz7Wm@db.shop.example:5432/shop\n"
COPIES = "FROM python:3.12\nCOPY . .\nUSER app\n"

RUNS = "FROM python:3.12\nCMD uvicorn app:app --reload\n"
ORIGINS = 'from flask_cors import CORS\nBAD = ["*"]\nGOOD = ["https://a.example.com"]\nCORS(app, origins={})\n'
PORTS = "services:\n  db:\n    ports:\n      - 7000:7000\n    image: {}\n"

Step = Callable[[Path], object]


def put(files: dict[str, str | None]) -> Step:
    """Write files and stage them."""
    return lambda root: (write(root, files), run("add", "-A", "-f", "--", *files)(root))


def only_write(files: dict[str, str | None]) -> Step:
    return lambda root: write(root, files)


def put_utf16(text: str) -> Step:
    return lambda root: ((root / "utf16.conf").write_bytes(text.encode("utf-16")), git(root, "add", "utf16.conf"))


def run(*arguments: str) -> Step:
    return lambda root: git(root, *arguments)


def repository(root: Path, files: dict[str, str | None], *steps: Step) -> None:
    """A repository with these files committed, in which the steps are taken."""
    git(root, "init", "-q")
    put(files | {"README": "x\n"})(root)
    git(root, "commit", "-q", "-m", "before")
    for step in steps:
        step(root)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """Where the command with these options and paths finds something: "path:line"."""
    status = command(["--format=json", *arguments])
    report = json.loads(capsys.readouterr().out)
    assert report["errors"] == []
    assert status == bool(report["findings"])
    return [f"{finding['path']}:{finding['line']}" for finding in report["findings"]]


# --- lines ----------------------------------------------------------------------------------------------------------

# name: (the steps behind a commit of nginx.conf with OLD in it, where something is found)
LINES: dict[str, tuple[tuple[Step, ...], list[str]]] = {
    "nothing changed": ((), []),
    "another file changed": ((put({"README": "y\n"}),), []),
    "a line before": ((put({"nginx.conf": "# 0\n" + OLD}),), []),
    "a line like the old one": ((put({"nginx.conf": OLD + BAD}),), ["nginx.conf:5"]),
    "the line changed": ((put({"nginx.conf": OLD.replace("*;", "*; # all")}),), ["nginx.conf:2"]),
    "the line before it changed": ((put({"nginx.conf": OLD.replace("# 1", "# one")}),), []),
    "the line before it taken away": ((put({"nginx.conf": OLD.replace("# 1\n", "")}),), []),
    "no end of the last line": ((put({"nginx.conf": OLD + BAD.rstrip()}),), ["nginx.conf:5"]),
    "a new file": ((put({"new.conf": OLD}),), ["new.conf:2"]),
    "a copy": ((put({"copy.conf": OLD + "# 5\n"}),), ["copy.conf:2"]),
    "renamed": ((run("mv", "nginx.conf", "site.conf"),), []),
    "renamed and changed": ((run("mv", "nginx.conf", "site.conf"), put({"site.conf": BAD + OLD})), ["site.conf:1"]),
    "another mode": ((run("update-index", "--chmod=+x", "nginx.conf"),), []),
    "a link becomes a file": (
        (lambda root: (root / "a.conf").symlink_to("nginx.conf"), run("add", "a.conf"), run("commit", "-qm", "link"),
         lambda root: (root / "a.conf").unlink(), put({"a.conf": OLD})),
        ["a.conf:2"],
    ),
    "not staged": ((only_write({"nginx.conf": OLD + BAD}),), []),
    "staged in part": (
        (put({"nginx.conf": OLD + BAD}), only_write({"nginx.conf": f"# 0\n{BAD}{OLD}{BAD}{BAD}"})), ["nginx.conf:7"],
    ),
    "staged, then changed again": (
        (put({"nginx.conf": OLD + BAD}), only_write({"nginx.conf": OLD + BAD.replace(";", "; # all")})),
        ["nginx.conf:5"],
    ),
    "staged, then taken back": ((put({"nginx.conf": OLD + BAD}), only_write({"nginx.conf": OLD})), []),
    "staged renaming with more in the working tree": (
        (run("mv", "nginx.conf", "site.conf"), only_write({"site.conf": BAD + OLD})), [],
    ),
    "intended to be added": ((only_write({"new.conf": OLD}), run("add", "-N", "new.conf")), []),
    "other line ends": ((put({"nginx.conf": (OLD + BAD).replace("\n", "\r\n")}),), ["nginx.conf:5"]),
    "line ends that git changes": (
        (run("config", "core.autocrlf", "true"), put({"nginx.conf": (OLD + BAD).replace("\n", "\r\n")})),
        ["nginx.conf:5"],
    ),
    "line ends that git does not know": (  # it sees one line, which was changed
        (put({"nginx.conf": OLD.replace("\n", "\r") + BAD}),), ["nginx.conf:2", "nginx.conf:5"],
    ),
    "UTF-16": (
        (put_utf16(OLD), run("commit", "-qm", "UTF-16"), put_utf16(OLD + BAD)), ["utf16.conf:5"],
    ),
    "UTF-16 with a letter that git takes for a line end": (
        (put_utf16(OLD), run("commit", "-qm", "UTF-16"), put_utf16(OLD + "# \u010a\n" + BAD)),
        ["utf16.conf:2", "utf16.conf:6"],
    ),
    "kept by git in another form": (
        (put({".gitattributes": "nginx.conf filter=seal\n", "nginx.conf": OLD + BAD}),),
        ["nginx.conf:2", "nginx.conf:5"],
    ),
    "called binary": ((put({".gitattributes": "*.conf binary\n", "nginx.conf": OLD + BAD}),), ["nginx.conf:5"]),
    "called no text": ((put({".gitattributes": "*.conf -text -diff\n", "nginx.conf": OLD + BAD}),), ["nginx.conf:5"]),
    "a NUL": ((put({"nginx.conf": OLD + "# \0\n" + BAD}),), ["nginx.conf:6"]),
    "lines like those of a patch": (
        (put({"main.py": "x = '''\n'''\n"}), run("commit", "-qm", "text"),
         put({"main.py": "x = '''\n++ b/README\n@@ -1 +1 @@\n-- a/README\n\\ No newline\n'''\n" + CORS.format(ANY)})),
        ["main.py:10"],
    ),
    "names": (
        (put(dict.fromkeys(NAMES, OLD)), run("commit", "-qm", "names"), put(dict.fromkeys(NAMES, OLD + BAD))),
        [f"{name}:5" for name in sorted(NAMES)],
    ),
    "a submodule": (
        (run("init", "-q", "sub"), put({"sub/x": "x\n"}), run("reset", "-q"),
         lambda root: git(root / "sub", "add", "x"), lambda root: git(root / "sub", "commit", "-qm", "x"),
         run("-c", "advice.addEmbeddedRepo=false", "add", "sub"), put({"nginx.conf": OLD + BAD})),
        ["nginx.conf:5"],
    ),
    "a merge": (
        (run("checkout", "-qb", "other"), put({"nginx.conf": BAD + OLD}), run("commit", "-qm", "other"),
         run("checkout", "-q", "main"), put({"README": "z\n"}), run("commit", "-qm", "main"),
         run("merge", "-q", "--no-commit", "other")),
        ["nginx.conf:1"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "expected"), LINES.values(), ids=LINES)
def test_lines(
    steps: tuple[Step, ...], expected: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository(tmp_path, {"nginx.conf": OLD}, *steps)
    assert found(capsys, "--hook=no-wildcard-cors", "--added-only") == expected


# name: (hook, a file before, the file now, the line that the change makes a finding of without touching it; 0 for none)
MADE_BAD = {
    "renamed from a test": ("no-wildcard-cors", ("tests/a.conf", OLD), ("a.conf", OLD), 2),
    "renamed from what it was not": ("no-wildcard-cors", ("a.txt", OLD), ("nginx.conf", OLD), 2),
    "renamed from what was for development": ("no-reload-in-prod", ("Dockerfile.dev", RUNS), ("Dockerfile", RUNS), 2),
    "renamed": ("no-reload-in-prod", ("a/Dockerfile", RUNS), ("b/Dockerfile", RUNS), 0),
    "a new use": ("no-wildcard-cors", ("a.py", ORIGINS.format("GOOD")), ("a.py", ORIGINS.format("BAD")), 2),
    "another line": (
        "no-wildcard-cors",
        ("a.py", ORIGINS.format("BAD")),
        ("a.py", ORIGINS.format("BAD") + "a = 1\n"),
        0,
    ),
    "a new image": (
        "no-public-db-ports",
        ("compose.yaml", PORTS.format("a")),
        ("compose.yaml", PORTS.format("redis")),
        4,
    ),
}


@pytest.mark.parametrize("name", MADE_BAD)
def test_an_old_line_that_a_change_makes_bad(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hook, (before, old), (path, new), line = MADE_BAD[name]
    repository(
        tmp_path, {before: old}, run("rm", "-q", "--cached", before), only_write({before: None}), put({path: new})
    )
    assert found(capsys, f"--hook={hook}", "--added-only") == ([f"{path}:{line}"] if line else [])


USES = "from flask_cors import CORS\nfrom access import WHO\n\nCORS(app, origins=WHO)\n"
DEPLOYED = "services:\n  db:\n    image: redis\n    ports:\n      - 6379:6379\n"
CLOSED = "services:\n  db:\n    ports: !reset []\n"
# name: (hook, files before, what is changed of them, where that makes findings)
MADE_BAD_ELSEWHERE: dict[str, tuple[str, dict[str, str | None], dict[str, str | None], list[str]]] = {
    "a value that is imported": (
        "no-wildcard-cors", {"access.py": 'WHO = ["https://a.example.com"]\n', "main.py": USES},
        {"access.py": 'WHO = ["*"]\n'}, ["main.py:4"],
    ),
    "another value of the module": (
        "no-wildcard-cors", {"access.py": 'WHO = ["*"]\n', "main.py": USES}, {"access.py": 'WHO = ["*"]\nA = 1\n'}, [],
    ),
    "a module that is new": (
        "no-wildcard-cors", {"main.py": USES}, {"access.py": 'WHO = ["*"]\n'}, ["main.py:4"],
    ),
    "the overlay that closed a port": (
        "no-public-db-ports", {"compose.yaml": DEPLOYED, "compose.prod.yaml": CLOSED}, {"compose.prod.yaml": None},
        ["compose.yaml:5"],
    ),
    "an overlay that closed nothing": (
        "no-public-db-ports", {"compose.yaml": DEPLOYED, "compose.prod.yaml": "services: {}\n"},
        {"compose.prod.yaml": None}, [],
    ),
    "a Dockerfile that begins to run a script": (
        "no-reload-in-prod",
        {"Dockerfile": "FROM a\nCMD gunicorn a:a\n", "serve.sh": "#!/bin/sh\nuvicorn a:a --reload\n"},
        {"Dockerfile": "FROM a\nCMD ./serve.sh\n"}, ["serve.sh:2"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MADE_BAD_ELSEWHERE)
def test_an_old_file_that_a_change_elsewhere_makes_bad(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hook, before, changed, places = MADE_BAD_ELSEWHERE[name]
    repository(tmp_path, before)
    for path, text in changed.items():
        (put({path: text}) if text is not None else run("rm", "-q", path))(tmp_path)
    assert found(capsys, f"--hook={hook}", "--added-only") == places
    arrived = [path for path, text in changed.items() if text is not None]
    if arrived and hook == "no-wildcard-cors":  # as pre-commit hands them over
        assert found(capsys, f"--hook={hook}", "--added-only", *arrived) == places


def test_a_name_that_is_no_utf8(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = os.fsdecode(b"caf\xe9.conf")
    repository(tmp_path, {name: OLD}, put({name: BAD + OLD}))
    assert [place[-7:] for place in found(capsys, "--hook=no-wildcard-cors", "--added-only")] == [".conf:1"]


# What the person who runs us may have set, for all of git or for a kind of file.
SETTINGS: dict[str, str] = {
    "color.ui": "always",
    "color.diff": "always",
    "core.quotePath": "false",
    "diff.algorithm": "patience",
    "diff.context": "5",
    "diff.external": "touch ran; false",
    "diff.driver.command": "touch ran; false",
    "diff.driver.textconv": "touch ran; false",
    "diff.driver.binary": "true",
    "diff.ignoreSubmodules": "none",
    "diff.interHunkContext": "5",
    "diff.mnemonicPrefix": "true",
    "diff.noPrefix": "true",
    "diff.relative": "true",
    "diff.renames": "false",
    "diff.suppressBlankEmpty": "true",
    "diff.submodule": "diff",
    "diff.wsErrorHighlight": "all",
    "core.pager": "touch ran; false",
}


@pytest.mark.parametrize("name", [*SETTINGS, "diff.renames=copies", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_PREFIX"])
def test_settings(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    long = OLD + "# another line\n" * 9 + "\n\n"
    files = {"nginx.conf": long + "# 16\n", "caf\u00e9/b.conf": OLD, ".gitattributes": "*.conf diff=driver\n"}
    repository(tmp_path, files, run("mv", "nginx.conf", "site.conf"))
    put({"site.conf": BAD + long + "# sixteen\n" + BAD, "copy.conf": OLD, "caf\u00e9/b.conf": OLD + BAD})(tmp_path)
    if name.startswith("GIT_"):
        values = {"GIT_EXTERNAL_DIFF": "touch ran; false", "GIT_DIFF_OPTS": "--unified=3", "GIT_PREFIX": "caf\u00e9/"}
        monkeypatch.setenv(name, values[name])
    elif "=" in name:
        git(tmp_path, "config", *name.split("="))
    else:
        git(tmp_path, "config", name, SETTINGS[name])
    monkeypatch.chdir(tmp_path / "caf\u00e9")
    places = found(capsys, "--hook=no-wildcard-cors", "--added-only")
    assert places == ["caf\u00e9/b.conf:5", "copy.conf:2", "site.conf:1", "site.conf:18"]
    assert not list(tmp_path.rglob("ran"))


# --- statements and files as a whole --------------------------------------------------------------------------------

# name: (files of the commit, what is staged then, where something is found)
STATEMENTS: dict[str, tuple[dict[str, str | None], dict[str, str | None], list[str]]] = {
    "a line of it": (
        {"main.py": CORS.format(ANY)}, {"main.py": CORS.format("    max_age=1,\n" + ANY)}, ["main.py:5"],
    ),
    "a line of it taken away": (
        {"main.py": CORS.format("    max_age=1,\n" + ANY)}, {"main.py": CORS.format(ANY)}, ["main.py:4"],
    ),
    "the line behind it": ({"main.py": CORS.format(ANY)}, {"main.py": CORS.format(ANY) + "x = 1\n"}, []),
    "the line behind it taken away": ({"main.py": CORS.format(ANY) + "x = 1\n"}, {"main.py": CORS.format(ANY)}, []),
    "the line before it taken away": ({"main.py": "x = 1\n" + CORS.format(ANY)}, {"main.py": CORS.format(ANY)}, []),
    "an env file": ({".gitignore": ".env.local\n"}, {".env.local": "PORT=1\n"}, [".env.local:1"]),
    "an env file changed": ({".env.local": "PORT=1\n"}, {".env.local": "PORT=1\nX=2\n"}, [".env.local:1"]),
    "an env file not changed": ({".env.local": "PORT=1\n"}, {"README": "z\n"}, []),
    "an env file renamed": ({"settings": "PORT=1\n"}, {"settings": None, ".env.local": "PORT=1\n"}, [".env.local:1"]),
    "a secret before the change": ({".env": SECRET}, {".env": SECRET + "PORT=1\n"}, []),
    "a secret in the change": ({".env": "PORT=1\n"}, {".env": "PORT=1\n" + SECRET}, [".env:2"]),
    "a template": ({".gitignore": "dist\n"}, {".env.example": "PORT=\n"}, [".gitignore:1"]),
    "a template, no rules": ({}, {".env.example": "PORT=\n"}, [".gitignore:1"]),
    "a template changed": ({".env.example": "PORT=\n"}, {".env.example": "PORT=1\n"}, []),
    "a rule taken away": (
        {".env.example": "PORT=\n", ".gitignore": "dist\n.env\n"}, {".gitignore": "dist\n"}, [".gitignore:1"],
    ),
    "the rules taken away": (
        {".env.example": "PORT=\n", ".gitignore": "dist\n.env\n"}, {".gitignore": None}, [".gitignore:1"],
    ),
    "another rule": ({".env.example": "PORT=\n", ".gitignore": "dist\n"}, {".gitignore": "dist\nout\n"}, []),
    "a rule turned round": (
        {".env.example": "PORT=\n", ".gitignore": ".env\n"}, {".gitignore": ".env\n!.env\n"}, [".gitignore:2"],
    ),
    "a rule for images taken away": (
        {"Dockerfile": COPIES, ".env.example": "A=\n", ".gitignore": ".env\n", ".dockerignore": "dist\n.env\n"},
        {".dockerignore": "dist\n"},
        ["Dockerfile:2"],
    ),
    "another rule for images": (
        {"Dockerfile": COPIES, ".env.example": "A=\n", ".gitignore": ".env\n", ".dockerignore": "dist\n"},
        {".dockerignore": "dist\nout\n"},
        [],
    ),
    "a template for images": (
        {"Dockerfile": COPIES, ".gitignore": ".env\n"}, {".env.example": "A=\n"}, ["Dockerfile:2"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), STATEMENTS.values(), ids=STATEMENTS)
def test_statements(
    before: dict[str, str | None],
    after: dict[str, str | None],
    expected: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    repository(tmp_path, before, put(after))
    hooks = [f"--hook={hook}" for hook in ("block-env-files", "no-wildcard-cors", "no-env-in-image")]
    assert found(capsys, *hooks, "--added-only") == expected


def test_ignores_that_allow_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unused = "x = 1  # prodlint: ignore[no-wildcard-cors] cors\n"
    repository(tmp_path, {"main.py": unused}, put({"main.py": unused + unused}))
    assert found(capsys, "--hook=no-wildcard-cors", "--added-only", "--strict") == ["main.py:2"]


def test_the_env_file_of_the_index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    staged, there = f"PORT=1\n{SECRET}", f"A=1\nB=1\n{SECRET}"
    repository(tmp_path, {".env": SECRET}, put({".env": "PORT=1\n" + SECRET}), only_write({".env": there}))
    assert found(capsys, "--hook=block-env-files", "--added-only") == []
    put({".env": staged + "B=1\n" + SECRET.replace("DATABASE", "OTHER")})(tmp_path)
    write(tmp_path, {".env": "PORT=1\n"})
    assert found(capsys, "--hook=block-env-files", "--added-only") == [".env:4"]
    assert found(capsys, "--hook=block-env-files", "--added-only=HEAD") == [".env:4"]


# --- what is compared -----------------------------------------------------------------------------------------------


def test_the_first_commit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(tmp_path, "init", "-q")
    put({"nginx.conf": OLD})(tmp_path)
    write(tmp_path, {"other.conf": OLD})
    assert found(capsys, "--hook=no-wildcard-cors", "--added-only") == ["nginx.conf:2"]


def test_a_file_that_git_does_not_know(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository(tmp_path, {"nginx.conf": OLD}, only_write({"new.conf": OLD}))
    places = found(capsys, "--hook=no-wildcard-cors", "--added-only", "nginx.conf", "new.conf")
    assert places == ["new.conf:2"]


def test_a_conflict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository(tmp_path, {"nginx.conf": OLD, "old.conf": OLD}, run("checkout", "-qb", "other"))
    for branch, line in (("other", "# o\n"), ("main", "# m\n")):
        git(tmp_path, "checkout", "-q", branch)
        put({"nginx.conf": OLD + line})(tmp_path)
        git(tmp_path, "commit", "-qm", branch)
    with pytest.raises(CalledProcessError):
        git(tmp_path, "merge", "other")
    assert found(capsys, "--hook=no-wildcard-cors", "--added-only") == ["nginx.conf:2"]
    assert found(capsys, "--hook=no-wildcard-cors", "--added-only=HEAD~1") == []


def test_an_index_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `git commit FILE` has it: a relative path, and the usual index says otherwise."""
    repository(tmp_path, {"nginx.conf": OLD}, only_write({"nginx.conf": OLD + BAD}))
    (tmp_path / ".git/other").write_bytes((tmp_path / ".git/index").read_bytes())
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/other")
    assert found(capsys, "--hook=no-wildcard-cors", "--added-only") == []
    git(tmp_path, "add", "nginx.conf")
    assert found(capsys, "--hook=no-wildcard-cors", "--added-only") == []
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert found(capsys, "--hook=no-wildcard-cors", "--added-only") == ["nginx.conf:5"]


@pytest.fixture
def branches(tmp_path: Path) -> Path:
    """Both branches have gone on since `feature` parted; `feature` has committed, staged and unstaged lines."""
    repository(tmp_path, {"nginx.conf": OLD, "main.conf": OLD}, run("checkout", "-qb", "feature"))
    put({"nginx.conf": OLD + BAD, "feature.conf": OLD})(tmp_path)
    git(tmp_path, "commit", "-qm", "feature")
    git(tmp_path, "checkout", "-q", "main")
    put({"main.conf": OLD + BAD})(tmp_path)
    git(tmp_path, "commit", "-qm", "main")
    git(tmp_path, "checkout", "-q", "feature")
    return tmp_path


def test_a_commit(branches: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(capsys, "--hook=no-wildcard-cors", "--added-only=main") == ["feature.conf:2", "nginx.conf:5"]
    put({"staged.conf": OLD})(branches)
    write(branches, {"nginx.conf": BAD + OLD + BAD})
    places = ["feature.conf:2", "nginx.conf:1", "nginx.conf:6", "staged.conf:2"]
    assert found(capsys, "--hook=no-wildcard-cors", "--added-only=main") == places
    assert found(capsys, "--hook=no-wildcard-cors", "--added-only=main^{commit}") == places


@pytest.mark.parametrize(
    ("first", "last", "more", "expected"),
    [
        pytest.param("main", "feature", {}, ["feature.conf:2", "nginx.conf:5"], id="a range"),
        pytest.param(
            "main", "feature", {"nginx.conf": BAD + OLD + BAD}, ["feature.conf:2", "nginx.conf:6"], id="lines"
        ),
        pytest.param("feature", "feature", {"nginx.conf": BAD + OLD}, [], id="nothing"),
        pytest.param("feature", "main", {}, [], id="another branch"),
        pytest.param(
            "empty", "feature", {}, ["feature.conf:2", "main.conf:2", "nginx.conf:2", "nginx.conf:5"], id="other"
        ),
    ],
)
def test_a_push(
    first: str,
    last: str,
    more: dict[str, str | None],
    expected: list[str],
    branches: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    empty = git(branches, "commit-tree", "-m", "x", git(branches, "mktree").decode().strip()).decode().strip()
    write(branches, more)
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", empty if first == "empty" else first)
    monkeypatch.setenv("PRE_COMMIT_TO_REF", last)
    assert found(capsys, "--hook=no-wildcard-cors", "--added-only") == expected
    assert found(capsys, "--hook=no-wildcard-cors", "--added-only=HEAD", "main.conf") == []


def test_the_first_push(branches: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRE_COMMIT_REMOTE_NAME", "origin")
    assert len(found(capsys, "--hook=no-wildcard-cors", "--added-only")) == 4


def test_a_secret_on_the_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one commit of a push adds and the next one takes away gets pushed."""
    repository(tmp_path, {".env": "A=1\n"})
    for text in (SECRET, "A=2\n"):
        put({".env": text})(tmp_path)
        git(tmp_path, "commit", "-qm", "x")
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "HEAD~2")
    monkeypatch.setenv("PRE_COMMIT_TO_REF", "HEAD")
    assert found(capsys, "--hook=block-env-files", "--added-only") == [".env:1"]


# --- what cannot be compared ----------------------------------------------------------------------------------------


def shallow(root: Path) -> None:
    (root / "origin").mkdir()
    repository(root / "origin", {"a": "1"}, run("checkout", "-qb", "feature"))
    put({"nginx.conf": OLD})(root / "origin")
    git(root / "origin", "commit", "-qm", "2")
    git(root / "origin", "checkout", "-q", "main")
    put({"a": "2"})(root / "origin")
    git(root / "origin", "commit", "-qm", "3")
    url = (root / "origin").as_uri()
    git(root, "clone", "-q", "--depth=1", "--no-single-branch", "--branch=feature", url, "clone")
    os.chdir(root / "clone")


REFUSALS: dict[str, tuple[Step, str, str]] = {
    "no such commit": (lambda root: repository(root, {"nginx.conf": OLD}), "=origin/main", "no commit `origin/main`"),
    "no such commit, nothing found": (lambda root: repository(root, {}), "=nobody", "no commit `nobody`"),
    "an option": (lambda root: repository(root, {}), "=--output=x", "like an option"),
    "a file": (lambda root: repository(root, {"nginx.conf": OLD}), "=HEAD:nginx.conf", "no commit"),
    "all but a commit": (lambda root: repository(root, {}), "=^HEAD", "no commit"),
    "outside git": (lambda root: write(root, {"nginx.conf": OLD}), "", "no git repository"),
    "outside git, nothing found": (lambda root: None, "", "no git repository"),
    "no git": (lambda root: (repository(root, {"nginx.conf": OLD}), os.environ.update(PATH="")), "", "git is missing"),
    "a broken repository": (
        lambda root: (repository(root, {"nginx.conf": OLD}), (root / ".git/HEAD").write_text("")),
        "", "does not answer",
    ),
    "no commit yet": (lambda root: git(root, "init", "-q"), "=HEAD", "no commit"),
    "another history": (
        lambda root: repository(root, {}, run("checkout", "-q", "--orphan", "x"), run("commit", "-qm", "x")),
        "=main", "in common",
    ),
    "a shallow clone": (shallow, "=origin/main", "fetch more history"),
}  # fmt: skip


@pytest.mark.parametrize(("prepare", "option", "why"), REFUSALS.values(), ids=REFUSALS)
def test_refusals(
    prepare: Step,
    option: str,
    why: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", os.environ["PATH"])
    prepare(tmp_path)
    assert command(["no-wildcard-cors", "--added-only" + option, *map(str, Path().glob("*.conf"))]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert f"--added-only{option}: error: " in output.err
    assert why in output.err


def test_troubles_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository(tmp_path, {})
    assert command(["no-wildcard-cors", "--added-only", "missing.conf"]) == 2
    assert "missing.conf: error: " in capsys.readouterr().err


# --- patches --------------------------------------------------------------------------------------------------------

TEXTS = st.lists(
    st.sampled_from(["a", "b", "", "+++ b/x", "--- a/x", "@@ -1 +1 @@", "\\ No newline", "@@"]), max_size=12
)


def patch(old: list[str], new: list[str], context: int) -> bytes:
    """What git would print for a change of the file x."""
    lines = difflib.unified_diff(old, new, "a/x", "b/x", lineterm="", n=context)
    return "".join(f"{line}\n" for line in lines).encode()


@given(TEXTS, TEXTS, st.integers(0, 3))
def test_hunks_are_those_of_the_change(old: list[str], new: list[str], context: int) -> None:
    matcher = difflib.SequenceMatcher(None, old, new)
    expected = [
        Hunk(i + 1, i_end - i, j + 1, j_end - j)
        for name, i, i_end, j, j_end in matcher.get_opcodes()
        if name != "equal"
    ]
    assert hunks_of(patch(old, new, context)).get("x", []) == expected


@given(TEXTS, TEXTS)
def test_marks_are_the_lines_that_are_new(old: list[str], new: list[str]) -> None:
    hunks = hunks_of(patch(old, new, 0)).get("x", [])
    marks = marks_of(hunks)
    gone = {line for hunk in hunks for line in range(hunk.old, hunk.old + hunk.removed)}
    stayed = [text for number, text in enumerate(old, 1) if number not in gone]
    assert [text for number, text in enumerate(new, 1) if not touches(marks, number, number)] == stayed
    assert touches(marks, 1, len(new)) or not new or all(h.added == 0 and h.new in (1, len(new) + 1) for h in hunks)


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    """Three versions of a file in which no two lines are alike."""
    fresh = iter(range(1000))

    def edited(lines: list[str]) -> list[str]:
        result = []
        for line in [*lines, None]:
            result += [f"{next(fresh)}" for _ in range(draw(st.integers(0, 2)))]
            result += [line] if line is not None and draw(st.booleans()) else []
        return result

    first = edited([])
    second = edited(first)
    return first, second, edited(second)


@given(versions())
def test_marks_are_carried_over_a_later_change(three: tuple[list[str], list[str], list[str]]) -> None:
    first, second, third = three
    later = hunks_of(patch(second, third, 0)).get("x", [])
    marks = carried(marks_of(hunks_of(patch(first, second, 0)).get("x", [])), later)
    staged = set(second) - set(first)
    for number, line in enumerate(third, 1):
        if line in second:
            assert touches(marks, number, number) == (line in staged)
        else:
            (hunk,) = (hunk for hunk in later if hunk.new <= number < hunk.new + hunk.added)
            replaced = second[hunk.old - 1 : hunk.old - 1 + hunk.removed]
            assert touches(marks, number, number) == bool(staged.intersection(replaced))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        pytest.param("b/a/x", "a/x", id="plain"),
        pytest.param("b/a b\t", "a b", id="with a blank"),
        pytest.param('"b/M\\303\\274ller shop"\t', "Müller shop", id="quoted with a blank"),
        pytest.param(r'"b/a\nb\"\\\303\251"', 'a\nb"\\\u00e9', id="quoted"),
    ],
)
def test_the_path_of_a_patch(name: str, path: str) -> None:
    assert hunks_of(f"--- a/x\n+++ {name}\n@@ -1 +1 @@\n-1\n+2\n".encode()) == {path: [Hunk(1, 1, 1, 1)]}


@given(st.binary(max_size=80))
def test_no_patch_is_too_odd(data: bytes) -> None:
    hunks_of(b"+++ b/x\n@@ -1,3 +1,4 @@\n" + data)


@pytest.mark.parametrize("name", ["", "HEAD"])
def test_a_run_that_looks_at_nothing_says_so(
    name: str, branches: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in CI, where nothing is staged and everything would pass."""
    monkeypatch.chdir(branches)
    git(branches, "reset", "-q", "--hard")
    option = f"--added-only={name}" if name else "--added-only"
    said = (
        "prodlint: --added-only=HEAD: nothing differs from it, so no line was looked at\n"
        if name
        else "prodlint: --added-only: nothing is staged, so no line was looked at; in CI name a commit: "
        "--added-only=origin/main\n"
    )
    assert command([option]) == 0
    assert capsys.readouterr().err == f"{said}prodlint: clean; 4 files looked at\n"
    assert command(["no-wildcard-cors", option, "nginx.conf"]) == 0
    assert capsys.readouterr() == ("", said)
    put({"new.py": "x = 1\n"})(branches)
    git(branches, "add", "new.py")
    assert command([option]) == 0
    assert capsys.readouterr().err == "prodlint: clean; 5 files looked at\n"
