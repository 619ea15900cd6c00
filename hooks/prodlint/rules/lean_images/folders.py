"""Which folder of the repository is behind a folder of an image: what COPY brings where."""

from __future__ import annotations

import posixpath

from prodlint.context.tracked import folder_of, folders_of, joined
from prodlint.formats.dockerfile_instructions import Instruction
from prodlint.source import Repository

_MANIFESTS = ("package.json", "pyproject.toml")


class Folders:
    """The folders of an image that hold files of the repository, as COPY fills them."""

    def __init__(self, context: str, repository: Repository) -> None:
        self._context = context
        self._tracked = repository.tracked
        self._known = folders_of(repository)
        self._behind: dict[str, str] = {}

    def copy(self, instruction: Instruction, workdir: str) -> None:
        """Take in a COPY from the context."""
        if len(instruction.words) < 2:
            return
        *sources, target = [word.text for word in instruction.words]
        into = absolute(target, workdir)
        for source in sources:
            path = joined(self._context, source.lstrip("/"))
            if path in self._known:
                if into not in self._behind or any(joined(path, name) in self._tracked for name in _MANIFESTS):
                    self._behind[into] = path  # else what is there already says what is installed and started
            elif posixpath.basename(path).startswith(("package", "pyproject")):
                folder = (
                    into
                    if target.endswith("/") or len(sources) > 1 or "." not in into.rpartition("/")[2]
                    else (posixpath.dirname(into))
                )
                self._behind.setdefault(folder, folder_of(path))

    def behind(self, folder: str) -> str | None:
        """The folder of the repository behind one of the image; None where nothing tells."""
        above = folder
        while above not in self._behind:
            if above in ("/", ""):
                return None
            above = posixpath.dirname(above)
        return joined(self._behind[above], posixpath.relpath(folder, above))

    def taken_from(self, other: Folders, source: str, target: str) -> None:
        """Take in a COPY from another stage."""
        found = other.behind(source)
        if found is not None and found in self._known:
            self._behind.setdefault(target, found)
        elif found is not None and found in self._tracked:
            self._behind.setdefault(target, folder_of(found))


def absolute(path: str, workdir: str) -> str:
    """A path of an image, from its working directory."""
    return posixpath.normpath(posixpath.join(workdir, path))
