"""Values, constants, dictionaries and environment reads of Python files."""

from __future__ import annotations

import ast

import pytest

from prodlint.formats.code import UNKNOWN
from prodlint.formats.python import Module, read


def last(module: Module) -> ast.expr:
    """The expression statement at the end of a snippet."""
    statements = [node for node in module.nodes if isinstance(node, ast.Expr)]
    return max(statements, key=lambda node: node.lineno).value


def leaves(text: str) -> list[str]:
    """The leaves of the last expression; an element has a `-` in front."""
    module = read("import os, json, environ, typing\nfrom pydantic import Field\n" + text)
    return ["-" * leaf.element + ast.unparse(leaf.node) for leaf in module.possible(last(module))]


POSSIBLE = {
    "literal": ("'*'", ["'*'"]),
    "list": ("['*', 'a']", ["-'*'", "-'a'"]),
    "empty": ("[]", ["[]"]),
    "starred": ("x = ['a']\n[*x, 'b']", ["-'a'", "-'b'"]),
    "sum": ("['a'] + list(('b',)) + y", ["-'a'", "-'b'", "y"]),
    "text-sum": ("'https://' + host", ["'https://' + host"]),
    "constant": ("X = ['a']\nX", ["-'a'"]),
    "last-wins": ("X = 'a'\nX = 'b'\nX", ["'b'"]),
    "later": ("X = 'a'\nX\nX = 'b'\n", ["'a'"]),
    "branches": ("if p: X = 'a'\nelse: X = 'b'\nX", ["'a'", "'b'"]),
    "other-branch": ("X = 'a'\nif p: X = 'b'\nelse:\n    X", ["'a'"]),
    "append": ("X = ['a']\nX.append('b')\nX.extend(['c'])\nX += ['d']\nX", ["-'a'", "-'b'", "-'c'", "-'d'"]),
    "append-after": ("X = ['a']\nX\n_ = X.append('b')\n", ["-'a'", "-'b'"]),
    "or": ("os.getenv('V') or 'b'", ["os.getenv('V')", "'b'"]),
    "and": ("DEBUG and ['*']", ["-'*'"]),
    "ternary": ("'a' if c else 'b'", ["'a'", "'b'"]),
    "walrus": ("(x := 'a')", ["'a'"]),
    "getenv-split": ("os.getenv('V', '*').split(',')", ["'*'"]),
    "environ-get": ("os.environ.get('V', '*')", ["'*'"]),
    "environ-item": ("os.environ['V'].split(',')", ["os.environ['V']"]),
    "env-list": ("env = environ.Env()\nenv.list('V', default=['*'])", ["-'*'"]),
    "config": ("from decouple import config\nconfig('V', default='a', cast=str)", ["'a'"]),
    "json": ("json.loads(os.getenv('V', '[]'))", ["'[]'"]),
    "comprehension": ("[o.strip() for o in os.getenv('V', '*').split(',') if o]", ["-'*'"]),
    "loop-variable": ("for o in ['a', 'b']:\n    o", ["'a'", "'b'"]),
    "class-attribute": ("class S:\n    X = ['a']\nS.X", ["-'a'"]),
    "instance-attribute": ("class S:\n    X: list = ['a']\ns = S()\ns.X", ["-'a'"]),
    "cached-settings": ("class S:\n    X = 'a'\ndef get() -> S:\n    return S()\nget().X", ["'a'"]),
    "nested-settings": ("class C:\n    X = 'a'\nclass S:\n    c: C = C()\ns = S()\ns.c.X", ["'a'"]),
    "self-attribute": ("class S:\n    def __init__(self): self.x = 'a'\n    def f(self):\n        self.x", ["'a'"]),
    "inherited": ("class B:\n    X = 'a'\nclass S(B): ...\nS.X", ["'a'"]),
    "property": ("class S:\n    @property\n    def X(self): return ['a']\ns = S()\ns.X", ["-'a'"]),
    "field": ("class S:\n    X: list = Field(default=['a'])\nS.X", ["-'a'"]),
    "field-first": ("class S:\n    X: str = Field('a', alias='b')\nS.X", ["'a'"]),
    "field-factory": ("class S:\n    X: list = Field(default_factory=lambda: ['a'])\nS.X", ["-'a'"]),
    "field-required": ("class S:\n    X: str = Field(...)\nS.X", ["Field(...)"]),
    "default": ("def f(x='a'):\n    x", ["'a'"]),
    "parameter": ("def f(x):\n    x", ["x"]),
    "function": ("def f():\n    if a: return ['b']\n    return c\nf()", ["-'b'", "c"]),
    "recursive": ("def f(): return f()\nf()", []),
    "dict-item": ("X = {'a': ['b']}\nX['a']", ["-'b'"]),
    "dict-get": ("X = {'a': 'b'}\nX.get('a')", ["'b'"]),
    "cast": ("typing.cast(str, 'a')", ["'a'"]),
    "map": ("list(map(str.strip, ['a']))", ["-'a'"]),
    "unpacking": ("a, b = 'x', 'y'\nb", ["'y'"]),
    "cycle": ("a = b\nb = a\na", ["b"]),
    "unknown-call": ("load()", ["load()"]),
    "compare": ("os.getenv('V') == 'a'", ["os.getenv('V') == 'a'"]),
}


