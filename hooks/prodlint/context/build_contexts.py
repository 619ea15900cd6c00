"""The build contexts of a Dockerfile, and what their .dockerignore leaves out."""

import os
import posixpath
from itertools import islice

from prodlint.context.builds import builds_of
from prodlint.context.tracked import ancestors, folder_of, folders_of, joined, read_tracked
from prodlint.formats import dockerfile, dockerignore
from prodlint.light_typing import NamedTuple
from prodlint.source import Repository

_MOST_SOURCES = 100  # of one Dockerfile


class Context(NamedTuple):
    """A build context: its folder from the root ("": the root), the ignore file in force ("": none), its rules."""

    folder: str
    ignore_file: str
    rules: tuple[dockerignore.Rule, ...]

    def holds(self, path: str) -> str | None:
        """A path from the root as the builder sees it; None where it lies outside or is left out."""
        start = posixpath.join(self.folder, "")
        inner = path[len(start) :] if path.startswith(start) else ""
        return inner if inner and not dockerignore.excluded(inner, self.rules) else None


def contexts_of(path: str, repository: Repository) -> list[Context]:
    """The contexts that compose builds a Dockerfile with, but for those that hold nothing of what its copies name; else
    the one that they name their sources from."""
    return repository.once((contexts_of, path), lambda: _contexts_of(path, repository))


def _contexts_of(path: str, repository: Repository) -> list[Context]:
    sources = _named_sources(path, repository)

    def held(folder: str) -> int:
        paths = (joined(folder, one) for one in sources)
        return sum(path in repository.tracked or path in folders_of(repository) for path in paths)

    around = max(ancestors(folder_of(path)), key=held)  # of equals the first, which is the nearest
    built = [build.folder for build in builds_of(path, repository)]
    folders = [*filter(held, built)] or ([around] if held(around) else built) or [around]
    inside = [one for one in dict.fromkeys(folders) if not one.startswith("..") and "$" not in one and ":" not in one]
    return [_context(folder, path, repository) for folder in inside]


def _named_sources(path: str, repository: Repository) -> list[str]:
    """What a Dockerfile copies by name."""
    read = read_tracked(path, dockerfile.read, repository)
    copies = (one for one in read.instructions if one.keyword in ("COPY", "ADD")) if read is not None else ()
    named = dict.fromkeys(word.text.strip("/") for one in copies if not one.flag("from") for word in one.words[:-1])
    return [*islice((one for one in named if posixpath.normpath(one) != "."), _MOST_SOURCES)]


def _context(folder: str, built: str, repository: Repository) -> Context:
    """Looked up as BuildKit does (frontend/dockerui/config.go); podman asks for its own name first."""
    candidates = [f"{built}.dockerignore", posixpath.join(folder, ".dockerignore")]
    if "containerfile" in built.lower():
        candidates = [f"{built}.containerignore", posixpath.join(folder, ".containerignore"), *candidates]
    for candidate in filter(repository.tracked.__contains__, candidates):
        target = repository.relative(os.path.realpath(joined(repository.root, candidate)))  # a link is followed
        source = repository.source(target) if target in repository.tracked else None
        if source:
            return Context(folder, target, source.read(dockerignore.read))
    return Context(folder, "", ())
