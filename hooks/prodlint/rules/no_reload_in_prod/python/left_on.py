"""What a variable of a Python file is in the end: the assignments that leave it on."""

import ast
from collections.abc import Iterator, Sequence, Set

from prodlint.context import PRODUCTION
from prodlint.context.conditions import of_guard, of_guards
from prodlint.context.refusals import endings
from prodlint.formats.code import UNKNOWN
from prodlint.formats.guards import Guard
from prodlint.formats.python import Assignment
from prodlint.grouping import grouped
from prodlint.rules.no_reload_in_prod.python.file import PythonFile
from prodlint.rules.no_reload_in_prod.python.switched_on import On, switched_on, variables_of
from prodlint.tables.debug_python import PLATFORM_VARIABLES
from prodlint.tables.truth import TRUE


def assigned(file: PythonFile) -> dict[str, list[Assignment]]:
    """The assignments of the module's own variables, by name, in source order."""
    plain = (one for one in file.module.assignments if not file.module.definitions_around(one.node))
    return grouped((one.target.id, one) for one in plain if isinstance(one.target, ast.Name))


def left_on(file: PythonFile, assignments: Sequence[Assignment], *, parsed: bool = False) -> Iterator[On]:
    """The values that stay on: no later assignment, and no other branch, switches them off.

    A branch that is taken only once somebody sets a variable switches nothing off, but for one that is for production.
    """
    runs = [_runs_unset(file, one.node) for one in assignments]
    states = [values_on(file, one, parsed) for one in assignments]
    off = [at for at, values in enumerate(states) if not values]
    unset = max((at for at in off if runs[at] is not False), default=-1)
    last_off = max((at for at in off if at <= unset or _is_for_production(file, assignments[at].node)), default=-1)
    for at, values in enumerate(states):
        in_branch = bool(file.module.guards(assignments[at].node))
        if values and (unset < at if runs[at] else last_off < (0 if in_branch else at)):
            yield from values


def _runs_unset(file: PythonFile, node: ast.AST) -> bool | None:
    """Whether a statement runs where no variable is set; None where no condition tells."""
    told = None
    inner = node
    for outer in file.module.around(node):
        if isinstance(outer, ast.If):
            value = file.module.constant(outer.test, unset=True)
            if value is UNKNOWN or not PLATFORM_VARIABLES.isdisjoint(variables_of(file.module, (outer.test,))):
                return None
            told = bool(value) is any(inner is one for one in outer.body)
            if not told:
                return False
        inner = outer
    return told


def _is_for_production(file: PythonFile, node: ast.AST) -> bool:
    """Whether a statement runs where a mode says production: `if ENV == "production":`."""
    guards = file.module.guards(node)
    return any(of_guard(guard._replace(subject="")) == PRODUCTION for clause in guards for guard in clause)


def refused(file: PythonFile, name: str) -> bool:
    """Whether the file raises an error when the name is on in production."""
    values = [assignment.value for assignment in assigned(file).get(name, ()) if endings(file.module)]
    names = {name, *variables_of(file.module, values)}
    for _, guards in endings(file.module):
        asking = [clause for clause in guards if any(_is_on(guard, names) for guard in clause)]
        if asking and of_guards(tuple(clause for clause in guards if clause not in asking)) == PRODUCTION:
            return True
    return False


def _is_on(guard: Guard, names: Set[str]) -> bool:
    return guard.holds and TRUE.issuperset(guard.values) and guard.subject.rpartition(".")[2] in names


def values_on(file: PythonFile, assignment: Assignment, parsed: bool = False) -> list[On]:
    """The ways in which one assignment switches on where production gets to it."""
    values = switched_on(file.module, assignment.value, parsed=parsed)
    if (runs := _runs_unset(file, assignment.node)) is not None:
        unless = next((guard.subject for (guard, *_) in file.module.guards(assignment.node)[-1:]), "")
        return [value._replace(variable=value.variable or unless) for value in values] if runs else []
    return [value for value in values if not file.for_development(assignment.node, value.guards)]