@pytest.mark.parametrize(("text", "expected"), POSSIBLE.values(), ids=POSSIBLE)
def test_possible(text: str, expected: list[str]) -> None:
    assert leaves(text) == expected


def test_possible_tells_the_conditions_and_the_calls() -> None:
    module = read(
        "import os\n"
        "if os.getenv('ENV') == 'production':\n    X = ['a']\n"
        "else:\n    X = os.getenv('X', '*').split(',')\n"
        "X\n"
    )
    first, second = module.possible(last(module))
    assert first.guards == ((("ENV", ("production",), True),),)
    assert second.guards == ((("ENV", ("production",), False),),)
    assert [ast.unparse(call.func) for call in second.via] == ["os.getenv('X', '*').split", "os.getenv"]


def test_a_conditional_assignment_limits_the_earlier_one() -> None:
    module = read("X = '*'\nif ENV == 'prod':\n    X = 'a'\nX\n")
    assert [leaf.guards for leaf in module.possible(last(module))] == [
        ((("ENV", ("prod",), False),),),
        ((("ENV", ("prod",), True),),),
    ]


CONSTANTS = {
    "implicit": ("'a' 'b'", "ab"),
    "sum": ("A = 'a'\nA + 'b' + f'c{A}'", "abca"),
    "negative": ("-1", -1),
    "none": ("None", None),
    "not": ("not True", False),
    "list": ("['a'] + ['b']", ["a", "b"]),
    "lower": ("'A'.lower()", "a"),
    "format-hole": ("f'{x}'", UNKNOWN),
    "two-values": ("A = 1\nif x: A = 2\nA", UNKNOWN),
    "bad-int": ("int('x')", UNKNOWN),
    "environment": ("import os\nos.getenv('V', 'a')", UNKNOWN),
    "doubling": ("\n".join(f"a{n + 1} = a{n} + a{n}" for n in range(24)) + "\na0 = 'x'\na24", UNKNOWN),
}


@pytest.mark.parametrize(("text", "expected"), CONSTANTS.values(), ids=CONSTANTS)
def test_constant(text: str, expected: object) -> None:
    module = read(text)
    assert module.constant(last(module)) == expected
    assert module.string(last(module)) == (expected if isinstance(expected, str) else None)


