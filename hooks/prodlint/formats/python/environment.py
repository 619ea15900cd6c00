"""Reads of environment variables in Python: which variable, and what it is when unset."""

import ast

from prodlint.expressions import expression
from prodlint.formats.python.qualified_names import QualifiedNames
from prodlint.formats.python.syntax import chain, text_of
from prodlint.light_typing import NamedTuple

# Functions and mappings of the standard library and of python-dotenv.
_FUNCTIONS = frozenset({"os.getenv", "os.environ.get", "environ.get", "getenv"})
_MAPPINGS = frozenset({"os.environ", "environ", "dotenv.dotenv_values", "dotenv.main.dotenv_values"})
# Readers that are called with a variable's name: django-environ, environs, python-decouple, Starlette.
_READERS = frozenset(
    "environ.Env environ.FileAwareEnv environs.Env environs.FileAwareEnv decouple.config decouple.Config "
    "decouple.AutoConfig starlette.config.Config".split()
)
# The typed methods of django-environ and environs.
_CASTS = frozenset(
    "bool bytes date datetime db db_url dict enum float int json list log_level path str tuple url".split()
)
_READER_NAMES = frozenset({"env", "config"})  # what the readers are called when another file makes them
_VARIABLE = expression(r"[A-Z][A-Z0-9_]*\Z")


class Reading(NamedTuple):
    """One read: the variable's `name`, its value when unset, and whether the text is turned into a bool."""

    name: str
    default: ast.expr | None
    boolean: bool


def read_of(qualified: QualifiedNames, expr: ast.expr) -> Reading | None:
    """What the expression reads from the environment; None when it reads nothing."""
    if isinstance(expr, ast.Subscript):
        name = text_of(expr.slice)
        return Reading(name, None, False) if name and _is_mapping(qualified, expr.value) else None
    if not isinstance(expr, ast.Call):
        return None
    keywords = {keyword.arg: keyword.value for keyword in expr.keywords}
    name = text_of(expr.args[0] if expr.args else keywords.get("key"))
    if not name:
        return None
    function = expr.func
    if _meaning(qualified, function) in _FUNCTIONS or (
        isinstance(function, ast.Attribute) and function.attr == "get" and _is_mapping(qualified, function.value)
    ):
        return Reading(name, keywords.get("default", expr.args[1] if len(expr.args) > 1 else None), False)
    cast = function.attr if isinstance(function, ast.Attribute) and function.attr in _CASTS else ""
    reader = function.value if isinstance(function, ast.Attribute) and cast else function
    if not _is_reader(qualified, reader, name):
        return None
    schema = _schema(qualified, reader, name)
    casts = [item for item in (*expr.args[1:], keywords.get("cast")) if item is not None and _is_type(qualified, item)]
    defaults = [item for item in expr.args[1:] if not _is_type(qualified, item)]
    default = keywords.get("default", defaults[0] if defaults else schema[-1] if len(schema) > 1 else None)
    boolean = cast == "bool" or any(qualified.qualified_name(item) == "builtins.bool" for item in (*casts, *schema[:1]))
    return Reading(name, default, boolean)


def _meaning(qualified: QualifiedNames, expr: ast.expr) -> str | None:
    """The name; the plain text where the file binds no such name (`os` may come by `from .base import *`)."""
    parts = chain(expr)
    unbound = parts is not None and qualified.owner(parts[0], expr) is None
    return ".".join(parts) if parts and unbound else qualified.qualified_name(expr)


def _is_mapping(qualified: QualifiedNames, expr: ast.expr) -> bool:
    return _meaning(qualified, expr) in _MAPPINGS or qualified.instance_of(expr) in _MAPPINGS


def _is_reader(qualified: QualifiedNames, expr: ast.expr, variable: str) -> bool:
    if qualified.qualified_name(expr) in _READERS or qualified.instance_of(expr) in _READERS:
        return True
    parts = chain(expr)
    if not parts or parts[-1] not in _READER_NAMES or not _VARIABLE.match(variable):
        return False
    bindings = qualified.bindings(expr)
    return all(binding.name for binding in bindings)


def _is_type(qualified: QualifiedNames, expr: ast.expr) -> bool:
    """Whether an argument is a cast (`bool`, a class) and no default."""
    if isinstance(expr, ast.Lambda):
        return True
    name = qualified.qualified_name(expr) or ""
    return name.startswith("builtins.") or qualified.definition(expr) is not None


def _schema(qualified: QualifiedNames, reader: ast.expr, variable: str) -> list[ast.expr]:
    """The (cast, default) that `environ.Env(DEBUG=(bool, False))` declares for a variable."""
    for binding in qualified.bindings(reader):
        if isinstance(binding.value, ast.Call):
            for keyword in binding.value.keywords:
                if keyword.arg == variable and isinstance(keyword.value, ast.Tuple):
                    return keyword.value.elts
    return []
