from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from prodlint.__main__ import main
from prodlint.formats import Unparsable
from prodlint.formats.spelled import spelled
from prodlint.looks import spelled_out
from prodlint.options import Options
from prodlint.source import MOST, Repository, Source, as_utf8, read_bytes

TEXT = "A=1\nB=ü\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="utf-8 with a mark"),
        pytest.param(TEXT.encode("utf-16"), id="utf-16 with a mark"),
        pytest.param(b"\xfe\xff" + TEXT.encode("utf-16-be"), id="utf-16-be with a mark"),
        pytest.param(TEXT.encode("utf-16-le"), id="utf-16-le"),
        pytest.param(TEXT.encode("utf-16-be"), id="utf-16-be"),
        pytest.param(TEXT.encode("utf-32"), id="utf-32 with a mark"),
        pytest.param(b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"), id="utf-32-be with a mark"),
        pytest.param(TEXT.encode("utf-32-le"), id="utf-32-le"),
        pytest.param(TEXT.encode("utf-32-be"), id="utf-32-be"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="crlf"),
        pytest.param(TEXT.replace("\n", "\r").encode(), id="cr"),
    ],
)
def test_text(data: bytes) -> None:
    source = Source("x", data)
    assert source.text == TEXT
    assert source.lines == ["A=1", "B=ü", ""]
    assert b"B=\xc3\xbc" in as_utf8(data)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"\x00\x00\x00", b"A=\xff\xfe", b"\xff\xfe\x00\xd8"])
def test_broken_bytes_are_read(data: bytes) -> None:
    assert isinstance(Source("x", data).text, str)
    assert isinstance(as_utf8(data), bytes)


@pytest.mark.parametrize(
    ("path", "data", "kind"),
    [
        ("run", b"#!/usr/bin/env python3\n", "python"),
        ("run", b"#!/bin/bash\n", "shell"),
        ("run", b"#!/usr/bin/env -S node --watch\n", "javascript"),
        ("run", b"#!/usr/bin/perl\n", "other"),
        ("run", b"text", "other"),
        ("a.py", b"", "python"),
    ],
)
def test_kind(path: str, data: bytes, kind: str) -> None:
    assert Source(path, data).kind == kind


def test_a_reader_runs_once_also_when_it_refuses() -> None:
    calls = []

    def reader(text: str) -> int:
        calls.append(text)
        raise Unparsable(3, "not of the format")

    source = Source("x", b"text")
    for _ in range(2):
        with pytest.raises(Unparsable):
            source.read(reader)
    assert calls == ["text"]


@pytest.mark.skipif(os.name == "nt", reason="no FIFOs")
def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to("file")
    assert read_bytes(str(tmp_path / "file")) == b"x"
    for name in ("fifo", "link", "missing", "."):
        with pytest.raises(OSError):
            read_bytes(str(tmp_path / name))


def repository_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.chdir(folder)
    return Repository(Options())


