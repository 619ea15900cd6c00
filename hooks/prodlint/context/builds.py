"""Which compose services build which Dockerfile, from which folder, and which env files services read."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from prodlint.context import DEVELOPMENT, EXAMPLE, TEST, VENDORED, of_path
from prodlint.context.services import Service, build_folder, build_of, context_of, env_files_of, services_of
from prodlint.formats import Unparsable, yaml
from prodlint.kinds import kind_of
from prodlint.source import Repository

_SKIPPED = (EXAMPLE, TEST, VENDORED)
_MOST = 200  # compose files


class Build(NamedTuple):
    """A service that builds a Dockerfile; `folder` is its build context and `target` its stage ("": the last)."""

    service: Service
    folder: str
    target: str
    for_development: bool


def builds_of(dockerfile: str, repository: Repository) -> list[Build]:
    """The services of the repository's compose files that build a Dockerfile."""
    return repository.once(builds_of, lambda: _all_builds(repository)).get(dockerfile, [])


def targets_of(dockerfile: str, repository: Repository) -> list[str]:
    """The stages that services outside of development ask for."""
    return [build.target for build in builds_of(dockerfile, repository) if build.target and not build.for_development]


def env_files_read(repository: Repository) -> dict[str, str]:
    """The env files that services read, by their paths from the root, each with the compose file that says so."""
    found: dict[str, str] = {}
    for service in repository.once(_services, lambda: _services(repository)):
        for named in env_files_of(service):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(service.path), named.text))
            if "$" not in path and not path.startswith(("/", "..")):
                found.setdefault(path, service.path)
    return found


def _all_builds(repository: Repository) -> dict[str, list[Build]]:
    found: dict[str, list[Build]] = {}
    for service in repository.once(_services, lambda: _services(repository)):
        built = build_of(service)
        if built:
            development = DEVELOPMENT in (of_path(service.path), context_of(service))
            found.setdefault(built[0], []).append(Build(service, build_folder(service), built[1], development))
    return found


def _services(repository: Repository) -> list[Service]:
    """The services of all compose files but those of examples and tests."""
    found: list[Service] = []
    for path in sorted(path for path in repository.tracked if kind_of(path) == "compose")[:_MOST]:
        source = repository.source(path)
        if source is None or of_path(path) in _SKIPPED:
            continue
        try:
            found += services_of(source.read(yaml.read), path)
        except Unparsable:
            continue
    return found
