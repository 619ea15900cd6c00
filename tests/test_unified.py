"""`--diff`: what `--fix` would do, exactly, and nothing that a credential may stand in."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fakes
from casefile import git, write
from prodlint.__main__ import main
from prodlint.finding import Edit
from prodlint.rewrite import Text
from prodlint.unified import unified

COMPOSE = 'services:\n  db:\n    image: postgres\n    ports:\n      - "5432:5432"\n'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    git(tmp_path, "init", "-q")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def diff(root: Path, *words: str) -> int:
    git(root, "add", "-A")
    return main(["no-public-db-ports", "--diff", *words])


def test_the_diff(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, {"compose.yaml": COMPOSE})
    assert diff(root, "compose.yaml") == 1
    output, errors = capsys.readouterr()
    assert errors == "prodlint: --fix would mend 1 of 1 findings\n"
    assert output.splitlines() == [
        "--- a/compose.yaml",
        "+++ b/compose.yaml",
        "@@ -5 +5 @@",
        '-      - "5432:5432"',
        '+      - "127.0.0.1:5432:5432"',
    ]
    assert (root / "compose.yaml").read_text() == COMPOSE
    assert main(["no-public-db-ports", "--diff", "--exit-zero", "compose.yaml"]) == 0
    assert main(["no-public-db-ports", "--diff", "--fix", "compose.yaml"]) == 2
    assert main(["no-public-db-ports", "compose.yaml", "--fix"]) == 1
    assert '"127.0.0.1:5432:5432"' in (root / "compose.yaml").read_text()
    capsys.readouterr()
    assert diff(root, "compose.yaml") == 0
    assert capsys.readouterr() == ("", "")


def test_what_may_hold_a_credential_is_not_shown(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = fakes.generated(24)
    line = f"docker run -d -e POSTGRES_PASSWORD={secret} -p 5432:5432 postgres:16\n"
    write(root, {"deploy.sh": f"#!/bin/sh\n{line}echo {secret}\n"})
    assert diff(root, "deploy.sh") == 1
    output = capsys.readouterr().out
    assert output.splitlines()[2:] == [
        "@@ -2 +2 @@",
        "-(a line that may hold a credential)",
        "+(a line that may hold a credential)",
    ]


texts = st.lists(st.sampled_from(["a", "b: 1", "", "  c", "é"]), max_size=12)
ends = st.sampled_from(["\n", "\r\n"])


@given(texts, ends, st.booleans(), st.data())
def test_a_patch_makes_of_the_file_what_the_edits_do(
    lines: list[str], end: str, open_: bool, data: st.DataObject
) -> None:
    text = end.join(lines) + ("" if open_ else end)
    before = Text(text.encode())
    edits = [Edit("f", 0, 1, 0, f"line {number}") for number in range(data.draw(st.integers(0, 2)))]
    for number in data.draw(st.sets(st.integers(1, len(before.lines)))):
        removed = data.draw(st.integers(0, len(before.lines[number - 1])))
        edits.append(Edit("f", number, 1, removed, data.draw(st.sampled_from(["x", "x\ny", "127.0.0.1:"]))))
    placed = [before.place(edit) for edit in edits]
    after, _ = before.rewritten([one for one in placed if one])
    if not edits:
        return
    patch = unified("f", text.encode(), after, edits)
    assert applied(text, patch) == after.decode()


def applied(text: str, patch: str) -> str:
    """The text with a patch without context applied, by its numbers alone."""
    old = re.findall(r"[^\r\n]*\r?\n|[^\r\n]+", text)
    new: list[str] = []
    at, sign = 0, ""
    for line in re.findall(r".*\n", patch)[2:]:
        head = re.match(r"@@ -(\d+)(?:,(\d+))? \+", line)
        if head:
            start = int(head[1]) - (head[2] != "0")
            new += old[at:start]
            at = start
        elif line[0] == "-":
            assert old[at].rstrip("\n") == line[1:-1]
            at += 1
        elif line[0] == "+":
            new.append(line[1:])
        elif sign == "+":
            new[-1] = new[-1].removesuffix("\n")
        sign = line[0]
    return "".join(new + old[at:])


def test_git_applies_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, {"compose.yaml": COMPOSE.replace("\n", "\r\n").rstrip() + '\r\n      - "5433:5432"'})
    git(root, "add", "-A")
    assert main(["no-public-db-ports", "--diff", "compose.yaml"]) == 1
    patch = capsys.readouterr().out
    command = ["git", "apply", "--unidiff-zero", "-"]
    done = subprocess.run(command, cwd=root, input=patch.encode(), capture_output=True, check=False)
    assert done.stderr == b""
    assert (root / "compose.yaml").read_bytes().endswith(b'127.0.0.1:5432:5432"\r\n      - "127.0.0.1:5433:5432"')


def test_into_a_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, {"compose.yaml": COMPOSE})
    assert diff(root, "compose.yaml", "--output=fix.patch") == 1
    assert capsys.readouterr() == ("", "prodlint: --fix would mend 1 of 1 findings\n")
    subprocess.run(["git", "apply", "--unidiff-zero", "fix.patch"], cwd=root, check=True)
    assert '"127.0.0.1:5432:5432"' in (root / "compose.yaml").read_text()
    assert diff(root, "compose.yaml", "--output=no/such/folder") == 2


def test_a_new_file() -> None:
    patch = unified(".dockerignore", None, b".env\n", [Edit(".dockerignore", 0, 1, 0, ".env")])
    assert patch == "--- /dev/null\n+++ b/.dockerignore\n@@ -0,0 +1 @@\n+.env\n"
