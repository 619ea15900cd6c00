"""Which Dockerfiles a file bears upon, and what is looked for in each."""

from collections.abc import Iterator

from prodlint.context.build_contexts import contexts_of
from prodlint.context.builds import targets_of
from prodlint.context.compositions import has_production_sibling
from prodlint.context.files import context_of_file
from prodlint.context.stages import shipping
from prodlint.context.tracked import of_kind
from prodlint.finding import Finding
from prodlint.formats import dockerfile
from prodlint.grouping import grouped
from prodlint.kinds import NOT_PRODUCTION, kind_of
from prodlint.rules.no_env_in_image import arguments, copies, values
from prodlint.source import Repository, Source

# By the team's word and by names alone: what compose builds for development, others may build, too.
_SILENT = (*NOT_PRODUCTION, "example")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The findings in a Dockerfile or compose file, and in the Dockerfiles whose context holds the file."""
    if source.kind == "dockerfile":
        yield from _of_dockerfile(source, repository)
        return
    if source.kind == "compose":
        if context_of_file(source.path, repository) not in _SILENT:
            yield from arguments.check(source, repository)
        return
    if source.kind == "workflow":
        yield from arguments.check_workflow(source, repository)
        return
    built_from = repository.once(_built_from, lambda: grouped(_built_from(repository)))
    above = [source.path[:at] for at, c in enumerate(source.path) if c == "/"]
    beside = [path for path in _names_before(source.path) if path in repository.tracked]
    for path in sorted({*beside, *(path for folder in ("", *above) for path in built_from.get(folder, ()))}):
        other = repository.source(path) if kind_of(path) == "dockerfile" else None
        yield from _copies(other, repository) if other else ()


def _built_from(repository: Repository) -> Iterator[tuple[str, str]]:
    """The Dockerfiles with the folders that they are built from."""
    for path in of_kind(repository, "dockerfile"):
        yield from ((context.folder, path) for context in contexts_of(path, repository))


def _names_before(path: str) -> list[str]:
    """The Dockerfiles that an ignore file may belong to by its name: `Dockerfile.dockerignore`."""
    return [path[:at] for at, c in enumerate(path) if c == "."]


def _of_dockerfile(source: Source, repository: Repository) -> Iterator[Finding]:
    yield from _copies(source, repository)
    if _is_looked_at(source.path, repository):
        read = source.read(dockerfile.read)
        yield from values.check(source.path, read, shipping(read, targets_of(source.path, repository)))


def _copies(source: Source, repository: Repository) -> list[Finding]:
    def find() -> list[Finding]:
        if not _is_looked_at(source.path, repository):
            return []
        read = source.read(dockerfile.read)
        return list(copies.check(source.path, read, shipping(read, targets_of(source.path, repository)), repository))

    return repository.once(("copies", source.path), find)


def _is_looked_at(path: str, repository: Repository) -> bool:
    return context_of_file(path, repository) not in _SILENT and not has_production_sibling(path, repository)
