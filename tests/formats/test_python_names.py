"""Names, origins, instances and positions of Python files."""

from __future__ import annotations

import ast
import warnings

import pytest

from prodlint.formats import Unparsable
from prodlint.formats.python import Module, read


def last(module: Module) -> ast.expr:
    """The expression statement at the end of a snippet."""
    statements = [node for node in module.nodes if isinstance(node, ast.Expr)]
    return max(statements, key=lambda node: node.lineno).value


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = (", 1),
        ("ok = 1\ntwo three\n", 2),
        ("a\0 b", 1),
        ("(" * 300 + ")" * 300, 1),
        ("if a: pass\n" + "elif a: pass\n" * 20_000, 1),
        ("{{ cookiecutter.name }} = ]", 1),
    ],
    ids=["open", "two-words", "nul", "parentheses", "elif", "template"],
)
def test_refuses(text: str, line: int) -> None:
    with pytest.raises(Unparsable) as caught:
        read(text)
    assert caught.value.line == line
    assert caught.value.__cause__ is None


def test_prints_no_warning() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        read("x = '\\d'\ny = 1is 1\nassert (x, 'text')\n")
    assert caught == []


ORIGINS = {
    "from-import": ("from flask_cors import CORS\nCORS", "flask_cors.CORS"),
    "alias": ("from fastapi.middleware.cors import CORSMiddleware as C\nC", "fastapi.middleware.cors.CORSMiddleware"),
    "module": ("import flask_cors\nflask_cors.CORS", "flask_cors.CORS"),
    "module-alias": ("import flask_cors as fc\nfc.CORS", "flask_cors.CORS"),
    "submodule": ("import tornado.websocket\ntornado.websocket.W", "tornado.websocket.W"),
    "relative": ("from .x import CORS\nCORS", ".x.CORS"),
    "parent": ("from .. import x\nx.CORS", "..x.CORS"),
    "alias-by-assignment": ("from flask_cors import CORS\nCross = CORS\nCross", "flask_cors.CORS"),
    "rebound": ("from flask_cors import CORS\nCORS = make()\nCORS", None),
    "redefined": ("from flask_cors import CORS\ndef CORS(app): ...\nCORS", None),
    "own-class": ("class CORS: ...\nCORS", None),
    "optional-import": ("try:\n    from a import C\nexcept ImportError:\n    C = None\nC", "a.C"),
    "fallback-class": ("try:\n    from a import C\nexcept ImportError:\n    class C: ...\nC", "a.C"),
    "two-imports": ("try:\n    from a import C\nexcept ImportError:\n    from b import C\nC", "a.C"),
    "function-import": ("def f():\n    from a import C\n    C", "a.C"),
    "other-function": ("def f():\n    from a import C\nC", None),
    "one-star": ("from flask_cors import *\nCORS", "flask_cors.CORS"),
    "two-stars": ("from flask_cors import *\nfrom x import *\nCORS", None),
    "builtin": ("bool", "builtins.bool"),
    "parameter": ("from a import C\ndef f(C):\n    C", None),
    "class-scope": ("from a import C\nclass X:\n    C = 1\n    def f(self):\n        C", "a.C"),
    "instance": ("from a import C\nc = C()\nc.run", None),
    "cycle": ("a = b\nb = a\na", None),
    "global": ("def f():\n    global C\n    from a import C\nC", "a.C"),
    "not-a-chain": ("f().x", None),
}


@pytest.mark.parametrize(("text", "expected"), ORIGINS.values(), ids=ORIGINS)
def test_origin(text: str, expected: str | None) -> None:
    module = read(text)
    assert module.qualified_name(last(module)) == expected


