"""Functions that decide on an origin and accept all of them: callbacks, signal handlers, `check_origin`."""

import ast
from collections.abc import Iterator

from prodlint.formats.python import Module
from prodlint.formats.regex import PREFIX
from prodlint.rules.no_wildcard_cors.code.functions import Exit, accepting_answer, returned
from prodlint.rules.no_wildcard_cors.code.values import Language
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.tables.cors_effects import ACTS

_SIGNAL = "corsheaders.signals.check_request_enabled"
_SOCKETS = ("tornado", "jupyter_server", "notebook", "jupyterhub")  # packages of handlers with `check_origin`

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def hits(module: Module) -> Iterator[Hit]:
    """The handlers of django-cors-headers' signal and of Tornado's WebSockets that accept every origin."""
    for handler in _signal_handlers(module):
        accepting = _accepting(module, handler)
        if accepting is not None:
            what = "a handler of check_request_enabled accepts every request"
            yield Hit(accepting, what, fix="Return True only for the origins and paths that are meant.")
    for class_ in module.classes:
        for method in class_.body:
            if isinstance(method, ast.FunctionDef) and method.name == "check_origin" and _is_socket(module, class_):
                accepting = _accepting(module, method)
                if accepting is not None:
                    what = "`check_origin` accepts WebSockets from every origin"
                    fix = "Compare the origin with your own, or leave the method out: the default is the same origin."
                    yield Hit(accepting, what, ACTS, fix=fix)


def _accepting(module: Module, handler: ast.AST) -> ast.AST | None:
    function = module.function_behind(handler)
    return accepting_answer(module, function, exits(module, function)) if function is not None else None


def exits(module: Module, function: ast.AST) -> Iterator[Exit]:
    """What a function returns, and where it raises."""
    yield from returned(module, function)
    for node in ast.walk(function):
        if isinstance(node, ast.Raise):
            yield Exit(None, module.guards(node), node)


PYTHON = Language(PREFIX, exits)


def _signal_handlers(module: Module) -> Iterator[ast.AST]:
    for call in module.calls:
        function = call.func
        if isinstance(function, ast.Attribute) and function.attr == "connect" and call.args:
            if module.qualified_name(function.value) == _SIGNAL:
                yield call.args[0]
    for node in module.nodes:
        for decorator in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
            if isinstance(decorator, ast.Call) and any(
                module.qualified_name(item) == _SIGNAL for item in decorator.args
            ):
                yield node


def _is_socket(module: Module, class_: ast.ClassDef) -> bool:
    """Whether the class is a handler of Tornado or Jupyter, or behaves like one of their WebSockets."""
    bases = module.bases(class_)
    if bases and any(isinstance(item, _FUNCTIONS) and item.name == "on_message" for item in class_.body):
        return True
    return any(base.split(".")[0] in _SOCKETS or "websocket" in base.lower() for base in bases)
