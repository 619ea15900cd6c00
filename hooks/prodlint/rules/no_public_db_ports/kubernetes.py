"""Kubernetes manifests and Helm values: services that lead in from outside, ports and networks of the host."""

from collections.abc import Iterator

from prodlint.context.load_balancers import is_restricted
from prodlint.finding import Finding
from prodlint.formats import yaml
from prodlint.formats.node import Mapping, Node, Scalar, Sequence, text_of, visited
from prodlint.formats.published import is_open, ports_of
from prodlint.rules.no_public_db_ports import messages
from prodlint.rules.no_public_db_ports.ports import database, image_of
from prodlint.source import Repository, Source
from prodlint.tables.consoles import CONSOLES, NONE
from prodlint.tables.databases import PORT_NAMES

_TYPES = {"LoadBalancer": (messages.BALANCED, messages.INTERNAL), "NodePort": (messages.ON_NODES, messages.INTERNAL)}
Above = tuple[tuple[str, Mapping], ...]  # the mappings around a node, each with the key that leads on
_TOP: Above = ()


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The databases that a manifest opens to those outside of the cluster."""
    for document in source.read(yaml.read):
        for node, above in visited(document, _TOP, _below):
            if isinstance(node, Mapping):
                yield from _of_service(node, above, source.path)
                yield from _of_pod(node, source.path)


def _below(node: Node, above: Above) -> Iterator[tuple[Node, Above]]:
    yield from ((child, above) for child in node.listed())
    if isinstance(node, Mapping):
        yield from ((child, (*above, (key.text, node))) for key, child in node.pairs)


def _of_service(node: Mapping, above: Above, path: str) -> Iterator[Finding]:
    """`{type: LoadBalancer, ports: [...]}`: the spec of a service, or the values of a chart for one."""
    kind = node.get("type")
    if not isinstance(kind, Scalar) or kind.text not in _TYPES:
        return
    found = next((name for port in _ports(node) if (name := _behind(port))), "") or _of_chart(node, above)
    found = found or next((name for port in _ports(node) if (name := _console(port, above))), "")
    if found and not is_restricted(node, [node, above[-1][1]] if above else [node]):
        yield messages.finding(path, kind.line, kind.column, found, *_TYPES[kind.text])


def _ports(node: Mapping) -> list[Node]:
    """What stands for one port each: the items of `ports`, or the mapping that holds a `port` itself."""
    ports = node.get("ports")
    if isinstance(ports, Sequence):
        return ports.nodes
    return [value for _, value in ports.items()] if ports else [node]


def _behind(port: Node) -> str:
    """The database behind a port; that of the container (`targetPort`) decides."""
    target, own = text_of(port.get("targetPort")), text_of(port.get("port")) or text_of(port)
    if target.isdecimal():
        return database(ports_of(target), "")
    return PORT_NAMES.get(target.lower(), "") or database(ports_of(own), "")


def _console(port: Node, above: Above) -> str:
    """A console without a login behind a port of a service that is named after it, with what a message says of it."""
    number = text_of(port.get("targetPort")) or text_of(port.get("port"))
    name = text_of(above[-1][1].get("metadata", "name")) if above else ""
    for key, known in CONSOLES.items() if name else ():
        is_named = name == key or name.startswith(f"{key}-") or name.endswith(f"-{key}")
        if is_named and known.guard == NONE and number in map(str, known.ports):
            return f"{known.name} has no login and"
    return ""


def _of_chart(node: Mapping, above: Above) -> str:
    """`postgresql: {primary: {service: {type: LoadBalancer}}}`: the chart below its name."""
    if not above or above[-1][0] != "service" or node.get("ports") or node.get("port"):
        return ""
    return next((PORT_NAMES[key] for key, _ in above if key in PORT_NAMES), "")


def _of_pod(node: Mapping, path: str) -> Iterator[Finding]:
    """The containers of a pod's spec: `hostPort` of each, and `hostNetwork` of all."""
    network = node.get("hostNetwork")
    for container in node.listed("containers"):
        image = text_of(container.get("image"))
        for port in container.listed("ports"):
            host = port.get("hostPort")
            found = database(ports_of(text_of(port.get("containerPort"))), image)
            if host is not None and found and is_open(text_of(port.get("hostIP"))):
                yield messages.finding(path, host.line, host.column, found, messages.ON_NODE, messages.NO_HOST_PORT)
        if network is not None and text_of(network) == "true" and image_of(image):
            where = network.line, network.column
            yield messages.finding(path, *where, image_of(image), messages.ON_HOST, messages.NO_HOST_PORT)
