"""The ways of files through the stages, and which files bring a finding back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile import git, write
from prodlint.__main__ import main
from prodlint.formats.dockerfile import read
from prodlint.rules.no_env_in_image import wants
from prodlint.rules.no_env_in_image.reach import below, copies_of


@pytest.mark.parametrize(
    ("source", "path", "rest"),
    [
        (".", "a/.env", "a/.env"),
        ("./", ".env", ".env"),
        ("/", ".env", ".env"),
        ("a", "a/.env", ".env"),
        ("./a/", "a/b/.env", "b/.env"),
        ("a", "b/.env", None),
        ("*", ".env", ""),
        ("*", "a/.env", ".env"),
        ("../a", "a/.env", ".env"),
        (".env*", ".env", ""),
        ("package*.json", ".env", None),
    ],
)
def test_below(source: str, path: str, rest: str | None) -> None:
    assert below(source, path) == rest


@pytest.mark.parametrize(
    ("instructions", "at"),
    [
        ("COPY . .", [".env"]),
        ("WORKDIR /a\nWORKDIR b\nCOPY . c/", ["a/b/c/.env"]),
        ("COPY .env /a/", ["a/.env"]),
        ("COPY .env /a", ["a/.env"]),
        ("COPY .env /a/settings.env", ["a/settings.env"]),
        ("COPY x .env /a.d", ["a.d/.env"]),
        ('ADD [".", "/a"]', ["a/.env"]),
        ("ARG D=/a\nCOPY . $D", ["a/.env"]),
        ("COPY . $D", [""]),
        ("COPY $S .", []),
        ("COPY --exclude=.env . .", []),
        ("COPY src .", []),
        ("COPY --from=other . .", []),
        ("COPY .", []),
        ("COPY", []),
    ],
)
def test_places(instructions: str, at: list[str]) -> None:
    assert [one.at for one in copies_of(".env", read(f"FROM a\n{instructions}\n"))[0]] == at


def test_a_stage_copies_what_is_left_in_another() -> None:
    text = "FROM a AS x\nCOPY . /a\nRUN rm /a/.env\nFROM x AS y\nFROM b\nCOPY --from=x / /\nCOPY --from=0 /a /b\n"
    copies = copies_of(".env", read(text))
    assert [len(copies[number]) for number in range(3)] == [1, 1, 0]


@pytest.mark.parametrize("path", [".dockerignore", "a/Dockerfile.dockerignore", ".env.example", "a/.env", "prod.env"])
def test_files_that_others_depend_on(path: str) -> None:
    assert wants(path) == ()


@pytest.mark.parametrize("path", ["main.py", ".gitignore", "env", "k8s/a.yaml", "README.md", "logo.png"])
def test_files_of_others(path: str) -> None:
    assert wants(path) is None


FILES: dict[str, str | None] = {
    "a/Dockerfile": "FROM python:3.12\nCOPY . .\n",
    "a/.env.example": "KEY=\n",
    "a/.dockerignore": ".git\n",
    "b/Dockerfile": "FROM python:3.12\nCOPY . .\n",
    "b/.env.example": "KEY=\n",
    "compose.yaml": "services:\n  a:\n    build: a\n",
}


@pytest.mark.parametrize(
    ("arrives", "lines"),
    [
        ("a/Dockerfile", 1),
        ("a/.dockerignore", 1),
        ("a/.env.example", 1),
        ("b/.env.example", 1),
        ("compose.yaml", 0),
        ("a/Dockerfile a/.dockerignore a/.env.example", 1),
        (" ".join(FILES), 2),
    ],
)
def test_runs_for_every_file_and_reports_once(
    arrives: str, lines: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    write(tmp_path, FILES)
    git(tmp_path, "add", "--", *FILES)
    main(["no-env-in-image", *arrives.split()])
    assert capsys.readouterr().out.count("/Dockerfile:2:6: ") == lines


@given(st.lists(st.sampled_from("COPY . .|COPY --from=0 / /|FROM a|FROM 0|WORKDIR $X|RUN rm *|ADD ../.. /".split("|"))))
def test_never_raises(instructions: list[str]) -> None:
    copies_of(".env", read("\n".join(instructions)))


def test_copies_of_copies_end() -> None:
    stages = [f"FROM a AS s{n}\n" + f"COPY --from=s{n - 1} / /x\n" * 10 for n in range(1, 40)]
    copies_of(".env", read("FROM a AS s0\nCOPY . .\n" + "".join(stages)))


def test_a_long_step_is_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    many = "".join(f"echo number {number} of many\n" for number in range(500))
    for last, status in (("PORT=8000", 0), ("DB_PASSWORD=q7Hw9" + "zK2pXv4m", 1)):
        Path("Dockerfile").write_text(f"FROM python:3.12-slim\nRUN <<EOF\n{many}export {last}\nEOF\n")
        assert main(["no-env-in-image", "Dockerfile"]) == status


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_an_ignore_file_may_be_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"Dockerfile": "FROM node:22\nCOPY . .\n", ".gitignore": "secrets.txt\n", ".env.example": "KEY=\n"}
    write(tmp_path, files)
    (tmp_path / ".dockerignore").symlink_to(".gitignore")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    monkeypatch.chdir(tmp_path)
    assert main(["no-env-in-image", "Dockerfile"]) == 1
    (tmp_path / ".gitignore").write_text(".env\n")
    assert main(["no-env-in-image", "Dockerfile"]) == 0
