"""The fuzz targets for a short while, and what they have found before."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

import fuzz_readers
import targets
from targets import TARGETS

SCRIPT = Path(fuzz_readers.__file__)
HANGS = 300  # seconds


def fuzz(*words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *words], capture_output=True, text=True, timeout=HANGS, check=False
    )
    return done.returncode, done.stdout


@pytest.mark.xdist_group("fuzz")
def test_nothing_is_found_in_a_short_while(tmp_path: Path) -> None:
    """Guided by coverage where atheris is there, by chance where it is not."""
    status, output = fuzz("--inputs", "60", "--keep", str(tmp_path))
    assert status == 0, output
    assert [line.partition(":")[0] for line in output.splitlines()[1:]] == list(TARGETS)
    assert output.startswith("by chance" if fuzz_readers.atheris is None else "guided by coverage")


def test_nothing_is_found_by_chance(tmp_path: Path) -> None:
    assert fuzz("--random", "--inputs", "60", "--seed", "7", "--keep", str(tmp_path))[0] == 0


def test_what_fails_is_told_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes) -> None:
        raise ValueError("a fault")

    monkeypatch.setitem(TARGETS, "json", targets.Target(fail, ("json",)))
    options = argparse.Namespace(inputs=5, seconds=0, seed=1, keep=str(tmp_path))
    count, failure = fuzz_readers.by_chance("json", options, tmp_path)
    assert (count, "ValueError: a fault" in failure) == (1, True)
    assert (tmp_path / "json-crash").exists()


def test_places_are_checked() -> None:
    targets.check_places([(1, 1), (1, 3), (2, 1)], "ab\n")
    for place in ((0, 1), (3, 1), (1, 4), (1, 0)):
        with pytest.raises(AssertionError):
            targets.check_places([place], "ab\n")


# Each made its target fail, or never come to an end, once.
FOUND = [
    ("dockerignore", b"[c-a]x\n"),
    ("regex", b"a{2,3\nb"),
    ("yaml", b"a: |"),
    ("yaml", b"a:\n  b: |\n        \n c:\n- d: |"),
    ("tsx", b"({a:{A/Y:g(o: "),
    ("no-wildcard-cors", b"nginx.conf\nif ($a = 1) { set $a 1; add_header Access-Control-Allow-Origin *; }"),
    ("no-wildcard-cors", b"nginx.conf\nif { add_header Access-Control-Allow-Origin *; }"),
    ("no-public-secrets", b'ci.json\n{"run": "x\\nexport NEXT_PUBLIC_SESSION_SECRET=abc123def456"}'),
]


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_what_was_found_before(name: str, data: bytes) -> None:
    TARGETS[name].run(data)