UNSET = {
    "compare-on": ("os.getenv('V', 'True') == 'True'", True),
    "compare-off": ("os.environ.get('V', 'False') == 'True'", False),
    "lower-in": ("os.getenv('V', '').lower() in ('1', 'true')", False),
    "not-production": ("os.environ.get('V', 'dev') != 'production'", True),
    "always-on": ("bool(os.getenv('V', '0'))", True),
    "int": ("bool(int(os.getenv('V', '0')))", False),
    "missing": ("os.getenv('V') == '1'", False),
    "env-bool": ("env = environ.Env()\nenv.bool('V', 'no')", False),
    "decouple": ("from decouple import config\nconfig('V', default='yes', cast=bool)", True),
    "schema": ("env = environ.Env(V=(bool, True))\nenv('V')", True),
    "positional": ("from starlette.config import Config\nc = Config()\nc('V', bool, True)", True),
    "or": ("os.getenv('V') or 'x'", "x"),
    "ternary": ("'a' if os.getenv('V') else 'b'", "b"),
    "unknown": ("settings.debug", UNKNOWN),
}


@pytest.mark.parametrize(("text", "expected"), UNSET.values(), ids=UNSET)
def test_constant_without_environment(text: str, expected: object) -> None:
    module = read("import os, environ\n" + text)
    assert module.constant(last(module), unset=True) == expected


READS = {
    "getenv": ("import os\nos.getenv('V')", ("V", None)),
    "imported": ("from os import getenv as g\ng('V', 1)", ("V", "1")),
    "environ": ("from os import environ\nenviron['V']", ("V", None)),
    "star-import": ("from .base import *\nos.environ.get('V', 'd')", ("V", "'d'")),
    "foreign-env": ("from .env import env\nenv.bool('DEBUG', default=True)", ("DEBUG", "True")),
    "dotenv": ("from dotenv import dotenv_values\nc = dotenv_values()\nc.get('V', 'd')", ("V", "'d'")),
    "foreign-config": ("from .x import config\nconfig('debug')", None),
    "own-config": ("def config(x): ...\nconfig('DEBUG')", None),
    "flask-config": ("app.config.get('DEBUG', True)", None),
    "own-mapping": ("d = {}\nd['V']", None),
}


@pytest.mark.parametrize(("text", "expected"), READS.values(), ids=READS)
def test_environment(text: str, expected: tuple[str, str | None] | None) -> None:
    module = read(text)
    found = module.environment(last(module))
    assert (found and (found[0], found[1] and ast.unparse(found[1]))) == expected


KEYWORDS = {
    "plain": ("f(a=1)", {"a": "1"}),
    "dict": ("O = {'a': 1, **{'b': 2}}\nf(**O, c=3)", {"a": "1", "b": "2", "c": "3"}),
    "dict-call": ("O = dict(a=1)\nf(**O)", {"a": "1"}),
    "stored": ("O = {}\nO['a'] = 1\nO.update(b=2)\nO.update({'c': 3})\nf(**O)", {"a": "1", "b": "2", "c": "3"}),
    "merged": ("O = {'a': 1}\nf(**(O | {'a': 2}))", {"a": "2"}),
    "unknown": ("f(a=1, **O)", {"a": "1", "**": "O"}),
    "partly": ("O = {'a': 1, **p}\nf(**O)", {"a": "1", "**": "p"}),
    "empty": ("f(**{})", {}),
    "cycle": ("O = {**O}\nf(**O)", {"**": "O"}),
}


@pytest.mark.parametrize(("text", "expected"), KEYWORDS.values(), ids=KEYWORDS)
def test_keywords(text: str, expected: dict[str, str]) -> None:
    module = read(text)
    call = last(module)
    assert isinstance(call, ast.Call)
    assert {key: ast.unparse(value) for key, value in module.keywords(call).items()} == expected


def test_dict_items_keep_their_keys() -> None:
    module = read("{'a': 1, hdrs.X: 2, **unknown}")
    items = module.entries(last(module))
    assert items is not None
    assert [(item.key, item.unpacked) for item in items] == [("a", False), (None, False), (None, True)]
    assert module.entries(module.tree.body[0].value.values[0]) is None  # type: ignore[attr-defined]
