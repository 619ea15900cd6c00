"""What is set in a file, whatever its format."""

from __future__ import annotations

import pytest

from prodlint.context.settings import settings_of
from prodlint.source import Source

# The name of a file, its text, and its settings: keys with dots, value, line, column.
FILES = [
    ("a.yaml", "a:\n  b: x\n", [("a.b", "x", 2, 6)]),
    ("a.yaml", "a:\n  - x\n  - y\n", [("a", "x", 2, 5), ("a", "y", 3, 5)]),
    ("a.yaml", "- name: A\n  value: x\n", [("name", "A", 1, 9), ("A", "x", 2, 10)]),
    ("a.yaml", "- {parameterKey: A, parameter_value: x}\n", [("parameterKey", "A", 1, 18), ("A", "x", 1, 38)]),
    ("a.yaml", "- name: A\n  other: x\n", [("name", "A", 1, 9), ("other", "x", 2, 10)]),
    ("compose.yaml", "e:\n  - A=x\n", [("e", "A=x", 2, 5), ("e.A", "x", 2, 7)]),
    ("compose.yaml", "labels:\n  - t.io/a=x\n", [("labels", "t.io/a=x", 2, 5), ("labels.t.io/a", "x", 2, 12)]),
    ("a.yaml", "d: |\n  A=x\n  # B=y\n  C=z\n", [("d.A", "x", 2, 5), ("d.C", "z", 4, 5)]),
    ("a.yaml", "d: |\n  Say\n  ```\n  A=x\n  ```\n", []),
    ("a.yaml", "a: &a\n  b: x\nc:\n  <<: *a\n", [("a.b", "x", 2, 6)]),
    ("a.json", '{"a": {"b": ["x"]}}', [("a.b", "x", 1, 14)]),
    ("a.toml", '[a]\nb = "x"\n', [("a.b", "x", 2, 5)]),
    (".env", "A=x\n# B=y\nC\n", [("A", "x", 1, 3)]),
    ("a.sh", "export A='x'\n", [("A", "x", 1, 10)]),
    ("a.ini", "[s]\na = x\n", [("s.a", "x", 2, 5)]),
    ("a.properties", "a.b=x\n", [("a.b", "x", 1, 5)]),
    ("a.service", '[Service]\nEnvironment="A=x,y" B=z\n', [
        ("Service.Environment", '"A=x,y" B=z', 2, 13), ("Service.Environment.A", "x,y", 2, 13),
        ("Service.Environment.B", "z", 2, 13)]),
    ("supervisord.conf", "[program:a]\nenvironment=A=\"x,y\",B=z\n", [
        ("program:a.environment", 'A="x,y",B=z', 2, 13), ("program:a.environment.A", "x,y", 2, 13),
        ("program:a.environment.B", "z", 2, 13)]),
    ("Dockerfile", "FROM a\nENV A=x\nARG B\nLABEL c=y\n", [("A", "x", 2, 7), ("c", "y", 4, 9)]),
    ("a.tf", 'a {\n  b = "x"\n}\n', [("a.b", "x", 2, 7)]),
    ("a.tf", 'e = { name = "A", value = "x" }\n', [("e.name", "A", 1, 14), ("e.A", "x", 1, 27)]),
    ("a.yaml", "a: [\n  - x\nb: y\n", []),  # which is told
    ("a.py", "A = 'x'\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), FILES, ids=[f"{path}-{text[:12]}" for path, text, _ in FILES])
def test_settings(path: str, text: str, expected: list[tuple[str, str, int, int]]) -> None:
    found = settings_of(Source(path, text.encode()))
    assert [(".".join(one.keys), one.text, one.line, one.column) for one in found] == expected


def test_what_is_told_of_a_setting() -> None:
    labelled, listed = (
        settings_of(Source("Dockerfile", b"FROM a\nLABEL \\\n  a=x\n")),
        settings_of(Source("a.yaml", b"a:\n  B-c: y\n  d:\n    - x\n")),
    )
    assert (labelled[0].named_by, labelled[0].last) == ("LABEL", 3)
    assert [one.listed for one in listed] == [False, True]
    assert [one.beside for one in listed] == [{"bc", "d"}, {"bc", "d"}]
    assert [one.name for one in settings_of(Source("a.properties", b"a.b.c=x"))] == ["c"]
