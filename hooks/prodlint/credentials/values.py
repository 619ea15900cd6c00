"""The verdict on a value, by an ordered rule: the first answer counts."""

import re

from prodlint.credentials.detect import detected_kind
from prodlint.credentials.formats import is_jwt, is_public, is_sample_jwt, kind_of
from prodlint.credentials.names import is_public_name, is_secret_name
from prodlint.credentials.placeholders import is_placeholder, says_placeholder
from prodlint.credentials.randomness import SEPARATORS, SHORT, is_long, is_random
from prodlint.credentials.references import is_encrypted, is_reference, resolved, with_defaults
from prodlint.credentials.urls import is_address, query_credential, url_password
from prodlint.expressions import expression
from prodlint.light_typing import Literal, NamedTuple

Category = Literal[
    "empty", "encrypted", "reference", "public", "provider", "remote url", "weak url", "plain", "placeholder",
    "phrase", "random", "password", "word",
]  # fmt: skip

_PATH = expression(
    r"(?:~|\.{1,2})?/[\w.@ -]+(?:/[\w.@ -]*)*|[A-Za-z]:\\[^\n]*|[\w-]+\.(?:pem|key|crt|cer|json|pub|txt)"
    r"|[A-Z]\w*(?:\\{1,2}[A-Z]\w*)+"  # a class of PHP
    r"|[\w./:-]+@sha256:[0-9a-f]{64}"  # an image
)
_PHRASE = expression(r"\S+(?:\s+\S+){2,}")
_MAIL_PASSWORD = expression(r"[a-z]{4}(?: [a-z]{4}){3}")  # an app password of Google, as its page shows it
_MNEMONIC = expression(r"[a-z]{3,8}(?: [a-z]{3,8}){11,23}")  # BIP 39: 12 to 24 words of 3 to 8 letters
_MNEMONIC_LENGTHS = frozenset({12, 15, 18, 21, 24})
_FEWEST_WORDS = 10  # different ones; the mnemonics of test networks repeat theirs
_PLAIN = expression(r"(?i:true|false|yes|no|on|off|null|none|nil|undefined)|[-+]?[0-9.,:]+")


class Verdict(NamedTuple):
    """What a value is. `kind` says it in a message ("an OpenAI key"), "" where nothing is to be said.

    `category`: "provider" is a known form, "remote url" a password for a host that others can reach, "random"
    a generated value, "password" one that a person thought up with care, "word" any other text under a secret
    name. The rest is harmless: "plain" is a value under a name that says nothing of secrets, a path, a number.
    `certain` is for templates too: nobody writes such a value as an example.
    """

    category: Category
    kind: str = ""
    certain: bool = False

    @property
    def is_secret(self) -> bool:
        """Whether the value is a secret in a file that is in use; "word" is left to the caller."""
        return self.category in ("provider", "remote url", "random", "password")


def judge(name: str, value: str) -> Verdict:
    """The verdict on the value of a variable. The name is that without a framework's public prefix."""
    value = value.strip()
    if value[:1] == value[-1:] and value[:1] in ("'", '"', "`") and len(value) > 1:
        value = value[1:-1].strip()
    value = with_defaults(value.removeprefix("django-insecure-"))  # what startproject writes before a random key
    for rule in (_sealed, _known, _in_url):
        verdict = rule(name, value)
        if verdict:
            return verdict
    if not is_secret_name(name):
        return Verdict("plain")
    return _harmless(name, value) or _detected(name, value, _guessed(value))


def _sealed(_name: str, value: str) -> Verdict | None:
    if not value:
        return Verdict("empty")
    if is_encrypted(value):
        return Verdict("encrypted")
    return Verdict("reference") if is_reference(value) else None


def _known(name: str, value: str) -> Verdict | None:
    if is_public(value) and not _says_secret(name, value):
        return Verdict("public")
    kind = kind_of(value, name)
    if not kind and is_jwt(value) and not is_public_name(name):
        kind = "a signed token (JWT)"
    return Verdict("provider", kind, certain=True) if kind else None


def _says_secret(name: str, value: str) -> bool:
    """Whether name and value together deny that the form is public: reCAPTCHA's two keys look the same."""
    return (value.startswith("6L") and "secret" in name.lower()) or kind_of(value, name) is not None


def _in_url(name: str, value: str) -> Verdict | None:
    strength = url_password(resolved(value), name)
    if strength == "remote":
        return Verdict("remote url", "a password in a URL", certain=True)
    if strength == "random":
        return Verdict("random", "a generated password in a URL")
    credential = query_credential(value)
    if credential:
        return Verdict("random", "a credential in a URL", certain=is_long(credential))
    return Verdict("weak url") if strength else None


def _harmless(name: str, value: str) -> Verdict | None:
    if _PLAIN.fullmatch(value):
        return Verdict("plain")
    if is_placeholder(value, name):
        return Verdict("placeholder")
    if (is_address(value) or _PATH.fullmatch(value) or value[:1] in "{[") and not is_random(value):
        return Verdict("plain")
    if _PHRASE.fullmatch(value) and not _is_secret_phrase(value):
        return Verdict("phrase")
    return None


def _is_secret_phrase(value: str) -> bool:
    words = value.split(" ")
    if _MNEMONIC.fullmatch(value):
        return len(words) in _MNEMONIC_LENGTHS and len(set(words)) >= _FEWEST_WORDS and not says_placeholder(value)
    return _MAIL_PASSWORD.fullmatch(value) is not None or is_random(value)


def _guessed(value: str) -> Verdict:
    if " " in value and _is_secret_phrase(value):
        kind = "a recovery phrase" if len(value.split(" ")) > 4 else "an app password"
        return Verdict("random", kind, certain=True)
    if is_random(value, SHORT):
        return Verdict("random", "a generated value", certain=is_long(value) and not is_sample_jwt(value))
    if 8 <= len(value) <= 64 and _classes(value) >= 3 and not re.search(r"\s", value):
        return Verdict("password", "a password")
    return Verdict("word", "a literal value")


def _detected(name: str, value: str, guessed: Verdict) -> Verdict:
    """What a library knows of a literal that is not certain."""
    kind = None if guessed.certain else detected_kind(name, value)
    return Verdict("provider", kind, certain=True) if kind else guessed


def _classes(value: str) -> int:
    """Of small letters, capitals, digits and symbols; what separates words is no symbol."""
    symbols = set(value) - SEPARATORS
    kinds = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())
    return sum(any(map(kind, symbols)) for kind in kinds)
