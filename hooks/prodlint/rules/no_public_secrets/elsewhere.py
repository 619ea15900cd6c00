"""What other files of the repository show of a variable whose name says too little: what takes it, what it is set to.

It is asked only for names that a file gives or reads and that nothing in it decides, and each name once in a run.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial

from prodlint.context import DOCUMENTATION, EXAMPLE, TEST, VENDORED, of_path
from prodlint.formats import Unparsable
from prodlint.generated import is_generated
from prodlint.rules.no_public_secrets.exposure import Exposures
from prodlint.rules.no_public_secrets.names import grade_of
from prodlint.rules.no_public_secrets.sighting import Reason, Sighting
from prodlint.source import Repository, Source

Look = Callable[[Source, Exposures], Iterator[Sighting]]

_CODE = ("javascript", "typescript", "sfc")
_SETTING = ("dotenv", "compose", "workflow", "dockerfile")
_PATTERNS = (
    *(f":/*.{extension}" for extension in "js mjs cjs jsx ts mts cts tsx vue svelte astro yml yaml".split()),
    ":/*.env*", ":/*ockerfile*",
)  # fmt: skip
_NO_APPLICATION = (DOCUMENTATION, EXAMPLE, TEST, VENDORED)


def with_others(
    source: Source, seen: dict[str, list[Sighting]], repository: Repository, look: Look
) -> dict[str, list[Sighting]]:
    """The sightings of a file by variable, where another file tells what one is with that as the reason.

    `look` finds the sightings of any file.
    """
    asked = [name for name, sightings in seen.items() if _is_open(sightings)]
    known = _told(asked, repository, look) if asked else {}
    return {name: _with(known.get(name), source.path, sightings) for name, sightings in seen.items()}


def _is_open(sightings: list[Sighting]) -> bool:
    """Whether the name alone says too little, and nothing else of the file says more."""
    said = any(one.reason and not one.reason.strict for one in sightings)
    return not said and grade_of(sightings[0].exposed.bare).level == "depends"


def _with(told: tuple[str, Reason] | None, path: str, sightings: list[Sighting]) -> list[Sighting]:
    if told is None or told[0] == path:
        return sightings
    return [one._replace(reason=told[1]) if one.reason else one for one in sightings]


def _told(names: Iterable[str], repository: Repository, look: Look) -> dict[str, tuple[str, Reason]]:
    """The file that gives each variable to a server's client, or sets it to what is a server's, with the reason."""
    known: dict[str, tuple[str, Reason] | None] = repository.once(_told, dict)
    new = {name for name in names if name not in known}
    known.update(dict.fromkeys(new))
    for path in _holding(sorted(new), repository) if new else ():
        reasons = repository.once((_reasons, path), partial(_reasons, path, repository, look))
        told = new & reasons.keys()
        known.update((name, (path, reasons[name])) for name in told)
        new -= told
    return {name: told for name, told in known.items() if told}


def _reasons(path: str, repository: Repository, look: Look) -> dict[str, Reason]:
    """What a file tells of the variables in it, by their names."""
    source, found = repository.source(path), dict[str, Reason]()
    if source is not None and not is_generated(path, source.data):
        with suppress(Unparsable):
            for one in look(source, Exposures(repository, path, source.text)):
                if reason := _reason(one, path):
                    found.setdefault(one.exposed.name, reason)
        source.forget()
    return found


def _reason(found: Sighting, path: str) -> Reason | None:
    if found.taker:
        return Reason(f"given to {found.taker}", f"that is what is done with it in {path}")
    told = found.reason if found.declares and found.reason and not found.reason.strict else None
    return Reason(told.what, f"that is how it is set in {path}") if told else None


def _holding(names: list[str], repository: Repository) -> list[str]:
    """The files that hold one of the names, as git finds them: those with the shortest paths first, code in front."""
    words = [word for name in names for word in ("-e", name)]
    listed = repository.git("grep", "-l", "-z", "-w", "-F", "--full-name", *words, "--", *_PATTERNS, accept=(0, 1))
    paths = [os.fsdecode(path) for path in (listed or b"").split(b"\0") if path]
    kinds = {path: Source(path, b"").kind for path in paths if of_path(path) not in _NO_APPLICATION}
    kept = [path for path, kind in kinds.items() if kind in (*_CODE, *_SETTING)]
    return sorted(kept, key=lambda path: (kinds[path] in _SETTING, path.count("/"), path))
