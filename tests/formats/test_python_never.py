"""What reading Python must never do: raise anything but `Unparsable`, or take long."""

from __future__ import annotations

import ast
import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodlint.formats import Unparsable
from prodlint.formats.python import read

SNIPPETS = (
    "import os\nX = os.getenv('A', '*').split(',')\nif X: X += ['b']\nelse: X = [*X, (y := 'c')]\nf(**{'a': X}, **d)\n",
    "class S(B):\n    x: list[str] = Field(default_factory=lambda: ['a'])\n    @property\n    def y(self):\n"
    "        return self.x\ns = S()\nwith s as t, u() as (a, *b):\n    t.x.append(s.y)\n",
    "from a import *\nfrom . import b as c\ndef f(x, /, y=1, *z, k=2, **w):\n    global g\n    g = f'{x!r:>{y}}'\n"
    "    if not x or y in ('a', 'b'): return\n    for i, j in w.items():\n        if i: continue\n        d[i] = j\n",
    "match e:\n    case 'a' | 'b' if c: x = 1\n    case {'k': v, **r}: x = v\n    case [p, *q]: x = q\n"
    "    case _: x = e\n"
    "try: pass\nexcept E as err: raise\nasync def g():\n    async with a as b: await b\n"
    "    return [i async for i in b if i]\n",
)


def ask_everything(text: str) -> None:
    """Every query over every node."""
    module = read(text)
    for node in module.nodes:
        module.parent(node), module.inside(node), module.guards(node)
        assert module.line(node) >= 1
        assert module.column(node) >= 1
        first, last = module.statement(node)
        assert 1 <= first <= last
        if isinstance(node, ast.ClassDef):
            module.bases(node)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            module.answers(node)
        if isinstance(node, ast.Call):
            module.keywords(node)
        if isinstance(node, ast.expr):
            module.qualified_name(node), module.instances_of(node), module.instance_of(node), module.definition(node)
            module.possible(node), module.constant(node), module.constant(node, unset=True)
            module.entries(node), module.environment(node), module.condition(node, holds=False)


def allowed(text: str) -> None:
    with contextlib.suppress(Unparsable):
        ask_everything(text)


@pytest.mark.parametrize("text", SNIPPETS, ids=["values", "class", "function", "match"])
def test_snippets(text: str) -> None:
    ask_everything(text)


@given(st.text(st.characters(), max_size=80))
def test_any_text(text: str) -> None:
    allowed(text)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SNIPPETS),
    st.lists(
        st.tuples(
            st.integers(0, 400),
            st.integers(0, 6),
            st.sampled_from(
                ["", "x", "X", " ", "\n", "'", "(", ")", "if ", "not ", "**", "self.", "s.x", "\udc80", "é"]
            ),
        ),
        max_size=3,
    ),
)
def test_changed_snippets(text: str, changes: list[tuple[int, int, str]]) -> None:
    for at, length, new in changes:
        text = text[:at] + new + text[at + length :]
    allowed(text)


HOSTILE = {
    "sum": "x = a" + " + a" * 10_000,
    "short-sum": "x = a" + " + a" * 900 + "\nx",
    "calls": "x" + ".f()" * 900,
    "not": "if " + "not " * 900 + "a: x",
    "names": "\n".join(f"a{n} = a{n + 1}" for n in range(3000)) + "\nif a0: a0.b",
    "attributes": "\n".join(f"a{n} = a{n + 1}.b" for n in range(1000)) + "\na0.b.c",
    "doubling": "\n".join(f"a{n} = a{n + 1} + a{n + 1}" for n in range(60)) + "\nif a0: a0",
    "doubling-test": "\n".join(f"a{n} = a{n + 1} and a{n + 1}" for n in range(60)) + "\nif a0: a0",
    "doubling-list": "\n".join(f"a{n} = [a{n + 1}, a{n + 1}]" for n in range(60)) + "\na60 = [1]\na0 == a1",
    "doubling-dict": "\n".join(f"a{n} = {{**a{n + 1}, **a{n + 1}}}" for n in range(60)) + "\na60 = {}\nf(**a0)",
    "functions": "\n".join(f"def a{n}(): return a{n + 1}() or a{n + 1}()" for n in range(60)) + "\na0()",
    "rebound": "x = 1\n" * 3000 + "x",
    "appended": "x = []\n" + "x.append('a')\n" * 3000 + "x",
    "exits": "def f():\n" + "    if a: return\n" * 2000 + "    x",
    "or": "if " + " or ".join(["a"] * 3000) + ": x",
    "huge-number": "x = 0x" + "f" * 50_000 + "\nif x == y: str(x)",
    "nested-ifs": "".join(" " * n + "if a:\n" for n in range(90)) + " " * 90 + "x",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile(text: str) -> None:
    start = time.process_time()
    try:
        module = read(text)
    except Unparsable:
        return
    for node in [*module.nodes[:40], *module.nodes[-40:]]:
        module.guards(node)
        if isinstance(node, ast.expr):
            module.possible(node), module.constant(node, unset=True), module.instance_of(node)
            module.entries(node), module.condition(node)
        if isinstance(node, ast.Call):
            module.keywords(node)
    assert time.process_time() - start < 5
