"""What a call or an attribute of a Python file is, in the names of the table."""

import ast
from collections.abc import Iterator

from prodlint.formats.python import Module
from prodlint.formats.python.syntax import last_name
from prodlint.spelling import words_of
from prodlint.tables.debug_python import SAME_AS

_APPLICATIONS = ("app", "application", "socketio", "sio", "flask", "dash")
_FRAMEWORKS = frozenset("flask flask_socketio quart dash sanic fastapi starlette tornado bottle litestar".split())


def short(origin: str) -> str:
    """The top package and the own name: `uvicorn.main.run` -> "uvicorn.run", of subclasses that of the known one."""
    top, _, rest = origin.partition(".")
    name = f"{top}.{rest.rpartition('.')[2]}" if rest else top
    return SAME_AS.get(name, name)


def shown(name: str) -> str:
    """How a message names an entry of the table: `flask.Flask.run` -> "Flask.run", `*.run` -> "app.run"."""
    rest = name.partition(".")[2]
    return rest if rest[:1].isupper() else name.replace("*", "app")


def callees(module: Module, call: ast.Call) -> Iterator[str]:
    """The names in the table that the called thing may have, the surest first."""
    function = call.func
    origin = module.qualified_name(function)
    if origin is not None:
        origin = origin.removesuffix(".__init__")
        yield from (origin, short(origin))
    definition = module.definition(function)
    if isinstance(definition, ast.ClassDef):
        yield from map(short, module.bases(definition))
    elif definition is None and isinstance(function, ast.Attribute):
        for owner in owners(module, function.value):
            yield owner if function.attr == "__init__" else f"{owner}.{function.attr}"


def owners(module: Module, expr: ast.expr) -> list[str]:
    """The classes that an object may be of; "*" for one that is called like an application and may be any."""
    origin = module.qualified_name(expr)
    found = [short(owner) for owner in (*module.instances_of(expr), *((origin,) if origin else ()))]
    unknown = not any(owner.partition(".")[0] in _FRAMEWORKS for owner in found)
    return [*found, "*"] if unknown and _is_application(module, expr) else found


def _is_application(module: Module, expr: ast.expr) -> bool:
    """Whether a name, or the function that a call calls, is an application's, and nothing else is known of it."""
    node = expr.func if isinstance(expr, ast.Call) else expr
    words = words_of((module.qualified_name(node) or last_name(node)).rpartition(".")[2])  # imported by another name
    if not words or not (words[-1] in _APPLICATIONS or words[-1].endswith("app")):
        return False
    if isinstance(module.definition(node), ast.ClassDef):
        return False
    return not any(isinstance(leaf.node, ast.Constant) for leaf in module.possible(expr))
