"""The ways out of a function that decides on an origin, also by its callback."""

from collections.abc import Iterator

from tree_sitter import Node

from prodlint.formats.javascript import Module
from prodlint.formats.regex import SEARCH
from prodlint.rules.no_wildcard_cors.code.functions import Exit, answered, returned
from prodlint.rules.no_wildcard_cors.code.values import Language

_CALL_LIMIT = 200  # calls looked at in one function


def exits(module: Module, function: Node) -> Iterator[Exit]:
    """The function gets the origin first and answers by its result, or through a callback `(error, answer)`."""
    names = module.parameters(function)
    called = list(_called_back(module, function, names[-1])) if len(names) > 1 else []
    yield from called or returned(module, function)
    for thrown in module.within(function, "throw_statement"):
        if called or module.enclosing_function(thrown) == function:
            yield Exit(None, module.guards(thrown), thrown)


def _called_back(module: Module, function: Node, callback: str) -> Iterator[Exit]:
    for call in module.within(function, "call_expression")[:_CALL_LIMIT]:
        if callback and module.method(call) == (None, callback):
            arguments = module.arguments(call)
            if len(arguments) > 1 and module.literal(arguments[0]) in ("null", "undefined", "false"):
                yield from answered(module, function, arguments[1])
            else:
                yield Exit(None, module.guards(call), call)


_FIX = 'Give {name} the origins of your own frontends: `{key}: ["https://app.example.com"]`.'
SCRIPT = Language(SEARCH, exits, _FIX, unknown_is_true=True)
