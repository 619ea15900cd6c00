"""Which secret of our own goes by a name: a key that signs or encrypts, or the first password of an administrator."""

import re
from functools import lru_cache

from prodlint.expressions import expression
from prodlint.light_typing import Final
from prodlint.spelling import words_of
from prodlint.tables import default_secrets as table
from prodlint.tables.secret_names import HOLDERS, NEUTRAL_LAST_WORDS

KEY: Final = "key"
ADMINISTRATOR: Final = "administrator"
CLIENT: Final = "client"

_NO_KEYS = frozenset((*(tuple(phrase.split()) for phrase in table.NAMES_OF_ENTRIES), *HOLDERS))
_PHRASES = frozenset(tuple(phrase.split()) for phrase in table.KEYS)
_LENGTHS = frozenset(map(len, _PHRASES))
_ADMINISTRATORS = tuple(tuple(words.split()) for words in table.ADMINISTRATORS)
_PASSWORDS = frozenset(("password", "pass", "pwd", "passwd"))
_JOINED = {
    "secretkey": ("secret", "key"),
    "jwtsecret": ("jwt", "secret"),
    "adminpassword": ("admin", "password"),
    "encryptionkey": ("encryption", "key"),
    "sessionsecret": ("session", "secret"),
    "nextauth": ("auth",),
}
_OF_STORAGES = expression(r"(?<![A-Za-z0-9])(?:s3|r2|b2)(?![a-z0-9])", re.IGNORECASE)  # vendors, beside those in words
_LONGEST = 100


@lru_cache(maxsize=4096)
def kind_of_name(name: str) -> str | None:
    """KEY or ADMINISTRATOR; None for what others check, what is about a secret, and all the rest.

    By whole words in any spelling, of which the last ones decide: `JWT_SECRET`, `app.secretKey`; not
    `STRIPE_SECRET_KEY`, `SECRET_KEY_FILE`, `TOKEN_KEY`.
    """
    if len(name) > _LONGEST or _OF_STORAGES.search(name):
        return None
    if name in table.ADMINISTRATOR_NAMES:
        return ADMINISTRATOR
    plain = [word for word in words_of(name) if not word.isdigit()]
    words = tuple(part for word in plain for part in _JOINED.get(word, (word,)))
    if not words or words[-1] in table.ABOUT or words[-1] in NEUTRAL_LAST_WORDS:
        return None
    if not (table.OTHERS.isdisjoint(words) and table.SWITCHES.isdisjoint(words)) or words[-2:] in _NO_KEYS:
        return None
    ends = (words[-length:] for length in _LENGTHS if length <= len(words))
    if any(end in _PHRASES or (end[0] not in table.NO_KEY_BEFORE and ("*", *end[1:]) in _PHRASES) for end in ends):
        return KEY
    if words[-1] in _PASSWORDS and any(words[:-1][-len(one) :] == one for one in _ADMINISTRATORS):
        return ADMINISTRATOR
    return None


def is_of_client(name: str) -> bool:
    """Whether a program logs in to a database with what goes by a name: `DB_PASSWORD`, `spring.datasource.password`."""
    *around, last = words_of(name[:_LONGEST]) or ("",)
    glued = last.removesuffix("password")
    return (last in _PASSWORDS and not table.DATABASES.isdisjoint(around)) or (
        glued != last and glued in table.DATABASES
    )


def is_bare(name: str) -> bool:
    """Whether a name says no more than that it is a secret: `SECRET`."""
    return name.lower() in table.BARE
