"""Which compose services build which Dockerfile, and from which folder."""

from __future__ import annotations

from typing import NamedTuple

from prodlint.context import DEVELOPMENT, EXAMPLE, TEST, VENDORED, of_path
from prodlint.context.services import Service, build_folder, build_of, context_of, services_of
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


def _all_builds(repository: Repository) -> dict[str, list[Build]]:
    found: dict[str, list[Build]] = {}
    for path in sorted(path for path in repository.tracked if kind_of(path) == "compose")[:_MOST]:
        source = repository.source(path)
        if source is None or of_path(path) in _SKIPPED:
            continue
        try:
            services = services_of(source.read(yaml.read), path)
        except Unparsable:
            continue
        for service in services:
            built = build_of(service)
            if built:
                development = DEVELOPMENT in (of_path(path), context_of(service))
                found.setdefault(built[0], []).append(Build(service, build_folder(service), built[1], development))
    return found
