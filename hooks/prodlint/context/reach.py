"""Does production get there: whether code runs in production, by its conditions and the names around it."""

from __future__ import annotations

from prodlint.context import DEVELOPMENT, TEST, of_guards, of_name
from prodlint.formats.code import Code, Node
from prodlint.formats.guards import Guards, all_of

_ELSEWHERE = (DEVELOPMENT, TEST)


def excluded(guards: Guards) -> bool:
    """Whether one of the conditions only holds in development or in tests."""
    return any(of_guards((clause,)) in _ELSEWHERE for clause in guards)


def conditions(code: Code, guards: Guards, *nodes: Node) -> Guards:
    """These conditions and those of the nodes."""
    return all_of([guards, *map(code.guards, nodes)])


def is_reached(code: Code, guards: Guards, *nodes: Node) -> bool:
    """Whether nodes can run in production under these conditions and their own, within what stands around them."""
    if excluded(conditions(code, guards, *nodes)):
        return False
    return all(of_name(name) not in _ELSEWHERE for node in nodes for name in code.inside(node))
