"""The ports that a compose service publishes, and whether production takes them back."""

from collections.abc import Iterator

from prodlint.context import PRODUCTION, of_path
from prodlint.context.compositions import siblings_of
from prodlint.context.services import Service
from prodlint.formats.node import Mapping, Node, Scalar, Sequence, text_of
from prodlint.formats.published import Published, is_open, ports_of, resolved, short
from prodlint.source import Repository


def published(service: Service) -> Iterator[tuple[Node, Published]]:
    """The items of its `ports`, in the short and the long form."""
    ports = service.node.get("ports")
    listed = [] if ports is None or ports.tag == "!reset" else ports.nodes if isinstance(ports, Sequence) else [ports]
    for node in listed:
        yield node, _long(node) if isinstance(node, Mapping) else short(text_of(node))


def _long(node: Mapping) -> Published:
    """`target`, `published`, `host_ip`, `protocol`."""
    texts = {key.text: resolved(value.text) for key, value in node.items() if isinstance(value, Scalar)}
    return Published(texts.get("host_ip", ""), ports_of(texts.get("target", "")), texts.get("protocol", "tcp"))


def is_closed_in_production(service: Service, repository: Repository) -> bool:
    """Whether a production file beside this one takes the ports back, or defines the service without open ones."""
    siblings = siblings_of(service, repository) if of_path(service.path) != PRODUCTION else []
    return any(one.service is not None and _takes_back(one.service) for one in siblings)


def _takes_back(service: Service) -> bool:
    ports = service.node.get("ports")
    if ports is not None and ports.tag in ("!reset", "!override"):
        return True
    is_own = service.replaces and service.node.get("extends") is None  # what extends a service keeps its ports
    return is_own and not any(is_open(opened.address) for _, opened in published(service))
