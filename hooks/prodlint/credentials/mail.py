"""App passwords of mail providers: sixteen letters, told by the provider's host or address in the same file."""

import re

from prodlint.credentials.names import secret_words_of
from prodlint.credentials.placeholders import is_placeholder
from prodlint.credentials.randomness import is_of_no_words
from prodlint.credentials.values import Verdict
from prodlint.tables.credential_formats import MAIL_PROVIDERS, MailProvider

_PASSWORD_WORDS = frozenset("password passwd pass pwd pw passwords secret token key credentials".split())


def providers_in(text: str) -> tuple[MailProvider, ...]:
    """The providers that a file names by their hosts or by an address."""
    lower = text.lower()
    return tuple(provider for provider in MAIL_PROVIDERS if any(mark in lower for mark in provider.marks))


def app_password(name: str, value: str, providers: tuple[MailProvider, ...]) -> Verdict | None:
    """The verdict on the app password of a mail account under the name of a password; None for anything else."""
    value = value.strip().strip("\"'")
    if not any(re.fullmatch(provider.pattern, value) for provider in providers):
        return None
    letters = re.sub("[ -]", "", value)
    if _PASSWORD_WORDS.isdisjoint(secret_words_of(name)) or is_placeholder(value, name) or not is_of_no_words(letters):
        return None
    return Verdict("provider", "an app password of a mail account", certain=True)
