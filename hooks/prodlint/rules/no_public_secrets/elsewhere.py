"""What other files of the repository show of a variable whose name says too little: what takes it there.

It is asked only for names that a file gives or reads and that nothing in it decides, and each name once in a run.
"""

import os
from collections.abc import Iterable

from prodlint.context import DOCUMENTATION, EXAMPLE, TEST, VENDORED, of_path
from prodlint.rules.no_public_secrets.exposure import Exposures
from prodlint.rules.no_public_secrets.names import grade_of
from prodlint.rules.no_public_secrets.sighting import Reason, Sighting
from prodlint.source import Repository, Source

_CODE = ("javascript", "typescript", "sfc")
_PATTERNS = tuple(f":/*.{extension}" for extension in "js mjs cjs jsx ts mts cts tsx vue svelte astro".split())
_NO_APPLICATION = (DOCUMENTATION, EXAMPLE, TEST, VENDORED)
_MOST_FILES = 30  # that are read for one question
_LARGEST = 300_000  # bytes


def with_uses(source: Source, seen: dict[str, list[Sighting]], repository: Repository) -> dict[str, list[Sighting]]:
    """The sightings of a file by variable, where another file tells what one is with that as the reason."""
    asked = [name for name, sightings in seen.items() if _is_open(sightings)]
    known = _uses(asked, repository) if asked else {}
    return {name: _with(known.get(name), source.path, sightings) for name, sightings in seen.items()}


def _is_open(sightings: list[Sighting]) -> bool:
    """Whether the name alone says too little, and nothing else of the file says more."""
    said = any(one.reason and not one.reason.strict for one in sightings)
    return not said and grade_of(sightings[0].exposed.bare).level == "depends"


def _with(use: tuple[str, str] | None, path: str, sightings: list[Sighting]) -> list[Sighting]:
    if use is None or use[0] == path:
        return sightings
    reason = Reason(f"given to {use[1]}", f"{use[0]} gives it to {use[1]}")
    return [one._replace(reason=reason) if one.reason else one for one in sightings]


def _uses(names: Iterable[str], repository: Repository) -> dict[str, tuple[str, str]]:
    """The file that gives each variable to a server's client, and what that wants, for those that have one."""
    known: dict[str, tuple[str, str] | None] = repository.once(_uses, dict)
    new = sorted({name for name in names if name not in known})
    known.update(dict.fromkeys(new))
    for path in _holding(new, repository) if new else ():
        source = repository.source(path)
        if source is None or len(source.data) > _LARGEST:
            continue
        from prodlint.rules.no_public_secrets import reads  # with a parser, which few need

        for found in reads.sightings(source, Exposures(repository, path, source.text)):
            name = found.exposed.name
            if name in new and known[name] is None and found.taker:
                known[name] = path, found.taker
        source.forget()
    return {name: use for name, use in known.items() if use}


def _holding(names: list[str], repository: Repository) -> list[str]:
    """The files of code that hold one of the names, as git finds them; the shortest paths first."""
    words = [word for name in names for word in ("-e", name)]
    listed = repository.git("grep", "-l", "-z", "-w", "-F", "--full-name", *words, "--", *_PATTERNS, accept=(0, 1))
    paths = [os.fsdecode(path) for path in (listed or b"").split(b"\0") if path]
    kept = [path for path in paths if of_path(path) not in _NO_APPLICATION and Source(path, b"").kind in _CODE]
    return sorted(kept, key=lambda path: (path.count("/"), path))[:_MOST_FILES]
