"""The request's Origin, sent back: is it checked on the way?"""

import ast
import re

from prodlint.expressions import expression
from prodlint.formats.code import PARAMETER, given_as
from prodlint.formats.guards import Guard, Guards
from prodlint.formats.python import Module

_KEYS = frozenset({"origin", "http_origin"})
_GETTERS = frozenset("get get_header getheader header get_first getlist first pop".split())
_PEELED = frozenset({"decode", "encode", "lower", "strip"})
# A test that only asks whether the header is there, or has a scheme, checks nothing.
_PRESENCE = frozenset({"origin", "http_origin", "b'origin'", "null", "none", "", "*", "http://", "https://", "http"})
_TRIVIAL = expression(r"""^(?:len|bool|isinstance|hasattr)\(|^b?["'](?:http_)?origin["'] (?:not )?in """, re.IGNORECASE)
_MEMBER = expression(r"\bin (?!.*(?:headers|request|environ|META|scope))")
_COMPARES = expression(r"\bin\b|[=!]=|\(")
_VERDICT = expression(r"allow|valid|trust|permit|accept|match|whitelist|\bok\b|is_safe|check|known|same", re.IGNORECASE)


def is_request_origin(module: Module, expr: ast.expr) -> bool:
    """`request.headers.get("Origin")`, `environ["HTTP_ORIGIN"]`, `origin: str = Header()`, `request.origin`."""
    if isinstance(expr, ast.JoinedStr) and len(expr.values) == 1 and isinstance(expr.values[0], ast.FormattedValue):
        return any(is_request_origin(module, leaf.node) for leaf in module.possible(expr.values[0].value))
    while isinstance(expr, ast.Call) and isinstance(expr.func, ast.Attribute) and expr.func.attr in _PEELED:
        expr = expr.func.value
    if isinstance(expr, ast.Subscript):
        return _is_key(module, expr.slice)
    if isinstance(expr, ast.Call) and expr.args and isinstance(expr.func, ast.Attribute):
        return expr.func.attr in _GETTERS and _is_key(module, expr.args[0])
    if isinstance(expr, ast.Call):  # fastapi.Header: the parameter is called like the header
        origin = module.qualified_name(expr.func) or ""
        return origin.startswith("fastapi.") and origin.endswith(".Header") and _is_parameter(module, expr)
    return (
        isinstance(expr, ast.Attribute)
        and expr.attr == "origin"
        and module.name(expr.value) in ("request", "req", "websocket")
    )


def _is_parameter(module: Module, call: ast.Call) -> bool:
    alias = module.keywords(call).get("alias")
    if alias is not None:
        return (module.string(alias) or "").lower() in _KEYS
    return any(named.how == PARAMETER and named.name == "origin" for named in given_as(module, call, 0))


def _is_key(module: Module, expr: ast.expr) -> bool:
    value = module.constant(expr)
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else value
    if isinstance(text, str):
        return text.lower() in _KEYS
    return isinstance(expr, ast.Attribute) and expr.attr == "ORIGIN"  # aiohttp.hdrs.ORIGIN


def is_checked(guards: Guards) -> bool:
    """Whether one of the conditions on the way looks at what the origin is."""
    return any(any(_checks(guard) for guard in clause) for clause in guards)


def _checks(guard: Guard) -> bool:
    about_origin = "origin" in guard.subject.lower()
    if guard.values:
        return about_origin and guard.holds and not set(guard.values) <= _PRESENCE
    if _TRIVIAL.search(guard.subject):
        return False
    if about_origin and _COMPARES.search(guard.subject):
        return True
    return bool(_MEMBER.search(guard.subject) or _VERDICT.search(guard.subject))
