"""Everything in a Python file that gives a value, or the default of one, to a name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from prodlint.formats.python import Module
from prodlint.formats.python.syntax import target_name, text_of
from prodlint.origins import SETTINGS, meaning_of
from prodlint.rules.no_wildcard_cors.code.values import asked_default
from prodlint.spelling import words_of

_OPTIONS = frozenset({"add_argument", "add_option", "option", "Option"})  # argparse, optparse, click, typer
_READERS = frozenset({"getenv", "env", "config", "str", "list"})  # `os.getenv("ORIGINS")` names origins in full
_ALIASES = ("alias", "validation_alias", "env")  # of pydantic's Field
_SHORT = frozenset({"origin", "origins", "allow", "allowed", "domains"})


class Named(NamedTuple):
    """A name, the value that it gets, and the node that says so. `asked`: the value is but the default of a read."""

    name: str
    value: ast.expr
    node: ast.AST
    asked: bool = False


def named_values(module: Module) -> Iterator[Named]:
    """Assignments, parameters with defaults, dictionary entries, keywords, reads of settings with defaults.

    Only those whose name, with what is around it, is about origins.
    """
    return (named for named in _all(module) if named.asked or meaning_of(named.name) in SETTINGS)


def _all(module: Module) -> Iterator[Named]:
    for assignment in module.assignments:
        name = target_name(assignment.target)
        yield Named(_full(module, name, assignment.node), assignment.value, assignment.node)
    for node in module.nodes:
        if isinstance(node, ast.arguments):
            for argument, default in _defaults(node):
                yield Named(argument.arg, default, default)
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                yield Named(_full(module, text_of(key), node), value, value)
        elif isinstance(node, ast.Call):
            yield from _called(module, node)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and _is_a_setting(node):
            for value in module.returns(node):
                yield Named(node.name, value, value)


def _is_a_setting(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function is but a name for a value: one of origins that is given nothing to work on."""
    asks = {argument.arg for argument in function.args.args} - {"self", "cls"}
    return "origin" in function.name.lower() and not asks


def _called(module: Module, call: ast.Call) -> Iterator[Named]:
    function = call.func
    callee = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    keywords = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg is not None}
    for name, value in keywords.items():
        yield Named(f"{callee}.{name}" if _is_short(name) else name, value, value)
    texts = [text for argument in call.args if (text := text_of(argument))]
    default = keywords.get("default", call.args[0] if call.args else None)
    for alias in _ALIASES:
        if alias in keywords and default is not None:
            yield Named(text_of(keywords[alias]), default, call)
    for text in texts[:2]:
        name = f"{callee}.cors.{text}" if callee in _READERS and _is_short(text) else text.lstrip("-")
        asked = _asked(module, call, callee, keywords) if meaning_of(name) in SETTINGS else None
        if asked is not None:
            yield Named(text.lstrip("-"), asked, call, asked=True)
            break


def _asked(module: Module, call: ast.Call, callee: str, keywords: dict[str, ast.expr]) -> ast.expr | None:
    read = module.environment(call)
    if read is not None:
        return read[1]
    if callee in _OPTIONS:
        return keywords.get("default")
    if callee == "getattr":
        return call.args[2] if len(call.args) == 3 else None
    return asked_default(module, call)


def _full(module: Module, name: str, node: ast.AST) -> str:
    """`origins` in `class CorsSettings` or below the key `cors` is `CorsSettings.origins`, `cors.origins`."""
    if not _is_short(name):
        return name
    parent = module.parent(node)
    if isinstance(parent, ast.keyword):
        return f"{parent.arg}.{name}"
    if isinstance(parent, ast.ClassDef):
        return f"{parent.name}.{name}"
    if isinstance(parent, ast.Dict):
        keys = [key for key, value in zip(parent.keys, parent.values, strict=True) if value is node and key is not None]
        return f"{text_of(keys[0])}.{name}" if keys else name
    if isinstance(parent, (ast.Assign, ast.AnnAssign)):
        target = parent.target if isinstance(parent, ast.AnnAssign) else parent.targets[0]
        return f"{target_name(target)}.{name}"
    return name


def _is_short(name: str) -> bool:
    """Whether a name says nothing about CORS itself."""
    return frozenset(words_of(name)) <= _SHORT and meaning_of(name) not in SETTINGS


def _defaults(arguments: ast.arguments) -> Iterator[tuple[ast.arg, ast.expr]]:
    positional = [*arguments.posonlyargs, *arguments.args]
    yield from zip(positional[::-1], arguments.defaults[::-1], strict=False)
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default is not None:
            yield argument, default
