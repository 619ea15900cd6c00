"""What a file, stage, service, script, class or branch is for, by its name."""

from collections.abc import Mapping
from functools import lru_cache

from prodlint.expressions import expression
from prodlint.kinds import PLATFORMS
from prodlint.spelling import words_of
from prodlint.tables import places
from prodlint.tables.places import DEVELOPMENT, PRODUCTION, UNKNOWN

_PARTS = expression(r"[.:/\s]+")


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    return {word: context for context, words in table.items() for word in words.split()}


_WHOLE, _LAST, _ANYWHERE = _by_word(places.WHOLE), _by_word(places.LAST), _by_word(places.ANYWHERE)
_LAST_OF_FILE = {**_LAST, **_by_word(places.LAST_OF_FILE)}
_FIRST_OF_FILE, _IN_FRONT = _by_word(places.FIRST_OF_FILE), _by_word(places.IN_FRONT)
_QUALIFIED = expression(r"(?:^|\.)(?:dockerfile|containerfile)\b|dockerfile_|^docker-stack|compose|\.(?:ba)?sh$")
_OF_PLATFORM = expression(rf"\.env[._-](?:{'|'.join(PLATFORMS)})")


@lru_cache(maxsize=10_000)
def of_name(name: str) -> str:
    """PRODUCTION, DEVELOPMENT (which tests are, too) or UNKNOWN; the last part of a name that says anything decides.

    A word in front or in the middle says nothing (`local-delivery`), and a negation (`not-dev`) leaves it open.
    """
    return _first_known(name, _LAST)


def of_base_name(base: str) -> str:
    """The same of a file's name, which may say more: `deploy-web.sh`, `docker-stack.yml`, `.env.railway`."""
    found = _first_known(base, _LAST_OF_FILE)
    if found != UNKNOWN:
        return found
    if _OF_PLATFORM.fullmatch(base.lower()):
        return PRODUCTION
    words = _words(base)
    if words and words[0] in _FIRST_OF_FILE:
        return _FIRST_OF_FILE[words[0]]
    qualifies = _QUALIFIED.search(base.lower()) is not None
    return next((_IN_FRONT[word] for word in words if word in _IN_FRONT), UNKNOWN) if qualifies else UNKNOWN


def _first_known(name: str, last: Mapping[str, str]) -> str:
    if {"not", "non"} & set(words_of(name)):
        return UNKNOWN
    parts = (_of_part(_words(part), last) for part in reversed(_PARTS.split(name)))
    return next((context for context in parts if context != UNKNOWN), UNKNOWN)


def _words(name: str) -> list[str]:
    """The words of a name without numbers: `test2` is one of tests."""
    return [word for word in words_of(name) if not word.isdigit()]


def _of_part(words: list[str], last: Mapping[str, str]) -> str:
    if len(words) == 1:
        return _WHOLE.get(words[0], UNKNOWN)
    if any(word in _ANYWHERE for word in words):
        return DEVELOPMENT
    while len(words) > 1 and words[-1] not in last and words[-1] in places.ROLES:
        words.pop()
    if not words or words[-1] not in last:
        return UNKNOWN
    names_a_thing = len(words) > 1 and words[-2] in places.COMPOUNDS.get(words[-1], ())
    return UNKNOWN if names_a_thing else last[words[-1]]
