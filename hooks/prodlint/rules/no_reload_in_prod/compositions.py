"""The compose files of a repository, and what one does to the services of another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from prodlint.context import DEVELOPMENT, PRODUCTION
from prodlint.context.services import Service, services_of
from prodlint.formats import Unparsable, yaml
from prodlint.formats.node import Node
from prodlint.kinds import kind_of
from prodlint.rules.no_reload_in_prod.paths import folder_of
from prodlint.rules.no_reload_in_prod.silence import SILENT, context_of
from prodlint.source import Repository

MOST = 200


class Sibling(NamedTuple):
    """What a production file beside a compose file makes of one of its services."""

    path: str
    service: Service | None  # of the same name

    @property
    def keeps(self) -> bool:
        """Whether the command of the base runs on: a merge keeps what the later file does not set."""
        return self.service is not None and not self.service.replaces and not _has_command(self.service)


@lru_cache(maxsize=4)
def compositions(repository: Repository) -> tuple[tuple[str, str, tuple[Service, ...]], ...]:
    """Path, context and services of every compose file that can be read and is no example or test."""
    found = []
    for path in sorted(path for path in repository.tracked if kind_of(path) == "compose")[:MOST]:
        context = context_of(path, repository)
        if context in SILENT and context != DEVELOPMENT:
            continue
        source = repository.source(path)
        try:
            documents = source.read(yaml.read) if source else []
        except Unparsable:
            continue
        found.append((path, context, tuple(services_of(documents, path))))
    return tuple(found)


def siblings_of(service: Service, repository: Repository) -> list[Sibling]:
    """The production compose files in the same folder, each with its service of the same name."""
    return [
        Sibling(path, next((one for one in services if one.name == service.name), None))
        for path, context, services in compositions(repository)
        if context == PRODUCTION and path != service.path and folder_of(path) == folder_of(service.path)
    ]


def bases_of(path: str, repository: Repository) -> list[tuple[str, tuple[Service, ...]]]:
    """The plain compose files in the same folder, which a production file may be merged onto."""
    return [
        (base, services)
        for base, context, services in compositions(repository)
        if context not in (PRODUCTION, DEVELOPMENT) and base != path and folder_of(base) == folder_of(path)
    ]


def commands_itself(service: Service, path: str, repository: Repository) -> bool:
    """Whether compose sets the command of a service, here or in the file that this one is merged onto."""
    if _has_command(service):
        return True
    bases = bases_of(path, repository) if not service.replaces else []
    return any(one.name == service.name and _has_command(one) for _, services in bases for one in services)


def _has_command(service: Service) -> bool:
    return any(_set(service.node.get(key)) for key in ("command", "entrypoint"))


def _set(node: Node | None) -> bool:
    return node is not None and bool(node.strings()) and node.strings()[0].text not in ("null", "~")
