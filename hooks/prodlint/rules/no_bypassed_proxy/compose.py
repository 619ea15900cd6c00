"""Compose: services that a proxy serves and that are published past it."""

import re
from collections.abc import Iterator

from prodlint import loopback
from prodlint.context import DEVELOPMENT, of_name
from prodlint.context.compositions import services_in
from prodlint.context.published import is_closed_in_production, published
from prodlint.context.services import Service, context_of
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats import yaml
from prodlint.formats.node import Node, text_of
from prodlint.formats.published import image_name, is_open
from prodlint.formats.variables import variables_of
from prodlint.grouping import grouped
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_bypassed_proxy import proxies
from prodlint.source import Repository, Source
from prodlint.spelling import squeeze
from prodlint.tables.databases import IMAGES
from prodlint.tables.places import STAGE_NAMES
from prodlint.tables.proxies import HOST_NAMES, LOCAL_HOSTS, TRAEFIK_ENABLE, TRAEFIK_PORT, TRAEFIK_ROUTE

HOOK = "no-bypassed-proxy"

_FIX = (
    "Take `ports` out (services of one network reach each other without), or put `127.0.0.1:` in front of the\n"
    "host's port."
)
_FIX_HOST = "Let it listen on 127.0.0.1, where the proxy asks for it."
_HOST = expression(r"Host(?:SNI)?\(([^()]{0,500})\)")
_EVERYWHERE = expression(r"(?:0\.0\.0\.0|\[::\]|\*):(?P<port>\d{1,5})\b")
_UPSTREAM_PORT = expression(r"\{\{\s*upstreams\s+(?:https?\s+)?(?P<port>\d+)")
_SSH = 22


class Behind(NamedTuple):
    """The proxy that serves a service, the port that it asks (0: not told), and where it says so ("": in labels)."""

    proxy: str
    port: int
    said: str


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The open ports of a compose file that lead past a proxy."""
    services = services_in(source)
    behind = grouped(_behind(services, source.read(yaml.read), repository))
    for service in services:
        of_one = [*behind.get(service.key.line, []), *_by_labels(service)]
        if of_one and not _is_for_development(service) and not is_closed_in_production(service, repository):
            if (
                not proxies.proxy_of(service, repository)
                and image_name(text_of(service.node.get("image"))) not in IMAGES
            ):
                yield from _of_service(service, of_one, source, repository)


def _behind(services: list[Service], documents: list[Node], repository: Repository) -> Iterator[tuple[int, Behind]]:
    """What the proxies of a file serve, each with the line of the service."""
    by_name = {name: service for service in services for name in _names(service)}
    for service in services:
        proxy = proxies.proxy_of(service, repository)
        if proxy is None or not proxies.is_reached(service):
            continue
        of_host = [one for one in services if text_of(one.node.get("network_mode")) == "host" and one != service]
        for one in proxies.evidence(service, proxy, documents, repository):
            target = by_name.get(one.served.host)
            if target is None and one.served.host in HOST_NAMES:
                target = next((other for other in of_host if one.served.port in _listened(other)), None)
            if target is not None and target != service:
                said = f"{one.path}:{one.served.line}" if one.path else service.path
                yield target.key.line, Behind(proxy.name, one.served.port, said)
        if image_name(text_of(service.node.get("image"))) == "nginx-proxy":
            for other in services:
                environment = proxies.environment_of(other)
                if "VIRTUAL_HOST" in environment:
                    port = environment.get("VIRTUAL_PORT", "0")
                    number = int(port[:5]) if port.isdecimal() else 0
                    yield other.key.line, Behind("nginx-proxy", number, "")


def _names(service: Service) -> Iterator[str]:
    """What other containers call a service."""
    yield service.name.lower()
    yield from (text_of(service.node.get(key)).lower() for key in ("container_name", "hostname"))
    for _, network in service.node.items("networks"):
        yield from (alias.text.lower() for alias in network.strings("aliases"))


def _listened(service: Service) -> list[int]:
    """The ports on which a service in the network of the host listens for everyone."""
    said = " ".join(one.text for one in service.node.strings("command"))
    return [int(match["port"]) for match in _EVERYWHERE.finditer(said)]


def _by_labels(service: Service) -> Iterator[Behind]:
    nodes = (service.node.get(*path) for path in (("labels",), ("deploy", "labels")))
    labels = {one.name.lower(): one.text or "" for node in nodes for one in variables_of(node)}
    if any(key.startswith(TRAEFIK_ROUTE) for key in labels) and labels.get(TRAEFIK_ENABLE, "true").lower() != "false":
        hosts = [host for value in labels.values() for part in _HOST.findall(value) for host in part.split(",")]
        if not hosts or not all(host.strip(" `'\"").endswith(LOCAL_HOSTS) for host in hosts):
            ports = [value for key, value in labels.items() if re.fullmatch(TRAEFIK_PORT, key) and value.isdecimal()]
            yield Behind("Traefik", int(ports[0][:5]) if ports else 0, "")
    if any(key == "caddy" or key.startswith("caddy.") for key in labels):
        upstream = next((found for value in labels.values() if (found := _UPSTREAM_PORT.search(value))), None)
        yield Behind("Caddy", int(upstream["port"]) if upstream else 0, "")


def _is_for_development(service: Service) -> bool:
    modes = [of_name(value) for name, value in proxies.environment_of(service).items() if squeeze(name) in STAGE_NAMES]
    named = of_name(text_of(service.node.get("container_name")))
    return DEVELOPMENT in (context_of(service), named, *modes)


def _of_service(service: Service, behind: list[Behind], source: Source, repository: Repository) -> Iterator[Finding]:
    entries = [(node, opened) for node, opened in published(service) if opened.protocol.lower() == "tcp"]
    for node, opened in entries:
        found = next((one for one in behind if _leads_past(one, opened.ports, len(entries))), None)
        if found is not None and is_open(opened.address):
            edits = loopback.of_item(node, service, source, repository)
            yield _finding(service, node, found, _FIX)._replace(edits=edits)
    mode = service.node.get("network_mode")
    found = next((one for one in behind if one.port in _listened(service)), None)
    if mode is not None and text_of(mode) == "host" and found is not None:
        yield _finding(service, mode, found, _FIX_HOST)


def _leads_past(behind: Behind, ports: range, entries: int) -> bool:
    """Whether a published port is the one that the proxy asks; where that is not told, if there is no other one."""
    return behind.port in ports if behind.port else entries == 1 and bool(ports) and _SSH not in ports


def _finding(service: Service, node: Node, behind: Behind, fix: str) -> Finding:
    said = f"{behind.proxy} serves it ({behind.said})." if behind.said else f"{behind.proxy} serves it."
    message = f"`{service.name}` is published on every interface, past {behind.proxy}, which serves it"
    return Finding(service.path, node.line, node.column, HOOK, message, f"{said} {fix}", last=node.end_line)
