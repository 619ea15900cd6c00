"""Where code runs: what only a development branch sees is nobody's business here."""

from prodlint.context.reach import conditions, excluded, is_reached
from prodlint.expressions import expression
from prodlint.formats.code import Code, Node
from prodlint.formats.guards import Guard, Guards, contradict

_STAR = expression(r"""["'`]\*["'`]""")


def is_silent(guards: Guards) -> bool:
    """Whether code under these conditions never runs in production, or runs where somebody asked for `*`."""
    return excluded(guards) or _is_asked_for(guards)


def _is_asked_for(guards: Guards) -> bool:
    return contradict(guards) or any(len(clause) == 1 and _asks_for_star(clause[0]) for clause in guards)


def _asks_for_star(guard: Guard) -> bool:
    return guard.holds and ("*" in guard.values or (not guard.values and bool(_STAR.search(guard.subject))))


def is_served(code: Code, guards: Guards, *nodes: Node) -> bool:
    """Whether code under these conditions, and the nodes with theirs, can run in production."""
    return not _is_asked_for(conditions(code, guards, *nodes)) and is_reached(code, guards, *nodes)
