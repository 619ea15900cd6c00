"""What the code is for that runs under a condition."""

from collections.abc import Sequence
from functools import lru_cache

from prodlint.context.names import of_name
from prodlint.expressions import expression
from prodlint.formats.guards import NEVER, Guard, Guards
from prodlint.spelling import words_of
from prodlint.tables.places import DEVELOPMENT, IN_CONDITIONS, PRODUCTION, UNKNOWN
from prodlint.tables.truth import FALSE, TRUE

_PREDICATE = expression(r"(?i:is|has|can|should)(?=[A-Z_])")
_MERELY_SO = frozenset(("enabled", "on", "active", "set", "true", "defined", "present"))
_NEGATIONS = frozenset(("not", "non", "no", "disable", "disabled"))


def of_guards(guards: Guards) -> str:
    """PRODUCTION, DEVELOPMENT or UNKNOWN by all conditions; the first that says anything decides.

    What never runs (`if False:`) is not for production. What asks for development or something else that does not say
    production (`DEBUG or IN_DOCKER`) is for development.
    """
    if NEVER[0] in guards:
        return DEVELOPMENT
    for alternatives in guards:
        contexts = {of_guard(guard) for guard in alternatives}
        is_started = any(guard.subject == "__name__" for guard in alternatives)  # which says nothing of where
        if DEVELOPMENT in contexts and PRODUCTION not in contexts and not is_started:
            return DEVELOPMENT
        if contexts == {PRODUCTION}:
            return PRODUCTION
    return UNKNOWN


@lru_cache(maxsize=1_000)
def of_guard(guard: Guard) -> str:
    """What one condition says: `settings.DEBUG` development, `NODE_ENV == "production"` production ..."""
    holds = guard.holds
    values = set(guard.values)
    if values and values <= FALSE | {""}:
        values, holds = set(), not holds
    if not values or values <= TRUE:
        words = words_of(guard.subject)
        if _NEGATIONS & set(words):
            holds = not holds
        return _either(_said(words, guard.subject), holds)
    contexts = {_said(words_of(value), value) for value in values}
    return _either(contexts.pop(), holds) if len(contexts) == 1 else UNKNOWN


def _said(words: Sequence[str], text: str) -> str:
    found = [context for context, plain in IN_CONDITIONS.items() if not plain.isdisjoint(words)]
    if found:
        return found[0] if len(found) == 1 else UNKNOWN
    return DEVELOPMENT if of_name(_asked(text)) == DEVELOPMENT else UNKNOWN


def _asked(subject: str) -> str:
    """What a condition asks for: `IsAdminAvailable` of `local.IsAdminAvailable`, whose package says nothing."""
    last = subject.rpartition(".")[2]
    says_itself = _PREDICATE.match(last) and not _MERELY_SO.issuperset(words_of(last)[1:])
    return last if says_itself else subject


def _either(context: str, holds: bool) -> str:
    if holds or context == UNKNOWN:
        return context
    return PRODUCTION if context == DEVELOPMENT else DEVELOPMENT
