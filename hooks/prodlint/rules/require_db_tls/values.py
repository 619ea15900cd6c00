"""Whether a value leaves a connection open: a constant, a name, or a function that answers so to everything."""

import re
from itertools import islice

from prodlint.expressions import expression
from prodlint.formats.code import FUNCTION, UNKNOWN, Code, Node

_NEAR = 3  # nodes between a call and the function that it stands in
NOTHING = frozenset(("none",))
_LOGS = expression(r"(?:log_?)?(?:trace|debug|info(?:rmation)?|warn(?:ing)?|error)!?|log|write_?line", re.IGNORECASE)
_PRINTS = expression(r"e?print(?:f|ln)?!?|puts|error_log|(?:trace|debug|info|warn)!")


def is_open(code: Code, node: Node, values: frozenset[str]) -> bool:
    """Whether an expression is one of the values, which are lower-cased; a function without an answer is "none"."""
    value = code.constant(node)
    if value is UNKNOWN:
        return not values.isdisjoint((code.name(node).lower(), *flags(code, node))) or _answers(code, node, values)
    return (value is None or isinstance(value, (str, int))) and str(value).lower() in values


def _answers(code: Code, function: Node, values: frozenset[str]) -> bool:
    """Whether a function answers everything with one of the values: `(_, _, _, _) => true`."""
    answers, outside = code.answers(function), set(code.guards(function))
    if not answers and code.kind(function) == FUNCTION and values >= NOTHING:
        calls = (call for call in code.calls if not only_tells(code, call))
        return not any(function in islice(code.around(call), _NEAR) for call in calls)
    always = (one for one in answers if outside.issuperset(code.guards(one)))
    leaves = (leaf.node for one in always for leaf in code.possible(one) if not leaf.guards)  # `{:valid, state}`
    return any(code.kind(one) != FUNCTION and is_open(code, one, values) for one in leaves)


def only_tells(code: Code, call: Node) -> bool:
    """Whether a call writes into a log, and decides nothing; `error(...)` of Kotlin throws."""
    owner, name = code.method(call)
    return _PRINTS.fullmatch(name) is not None or (owner is not None and _LOGS.fullmatch(name) is not None)


def flags(code: Code, node: Node) -> list[str]:
    """The names in `A | B`, lower-cased; none in anything else."""
    parts = code.shown(node).lower().split("|") if code.string(node) is None else []
    return [one.strip() for one in parts[: len(parts) * bool(parts[1:])]]
