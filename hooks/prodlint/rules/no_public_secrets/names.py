"""What the name of a public variable says of its value."""

from functools import lru_cache

from prodlint.credentials.names import is_public_name, secret_words_of
from prodlint.light_typing import Literal, NamedTuple
from prodlint.tables import public_names as table
from prodlint.tables.secret_names import FLAG_WORDS, NEUTRAL_LAST_WORDS

Level = Literal["secret", "generic", "depends", "public", "none"]


class Grade(NamedTuple):
    """`what` calls the credential in a message ("an OpenAI key"); "" for the levels that name none.

    "secret": a server credential goes by this name; "generic": so it does where the prefix is a framework's;
    "depends": the value or the use decides; "public": everybody may see it; "none": no credential at all.
    """

    level: Level
    what: str = ""


@lru_cache(maxsize=4096)
def grade_of(name: str) -> Grade:
    """The grade of a name without its public prefix, by whole words in any spelling. The first rule counts."""
    words = _normalised(secret_words_of(name))
    phrase = f"_{'_'.join(words)}_"
    for rule in (_neutral, _private, _public, _of_vendor, _generic, _depending):
        grade = rule(words, phrase)
        if grade:
            return grade
    return Grade("public" if is_public_name(name) else "none")


def _normalised(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with one spelling each, without a number or an environment at the end."""
    text = "_".join(table.SPELLINGS.get(word, word) for word in words)
    for before, after in table.SPELLINGS.items():
        if "_" in before:
            text = f"_{text}_".replace(f"_{before}_", f"_{after}_")[1:-1]
    found = text.split("_") if text else []
    while len(found) > 1 and (found[-1].isdigit() or found[-1] in table.SUFFIXES):
        found.pop()
    return tuple(found)


def _holds(phrase: str, part: str) -> bool:
    return f"_{part}_" in phrase


def _neutral(words: tuple[str, ...], phrase: str) -> Grade | None:
    if not words:
        return Grade("none")
    if words[0] in table.NEUTRAL_FIRST or not FLAG_WORDS.isdisjoint(words):
        return Grade("none")
    last = words[-1]
    if last not in NEUTRAL_LAST_WORDS and last not in table.NEUTRAL_LAST:
        return None
    if last == "id" and "secret" in words:
        return None
    address = any(_holds(phrase, start) for start in table.ADDRESSES) and not _holds(phrase, "rest")
    if last in table.ADDRESS_WORDS and (address or any(_holds(phrase, part) for part in table.CONNECTIONS)):
        return Grade("secret", "a database address with its password")
    if last in table.ADDRESS_WORDS and any(_holds(phrase, part) for part in table.DEPENDING_PHRASES):
        return Grade("depends")
    return Grade("none")


def _private(words: tuple[str, ...], phrase: str) -> Grade | None:
    for part, what in table.PRIVATE.items():
        if _holds(phrase, part):
            return _unless_shown(words, what)
    if words[-1] in table.PRIVATE_LAST:
        return _unless_shown(words, table.PRIVATE_LAST[words[-1]])
    if any(_holds(phrase, part) for part in table.CONNECTIONS):
        return Grade("secret", "a database address with its password")
    return None


def _unless_shown(words: tuple[str, ...], what: str) -> Grade:
    if not table.SHOWN.isdisjoint(words):
        return Grade("depends")
    if (what == "a password" and not table.FEATURES.isdisjoint(words)) or "santa" in words:
        return Grade("none")
    return Grade("secret", what)


def _public(words: tuple[str, ...], phrase: str) -> Grade | None:
    return Grade("public") if any(_holds(phrase, part) for part in table.PUBLIC) else None


def _of_vendor(words: tuple[str, ...], phrase: str) -> Grade | None:
    if table.CREDENTIAL_WORDS.isdisjoint(words):
        return None
    vendor = next((part for part in table.VENDORS if _holds(phrase, part)), None)
    return Grade("secret", table.VENDORS[vendor]) if vendor else None


def _generic(words: tuple[str, ...], phrase: str) -> Grade | None:
    if any(_holds(phrase, part) for part in table.DEPENDS):
        return Grade("depends") if not table.DEPENDING_WORDS.isdisjoint(words) else None
    part = next((part for part in table.GENERIC if _holds(phrase, part)), None)
    if part:
        return Grade("generic", table.GENERIC[part])
    is_internal = not table.SERVER_WORDS.isdisjoint(words) and not table.CREDENTIAL_WORDS.isdisjoint(words)
    return Grade("generic", "a credential of the server's own") if is_internal else None


def _depending(words: tuple[str, ...], phrase: str) -> Grade | None:
    return Grade("depends") if not table.DEPENDING_WORDS.isdisjoint(words) else None
