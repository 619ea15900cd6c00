"""The tracked files of a repository: what a reader makes of them, and the folders around them; the root is ""."""

import posixpath
from collections.abc import Callable, Iterator

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


def are_in_line(folder: str, other: str) -> bool:
    """Whether two folders are one, or one is below the other."""
    return folder in ancestors(other) or other in ancestors(folder)


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


def of_kind(repository: Repository, kind: str) -> list[str]:
    """The tracked paths of a kind of file (`kinds.kind_of`), in their order."""
    by_kind = repository.once(of_kind, lambda: grouped((kind_of(path), path) for path in paths_of(repository)))
    return by_kind.get(kind, [])
