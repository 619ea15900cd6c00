"""The words of a name, however it is spelled."""

from functools import lru_cache

from prodlint.expressions import expression

_PUNCTUATION = expression(r"[^a-z0-9]+")
_WORD = expression(r"(?:e2e|E2E)(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


@lru_cache(maxsize=10_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in any spelling, lower-cased: `DB_PASSWORD`, `dbPassword`, `db-password` alike.

    Digits are words of their own: `OAUTH2_KEY` has the words oauth, 2, key; but `e2e` is one word.
    """
    return tuple(word.lower() for word in _WORD.findall(name))


def squeeze(name: str) -> str:
    """A name without case and punctuation: `allowed-origins`, `allowedOrigins`, `ALLOWED_ORIGINS` alike."""
    return _PUNCTUATION.sub("", name.lower())
