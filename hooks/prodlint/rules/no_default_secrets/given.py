"""What a setting of any format gives a name: a literal, or a default behind a variable."""

import re

from prodlint.credentials.literals import works
from prodlint.credentials.own_keys import kind_of_name
from prodlint.expressions import expression
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_default_secrets import messages
from prodlint.spelling import words_of
from prodlint.tables.default_secrets import OTHERS

# `${X:-d}` of shells and compose, `${X:d}` of Spring; `${X:?text}` and `${X:+text}` are no defaults.
_WITH_DEFAULT = expression(r"\$\{[\w.-]{1,100}(?:(?P<shell>:?-)|(?P<spring>:)(?![-?+]))(?P<default>[^{}$]*)\}")
# What a setting is called below the key of its part: `jwt: secret:`.
_SHORT = frozenset(("secret", "key", "password", "pass", "secretkey"))
_HOLDERS = frozenset("settings options config configuration".split())
_PARTS = frozenset(
    "jwt session sessions cookie cookies auth token csrf hmac signing encryption admin app security".split()
)


class Given(NamedTuple):
    """A value that works: `default` says that a variable may replace it."""

    text: str
    default: bool

    @property
    def what(self) -> str:
        return messages.FALLBACK if self.default else messages.LITERAL


def given(text: str) -> Given | None:
    """The value that a setting has as it stands, or where its variable is missing; None where there is none."""
    value = text.strip().strip("\"'")
    found = _WITH_DEFAULT.fullmatch(value)
    if found:
        value = found["default"].strip("\"'")
    elif "$" in value and re.search(r"\$[{(A-Z_]", value):
        return None
    return Given(value, bool(found)) if works(value) else None


def named_by(keys: tuple[str, ...]) -> str:
    """The name of a setting: its last key, with the key above where it says too little: `jwt.secret`."""
    if len(keys) > 1 and (keys[-1].lower() == "value" or (keys[0], keys[-1]) == ("variable", "default")):
        keys = keys[:-1]  # of `variable "jwt_secret" { default = "x" }`, the last part is how Terraform writes it
    parts = [part for key in keys[-3:] for part in re.split(r"[.:]|__", key) if part]
    if len(parts) > 1 and parts[-1].lower() in _SHORT:
        above = [word for word in words_of(parts[-2]) if word not in _HOLDERS]
        return f"{parts[-2]}.{parts[-1]}" if above and above[-1] in _PARTS else ""
    return parts[-1] if parts else ""


def kind_of_setting(keys: tuple[str, ...]) -> tuple[str, str | None]:
    """The name of a setting, and KEY, ADMINISTRATOR or None; what is below the name of a vendor is the vendor's."""
    name = named_by(keys)
    above = keys[3:-1] if keys[:1] == ("resource",) else keys[:-1]  # `resource "aws_lambda_function"` is of ours
    is_of_others = any(not OTHERS.isdisjoint(words_of(key)) for key in above)
    if not name or is_of_others:
        return name, None
    words = words_of(name)
    plain = name if _HOLDERS.isdisjoint(words) else " ".join(word for word in words if word not in _HOLDERS)
    return name, kind_of_name(name) or kind_of_name(plain)
