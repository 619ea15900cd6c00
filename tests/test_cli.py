"""The command for people, and one hook by hand, as processes that a person would start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from casefile import GIT_ENVIRONMENT, git, write
from prodlint import ALL, BY_CHOICE, BY_DEFAULT, HOOKS, __version__

BAD = {
    "api/main.py": 'import flask\nimport flask_cors\n\napp = flask.Flask("x")\nflask_cors.CORS(app)\n',
    "Dockerfile": "FROM python:3.12\nUSER app\nCMD uvicorn api.main:app --reload\n",
    ".env.local": "A=1\n",
    "web/.env": "NEXT_PUBLIC_OPENAI_API_KEY=\n",
}
GOOD = {"main.py": "print(1)\n", "compose.yaml": "services: {}\n"}


def prodlint(folder: Path, *words: str, program: tuple[str, ...] = ("prodlint",)) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the installed command."""
    scripts = Path(sys.executable).parent
    environment = GIT_ENVIRONMENT | {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run([*program, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    write(tmp_path, BAD | GOOD)
    git(tmp_path, "add", "-f", "--", *BAD, *GOOD)
    return tmp_path


def places(output: str) -> list[str]:
    return [line.split(": ")[0] + " " + line.split()[-1] for line in output.splitlines() if line.endswith("]")]


ALL_PLACES = [
    ".env.local:1:1 [block-env-files]",
    "Dockerfile:3:26 [no-reload-in-prod]",
    "api/main.py:5:1 [no-wildcard-cors]",
    "web/.env:1:1 [no-public-secrets]",
]


def test_all_hooks_over_what_git_tracks(repository: Path) -> None:
    write(repository, {"untracked/.env.local": "A=1\n"})
    status, output, summary = prodlint(repository)
    assert (status, places(output)) == (1, ALL_PLACES)
    assert summary == "prodlint: 4 findings in 4 files; 6 files looked at\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["api"], ALL_PLACES[2:3]),
        (["web", "Dockerfile"], [ALL_PLACES[1], ALL_PLACES[3]]),
        (["--hook", "block-env-files"], ALL_PLACES[:1]),
        (["--hook=block-env-files", "--hook=no-public-secrets", "."], [ALL_PLACES[0], ALL_PLACES[3]]),
        (["--", "api/main.py"], ALL_PLACES[2:3]),
        (["main.py"], []),
    ],
)
def test_paths_and_hooks_can_be_chosen(repository: Path, words: list[str], expected: list[str]) -> None:
    status, output, _ = prodlint(repository, *words)
    assert (status, places(output)) == (int(bool(expected)), expected)


def test_hooks_by_choice_run_only_when_they_are_named(repository: Path) -> None:
    assert BY_CHOICE[0] not in prodlint(repository)[1]
    expected = ["Dockerfile:1:6 [pin-base-images]"]
    assert places(prodlint(repository, "--hook=pin-base-images")[1]) == expected
    assert places(prodlint(repository, "pin-base-images", "Dockerfile")[1]) == expected
    assert places(prodlint(repository, "--hook=pin-base-images", "--level=tag")[1]) == []


def test_the_id_of_all_hooks(repository: Path) -> None:
    program = (sys.executable, "-I", "-m", "prodlint", ALL)
    status, output, errors = prodlint(repository, *BAD, *GOOD, program=program)
    assert (status, places(output), errors) == (1, ALL_PLACES, "")
    assert places(prodlint(repository, "--strict", *BAD, program=program)[1])[:2] == ALL_PLACES[:2]
    assert prodlint(repository, *GOOD, program=program) == (0, "", "")
    assert places(prodlint(repository, "--hook=prodlint", "--hook=pin-base-images")[1]) == [
        ALL_PLACES[0],
        "Dockerfile:1:6 [pin-base-images]",
        *ALL_PLACES[1:],
    ]


def test_a_folder_of_the_name_of_the_command_is_a_path(repository: Path) -> None:
    write(repository, {"prodlint/main.py": BAD["api/main.py"]})
    git(repository, "add", "--", "prodlint/main.py")
    assert places(prodlint(repository, "prodlint")[1]) == ["prodlint/main.py:5:1 [no-wildcard-cors]"]


def test_in_a_sub_folder_and_outside_git(repository: Path, tmp_path: Path) -> None:
    assert places(prodlint(repository / "api")[1]) == [
        "../.env.local:1:1 [block-env-files]",
        "../Dockerfile:3:26 [no-reload-in-prod]",
        "main.py:5:1 [no-wildcard-cors]",
        "../web/.env:1:1 [no-public-secrets]",
    ]
    assert places(prodlint(repository / "api", ".")[1]) == ["main.py:5:1 [no-wildcard-cors]"]


def test_outside_git(tmp_path: Path) -> None:
    write(tmp_path, {**BAD, "node_modules/x/.env.local": "A=1\n"})
    assert places(prodlint(tmp_path)[1]) == ALL_PLACES


def test_one_hook_by_hand(repository: Path) -> None:
    status, output, summary = prodlint(repository, "no-wildcard-cors", "--strict", "api/main.py")
    assert (status, places(output), summary) == (1, ALL_PLACES[2:3], "")
    assert prodlint(repository, "no-wildcard-cors", "main.py") == (0, "", "")
    for words in ([], ["."], ["api"], ["--strict"], ["api", "--strict"]):  # what git tracks
        status, output, summary = prodlint(repository, "no-wildcard-cors", *words)
        assert (status, places(output)) == (1, ALL_PLACES[2:3])
        assert summary.startswith("prodlint: 1 finding in 1 file; ")
    assert prodlint(repository, "no-wildcard-cors", "web") == (0, "", "prodlint: clean; 1 file looked at\n")
    assert prodlint(repository, "no-wildcard-cors", program=(sys.executable, "-I", "-m", "prodlint")) == (0, "", "")


@pytest.mark.parametrize("program", [("prodlint",), (sys.executable, "-I", "-m", "prodlint")])
def test_no_file_takes_the_place_of_a_hook(repository: Path, program: tuple[str, ...]) -> None:
    write(repository, {"pin-base-images": "x\n"})
    assert prodlint(repository, "pin-base-images", "Dockerfile", program=program)[0] == 1


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_link_to_a_folder_is_said(repository: Path) -> None:
    (repository / "current").symlink_to("api")
    status, output, errors = prodlint(repository, "current")
    assert (status, output) == (2, "")
    assert errors.startswith("current: error: is a link to a folder; name the folder itself\n")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["missing.py"], "missing.py: error: no such file or folder\n"),
        ([".."], "..: error: holds no file that is tracked in "),
        (["bin.png"], "bin.png: error: holds no file that is tracked in "),
        (["no-wildcard-cors", "missing.py"], "missing.py: error: no such file or folder\n"),
        (["no-wildcard-cors", "main.py", "gone.png"], "gone.png: error: No such file or directory\n"),
        (["no-wildcard-cor"], "no-wildcard-cor: error: no such file or folder; to run a hook, put no-wildcard-cors"),
        (["--strict", "no-wildcard-cors"], "no-wildcard-cors: error: no such file or folder; to run a hook, put"),
        (["main.py", "--strikt"], "prodlint: no such option: --strikt (see --help)\n"),
        (["main.py", "--", "--strict"], "--strict: error: no such file or folder; no option is called so"),
        (["--skip=no-such-hook"], "prodlint: no such hook: no-such-hook; there are "),
        (["--explain", "no-such-hook"], "prodlint: no such hook: no-such-hook; there are "),
        (["--exclude=("], "prodlint: --exclude is no regular expression: "),
        (["no-wildcard-cors", "bin.png"], "bin.png: error: holds no file that is tracked in "),
        (["--no-such-option"], "prodlint: no such option: --no-such-option (see --help)\n"),
        (["--hook", "no-such-hook"], f"prodlint: no such hook: no-such-hook; there are {', '.join(HOOKS)}\n"),
        (["no-wildcard-cors", "--format"], "prodlint: --format needs a value\n"),
        (["no-wildcard-cors", "--level=tag"], "prodlint: --level means nothing to no-wildcard-cors\n"),
        (["pin-base-images", "--level=full"], "prodlint: --level of pin-base-images is digest or tag; not full\n"),
    ],
)
def test_wrong_usage(repository: Path, words: list[str], complaint: str) -> None:
    write(repository, {"bin.png/x": "a folder that no hook wants\n"})
    status, output, errors = prodlint(repository, *words)
    assert (status, output) == (2, "")
    assert errors.startswith(complaint)


