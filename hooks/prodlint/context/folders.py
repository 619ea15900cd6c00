"""Paths from the root of a repository, and the folders around them; the root is ""."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator


def folder_of(path: str) -> str:
    """The folder that holds a file."""
    return path.rpartition("/")[0]


def ancestors(folder: str) -> Iterator[str]:
    """A folder and those around it, the root last."""
    while folder:
        yield folder
        folder = folder_of(folder)
    yield ""


def joined(folder: str, path: str) -> str:
    """A path below a folder, without dots; it may lead out of the repository, where nothing is tracked."""
    whole = posixpath.normpath(posixpath.join(folder, path))
    return "" if whole == "." else whole
