"""What a team has audited in its `.secrets.baseline` as no secret.

https://github.com/Yelp/detect-secrets/blob/master/docs/audit.md: a file's results hold the SHA-1 of each text and,
once somebody has looked at it, `is_secret`. It is read as JSON, no plugin of it is run.
"""

from __future__ import annotations

import hashlib
import json
import re

from prodlint.source import Repository

_BASELINE = ".secrets.baseline"
_PIECE = re.compile(r"[^\s\"'`:@/?&;,=<>()\[\]{}]{4,}")  # of an address or a pair, where only the password is hashed
_MOST_PIECES = 50


def audited(repository: Repository, path: str) -> frozenset[str]:
    """The hashes of the texts of a file (its path from the root) that are no secrets, in whatever line they stand."""
    return repository.once(audited, lambda: _read(repository)).get(path, frozenset())


def is_audited(value: str, hashes: frozenset[str]) -> bool:
    """Whether the value, or a piece of it, is one of the audited texts."""
    if not hashes:
        return False
    pieces = [match[0] for _, match in zip(range(_MOST_PIECES), _PIECE.finditer(value), strict=False)]
    return any(_hash(text) in hashes for text in (value, value.strip().strip("\"'"), *pieces))


def _hash(text: str) -> str:
    return hashlib.sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def _read(repository: Repository) -> dict[str, frozenset[str]]:
    source = repository.source(_BASELINE) if _BASELINE in repository.tracked else None
    try:
        results = json.loads(source.text)["results"] if source else {}
        return {
            path.replace("\\", "/"): frozenset(one["hashed_secret"] for one in found if one.get("is_secret") is False)
            for path, found in results.items()
        }
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return {}