def test_findings_are_printed_even_when_a_file_cannot_be_read(repository: Path) -> None:
    status, output, errors = prodlint(repository, "no-wildcard-cors", "missing.py", "api/main.py")
    assert (status, places(output)) == (2, ALL_PLACES[2:3])
    assert errors.startswith("missing.py: error: ")


def test_help_version_and_explanations(repository: Path) -> None:
    status, output, _ = prodlint(repository, "--help")
    assert status == 0
    assert all(hook in output for hook in HOOKS)
    assert prodlint(repository, "--version")[:2] == (0, f"prodlint {__version__}\n")
    status, output, _ = prodlint(repository, "no-wildcard-cors", "--explain")
    assert status == 0
    assert output.startswith("no-wildcard-cors: ")
    assert prodlint(repository, "--explain", "no-wildcard-cors")[1] == output
    assert prodlint(repository, "-h") == prodlint(repository, "--help")


def test_excluded_paths_are_left_out(repository: Path) -> None:
    status, output, _ = prodlint(repository, "--exclude=^api/")
    assert (status, places(output)) == (1, [place for place in ALL_PLACES if not place.startswith("api/")])
    assert prodlint(repository, "no-wildcard-cors", "--exclude=main", "api/main.py") == (0, "", "")


def test_hooks_are_left_out(repository: Path) -> None:
    assert places(prodlint(repository, ".", "--skip=block-env-files,no-wildcard-cors")[1]) == [
        ALL_PLACES[1],
        ALL_PLACES[3],
    ]
    module = (sys.executable, "-I", "-m", "prodlint", ALL)
    assert (
        places(prodlint(repository, "--hook=prodlint", "--skip=no-reload-in-prod", "Dockerfile", program=module)[1])
        == []
    )
    assert places(prodlint(repository, "Dockerfile", "--hook=pin-base-images", program=module)[1]) == [
        "Dockerfile:1:6 [pin-base-images]"
    ]


