"""Where code runs: what only a development branch sees is nobody's business here."""

from prodlint.context.reach import conditions, is_reached
from prodlint.expressions import expression
from prodlint.formats.code import Code, Node
from prodlint.formats.guards import Guard, Guards, contradict

_STAR = expression(r"""["'`]\*["'`]""")


def is_served(code: Code, guards: Guards, *nodes: Node) -> bool:
    """Whether code under these conditions, and the nodes with theirs, can run in production.

    Not where somebody asked for `*`.
    """
    every = conditions(code, guards, *nodes)
    asked = contradict(every) or any(len(clause) == 1 and _asks_for_star(clause[0]) for clause in every)
    return not asked and is_reached(code, guards, *nodes)


def _asks_for_star(guard: Guard) -> bool:
    return guard.holds and ("*" in guard.values or (not guard.values and bool(_STAR.search(guard.subject))))
