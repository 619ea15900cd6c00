"""Functions that decide on an origin: whether they accept every one."""

from __future__ import annotations

from prodlint.formats.code import Node
from prodlint.formats.guards import Guards
from prodlint.formats.tree import Module, terms
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.tree.requests import Requests

_YES = (True, "*", "true")
_EMPTY = frozenset(("", "null", "nil", "none"))


def function_behind(module: Module, node: Node) -> Node | None:
    """The function that an expression is: itself, or one of this file by its name."""
    term = module.meaning(node)
    if isinstance(term, terms.Function):
        return module.peel(node)
    if isinstance(term, terms.Name | terms.Member | terms.Call) and (
        not isinstance(term, terms.Call) or not term.arguments
    ):
        return module.named_function(term.name)
    return None


def accepting_answer(module: Module, requests: Requests, function: Node) -> Node | None:
    """What a function answers to an origin that no check let in; None where there is no such answer."""
    term = module.term(function)
    if not isinstance(term, terms.Function):
        return None
    own = {one.name for one in term.parameters if one.name} | {"&1"}
    names = frozenset(requests.derived(own) | requests.names)
    outside = len(module.guards(function))
    for answer in module.answers(function):
        around = module.guards(answer)[outside:]
        for leaf in module.possible(answer):
            guards = (*around, *leaf.guards)
            if not is_served(module, guards) or requests.checks(guards, names) or requests.lacks_origin(guards, names):
                continue
            if _accepts(module, requests, leaf.node, own, names):
                return leaf.node if module.scope(leaf.node) == function.id else answer
    return None


def _accepts(module: Module, requests: Requests, answer: Node, own: set[str], names: frozenset[str]) -> bool:
    value = module.constant(answer)
    if isinstance(value, str | bool | int | float):
        return value in _YES
    if isinstance(value, list):
        return bool(value) and value[0] in _YES
    term = module.meaning(answer)
    if requests.is_origin(answer) or (isinstance(term, terms.Name) and term.name in own | requests.names):
        return True
    return _asks_only_whether(module.condition(answer), names)


def _asks_only_whether(clauses: Guards, names: frozenset[str]) -> bool:
    """Whether an answer is no more than that there is an origin."""
    guards = [guard for clause in clauses for guard in clause]
    return bool(guards) and all(
        guard.subject.lstrip("$@&*") in names
        and (guard.holds if not guard.values else not guard.holds and set(guard.values) <= _EMPTY)
        for guard in guards
    )
