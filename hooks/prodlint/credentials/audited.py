"""Texts that a team has audited with detect-secrets as no secrets, of which only the hashes are known."""

from prodlint.expressions import expression

_PIECE = expression(r"[^\s\"'`:@/?&;,=<>()\[\]{}]{4,}")  # of an address or a pair, where only the password is hashed
_MOST_PIECES = 50


def is_audited(value: str, hashes: frozenset[str]) -> bool:
    """Whether the value, or a piece of it, is one of the audited texts."""
    if not hashes:
        return False
    pieces = [match[0] for _, match in zip(range(_MOST_PIECES), _PIECE.finditer(value), strict=False)]
    return any(_hash(text) in hashes for text in (value, value.strip().strip("\"'"), *pieces))


def _hash(text: str) -> str:
    import hashlib

    return hashlib.sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
