"""The algebra of guards: "and", "or" and "not" of conditions in conjunctive normal form."""

from __future__ import annotations

from collections.abc import Iterable

from prodlint.formats.guards import Guard, Guards

_MAX_CLAUSES = 64


def opposite(guard: Guard) -> Guard:
    """The guard that holds exactly when the given one does not."""
    return guard._replace(holds=not guard.holds)


def all_of(parts: Iterable[Guards]) -> Guards:
    """The conjunction, without repetition."""
    return tuple(dict.fromkeys(clause for part in parts for clause in part))


def any_of(parts: Iterable[Guards]) -> Guards | None:
    """The disjunction; None when it would have too many clauses."""
    result: Guards | None = None
    for part in parts:
        if result is None:
            result = part
            continue
        if len(result) * len(part) > _MAX_CLAUSES:
            return None
        result = all_of([tuple(tuple(dict.fromkeys(left + right)) for left in result for right in part)])
    return () if result is None else result


def negated(guards: Guards) -> Guards | None:
    """The conditions under which the given ones do not all hold; None when there are too many, or none at all."""
    if not guards or len(guards) > _MAX_CLAUSES:
        return None
    return any_of(tuple((opposite(guard),) for guard in clause) for clause in guards)
