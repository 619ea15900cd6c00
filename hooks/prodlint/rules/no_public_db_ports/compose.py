"""Compose: the ports that a database publishes, in every spelling."""

from collections.abc import Iterator

from prodlint import loopback
from prodlint.context import DEVELOPMENT, PRODUCTION
from prodlint.context.compositions import services_in
from prodlint.context.evidence import context_shown
from prodlint.context.published import is_closed_in_production, published
from prodlint.context.services import Service, context_of
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats.node import text_of
from prodlint.formats.published import is_open, resolved
from prodlint.rules.no_public_db_ports import consoles, messages
from prodlint.rules.no_public_db_ports.consoles import console, container_of, settings_of
from prodlint.rules.no_public_db_ports.ports import database, image_of
from prodlint.source import Repository, Source

_LOOPBACK = expression(r"127\.0\.0\.1|localhost|::1")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The published ports of the databases in a compose file."""
    services = services_in(source)
    around = tuple(setting for service in services for setting in settings_of(service))
    for service in services:
        if context_of(service) != DEVELOPMENT and not is_closed_in_production(service, repository):
            yield from _of_service(service, around, source, repository)


def _of_service(service: Service, around: tuple[str, ...], source: Source, repository: Repository) -> Iterator[Finding]:
    path, image = service.path, resolved(text_of(service.node.get("image")))
    container = container_of(service, around, repository)
    for node, opened in published(service):
        if not is_open(opened.address):
            continue
        found = database(opened.ports, image, opened.protocol)
        seen = None if found else console(opened.ports, container)
        if found or seen:
            edits = loopback.of_item(node, service, source, repository)
            place = path, node.line, node.column
            if seen:
                context = PRODUCTION if context_of(service) == PRODUCTION else context_shown(path, repository)
                yield consoles.finding(path, place[1:], seen, context, node.end_line, edits)
            else:
                yield messages.finding(*place, found, messages.PUBLISHED, messages.BIND, node.end_line, edits)
    mode = service.node.get("network_mode")
    if mode is not None and text_of(mode) == "host" and image_of(image) and not _listens_locally(service):
        yield messages.finding(path, mode.line, mode.column, image_of(image), messages.ON_HOST, messages.BIND)


def _listens_locally(service: Service) -> bool:
    return any(_LOOPBACK.search(scalar.text) for scalar in service.node.strings("command"))
