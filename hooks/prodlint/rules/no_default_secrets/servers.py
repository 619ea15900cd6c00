"""Servers that a variable or an option gives their first password, by their images."""

import re

from prodlint.expressions import expression
from prodlint.tables.default_secrets import PASSWORD_OPTIONS, SERVERS

_OPTION = expression(rf"(?:^|\s)(?:{'|'.join(PASSWORD_OPTIONS)})[=\s]+[\"']?(?P<value>[^\s\"']+)")


def is_server(variable: str, image: str) -> bool:
    """Whether a variable sets the password of what an image starts."""
    repository = image.lower().partition("@")[0]
    return any(word in repository for word in SERVERS.get(variable, "").split())


def of_server(words: str) -> str:
    """What a message calls it."""
    return f"{words.split()[0].rpartition('/')[2]}"


def password_option(command: str) -> re.Match[str] | None:
    """The password behind `--requirepass` and its like."""
    return _OPTION.search(command)
