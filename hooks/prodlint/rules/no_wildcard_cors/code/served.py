"""Where code runs: what only a development branch sees is nobody's business here."""

from __future__ import annotations

import re

from prodlint.context import DEVELOPMENT, TEST, of_guards, of_name
from prodlint.formats.code import Code, Node
from prodlint.formats.guards import Guard, Guards, all_of, contradict

_STAR = re.compile(r"""["'`]\*["'`]""")


def is_silent(guards: Guards) -> bool:
    """Whether code under these conditions never runs in production, or runs where somebody asked for `*`."""
    if any(of_guards((clause,)) in (DEVELOPMENT, TEST) for clause in guards) or contradict(guards):
        return True
    return any(len(clause) == 1 and _asks_for_star(clause[0]) for clause in guards)


def _asks_for_star(guard: Guard) -> bool:
    return guard.holds and ("*" in guard.values or (not guard.values and bool(_STAR.search(guard.subject))))


def is_served(code: Code, guards: Guards, *nodes: Node) -> bool:
    """Whether code under these conditions, and the nodes with theirs, can run in production."""
    if is_silent(all_of([guards, *map(code.guards, nodes)])):
        return False
    return all(of_name(name) != DEVELOPMENT for node in nodes for name in code.inside(node))