def test_hooks_are_listed(repository: Path) -> None:
    lines = prodlint(repository, "--list")[1].splitlines()
    assert [line.split()[0] for line in lines] == list(HOOKS)
    assert [line.split()[0] for line in lines if line.endswith(" (by choice)")] == list(BY_CHOICE)
    listed = json.loads(prodlint(repository, "--list", "--format=json")[1])
    assert [hook["id"] for hook in listed if not hook["by_choice"]] == list(BY_DEFAULT)


def test_findings_are_counted(repository: Path) -> None:
    write(repository, {"b.py": BAD["api/main.py"]})
    git(repository, "add", "--", "b.py")
    status, output, _ = prodlint(repository, "--statistics")
    assert status == 1
    assert output.splitlines()[:2] == ["     2 in 2 files  no-wildcard-cors", "     1 in 1 file  block-env-files"]
    counts = json.loads(prodlint(repository, "--statistics", "--format=json")[1])
    assert counts[0] == {"hook": "no-wildcard-cors", "findings": 2, "files": 2}


def test_a_level_is_for_the_hooks_that_know_it(repository: Path) -> None:
    write(repository, {"Dockerfile": "FROM python:3.12\n"})
    both = ("--hook=pin-base-images", "--hook=harden-compose")
    assert prodlint(repository, *both, "Dockerfile", "--level=tag")[0] == 0
    assert prodlint(repository, *both, "--level=tag", "Dockerfile")[0] == 0
    assert prodlint(repository, *both, "--level=nothing", "Dockerfile")[2].startswith("prodlint: --level of ")


def test_nothing_to_look_at(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert prodlint(tmp_path) == (0, "", "prodlint: clean; 0 files looked at\n")


def test_what_was_fixed_is_counted_apart(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, {"compose.yaml": 'services:\n  db:\n    image: postgres\n    ports: ["5432:5432"]\n'})
    git(tmp_path, "add", "-A")
    status, output, summary = prodlint(tmp_path, "--hook=no-public-db-ports", "--fix")
    assert (status, summary) == (1, "prodlint: 1 fixed, clean; 1 file looked at\n")
    assert output.startswith("compose.yaml:4: fixed: ")


def test_a_folder_under_pre_commit(repository: Path) -> None:
    program = (sys.executable, "-I", "-m", "prodlint")
    for folder in ("api", "."):
        status, output, errors = prodlint(repository, "no-wildcard-cors", folder, program=program)
        assert (status, output) == (2, "")
        assert errors == f"{folder}: error: is a folder; to look into it: prodlint --hook=HOOK-ID FOLDER\n"


def test_a_git_dir_that_stands_elsewhere(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """git takes the current folder for its work tree."""
    there = tmp_path_factory.mktemp("there")
    program = ("env", f"GIT_DIR={repository / '.git'}", "prodlint")
    assert prodlint(there, program=program) == (
        2,
        "",
        "prodlint: GIT_DIR names a repository none of whose files is here; set GIT_WORK_TREE, too\n",
    )
    write(there, {"api/main.py": BAD["api/main.py"], "other.py": BAD["api/main.py"]})
    assert places(prodlint(there, program=program)[1]) == ALL_PLACES[2:3]
    assert places(prodlint(there, "other.py", program=program)[1]) == ["other.py:5:1 [no-wildcard-cors]"]
    program = ("env", f"GIT_DIR={repository / '.git'}", f"GIT_WORK_TREE={repository}", "prodlint")
    assert places(prodlint(repository, program=program)[1]) == ALL_PLACES
