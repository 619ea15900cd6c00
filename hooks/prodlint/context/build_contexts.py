"""The build contexts of a Dockerfile, and what their .dockerignore leaves out."""

import posixpath

from prodlint.context.builds import builds_of
from prodlint.context.tracked import folder_of
from prodlint.formats import dockerignore
from prodlint.light_typing import NamedTuple
from prodlint.source import Repository


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
    """The contexts that compose builds a Dockerfile with; else the folder in which it stands."""
    return repository.once((contexts_of, path), lambda: _contexts_of(path, repository))


def _contexts_of(path: str, repository: Repository) -> list[Context]:
    folders = [build.folder for build in builds_of(path, repository)] or [folder_of(path)]
    inside = [one for one in dict.fromkeys(folders) if not one.startswith("..") and "$" not in one and ":" not in one]
    return [_context(folder, path, repository) for folder in inside]


def _context(folder: str, dockerfile: str, repository: Repository) -> Context:
    """Looked up as BuildKit does (frontend/dockerui/config.go); podman asks for its own name first."""
    candidates = [f"{dockerfile}.dockerignore", posixpath.join(folder, ".dockerignore")]
    if "containerfile" in dockerfile.lower():
        candidates = [f"{dockerfile}.containerignore", posixpath.join(folder, ".containerignore"), *candidates]
    for candidate in candidates:
        source = repository.source(candidate) if candidate in repository.tracked else None
        if source:
            return Context(folder, candidate, source.read(dockerignore.read))
    return Context(folder, "", ())
