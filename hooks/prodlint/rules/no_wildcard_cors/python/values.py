"""The values of origins, patterns and switches: which of them let everyone in, and where they are written."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, PRODUCTION, of_guards
from prodlint.formats.code import UNKNOWN, Possible
from prodlint.formats.python import Module
from prodlint.origins import LIST, meaning_of
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.patterns import FULL, PREFIX
from prodlint.rules.no_wildcard_cors.wildcards import (
    DEFAULT,
    MATCHES_ALL,
    MATCHES_STRANGERS,
    NULL,
    PART,
    VALUE,
    let_in,
    matched_by,
)
from prodlint.tables.cors_effects import CLOSED
from prodlint.tables.cors_readings import EXACT, Reading

_SAYS = {
    VALUE: "`*` is among the origins of",
    DEFAULT: "`*` is the default for the origins of",
    PART: "a text that holds a `*`, and no list, is given as the origins of",
    MATCHES_ALL: "every origin matches the pattern of",
    MATCHES_STRANGERS: "anyone can register a host that matches the origins of",
    NULL: "`null`, the origin of sandboxed frames, is among the origins of",
}
_STRICT = (MATCHES_STRANGERS, NULL)
_LISTING = frozenset("split rsplit splitlines loads literal_eval list tuple set frozenset".split())
_TRUE = frozenset("1 true t yes y on".split())


def open_origins(module: Module, expr: ast.expr, at: ast.AST, reads: Reading = EXACT) -> Iterator[Hit]:
    """The wildcards among the values of `expr` that a server which runs at `at` can have."""
    for leaf in _leaves(module, expr):
        found = _judged(module, leaf, reads)
        if found is not None and is_served(module, leaf.guards, at, leaf.node):
            yield found


def _leaves(module: Module, expr: ast.expr) -> Iterator[Possible]:
    """The values, also those that a function which is called by its name gets to make origins of."""
    for leaf in module.possible(expr):
        yield leaf
        for call in (*leaf.via, leaf.node):
            given = _given(call) if isinstance(call, ast.Call) else None
            for inner in module.possible(given) if given is not None else ():
                yield inner._replace(element=True)


def _given(call: ast.Call) -> ast.expr | None:
    """What a call makes origins of: `parse(value)`, or else falls back to: `ORIGINS.get(ENV, value)`."""
    if isinstance(call.func, ast.Attribute) and call.func.attr == "get" and len(call.args) == 2:
        return call.args[1]
    return call.args[0] if isinstance(call.func, ast.Name) and len(call.args) == 1 else None


def _judged(module: Module, leaf: Possible, reads: Reading) -> Hit | None:
    node = leaf.node
    if isinstance(node, ast.Attribute) and (module.qualified_name(node) or "").endswith("Cors.ALL_ORIGINS"):
        return Hit(node, "`ALL_ORIGINS` is among the origins of", CLOSED)  # aws_cdk.aws_apigateway.Cors
    pattern = _compiled(module, node)
    if pattern is not None:
        return _pattern(node, pattern, PREFIX)
    value = module.constant(node)
    texts = value if isinstance(value, (list, tuple)) else [value]
    for text in texts:
        found = _text(leaf, text, reads) if isinstance(text, str) else None
        if found is not None:
            return found
    return None


def _text(leaf: Possible, text: str, reads: Reading) -> Hit | None:
    """What a text lets in; a part of it only where it is no item and no call makes a list of it."""
    found = let_in(text, reads._replace(anywhere=False) if leaf.element or leaf.via else reads)
    if found == VALUE and any(_asks(call) for call in leaf.via):
        found = DEFAULT
    return Hit(leaf.node, _SAYS[found], CLOSED, strict=found in _STRICT) if found else None


def _asks(call: ast.Call) -> bool:
    """Whether a call on the way of a value asks for a setting, so that the value is but a default."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name not in _LISTING and name not in ("strip", "lower", "replace", "Field", "field", "filter", "map")


def _compiled(module: Module, node: ast.AST) -> str | None:
    """The pattern of `re.compile(pattern)`."""
    if isinstance(node, ast.Call) and node.args and module.qualified_name(node.func) == "re.compile":
        return module.string(node.args[0])
    return None


def open_patterns(module: Module, expr: ast.expr, at: ast.AST, how: str = FULL) -> Iterator[Hit]:
    """The regular expressions among the values of `expr` that accept every origin."""
    for leaf in module.possible(expr):
        text = _compiled(module, leaf.node)
        text = module.string(leaf.node) if text is None else text
        found = _pattern(leaf.node, text, how) if text is not None else None
        if found is not None and is_served(module, leaf.guards, at, leaf.node):
            yield found


def _pattern(node: ast.AST, text: str, how: str) -> Hit | None:
    found = matched_by(text, how)
    return Hit(node, _SAYS[found], CLOSED, strict=found in _STRICT) if found else None


def open_switches(module: Module, expr: ast.expr, at: ast.AST, *, text: bool = False) -> Iterator[Hit]:
    """The values of a switch ("allow all") that are true when no variable of the environment says otherwise.

    `text`: the value is that of a variable, so that "false" is none, while Django takes any text for true.
    """
    for leaf in module.possible(expr):
        if of_guards(module.condition(leaf.node)) == DEVELOPMENT or not is_served(module, leaf.guards, at, leaf.node):
            continue
        if _says_yes(module.constant(leaf.node)) if text else _is_on(module, leaf.node):
            yield Hit(leaf.node, "every origin is allowed by", CLOSED)


def _is_on(module: Module, expr: ast.expr) -> bool:
    value = module.constant(expr, unset=True)
    if value is not UNKNOWN:
        return bool(value)
    default = asked_default(module, expr)
    if default is not None:
        return _says_yes(module.constant(default, unset=True))
    guards = module.condition(expr)  # `not DEBUG`, `not ALLOWED_ORIGINS`
    negated = [guard.subject for clause in guards for guard in clause if not guard.holds]
    return of_guards(guards) == PRODUCTION or any(meaning_of(subject) == LIST for subject in negated)


def _says_yes(value: object) -> bool:
    return value is True or (isinstance(value, str) and value.lower() in _TRUE)


def asked_default(module: Module, expr: ast.expr) -> ast.expr | None:
    """The default of a call that asks for a setting by its name: `env_bool("X", True)`, `c.get("x", default=1)`."""
    if not isinstance(expr, ast.Call) or not expr.args or module.string(expr.args[0]) is None:
        return None
    keywords = {keyword.arg: keyword.value for keyword in expr.keywords}
    return keywords.get("default", expr.args[1] if len(expr.args) > 1 else None)


def is_true(module: Module, expr: ast.expr | None) -> bool:
    """Whether an option such as `allow_credentials` can be true."""
    return expr is not None and any(module.constant(leaf.node, unset=True) is True for leaf in module.possible(expr))
