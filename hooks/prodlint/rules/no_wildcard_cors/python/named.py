"""Names that Python gives a value to in ways of its own: aliases of fields, functions that are but a setting."""

import ast
from collections.abc import Iterator

from prodlint.formats.code import ASKED, ASSIGNED, Named
from prodlint.formats.python import Module
from prodlint.formats.python.syntax import text_of
from prodlint.rules.no_wildcard_cors.code.values import asked_default

_ALIASES = ("alias", "validation_alias", "env")  # of pydantic's Field


def more_names(module: Module) -> Iterator[Named]:
    """Names that `Module.named_values` does not tell: `Field(alias="CORS_ORIGINS")`, `def cors_origins(self)`."""
    for node in module.nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and _is_a_setting(node):
            for value in module.answers(node):
                yield Named(node.name, value, value, ASSIGNED)
    for call in module.calls:
        keywords = module.keywords(call)
        default = keywords.get("default", call.args[0] if call.args else None)
        for alias in _ALIASES:
            if alias in keywords and default is not None:
                yield Named(text_of(keywords[alias]), default, call, ASSIGNED)
        for argument in call.args[1:2]:  # `option("-o", "--origins", default="*")`, `get("section", "origins", ...)`
            default = asked_default(module, call) if text_of(argument) else None
            if default is not None and default is not argument:
                yield Named(text_of(argument), default, call, ASKED)


def _is_a_setting(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function is but a name for a value: one of origins that is given nothing to work on."""
    asks = {argument.arg for argument in function.args.args} - {"self", "cls"}
    return "origin" in function.name.lower() and not asks
