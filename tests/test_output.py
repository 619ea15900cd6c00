"""`--output FILE`: whole or not at all, never through a link in the repository, and never in silence."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from casefile import git, write
from prodlint.__main__ import main
from prodlint.report.output import save

BAD = 'import flask\nimport flask_cors\n\napp = flask.Flask("x")\nflask_cors.CORS(app)\n'


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    write(folder, {"main.py": BAD, "reports/.keep": "", "clean.py": "x = 1\n"})
    git(folder, "add", "--", ".")
    monkeypatch.chdir(folder)
    return folder


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if ".git" not in path.parts}


@pytest.mark.parametrize("before", [None, "old"])
@pytest.mark.parametrize("where", ["out.json", "reports/out.json", "../out.json"])
def test_written_whole(repository: Path, capsys: pytest.CaptureFixture[str], where: str, before: str | None) -> None:
    if before:
        Path(where).write_text(before)
    assert main(["no-wildcard-cors", "--format=json", f"--output={where}", "main.py"]) == 1
    assert capsys.readouterr() == ("", f"prodlint: 1 finding written to {where}\n")
    assert len(json.loads(Path(where).read_text())["findings"]) == 1
    assert not any(name.startswith(".prodlint-") for name in names(repository.parent))
    umask = os.umask(0)
    os.umask(umask)
    assert Path(where).stat().st_mode & 0o777 == 0o666 & ~umask  # others read it: a step in a container, an artifact


@pytest.mark.parametrize("form", ["json", "sarif", "github", "text"])
def test_also_when_all_is_clean(repository: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    Path("out").write_text("of the last run")
    assert main(["no-wildcard-cors", f"--format={form}", "--output", "out", "clean.py"]) == 0
    assert capsys.readouterr() == ("", "")
    assert "of the last run" not in Path("out").read_text()


@pytest.mark.parametrize("where", ["/dev/stdout", "-"])
def test_standard_output_by_name(repository: Path, capsys: pytest.CaptureFixture[str], where: str) -> None:
    assert main(["no-wildcard-cors", "--format=json", f"--output={where}", "main.py"]) == 1
    assert len(json.loads(capsys.readouterr().out)["findings"]) == 1


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ("/dev/full", "No space left on device"),
        ("missing/out.json", "No such file or directory"),
        ("main.py/out.json", "Not a directory"),
        ("reports", "not a regular file"),
        ("fifo", "not a regular file"),
        ("link.json", "not a regular file"),
        ("dangling.json", "not a regular file"),
        ("away/out.json", "a folder on the way is a link in the repository"),
        ("away/deep/out.json", "a folder on the way is a link in the repository"),
        ("x" * 300, "File name too long"),
    ],
)
@pytest.mark.parametrize("more", [[], ["--exit-zero"]], ids=["", "exit zero"])
def test_refused(repository: Path, capsys: pytest.CaptureFixture[str], where: str, why: str, more: list[str]) -> None:
    elsewhere = repository.parent / "elsewhere"
    (elsewhere / "deep").mkdir(parents=True)
    (elsewhere / "target").write_text("theirs")
    Path("link.json").symlink_to(elsewhere / "target")
    Path("dangling.json").symlink_to(elsewhere / "new")
    Path("away").symlink_to(elsewhere)
    os.mkfifo("fifo")
    before = names(repository.parent)
    assert main(["no-wildcard-cors", "--format=json", *more, f"--output={where}", "main.py"]) == 2
    assert capsys.readouterr() == ("", f"{where}: error: {why}\n")
    assert names(repository.parent) == before
    assert (elsewhere / "target").read_text() == "theirs"


def test_a_link_outside_of_the_repository_is_the_user_s(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "artifacts").mkdir()
    (tmp_path / "link").symlink_to("artifacts")
    save("x", str(tmp_path / "link/out.json"), str(repository))
    assert (tmp_path / "artifacts/out.json").read_text() == "x"


@pytest.mark.parametrize("error", [OSError(30, "Read-only file system"), KeyboardInterrupt()], ids=["error", "^C"])
def test_nothing_is_left_of_a_failure(repository: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object) -> None:
        raise error

    Path("out.json").write_text("old")
    before = names(repository)
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(type(error)):
        save("new", "out.json", str(repository))
    assert names(repository) == before
    assert Path("out.json").read_text() == "old"
