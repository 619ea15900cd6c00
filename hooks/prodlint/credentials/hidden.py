"""Messages without credentials, whatever somebody wrote where a name should stand."""

from __future__ import annotations

import re
from functools import lru_cache

from prodlint.expressions import expression

_SHORTEST = 12
_RUN = expression(r"[A-Za-z]{16}")


@lru_cache(maxsize=1_000)
def without_credentials(text: str) -> str:
    """The text, with asterisks for what has the form of a credential."""
    if not any(map(_may_be_one, text.split())):
        return text
    from prodlint.credentials.formats import kind_of

    if not kind_of(text):
        return text
    hidden = re.sub(r"\S+", lambda word: "***" if kind_of(word[0]) else word[0], text)
    return "***" if kind_of(hidden) else hidden


def _may_be_one(word: str) -> bool:
    """Whether a word is worth the tables of all forms."""
    is_random = len(word) >= _SHORTEST and any(map(str.isdigit, word))
    return is_random or _RUN.search(word) is not None or "-----BEGIN" in word
