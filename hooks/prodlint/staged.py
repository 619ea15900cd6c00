"""What is looked at instead of the files on disk: what git has staged, or standard input."""

import os
import sys

from prodlint.options import Options, UsageError
from prodlint.source import Repository


def instead_of_disk(options: Options, paths: list[str]) -> tuple[list[str], dict[str, bytes]]:
    """The paths to look at, and by full path the content of files that is not to be read from disk.

    Raises UsageError where the options do not go together, and outside git.
    """
    if options.stdin_filename:
        if paths or options.staged or options.fix:
            raise UsageError("--stdin-filename goes with no PATH, no --staged and no --fix")
        repository = Repository(options)
        path = repository.relative(options.stdin_filename)
        data = sys.stdin.buffer.read() if sys.stdin is not None else b""
        return [repository.shown(path)], {os.path.join(repository.root, path): data}
    if not options.staged:
        return paths, {}
    if options.fix:
        raise UsageError("--staged goes with no --fix, which changes the files on disk")
    repository = Repository(options)
    names = _staged(repository)
    if names is None:
        raise UsageError("--staged is for a git repository")
    given = [repository.relative(path) for path in paths]
    chosen = [name for name in names if not paths or any(_is_in(name, path) for path in given)]
    return [repository.shown(name) for name in chosen], _unlike_on_disk(repository)


def _is_in(name: str, path: str) -> bool:
    return path in (name, "", ".") or name.startswith(path + "/")


def _staged(repository: Repository) -> list[str] | None:
    """The files that a commit would add or change; None outside git."""
    asked = ("diff", "--cached", "--name-only", "--no-ext-diff", "--no-relative", "-z", "--diff-filter=ACMRTUXB")
    return _names(repository.git(*asked)) if repository.inside_git else None


def _unlike_on_disk(repository: Repository) -> dict[str, bytes]:
    """What the index holds of the files that are another on disk, or gone from there."""
    asked = ("diff-files", "--name-only", "--no-ext-diff", "--ignore-submodules", "-z", "--diff-filter=MDT")
    names = _names(repository.git(*asked)) or []
    index = repository.index or {}
    blobs = {name: index[name][1] for name in names if name in index and index[name][0].startswith("100")}
    request = "".join(f"{blob}\n" for blob in blobs.values()).encode()
    answer = (repository.git("cat-file", "--batch", stdin=request) if blobs else None) or b""
    contents: dict[str, bytes] = {}
    start = 0
    for name in blobs if answer else ():
        end = answer.index(b"\n", start)
        size = int(answer[start:end].split()[2])
        contents[os.path.join(repository.root, name)] = answer[end + 1 : end + 1 + size]
        start = end + 1 + size + 1
    return contents


def _names(listed: bytes | None) -> list[str] | None:
    return None if listed is None else [os.fsdecode(name) for name in listed.split(b"\0") if name]
