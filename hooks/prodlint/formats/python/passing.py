"""Calls that hand a value on: `os.getenv("X", value)`, `value.split(",")`, `Field(default=value)`, own functions."""

import ast

from prodlint.formats.guards import Guards
from prodlint.formats.python.classes import returns
from prodlint.formats.python.control_flow import Way
from prodlint.formats.python.environment import read_of
from prodlint.formats.python.syntax import last_name

# Functions whose result is, for our purpose, one of the arguments (its index).
_FUNCTIONS = {
    **dict.fromkeys(("list", "tuple", "set", "frozenset", "sorted", "reversed", "str"), 0),
    **dict.fromkeys(("filter", "map"), 1),
    **dict.fromkeys(("json.loads", "orjson.loads", "ast.literal_eval", "copy.copy", "copy.deepcopy"), 0),
    "typing.cast": 1,
}
# Methods of texts and lists that change nothing essential of the value.
_METHODS = frozenset(
    "casefold copy lower lstrip removeprefix removesuffix replace rsplit rstrip split splitlines strip upper".split()
)
# Field declarations of pydantic, sqlmodel, dataclasses, attrs and msgspec.
_FIELDS = frozenset({"Field", "PrivateAttr", "attrib", "field", "ib"})


def passed_on(way: Way, call: ast.Call) -> list[tuple[ast.expr, Guards]] | None:
    """The expressions that a call returns, each with the conditions inside the called function; None: unknown."""
    read = read_of(way, call)
    if read is not None:
        return [(read.default, ())] if read.default is not None else None
    name = way.qualified_name(call.func)
    if isinstance(call.func, ast.Attribute) and call.func.attr in _METHODS and name is None:
        return [(call.func.value, ())]
    at = _FUNCTIONS.get((name or "").removeprefix("builtins."))
    if at is not None:
        return [(call.args[at], ())] if len(call.args) > at else None
    if (name or last_name(call.func)).rpartition(".")[2] in _FIELDS and way.definition(call.func) is None:
        return _declared(way, call)
    return _returned(way, call.func)


def _returned(way: Way, function: ast.expr) -> list[tuple[ast.expr, Guards]] | None:
    definition = way.definition(function)
    if not isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return None
    values = returns(way, definition)
    return [(value, way.guards(value)) for value in values] or None


def _declared(way: Way, call: ast.Call) -> list[tuple[ast.expr, Guards]] | None:
    """The default of a field: `default`, the first argument, or what the factory makes."""
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    factory = keywords.get("default_factory", keywords.get("factory"))
    if factory is not None:
        return [(factory.body, ())] if isinstance(factory, ast.Lambda) else _returned(way, factory)
    default = keywords.get("default", call.args[0] if call.args else None)
    if default is None or (isinstance(default, ast.Constant) and default.value is Ellipsis):
        return None
    return [(default, ())]
