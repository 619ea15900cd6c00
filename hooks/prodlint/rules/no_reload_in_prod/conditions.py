"""Whether a command in a script runs, given what its variables hold."""

from collections.abc import Mapping

from prodlint.context import DEVELOPMENT, PRODUCTION
from prodlint.context.conditions import of_guard, of_guards
from prodlint.expressions import expression
from prodlint.formats.guards import Guard, Guards

_NAME = expression(r"\w+")
_IN_IMAGE = "/.dockerenv"  # a file that Docker puts into every container


def happens(guards: Guards, values: Mapping[str, str], arguments: tuple[str, ...] = ()) -> bool:
    """Whether code under these conditions runs in production.

    A variable that `values` does not name is not set. Of a condition that nothing is known about (`[ -f dev.js ]`),
    the other branch counts as taken. Where production is asked for, too, what is not known or not set counts as so.
    """
    asks = of_guards(guards) == PRODUCTION
    return all(any(_holds(guard, values, arguments, asks) for guard in clause) for clause in guards)


def _holds(guard: Guard, values: Mapping[str, str], arguments: tuple[str, ...], asks: bool) -> bool:
    value = _value(guard.subject, values, arguments)
    if value is None or "$" in value:
        return asks or not guard.holds
    if not value and asks and of_guard(guard) != DEVELOPMENT:
        return True
    matches = value.lower() in guard.values if guard.values else bool(value)
    return matches == guard.holds


def _value(subject: str, values: Mapping[str, str], arguments: tuple[str, ...]) -> str | None:
    """What a condition asks for; "" where it is not set, None where nothing is known."""
    if subject == "#":
        return str(len(arguments))
    if not _NAME.fullmatch(subject):
        return _IN_IMAGE if _IN_IMAGE in subject else None
    if subject.isdecimal():
        return next(iter(arguments[int(subject[:3]) - 1 :]), "")
    return values.get(subject, "")