def test_repository_in_a_sub_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for name in ("top.py", "app/a b\n.py", "app/ignored"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    subprocess.run(["git", "add", "top.py", "app/a b\n.py"], cwd=tmp_path, check=True)
    repository = repository_at(tmp_path / "app", monkeypatch)
    assert repository.tracked == {"top.py", "app/a b\n.py"}
    assert repository.relative("a b\n.py") == "app/a b\n.py"
    assert repository.shown("top.py") == "../top.py"
    source = repository.source("top.py")
    assert source is not None
    assert source.text == "top.py"
    assert repository.source("missing.py") is None


def test_repository_outside_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules/x.js").touch()
    (tmp_path / "a.py").touch()
    repository = repository_at(tmp_path, monkeypatch)
    assert repository.tracked == {"a.py"}
    assert not repository.inside_git


def test_git_that_fails_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = repository_at(tmp_path, monkeypatch)
    assert repository.git("no-such-command") is None
    monkeypatch.setenv("PATH", "")
    assert repository.git("version") is None


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"/*" + bytes(600) + b"*/\napp.use(cors())\n", id="a comment of NULs"),
        pytest.param(b"#" + bytes(601) + b"\nA=1\n", id="an odd number of them"),
        pytest.param(b"\xff\xfe\nA=1\n", id="two bytes that look like a mark"),
        pytest.param(b"\xff\xfe\0\0\nA=1\nB=2\nC=3\n", id="four bytes that do"),
    ],
)
def test_nothing_makes_utf_16_of_what_is_read_as_ascii(data: bytes) -> None:
    assert as_utf8(data) == data


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param("# é\nA=1\n".encode("utf-16"), "# é\nA=1\n", id="UTF-16"),
        pytest.param("# 私は\nA=1\n".encode("utf-16"), "# 私は\nA=1\n", id="UTF-16 of few Latin letters"),
        pytest.param("A=1\n".encode("utf-16-le") * 9 + b"\n", "A=1\n" * 9 + "\ufffd", id="UTF-16 with a byte too much"),
        pytest.param(b"# " + b"\0" * 40 + b"\nA=1\n", "# " + "\0" * 40 + "\nA=1\n", id="NULs in a comment"),
        pytest.param(b"# " + b"\0a" * 300 + b"\nA_B=1\n", "# " + "\0a" * 300 + "\nA_B=1\n", id="NULs between letters"),
        pytest.param(
            "# coding: shift_jis\nA='表'\n".encode("shift_jis"), "# coding: shift_jis\nA='表'\n", id="Shift-JIS"
        ),
        pytest.param(
            b"#!x\n# vim: set fileencoding=latin-1 :\n\xe9", "#!x\n# vim: set fileencoding=latin-1 :\né", id="Latin-1"
        ),
        pytest.param(b"A=1\nB=2\n# coding: latin-1\n\xe9", "A=1\nB=2\n# coding: latin-1\n\udce9", id="too late"),
        pytest.param(b"# coding: rot13\nA", "# coding: rot13\nA", id="no encoding of text"),
        pytest.param(b"# coding: utf-7\n+AEE-", "# coding: utf-7\n+AEE-", id="one in which ASCII is something else"),
        pytest.param(b"# coding: nonsense\nA", "# coding: nonsense\nA", id="none"),
    ],
)
def test_encodings(data: bytes, expected: str) -> None:
    assert Source("a.py", data).text == expected


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b'"p\\u006frts": 1', b'"ports": 1'),
        (b"'\\x2a' \\u{6f}", b"'*' o"),
        (b"\\U0000006Frigin", b"origin"),
        (b"\\u004E\\u0045XT_", b"next_"),
    ],
)
def test_characters_written_by_their_numbers(written: bytes, said: bytes) -> None:
    lowered = written.lower()
    assert spelled_out(lowered) == lowered + said
    assert spelled(written.decode()).lower().endswith(said.decode())


@pytest.mark.parametrize("text", [b"a", b"\\", b"\\x", b"\\u00", b"\\u00e9 \\x1b \\xzz \\u{1f600}", b"c:\\new"])
def test_what_needs_no_other_reading(text: bytes) -> None:
    assert spelled_out(text) is text
    assert spelled(text.decode()) == text.decode()


def test_texts_in_pieces() -> None:
    said = spelled("""a("--rel" "oad", 'o' + 'ri'\n  'gin')""").partition("\n  'gin')\n")[2]
    assert said == """a("--reload", 'origin')"""


def test_needles_are_looked_for_in_both_readings() -> None:
    data = "# cors\n".encode("utf-16-le") * 9 + b"origin\n"
    assert b"cors" in as_utf8(data)
    assert b"origin" in as_utf8(data)


def test_conflicts_are_read_on_both_sides() -> None:
    assert Source("a", b"<<<<<<< a\r\nb\r\n=======\r\nc\r\n>>>>>>> d\r\n").lines == ["", "b", "", "c", "", ""]


def test_a_long_file_is_looked_for_needles_to_its_end_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    line = b"-- " + b"x" * 96 + b"\n"
    for end, status in ((b"", 0), (b"GRANT ALL PRIVILEGES ON *.* TO app;\n", 2)):
        Path("dump.sql").write_bytes(line * (2 * MOST // len(line)) + end)
        assert main(["no-broad-db-grants", "dump.sql"]) == status
        assert ("too large to be read" in capsys.readouterr().err) == (status == 2)
    with pytest.raises(OSError, match="too large"):
        read_bytes("dump.sql")
