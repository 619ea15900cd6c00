"""Whether the name of a variable says that its value is a secret."""

from itertools import pairwise

from prodlint.spelling import words_of
from prodlint.tables import secret_names as table


def secret_words_of(name: str) -> tuple[str, ...]:
    """The words of a name, lower-cased; those that are glued to a word for a secret count alone: PGPASSWORD is pg
    and password."""
    return tuple(part for word in words_of(name) for part in _apart(word))


def _apart(word: str) -> tuple[str, ...]:
    for end in table.GLUED:
        if word.endswith(end) and word != end:
            return word.removesuffix(end), end
    for end in table.GLUED_SHORT:
        if word.removesuffix(end) in table.BEFORE_SHORT and word.endswith(end):
            return word.removesuffix(end), end
    return (word,)


def is_secret_name(name: str) -> bool:
    """Whether a server secret goes by this name (without a framework's public prefix, if it had one).

    By whole words in any spelling: `DB_PASSWORD`, `PGPASSWORD`, `stripeSecretKey`; not `TOKEN_URL`, `MAX_TOKENS`,
    `SITE_KEY`, `K8S_SECRET` or `PASSWORD_RESET_DISABLED`.
    """
    words = secret_words_of(name)
    if not words or _is_about_a_secret(words):
        return False
    if not table.STRONG_SECRET_WORDS.isdisjoint(words) or words[-1] == "private":
        return True
    return not table.SECRET_WORDS.isdisjoint(words) and ("private" in words or not is_public_name(name))


def is_public_name(name: str) -> bool:
    """Whether the name says that its value may be seen by everybody: `STRIPE_PUBLISHABLE_KEY`, `SITE_KEY`."""
    return _holds(words_of(name), table.PUBLIC_PHRASES)


def is_database_address(name: str) -> bool:
    """Whether the address of a database goes by this name, which holds its password: `DATABASE_URL`, `MONGODB_URI`."""
    words = words_of(name)
    return bool(words) and words[-1] in table.ADDRESS_WORDS and not table.DATABASE_WORDS.isdisjoint(words)


def _holds(words: tuple[str, ...], phrases: tuple[tuple[str, ...], ...]) -> bool:
    return any(words[start : start + len(phrase)] == phrase for phrase in phrases for start in range(len(words)))


def _is_about_a_secret(words: tuple[str, ...]) -> bool:
    if words[0] in table.FLAG_FIRST_WORDS or not table.FLAG_WORDS.isdisjoint(words) or _holds(words, table.HOLDERS):
        return True
    if ("secret", "id") in pairwise(words):  # Vault's AppRole, and an id that is a secret in spite of its name
        return False
    last = next((word for word in reversed(words) if not word.isdigit()), "")  # `KEY_SHA256`
    return last in table.NEUTRAL_LAST_WORDS
