"""Whether a command in a script runs, given what its variables hold."""

from __future__ import annotations

import re
from collections.abc import Mapping

from prodlint.context import PRODUCTION, of_guards
from prodlint.formats.guards import Guard, Guards

_NAME = re.compile(r"\w+")


def happens(guards: Guards, values: Mapping[str, str], arguments: tuple[str, ...] = ()) -> bool:
    """Whether code under these conditions runs in production.

    A variable that `values` does not name is not set. The branch that says production counts as taken. Of a
    condition that nothing is known about (`[ -f dev.js ]`), the other branch counts as taken.
    """
    if not guards or of_guards(guards) == PRODUCTION:
        return True
    return all(any(_holds(guard, values, arguments) for guard in clause) for clause in guards)


def _holds(guard: Guard, values: Mapping[str, str], arguments: tuple[str, ...]) -> bool:
    if guard.subject == "#":
        value = str(len(arguments))
    elif not _NAME.fullmatch(guard.subject):
        return not guard.holds
    elif guard.subject.isdigit():
        value = next(iter(arguments[int(guard.subject[:3]) - 1 :]), "")
    else:
        value = values.get(guard.subject, "")
    if "$" in value:
        return not guard.holds
    matches = value.lower() in guard.values if guard.values else bool(value)
    return matches == guard.holds
