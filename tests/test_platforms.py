"""The same findings on every platform: line ends, encodings, back-slashes, drive letters, poor consoles, no git.

Windows itself is not at hand where these tests were written: `ntpath` stands in for `os.path`, and files whose
names hold back-slashes for folders.
"""

from __future__ import annotations

import ntpath
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import pytest

from casefile import GIT_ENVIRONMENT, Case, git, load, write
from prodlint import HOOKS
from prodlint import source as source_module
from prodlint.__main__ import main
from prodlint.clean import hook_module
from prodlint.engine import collect
from prodlint.finding import Finding
from prodlint.options import Options, split
from prodlint.source import Repository, Source, find_root, read_bytes

BAD = {
    "api/main.py": 'import flask\nimport flask_cors\n\napp = flask.Flask("x")\nflask_cors.CORS(app)\n',
    "Dockerfile": "FROM python:3.12\nUSER app\nCMD uvicorn api.main:app --reload\n",
    ".env.local": "A=1\n",
}


@contextmanager
def windows(folder: str = "C:\\Users\\Me\\shop") -> Iterator[None]:
    """Paths as they are on Windows, with `folder` as the current one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "path", ntpath)
        patch.setattr(os, "sep", "\\")
        patch.setattr(os, "getcwd", lambda: folder)
        yield


def lines(text: str, end: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", end)


def utf8(text: str) -> bytes:
    return lines(text, "\n").encode("utf-8", "surrogateescape")


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "carriage returns and line feeds": lambda text: utf8(text).replace(b"\n", b"\r\n"),
    "byte order mark": lambda text: b"\xef\xbb\xbf" + utf8(text),
    "UTF-16": lambda text: lines(text, "\r\n").encode("utf-16", "surrogatepass"),
}


def findings(hook: str, case: Case, encode: Callable[[str], bytes] = utf8) -> list[Finding]:
    """What a hook finds in the files of a case, outside git and without a file system."""
    module = hook_module(hook)
    repository = Repository(split([*case.get("args", ())])[0])
    repository.once("walk", lambda: frozenset(case["files"]))
    sources = [repository.keep(Source(path, encode(text))) for path, text in case["files"].items()]
    hits = [
        (source.path.replace("/", os.sep), source.data, [hook])
        for source in sources
        if module.wants(source.path) is not None
    ]
    found, troubles = collect({hook: module}, hits, repository)
    assert troubles == []
    return found


@pytest.mark.parametrize("hook", HOOKS)
def test_the_same_findings_in_every_case(hook: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cases = [case for case in load(hook) if "--added-only" not in case.get("args", ())]  # which asks git
    plain = [findings(hook, case) for case in cases]
    assert any(plain)
    for case, expected, (name, encode) in zip(cases, plain, cycle(ENCODINGS.items()), strict=False):
        assert findings(hook, case, encode) == expected, f"{case['name']} with {name}"
        with windows():
            assert findings(hook, case) == expected, f"{case['name']} on Windows"


@pytest.mark.parametrize(
    ("encode", "is_covered"),
    [(utf8, True), *zip(ENCODINGS.values(), (True, True, False), strict=True)],
    ids=["line feeds", *ENCODINGS],
)
def test_ignore_rules_count_as_they_do_for_git(
    encode: Callable[[str], bytes], is_covered: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    write(tmp_path, {".env.example": "A=1\n"})
    (tmp_path / ".gitignore").write_bytes(encode("dist\n.env\n"))
    git(tmp_path, "add", "-f", "--", ".env.example", ".gitignore")
    assert main(["block-env-files", ".env.example", ".gitignore"]) == (not is_covered)


def test_lines_that_git_converts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `core.autocrlf` the index has line feeds, the working tree carriage returns too."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    (tmp_path / ".env").write_bytes(b"A=1\r\nDB_PASSWORD=" + b"vT9x2Lq" + b"Pz7Wm\r\n")
    subprocess.run(
        ["git", "-c", "core.autocrlf=true", "-c", "core.safecrlf=false", "add", ".env"], check=True, env=GIT_ENVIRONMENT
    )
    assert b"\r" not in git(tmp_path, "cat-file", "blob", ":.env")
    assert main(["block-env-files", ".env"]) == 1
    assert capsys.readouterr().out.startswith(".env:2:")


# --- paths ----------------------------------------------------------------------------------------------------------


def test_a_hook_with_a_back_slashed_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("src\\api\\main.py").write_text(BAD["api/main.py"])
    with windows():
        status = main(["no-wildcard-cors", "src\\api\\main.py"])
    assert status == 1
    assert capsys.readouterr().out.startswith("src/api/main.py:5:1: ")


@pytest.mark.parametrize(
    ("given", "relative"),
    [
        ("main.py", "api/main.py"),
        (".\\sub\\..\\main.py", "api/main.py"),
        ("sub/main.py", "api/sub/main.py"),
        ("..\\Dockerfile", "Dockerfile"),
        ("C:\\Users\\Me\\shop\\api\\main.py", "api/main.py"),
        ("c:/users/me/SHOP/api/main.py", "api/main.py"),  # the same folder there
        ("..\\..\\other\\main.py", "../../other/main.py"),
        ("C:\\Users\\Me\\shopping\\main.py", "C:/Users/Me/shopping/main.py"),
        ("D:\\shop\\api\\main.py", "D:/shop/api/main.py"),
        ("\\\\server\\share\\main.py", "//server/share/main.py"),
    ],
)
def test_paths_with_back_slashes_and_drives(
    given: str, relative: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("C:\\Users\\Me\\shop\\.git").mkdir()
    with windows("C:\\Users\\Me\\shop\\api"):
        assert find_root(os.getcwd()) == (True, "C:\\Users\\Me\\shop")
        repository = Repository(Options())
        assert repository.relative(given) == relative
        if not relative.startswith(("..", "C:", "D:", "//")):
            assert repository.relative(repository.shown(relative)) == relative


@pytest.mark.parametrize("folder", ["C:\\", "D:\\a", "\\\\server\\share\\a"])
def test_no_repository_on_a_drive(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with windows(folder):
        assert find_root(folder) == (False, folder)


# --- files ----------------------------------------------------------------------------------------------------------


def test_no_link_is_followed_where_opening_one_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to("file")
    monkeypatch.setattr(source_module, "_FOLLOWS", True)
    monkeypatch.setattr(source_module, "_READ_FLAGS", os.O_RDONLY)
    assert read_bytes(str(tmp_path / "file")) == b"x"
    with pytest.raises(OSError):
        read_bytes(str(tmp_path / "link"))


def test_windows_looks_for_git_on_the_path_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `git.exe` of the repository must not run: what git is asked must say so to the system."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NODEFAULTCURRENTDIRECTORYINEXEPATH", raising=False)
    repository = Repository(Options())
    seen = []

    def run(*_: object, **__: object) -> subprocess.CompletedProcess[bytes]:
        seen.append("NODEFAULTCURRENTDIRECTORYINEXEPATH" in os.environ)
        return subprocess.CompletedProcess((), 0, b"")

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(source_module.os, "name", "nt")
    repository.git("version")
    monkeypatch.undo()
    assert seen == [True]


# --- consoles and programs ------------------------------------------------------------------------------------------


def prodlint(folder: Path, *words: str, **environment: str) -> tuple[int, bytes, bytes]:
    """Exit status, standard output and standard error of the command, without the isolation of a hook."""
    done = subprocess.run(
        [sys.executable, "-m", "prodlint", *words],
        cwd=folder,
        env=GIT_ENVIRONMENT | {"PYTHONPATH": str(Path(source_module.__file__).parents[1])} | environment,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii", "utf-16"])
def test_consoles(encoding: str, tmp_path: Path) -> None:
    names = ("gr\u00fcn.py", "\u65e5\u672c.py")
    write(tmp_path, dict.fromkeys(names, BAD["api/main.py"]))
    status, output, errors = prodlint(
        tmp_path, "--hook=no-wildcard-cors", *names, "\u65e5.py", PYTHONIOENCODING=encoding
    )
    assert status == 2
    text, complaints = output.decode(encoding), errors.decode(encoding)
    for name in names:
        printed = name.encode(encoding, "backslashreplace").decode(encoding)
        assert f"{printed}:5:1: " in text
    assert ": error: no such file" in complaints
    for word in ("--help", "--explain"):
        assert prodlint(tmp_path, word, PYTHONIOENCODING=encoding)[0] == 0


def test_without_git(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, BAD)
    git(tmp_path, "add", "-f", "--", *BAD)
    expected = [b".env.local:1:1", b"Dockerfile:3:26", b"api/main.py:5:1"]
    for environment in ({}, {"PATH": ""}):
        status, output, errors = prodlint(tmp_path, **environment)
        assert status == 1
        assert [line.split(b": ")[0] for line in output.splitlines() if line.endswith(b"]")] == expected
        assert errors == b"prodlint: 3 findings in 3 files; 3 files looked at\n"
