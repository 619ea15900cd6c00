"""What no hook could read is said once, and only where one of them would have looked."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile import write
from prodlint.__main__ import command

BROKEN = "services:\n  db: [\n    image: redis {\n    ports: ['6379:6379']\n"
WORDS = ["--hook=no-public-db-ports", "--hook=pin-base-images"]


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        pytest.param("compose.yaml", BROKEN, " [no-public-db-ports, pin-base-images]", id="by two hooks"),
        pytest.param("compose.yaml", BROKEN.replace("ports", "x"), " [pin-base-images]", id="by one"),
        pytest.param("compose.yaml", "#" + BROKEN.replace("\n", "\n#") + "\na: b: c: [\n- x\n", "", id="comments"),
        pytest.param("tests/fixtures/compose.yaml", BROKEN, "", id="a fixture"),
        pytest.param("examples/compose.yaml", BROKEN, "", id="an example"),
        pytest.param("compose.yaml", BROKEN.replace("redis", "{{ x }} }}"), "", id="a template"),
    ],
)
def test_what_is_said(
    path: str, text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {path: text})
    status = command([*WORDS, path])
    errors = capsys.readouterr().err.splitlines()
    assert [line for line in errors if ": error: " in line] == (
        [f"{path}: error: line 3: not YAML{said}"] if said else []
    )
    assert status == (2 if said else 0)


def test_nothing_is_edited_in_a_broken_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "services:\n  db:\n    image: redis\n    ports: ['6379:6379']\nx: [1\ny: 2\n"
    write(tmp_path, {"compose.yaml": text})
    assert command(["--hook=no-public-db-ports", "--fix", "compose.yaml"]) == 1
    assert Path("compose.yaml").read_text() == text


@pytest.mark.parametrize(
    ("path", "args", "said"),
    [
        ("Dockerfile", (), "no-env-in-image, no-root-container"),
        ("Dockerfile.dev", (), ""),
        ("Dockerfile.dev", ("--prod-files=^Dockerfile",), "no-env-in-image, no-root-container"),
        ("Dockerfile", ("--dev-files=^Dockerfile",), ""),
    ],
)
def test_each_hook_tells_what_it_would_have_read(
    path: str,
    args: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {path: "FROM node:22\nCOPY .env /app/\n" + "RUN echo a\n" * 300_000})
    assert command(["--hook=no-root-container", "--hook=no-env-in-image", *args, path]) == (2 if said else 0)
    errors = [line for line in capsys.readouterr().err.splitlines() if ": error: " in line]
    assert [line.partition(" [")[2].rstrip("]") for line in errors] == ([said] if said else [])
