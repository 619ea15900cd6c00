"""Functions that decide on an origin: whether they accept every one."""

from collections.abc import Iterable, Iterator
from itertools import islice

from prodlint.formats.code import NAME, Code, Node
from prodlint.formats.guards import Guards
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_wildcard_cors.code.requests import Requests, is_presence
from prodlint.rules.no_wildcard_cors.code.served import is_served

_AROUND_LIMIT = 200
_YES = (True, "*", "true")


class Exit(NamedTuple):
    """A way out of a function: what it answers, when, and where it says so; no answer where it refuses."""

    answer: Node | None
    guards: Guards
    place: Node


def returned(code: Code, function: Node) -> Iterator[Exit]:
    """The ways out by a result."""
    for answer in code.answers(function):
        yield from answered(code, function, answer)


def answered(code: Code, function: Node, answer: Node) -> Iterator[Exit]:
    """The ways out by an answer, one for each value that it can have; not the nothing of `origin ?? ""`."""
    leaves = code.possible(answer)
    is_choice = len(leaves) > 1 and code.kind(answer) != NAME
    for leaf in leaves:
        if is_choice and not leaf.guards and code.constant(leaf.node) in ("", None):
            continue
        is_own = function in islice(code.around(leaf.node), _AROUND_LIMIT)
        yield Exit(leaf.node, (*code.guards(answer), *leaf.guards), leaf.node if is_own else answer)


def accepting_answer(code: Code, function: Node, exits: Iterable[Exit]) -> Node | None:
    """What a function answers to an origin that no check let in; None where there is no such answer."""
    requests: Requests = code.once(Requests)
    own = frozenset(name for name in (*code.parameters(function), "&1") if name)
    names, outside = requests.derived(own) | requests.names, len(code.guards(function))
    accepting: Node | None = None
    seen: set[tuple[str, tuple[str, ...], bool]] = set()
    for answer, around, place in exits:
        guards = around[outside:]
        if not is_served(code, guards) or requests.lacks_origin(guards, names):
            continue
        if answer is None or not _accepts(code, requests, answer, own, names):
            return None
        checks = {guard for clause in guards for guard in clause if requests.checks(((guard,),), names)}
        both = any((guard.subject, guard.values, not guard.holds) in seen for guard in checks)
        seen.update((guard.subject, guard.values, guard.holds) for guard in checks)
        if accepting is None and (not checks or both):
            accepting = place
    return accepting


def _accepts(code: Code, requests: Requests, answer: Node, own: frozenset[str], names: frozenset[str]) -> bool:
    value = code.constant(answer)
    if isinstance(value, (str, bool, int, float)):
        return value in _YES
    if isinstance(value, (list, tuple)):
        return bool(value) and value[0] in _YES
    if code.shown(answer).lstrip("$@&*") in own | requests.names or requests.is_origin(answer):
        return True
    guards = [guard for clause in code.condition(answer) for guard in clause]
    return bool(guards) and all(is_presence(guard, names) for guard in guards)
