"""Does production get there: whether code runs in production, by its conditions and the names around it."""

from prodlint.context import DEVELOPMENT, TEST, of_name
from prodlint.context.conditions import of_guards
from prodlint.formats.code import ASKED, ASSIGNED, UNKNOWN, Code, Node
from prodlint.formats.guards import Guard, Guards, all_of
from prodlint.tables.truth import TRUE

_ELSEWHERE = (DEVELOPMENT, TEST)


def excluded(guards: Guards, code: Code | None = None) -> bool:
    """Whether one of the conditions only holds in development or in tests.

    A switch that is on unless somebody acts (`DEBUG = env("DEBUG", True)`) excludes nothing, as far
    as the code says so.
    """
    left = (clause for clause in guards if of_guards((clause,)) in _ELSEWHERE)
    return any(code is None or not any(_is_on_by_default(code, guard) for guard in clause) for clause in left)


def _is_on_by_default(code: Code, guard: Guard) -> bool:
    if not guard.holds or not TRUE.issuperset(guard.values):
        return False
    return guard.subject.rpartition(".")[2] in code.once(_on_by_default)


def _on_by_default(code: Code) -> frozenset[str]:
    """The names that the file gives one value, and that is true while no variable of the environment is set."""
    given: dict[str, set[bool]] = {}
    for named in code.named_values():
        if named.how == ASKED or (named.how == ASSIGNED and named.of is None):
            value = code.constant(named.value, unset=True)
            given.setdefault(named.name, set()).add(value is not UNKNOWN and str(value).lower() in TRUE)
    return frozenset(name for name, are_on in given.items() if are_on == {True})


def conditions(code: Code, guards: Guards, *nodes: Node) -> Guards:
    """These conditions and those of the nodes."""
    return all_of([guards, *map(code.guards, nodes)])


def is_reached(code: Code, guards: Guards, *nodes: Node) -> bool:
    """Whether nodes can run in production under these conditions and their own, within what stands around them."""
    if excluded(conditions(code, guards, *nodes), code):
        return False
    return all(of_name(name) not in _ELSEWHERE for node in nodes for name in code.inside(node))
