"""The tracked files of a repository: what a reader makes of them, and the folders around them; the root is ""."""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from prodlint.formats import Unparsable
from prodlint.grouping import grouped
from prodlint.kinds import kind_of
from prodlint.light_typing import TypeVar
from prodlint.source import Repository

T = TypeVar("T")


def folder_of(path: str) -> str:
    """The folder that holds a file."""
    return path.rpartition("/")[0]


def ancestors(folder: str) -> Iterator[str]:
    """A folder and those around it, the root last."""
    while folder:
        yield folder
        folder = folder_of(folder)
    yield ""


class Placed:
    """Some paths by the folders around them, in their order."""

    def __init__(self, paths: Iterable[str]) -> None:
        given = [(folder_of(path), path) for path in paths]
        self._inside = grouped(given)
        self._below = grouped((above, path) for folder, path in given for above in ancestors(folder))

    def in_line(self, folder: str) -> list[str]:
        """What is in a folder, below it, and in those around it."""
        around = islice(ancestors(folder), 1, None)
        return [*self._below.get(folder, ()), *(path for above in around for path in self._inside.get(above, ()))]

    def nearest(self, folder: str) -> list[str]:
        """What is in the nearest folder, from one outwards, that holds any; what is below it where itself has none."""
        above = next((one for one in ancestors(folder) if one in self._below), "")
        return self._inside.get(above) or self._below.get(above, [])


def joined(folder: str, path: str) -> str:
    """A path below a folder, without dots; it may lead out of the repository, where nothing is tracked."""
    whole = posixpath.normpath(posixpath.join(folder, path))
    return "" if whole == "." else whole


def read_tracked(path: str, reader: Callable[[str], T], repository: Repository) -> T | None:
    """What a reader makes of a tracked file; None where there is none, or the reader refuses it."""
    source = repository.source(path) if path in repository.tracked else None
    try:
        return source.read(reader) if source is not None else None
    except Unparsable:
        return None


def folders_of(repository: Repository) -> frozenset[str]:
    """All folders that hold something tracked, in themselves or below."""
    return repository.once(folders_of, lambda: frozenset(_folders(repository)))


def _folders(repository: Repository) -> Iterator[str]:
    known: set[str] = set()
    for folder in {folder_of(path) for path in repository.tracked}:
        for one in ancestors(folder):
            if one in known:
                break
            known.add(one)
            yield one


def paths_of(repository: Repository) -> tuple[str, ...]:
    """The tracked paths in their order."""
    return repository.once(paths_of, lambda: tuple(sorted(repository.tracked)))


def called(repository: Repository, name: str) -> list[str]:
    """The tracked paths whose last part is a name, in their order."""
    by_name = repository.once(called, lambda: grouped((path.rpartition("/")[2], path) for path in paths_of(repository)))
    return by_name.get(name, [])


def nearest_called(repository: Repository, name: str, folder: str) -> list[str]:
    """Those of the tracked paths whose last part is a name that are nearest to a folder (`Placed.nearest`)."""
    return repository.once((nearest_called, name), lambda: Placed(called(repository, name))).nearest(folder)


def of_kind(repository: Repository, kind: str) -> list[str]:
    """The tracked paths of a kind of file (`kinds.kind_of`), in their order."""
    by_kind = repository.once(of_kind, lambda: grouped((kind_of(path), path) for path in paths_of(repository)))
    return by_kind.get(kind, [])
