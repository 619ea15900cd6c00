"""What git is about to commit, from the index: filters such as git-crypt make it differ from the working tree."""

import os
import posixpath
from collections.abc import Iterable

from prodlint.kinds import may_hold_env
from prodlint.source import Repository, Source

_LINK, _SUBMODULE = "120000", "160000"
_MOST_LINKS = 8


def committed(source: Source, repository: Repository) -> tuple[Source, str] | None:
    """The file with the content in the index, and the path that it links to ("" for no link).

    What is not in the index, and everything outside git, is taken from the working tree. None for a submodule,
    and for a link to what is not committed.
    """
    index = repository.index or {}
    path = source.path
    for _ in range(_MOST_LINKS):
        if path not in index:
            return (source, "") if path == source.path else None
        mode, name = index[path]
        if mode == _SUBMODULE:
            return None
        data = objects(repository, [name]).get(name)
        if mode != _LINK:
            return _with_content(source, data, repository), path if path != source.path else ""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), os.fsdecode(data or b"/")))
    return None


def _with_content(source: Source, data: bytes | None, repository: Repository) -> Source:
    """The source with other content; the comments that allow a finding are looked for there too."""
    if data is None or data == source.data:
        return source
    return repository.keep(Source(source.path, data))


def objects(repository: Repository, names: Iterable[str]) -> dict[str, bytes]:
    """What the objects of these names hold; a name that git does not know is left out.

    All env files of the run are asked for at once, with the first of them.
    """
    held: dict[str, bytes] = repository.once(objects, dict)
    missing = {name for name in names if name not in held}
    if missing:
        index = repository.index or {}
        arrived = {index[path][1] for path in repository.arrived if path in index and may_hold_env(path)}
        asked = sorted(missing | (arrived - held.keys()))
        request = "".join(name + "\n" for name in asked).encode()
        held.update(_contents(repository.git("cat-file", "--batch", stdin=request) or b""))
    return held


def _contents(answer: bytes) -> Iterable[tuple[str, bytes]]:
    """The objects in an answer of `git cat-file --batch`: "NAME TYPE SIZE", the content; or "NAME missing"."""
    start = 0
    while start < len(answer):
        end = answer.index(b"\n", start)
        about = answer[start:end].decode().split()
        start = end + 1
        if len(about) == 3:
            size = int(about[2])
            yield about[0], answer[start : start + size]
            start += size + 1


def is_in_history(path: str, repository: Repository) -> bool:
    """Whether the last commit has the file already."""
    return path in repository.once(is_in_history, lambda: _last_commit(repository))


def _last_commit(repository: Repository) -> frozenset[str]:
    listed = repository.git("ls-tree", "-r", "-z", "--name-only", "--full-tree", "HEAD") or b""
    return frozenset(os.fsdecode(name) for name in listed.split(b"\0"))
