"""What a parser refuses is read without the lines that it refuses, and everything else keeps its place."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import pytest

from prodlint.formats import Unparsable, json, python, toml, yaml
from prodlint.formats.conflicts import both_sides
from prodlint.formats.node import Scalar, walk
from prodlint.source import Source

OTHER_VERSIONS = {
    "except of 3.14": "try:\n    pass\nexcept A, B:\n    pass\n",
    "template string": 'x = t"a {b}"\n',
    "raw template string": "x = rt'a {b}'\n",
    "fields over several lines": 'x = f"{\n    d["a"]\n} {\n    \'b\\n\'\n}"\n',
    "quotes in an f-string": 'x = f"{d["a"]}"\n',
    "backslash in an f-string": "x = f\"{'\\n'.join(a)}\"\n",
    "type alias": "type X[T: int] = list[T]\n",
    "type parameters": "def f[T: dict[str, int]](x: T): ...\nclass C[T](B): ...\n",
    "type parameters over several lines": "class C[\n    A: x,  # one\n    B: dict[str, int],\n](D[A]):\n    pass\n",
    "a string in a field of a string": "x = f\"{('\\n'.join(f'- {a}' for a in b))}\\n\"\n",
    "groups": "try:\n    pass\nexcept* A:\n    pass\n",
    "lazy import": "lazy from a import b\n",
    "print": 'print "a", b\nprint\nif a:\n    print >>f, "a" % b\n',
    "exec": 'exec "a"\n',
    "except of Python 2": "try:\n    pass\nexcept (A, B), e:\n    raise A, 'text'\n",
    "string of Python 2": "x = ur'a'\n",
    "unequal": "x = a <> b\n",
    "Jinja around it": "{% if a %}\nx = 1\n{% endif %}{# b #}\n",
}
BROKEN = {
    "half a statement": "x = = 1\n",
    "unclosed bracket": "x = (1,\n",
    "unclosed string": "x = 'a\n",
    "wrong indentation": "x = 1\n   y = 2\n",
    "no block": "if a:\nx = 1\n",
    "a header that is none": "if a b:\n    pass\nelse:\n    pass\n",
    "a branch that is none": "try:\n    pass\nexcept a b:\n    pass\n",
    "Jinja for a name": "from {{ project.name }} import y\n",
    "nested too deeply": "x = " + "(" * 300 + ")" * 300 + "\n",
}


@pytest.mark.parametrize("where", ["before", "behind"])
@pytest.mark.parametrize("name", OTHER_VERSIONS)
def test_other_versions_of_python(name: str, where: str) -> None:
    other = OTHER_VERSIONS[name]
    text = f"{other}f(é=1, a='*')\n" if where == "before" else f"f(é=1, a='*')\n{other}"
    module = python.read(text)
    call = next(call for call in module.calls if call.keywords and module.string(call.keywords[-1].value) == "*")
    line = other.count("\n") + 1 if where == "before" else 1
    assert (module.line(call), module.column(call.keywords[-1].value)) == (line, 10)


@pytest.mark.parametrize("where", ["before", "behind"])
@pytest.mark.parametrize("name", BROKEN)
def test_broken_python(name: str, where: str) -> None:
    other, rest = BROKEN[name], "def f():\n    if a:\n        g(a='*')\n"
    text = other + rest if where == "before" else rest + other
    source = Source("a.py", text.encode())
    module = source.read(python.read)
    line = 3 + other.count("\n") * (where == "before")
    assert [module.line(call) for call in module.calls if call.keywords] == [line]
    assert source.refusal


def test_python_of_which_nothing_is_left() -> None:
    with pytest.raises(Unparsable) as caught:
        python.read("a b\nc d\n")
    assert caught.value.partial is None


def test_a_branch_keeps_its_body() -> None:
    module = Source("a.py", b"if x y:\n    f()\nelif z w:\n    g()\n").read(python.read)
    assert [ast.unparse(call) for call in module.calls] == ["f()", "g()"]


PARTS: dict[str, tuple[Callable[[str], Any], str, list[str]]] = {
    "documents around": (yaml.read, "a: '*'\n---\nb: [1\n---\nc: '*'\n", ["1:4", "5:4"]),
    "an unclosed flow": (yaml.read, "a: 1\nb: [1, 2\nc: '*'\nd: 3\n", ["3:4"]),
    "an unclosed string": (yaml.read, 'a: 1\nb: "1\nc: \'*\'\nd: "3"\n', ["3:4"]),
    "two colons": (yaml.read, "a:\n  b: c: d\n  e: '*'\n", ["3:6"]),
    "a tab": (yaml.read, "a:\n\tb: 1\nc: 1\nd:\n  e: '*'\n", ["5:6"]),
    "no value": (json.read, '{\n"a": ,\n"b": "*",\n"c": 1}', ["3:6"]),
    "a bracket too much": (json.read, '{\n"a": [1]],\n"b": "*",\n"c": 1}', ["3:6"]),
    "deep elsewhere": (json.read, '{\n"a": ' + "[" * 300 + "]" * 300 + ',\n"b": "*"\n}', ["3:6"]),
    "no comma": (json.read, '{"a": 1\n"b": "*"}', ["2:6"]),
    "no comma in a list": (json.read, '[1\n"*"]', ["2:1"]),
    "no value in TOML": (toml.read, "a = 1\nb =\nc = '*'\n", ["3:5"]),
    "an unclosed list": (toml.read, "a = 1\nb = [1,\nc = '*'\nd = 2\n", ["3:5"]),
    "twice": (toml.read, "a = 1\na = 2\nc = '*'\n", ["3:5"]),
}


@pytest.mark.parametrize("name", PARTS)
def test_the_part_that_can_be_read(name: str) -> None:
    reader, text, places = PARTS[name]
    roots = Source("", text.encode()).read(reader)
    scalars = [scalar for root in (roots if isinstance(roots, list) else [roots]) for _, scalar in walk(root)]
    assert [f"{scalar.line}:{scalar.column}" for scalar in scalars if _is_star(scalar)] == places


def _is_star(scalar: Scalar) -> bool:
    return scalar.text == "*"


def test_repairs_have_an_end() -> None:
    with pytest.raises(Unparsable) as caught:
        toml.read("a = \n" * 1_000 + "b = 1\n" * 1_001)
    assert caught.value.partial is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\nd\n", "a\n\nb\n\nc\n\nd\n"),
        ("<<<<<<< a\nb\n||||||| 1f\nbase\n=======\nc\n>>>>>>> x", "\nb\n\n\n\nc\n"),
        ("<<<<<<< a\n=======\n>>>>>>> x\n" * 2, "\n\n\n" * 2),
        ("title\n=======\n>>>>>>> x\n", "title\n=======\n>>>>>>> x\n"),
        ("<<<<<<< a\nb\n", "<<<<<<< a\nb\n"),
        ("<<<<<<< a\n<<<<<<< a\nb\n=======\n>>>>>>> x\n", "<<<<<<< a\n\nb\n\n\n"),
    ],
)
def test_both_sides_of_a_conflict(text: str, expected: str) -> None:
    assert both_sides(text) == expected
