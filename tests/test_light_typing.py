"""What stands for `typing` while we run does what `typing` does."""

from __future__ import annotations

import pickle
import subprocess
import sys
import typing

import pytest

from prodlint import light_typing
from prodlint.light_typing import NamedTuple


class Place(NamedTuple):
    """A line of a file."""

    path: str
    line: int = 1

    @property
    def shown(self) -> str:
        return f"{self.path}:{self.line}"


def test_a_named_tuple_is_one() -> None:
    place = Place("main.py", line=3)
    assert place == ("main.py", 3)
    assert (place.path, place.line, place.shown) == ("main.py", 3, "main.py:3")
    assert Place("main.py")._replace(path="a.py") == Place("a.py", 1)
    assert Place._fields == ("path", "line")
    assert Place.__doc__ == "A line of a file."
    assert repr(place) == "Place(path='main.py', line=3)"
    assert pickle.loads(pickle.dumps(place)) == place


def test_a_named_tuple_needs_its_fields() -> None:
    with pytest.raises(TypeError):
        Place()  # type: ignore[call-arg]


def test_every_name_is_one_of_typing() -> None:
    public = {name for name in vars(light_typing) if not name.startswith("_")}
    assert public - {"TYPE_CHECKING", "sys", "namedtuple"} <= set(typing.__all__)


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="there it is typing itself")
def test_a_run_with_a_finding_imports_no_typing(tmp_path: typing.Any) -> None:
    (tmp_path / "Procfile").write_text("web: uvicorn main:app --reload\n")
    command = [sys.executable, "-I", "-X", "importtime", "-m", "prodlint", "no-reload-in-prod", "Procfile"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "prodlint.engine" in done.stderr
    assert "typing" not in {line.split()[-1] for line in done.stderr.splitlines() if line}
