"""The conditions under which a piece of code runs, in one form for every language, and how they combine."""

from collections.abc import Iterable
from itertools import chain

from prodlint.light_typing import Final, NamedTuple

# What has more clauses, or more guards in one, says nothing to a reader, and combining it would cost too much.
_MOST = 64


class Guard(NamedTuple):
    """One condition: `subject` (dotted text, or a variable of the environment) is true, or one of `values`.

    `values` are lower-cased; empty means "is truthy". `holds` is False where the condition must not hold.
    """

    subject: str
    values: tuple[str, ...]
    holds: bool


# Every inner tuple is an "or", and all of them must hold (conjunctive normal form).
Guards = tuple[tuple[Guard, ...], ...]
ALWAYS: Final[Guards] = ()
NEVER: Final[Guards] = ((),)


def opposite(guard: Guard) -> Guard:
    """The guard that holds exactly when the given one does not."""
    return guard._replace(holds=not guard.holds)


def all_of(parts: Iterable[Guards]) -> Guards:
    """The conjunction, without repetition."""
    return tuple(dict.fromkeys(chain.from_iterable(parts)))


def any_of(parts: Iterable[Guards]) -> Guards | None:
    """The disjunction; None when it would be too much."""
    result: Guards | None = None
    for part in parts:
        if result is not None:
            if len(result) * len(part) > _MOST:
                return None
            part = all_of([tuple(tuple(dict.fromkeys(left + right)) for left in result for right in part)])
        if any(len(clause) > _MOST for clause in part):
            return None
        result = part
    return ALWAYS if result is None else result


def negated(guards: Guards) -> Guards | None:
    """The conditions under which the given ones do not all hold; None when there are too many, or none at all."""
    if not guards or len(guards) > _MOST:
        return None
    return any_of(tuple((opposite(guard),) for guard in clause) for clause in guards)


def contradict(guards: Guards) -> bool:
    """Whether two conditions exclude each other: the same one holds and does not, or has two values."""
    facts = {clause[0] for clause in guards if len(clause) == 1}
    held: dict[str, frozenset[str]] = {}
    for guard in facts:
        if opposite(guard) in facts:
            return True
        if guard.holds and guard.values:
            values = frozenset(guard.values)
            held[guard.subject] = held.get(guard.subject, values) & values
    return not all(held.values())
