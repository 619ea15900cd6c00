"""Messages without credentials, whatever somebody wrote where a name should stand."""

import re
from functools import lru_cache

from prodlint.expressions import expression

_SHORTEST = 12
_RUN = expression(r"[A-Za-z]{16}")
_PIECE = expression(r"[A-Za-z0-9+/=~.-]{10,}")  # of a name; what is generated stands in none: `VITE_<a key>_SECRET`
# What is as long and stands beside such a piece, and what stands between two, belongs to it.
_BESIDE = expression(
    r"(?<![A-Za-z0-9])[A-Za-z0-9]{10,}(?=_\*\*\*)|(?<=\*\*\*_)(?:[A-Za-z0-9]{10,}|[A-Za-z0-9]+(?=_\*\*\*))"
)


@lru_cache(maxsize=1_000)
def without_credentials(text: str) -> str:
    """The text, with asterisks for what has the form of a credential, or was generated."""
    if not any(map(_may_be_one, text.split())):
        return text
    from prodlint.credentials.formats import kind_of
    from prodlint.credentials.randomness import SHORT, is_random

    if kind_of(text):
        text = re.sub(r"\S+", lambda word: "***" if kind_of(word[0]) else word[0], text)
        if kind_of(text):
            return "***"
    return _BESIDE.sub("***", _PIECE.sub(lambda piece: "***" if is_random(piece[0], SHORT) else piece[0], text))


def _may_be_one(word: str) -> bool:
    """Whether a word is worth the tables of all forms."""
    is_random = len(word) >= _SHORTEST and any(map(str.isdigit, word))
    return is_random or _RUN.search(word) is not None or "-----BEGIN" in word
