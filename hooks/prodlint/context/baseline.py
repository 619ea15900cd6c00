"""What the team has looked at in this repository and called no secret, in `.secrets.baseline`.

https://github.com/Yelp/detect-secrets/blob/master/docs/audit.md: a file's results hold the SHA-1 of each text and,
once somebody has looked at it, `is_secret`. It is read as JSON, no plugin of it is run.
"""

from prodlint.source import Repository

_BASELINE = ".secrets.baseline"


def audited(repository: Repository, path: str) -> frozenset[str]:
    """The hashes of the texts of a file (its path from the root) that are no secrets, in whatever line they stand."""
    return repository.once(audited, lambda: _all(repository)).get(path, frozenset())


def _all(repository: Repository) -> dict[str, frozenset[str]]:
    source = repository.source(_BASELINE)  # most have none: git need not be asked
    return read(source.text) if source and _BASELINE in repository.tracked else {}


def read(text: str) -> dict[str, frozenset[str]]:
    """The hashes of the audited texts, by the paths of their files; none where the text is no baseline."""
    import json

    try:
        return {
            path.replace("\\", "/"): frozenset(one["hashed_secret"] for one in found if one.get("is_secret") is False)
            for path, found in json.loads(text)["results"].items()
        }
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return {}
