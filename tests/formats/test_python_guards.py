"""Conditions under which Python code runs."""

from __future__ import annotations

import ast

import pytest

from prodlint.formats.python import read

GUARDS = {
    "none": ("x", ""),
    "if": ("if settings.DEBUG:\n    x", "settings.DEBUG"),
    "else": ("if settings.DEBUG: pass\nelse:\n    x", "!settings.DEBUG"),
    "elif": ("if A: pass\nelif B:\n    x", "!A & B"),
    "not": ("if not A:\n    x", "!A"),
    "ternary": ("y = x if A else 1", "A"),
    "and": ("y = A and x", "A"),
    "or": ("y = A or x", "!A"),
    "while": ("while A:\n    x", "A"),
    "comprehension": ("y = [x for _ in z if A]", "A"),
    "main": ("if __name__ == '__main__':\n    x", "__name__=__main__"),
    "equal": ("if os.environ['APP_ENV'] == 'Prod':\n    x", "APP_ENV=prod"),
    "reversed": ("if 'prod' == ENV:\n    x", "ENV=prod"),
    "in": ("if os.getenv('E', 'd').lower() in ('dev', 'test'):\n    x", "E=dev,test"),
    "not-in": ("if ENV not in {'dev'}:\n    x", "!ENV=dev"),
    "is-true": ("if A is True:\n    x", "A"),
    "is-false": ("if A == False:\n    x", "!A"),
    "is-none": ("if A is None:\n    x", "!A"),
    "in-environ": ("import os\nif 'DYNO' in os.environ:\n    x", "DYNO"),
    "argv": ("if '--dev' in sys.argv:\n    x", "sys.argv=--dev"),
    "enum": ("if s.env == Environment.PRODUCTION:\n    x", "s.env=production"),
    "enum-list": ("if s.env.value in [Env.DEV, Env.TEST]:\n    x", "s.env=dev,test"),
    "prefix": ("if ENV.startswith('prod'):\n    x", "ENV=prod"),
    "item": ("if app.config['DEBUG']:\n    x", "app.config.DEBUG"),
    "getattr": ("if getattr(settings, 'DEBUG', False):\n    x", "settings.DEBUG"),
    "method": ("if settings.is_dev():\n    x", "settings.is_dev"),
    "env-bool": ("import environ\nenv = environ.Env()\nif env.bool('DEBUG'):\n    x", "DEBUG"),
    "named-test": ("is_dev = os.getenv('MODE') == 'dev'\nif is_dev:\n    x", "MODE=dev"),
    "negated-name": ("is_dev = os.getenv('MODE') == 'dev'\nif not is_dev:\n    x", "!MODE=dev"),
    "named-variable": ("mode = os.getenv('MODE', 'dev')\nif mode == 'dev':\n    x", "MODE=dev"),
    "constant-name": ("DEBUG = True\nif DEBUG:\n    x", ""),
    "opaque-name": ("is_dev = load(1)\nif is_dev:\n    x", "is_dev"),
    "own-function": ("def dev(): return os.getenv('E') == 'dev'\nif dev():\n    x", "E=dev"),
    "opaque": ("if f( 1,\n  2):\n    x", "f( 1, 2)"),
    "true": ("if True:\n    x", ""),
    "false": ("if 0:\n    x", ""),
    "de-morgan-and": ("if not (A and B):\n    x", "!A | !B"),
    "de-morgan-or": ("if not (A or B):\n    x", "!A & !B"),
    "distributed": ("if A or (B and C):\n    x", "A | B & A | C"),
    "return": ("def f():\n    if not A:\n        return\n    x", "A"),
    "raise-else": ("if A: pass\nelse: raise E\nx", "A"),
    "exit": ("if ENV == 'prod':\n    sys.exit(1)\nx", "!ENV=prod"),
    "continue": ("for i in y:\n    if A: continue\n    x", "!A"),
    "assert": ("assert A\nx", "A"),
    "no-exit": ("if A:\n    f()\nx", ""),
    "exit-later": ("x\nif A:\n    raise E", ""),
    "nested-exit": ("def f():\n    if A:\n        if B: return\n        else: raise E\n    x", "!A"),
    "match": ("match os.getenv('E'):\n    case 'a' | 'b':\n        x", "E=a,b"),
    "match-rest": ("match E:\n    case 'a': pass\n    case _:\n        x", "!E=a"),
    "match-guard": ("match E:\n    case 'a' if B:\n        x", "E=a & B"),
    "function-in-if": ("if A:\n    def f():\n        x", "A"),
    "decorator": ("if A:\n    @x\n    def f(): ...", "A"),
}


@pytest.mark.parametrize(("text", "expected"), GUARDS.values(), ids=GUARDS)
def test_guards(text: str, expected: str) -> None:
    module = read(text)
    node = next(node for node in module.nodes if isinstance(node, ast.Name) and node.id == "x")
    written = " & ".join(
        " | ".join(
            "!" * (not item.holds) + item.subject + ("=" + ",".join(item.values)) * bool(item.values) for item in clause
        )
        for clause in module.guards(node)
    )
    assert written == expected


def test_condition_of_a_test() -> None:
    module = read("not (A or ENV == 'dev')")
    statement = module.tree.body[0]
    assert isinstance(statement, ast.Expr)
    assert module.condition(statement.value, holds=False) == ((("A", (), True), ("ENV", ("dev",), True)),)


def test_too_many_alternatives_stay_the_text() -> None:
    module = read("if " + " or ".join(f"(a{n} and b{n})" for n in range(20)) + ":\n    x")
    [[guard]] = module.guards(module.tree.body[0].body[0])  # type: ignore[attr-defined]
    assert guard.subject.startswith("(a0 and b0) or")
    assert len(guard.subject) == 200
