"""The conditions around a line, by indentation."""

from __future__ import annotations

import pytest

from prodlint.context import DEVELOPMENT, PRODUCTION, UNKNOWN
from prodlint.context.conditions import of_guards
from prodlint.formats.guards_by_indent import guards

CASES = [
    ("if", 'if env == "dev" {\n\tX\n}', DEVELOPMENT),
    ("else", 'if env == "dev" {\n\ta\n} else {\n\tX\n}', PRODUCTION),
    ("brace on its own line", "if (env.IsDevelopment())\n{\n    X\n}", DEVELOPMENT),
    ("else on its own line", "if (env.IsDevelopment())\n{\n    a\n}\nelse\n{\n    X\n}", PRODUCTION),
    ("negated", "if (!env.IsDevelopment()) {\n    X\n}", PRODUCTION),
    ("not production", 'if env != "production" {\n\tX\n}', DEVELOPMENT),
    ("after a branch", "if (env.IsDevelopment()) {\n    a\n}\nX", UNKNOWN),
    ("ruby", "if Rails.env.development?\n  X\nend", DEVELOPMENT),
    ("unless", "unless Rails.env.production?\n  X\nend", DEVELOPMENT),
    ("trailing if", "X if Rails.env.development?", DEVELOPMENT),
    ("ternary", 'a = env == "dev" ? X : b', DEVELOPMENT),
    ("other side of a ternary", 'a = env == "dev" ? b : X', PRODUCTION),
    ("profile", '@Profile("dev")\nclass A {\n    X\n}', DEVELOPMENT),
    ("profile of a neighbour", '@Profile("dev")\nclass A {\n    a\n}\nclass B {\n    X\n}', UNKNOWN),
    ("no condition", "func a() {\n\tX\n}", UNKNOWN),
]


@pytest.mark.parametrize(("text", "context"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_guards(text: str, context: str) -> None:
    lines = text.split("\n")
    line = next(number for number, content in enumerate(lines, 1) if "X" in content)
    assert of_guards(guards(lines, line, lines[line - 1].index("X") + 1)) == context
