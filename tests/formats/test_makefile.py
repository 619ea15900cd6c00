"""Makefiles: which line belongs to which target, and where each word stands."""

from __future__ import annotations

import pytest

from prodlint.formats import makefile


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("all:\n\ta\n\tb\n", [("all", "a"), ("all", "b")]),
        ("a b: c\n\tx\n", [("a b", "x")]),
        ("a:\n\t@-x\n\n\t + y\n", [("a", "x"), ("a", "y")]),
        ("a:\n\tx \\\n\t  y\nb:\n\tz\n", [("a", "x y"), ("b", "z")]),
        ("a:\n\t$(RUN) $(X)y $$z\n", [("a", "${RUN} ${X}y $$z")]),
        ("X = 1\n\ta\nA := b\n", [("", "a")]),
        ("a::\n# a comment\n\tx\n", [("a", "x")]),
        ("dev-$(X) : b\n\tx\n", [("dev-$(X)", "x")]),
        ("a\nX = b\n\tx\nY ::= c\n\ty\n", [("", "x"), ("", "y")]),
        ("a:\n\tx\\", [("a", "x")]),
    ],
)
def test_recipes(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(" ".join(targets), " ".join(line.text.split())) for targets, line in makefile.read(text)] == expected


def test_places() -> None:
    (command,) = makefile.commands_of(makefile.read("all: x\nrun:\n\t@uvicorn $(APP) \\\n\t\t--reload\n"), "run")
    assert [(word.text, word.line, word.column) for word in command.words] == [
        ("uvicorn", 3, 3),
        ("${APP}", 3, 11),
        ("--reload", 4, 3),
    ]
