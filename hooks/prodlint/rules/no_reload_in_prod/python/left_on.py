"""What a variable of a Python file is in the end: the assignments that leave it on."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from prodlint.context import PRODUCTION, of_guards
from prodlint.formats.guards import Guard
from prodlint.formats.python import Assignment
from prodlint.rules.no_reload_in_prod.python.file import PythonFile
from prodlint.rules.no_reload_in_prod.python.switched_on import On, switched_on


def assigned(file: PythonFile) -> dict[str, list[Assignment]]:
    """The assignments of the module's own variables, by name, in source order."""
    found: dict[str, list[Assignment]] = {}
    for assignment in file.module.assignments:
        if isinstance(assignment.target, ast.Name) and not file.module.definitions_around(assignment.node):
            found.setdefault(assignment.target.id, []).append(assignment)
    return found


def left_on(file: PythonFile, assignments: Sequence[Assignment], *, parsed: bool = False) -> Iterator[On]:
    """The values that stay on: no later assignment, and no other branch, switches them off."""
    states = [(one, values_on(file, one, parsed)) for one in assignments]
    last_off = max((index for index, (_, values) in enumerate(states) if not values), default=-1)
    for index, (assignment, values) in enumerate(states):
        in_branch = bool(file.module.guards(assignment.node))
        if values and last_off < (0 if in_branch else index):
            yield from values


def refused(file: PythonFile, name: str) -> bool:
    """Whether the file raises an error when the name is on in production."""
    for guards in file.refusals:
        asking = [clause for clause in guards if any(_is_on(guard, name) for guard in clause)]
        if asking and of_guards(tuple(clause for clause in guards if clause not in asking)) == PRODUCTION:
            return True
    return False


def _is_on(guard: Guard, name: str) -> bool:
    return guard.holds and not guard.values and guard.subject.rpartition(".")[2] == name


def values_on(file: PythonFile, assignment: Assignment, parsed: bool = False) -> list[On]:
    """The ways in which one assignment switches on where production gets to it."""
    values = switched_on(file.module, assignment.value, parsed=parsed)
    return [value for value in values if not file.for_development(assignment.node, value.guards)]