INSTANCES = {
    "call": ("from fastapi import FastAPI\napp = FastAPI()\napp", "fastapi.FastAPI"),
    "attribute-call": ("import flask\napp = flask.Flask(__name__)\napp", "flask.Flask"),
    "annotated": ("from fastapi import FastAPI\napp: FastAPI = create()\napp", "fastapi.FastAPI"),
    "declared": ("from fastapi import FastAPI\napp: FastAPI\napp = create()\napp", "fastapi.FastAPI"),
    "parameter": ("from flask import Flask\ndef f(app: Flask):\n    app", "flask.Flask"),
    "optional": ("from flask import Flask\ndef f(app: Flask | None):\n    app", "flask.Flask"),
    "text-annotation": ("import flask\ndef f(app: 'flask.Flask'):\n    app", "flask.Flask"),
    "wrapped-annotation": ("from a import B\ndef f(x: Annotated[B, 1]):\n    x", "a.B"),
    "with": ("from a import B\nwith B() as b:\n    b", "a.B"),
    "factory": ("from flask import Flask\ndef make():\n    app = Flask('x')\n    return app\nmake()", "flask.Flask"),
    "factory-annotation": ("from a import B\ndef make() -> B: ...\nx = make()\nx", "a.B"),
    "own-subclass": ("from a import B\nclass C(B): ...\nc = C()\nc", "a.B"),
    "self": ("from a import B\nclass C(B):\n    def f(self):\n        self", "a.B"),
    "self-attribute": (
        "from a import B\nclass C:\n    def __init__(self):\n        self.b = B()\n    def f(self):\n        self.b",
        "a.B",
    ),
    "super": ("from a import B\nclass C(B):\n    def f(self):\n        super()", "a.B"),
    "wrapped": ("from q import Q\nfrom c import cors\napp = Q()\napp = cors(app)\napp", "c.cors"),
    "ternary": ("from a import B\nx = B() if y else None\nx", "a.B"),
    "unknown": ("app = create()\napp", None),
    "late": ("from a import B\nx\nx = B()", None),
    "cycle": ("a = b\nb = a\na", None),
    "attribute-cycle": ("a = a.b\na.b", None),
}


@pytest.mark.parametrize(("text", "expected"), INSTANCES.values(), ids=INSTANCES)
def test_instance(text: str, expected: str | None) -> None:
    module = read(text)
    assert module.instance_of(last(module)) == expected


def test_bases_through_own_classes() -> None:
    module = read("from a import B\nimport c\nclass X(B): ...\nclass Y(X, c.D): ...\n")
    assert module.bases(module.classes[1]) == ("c.D", "a.B")


def test_definition_and_returns() -> None:
    module = read("def allow(o):\n    def g():\n        return 1\n    return True\nrun = allow\nrun")
    definition = module.definition(last(module))
    assert isinstance(definition, ast.FunctionDef)
    assert [module.constant(value) for value in module.answers(definition)] == [True]


def test_calls_and_assignments_are_in_source_order() -> None:
    module = read("@a()\ndef f(x=b()):\n    c(d())\ny.z = w['k'] = 1\nv: int = 2\n")
    assert [ast.unparse(call.func) for call in module.calls] == ["a", "b", "c", "d"]
    assert [ast.unparse(item.target) for item in module.assignments] == ["y.z", "w['k']", "v"]


def test_inside_and_parent() -> None:
    module = read("class A:\n    def f(self):\n        x\n")
    assert module.inside(last(module)) == ["A", "f"]
    assert module.parent(module.tree) is None


@pytest.mark.parametrize(
    ("text", "column"),
    [("a; x", 4), ("'é'; x", 6), ("'\U0001f600'; x", 6), ("'\udce9'; x", 6)],
    ids=["ascii", "latin", "astral", "surrogate"],
)
def test_columns_count_characters(text: str, column: int) -> None:
    module = read(text)
    node = module.tree.body[-1]
    assert (module.line(node), module.column(node)) == (1, column)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("f(\n  x\n)\n", (1, 3)),
        ("if (a and\n    x):\n    pass\n", (1, 2)),
        ("@g(\n  x)\ndef f():\n    pass\n", (1, 3)),
        ("match y:\n    case 1 if x:\n        pass\n", (2, 2)),
        ("def f(\n    a=x,\n):\n    pass\n", (1, 2)),
    ],
    ids=["call", "if", "decorator", "case", "default"],
)
def test_statement(text: str, lines: tuple[int, int]) -> None:
    module = read(text)
    node = next(node for node in module.nodes if isinstance(node, ast.Name) and node.id == "x")
    assert module.statement(node) == lines
