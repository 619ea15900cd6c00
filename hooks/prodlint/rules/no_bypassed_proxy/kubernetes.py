"""Kubernetes: services that a route leads to and that are open past it."""

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, EXAMPLE, TEST, of_path
from prodlint.context.load_balancers import is_restricted
from prodlint.context.tracked import Placed, folder_of, of_kind, read_tracked
from prodlint.finding import Finding
from prodlint.formats import yaml
from prodlint.formats.node import Mapping, Node, Scalar, mappings, text_of
from prodlint.grouping import grouped
from prodlint.light_typing import NamedTuple
from prodlint.source import Repository, Source
from prodlint.spelling import words_of

HOOK = "no-bypassed-proxy"

_EFFECTS = {"LoadBalancer": "has a public address of its own", "NodePort": "is open on every node"}
_FIX = "Make the Service a ClusterIP: what routes to it needs no other."
_ROUTES = ("Ingress", "HTTPRoute", "GRPCRoute", "IngressRoute", "VirtualService")
_LOCAL_WORDS = frozenset("minikube kind k3d local k3s microk8s".split())
# Load balancers of clouds that reach pods through node ports: kubernetes/ingress-gce README,
# aws-load-balancer-controller docs/how-it-works.md.
_GCE = ("cloud.google.com/", "networking.gke.io/")
_ALB = "alb.ingress.kubernetes.io/"
_SKIPPED = (DEVELOPMENT, TEST, EXAMPLE)


class Route(NamedTuple):
    """A service that a route names, the kind of the route, its file, and whether it needs node ports."""

    service: str
    kind: str
    path: str
    needs_node_ports: bool


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The services of a manifest that are open beside a route to them."""
    if not _LOCAL_WORDS.isdisjoint(words_of(source.path)):
        return
    for document in source.read(yaml.read):
        kind, spec, metadata = document.get("spec", "type"), document.get("spec"), document.get("metadata")
        is_open = text_of(document.get("kind")) == "Service" and text_of(kind) in _EFFECTS
        if not is_open or not isinstance(spec, Mapping) or not isinstance(kind, Scalar) or kind.templated:
            continue
        holders = [metadata] if isinstance(metadata, Mapping) else []
        if is_restricted(spec, holders) or any(key.startswith(_GCE) for key in _annotations(document)):
            continue
        name = text_of(document.get("metadata", "name"))
        route = _route(name, folder_of(source.path), repository) if name else None
        if route is not None and not route.needs_node_ports:
            message = f"`{name}` {_EFFECTS[kind.text]}, past the {route.kind} that leads to it"
            fix = f"{route.kind} in {route.path} leads to it. {_FIX}"
            yield Finding(source.path, kind.line, kind.column, HOOK, message, fix)


def _route(service: str, folder: str, repository: Repository) -> Route | None:
    """The first route to a service of the files in its folder, and in those below and above."""
    routes = repository.once(_routes, lambda: grouped((one.service, one) for one in _routes(repository)))
    by_path = {one.path: one for one in reversed(routes.get(service, ()))}
    placed = repository.once((_route, service), lambda: Placed(sorted(by_path)))
    return next((by_path[path] for path in placed.in_line(folder)), None)


def _routes(repository: Repository) -> Iterator[Route]:
    for path in of_kind(repository, "yaml"):
        source = repository.source(path) if of_path(path) not in _SKIPPED else None
        if source is None or not any(kind in source.text for kind in _ROUTES):
            continue
        for document in read_tracked(path, yaml.read, repository) or []:
            kind = text_of(document.get("kind"))
            if kind in _ROUTES:
                needs = kind == "Ingress" and _needs_node_ports(document)
                yield from (Route(name, kind, path, needs) for name in _named(document))


def _needs_node_ports(ingress: Node) -> bool:
    annotations = _annotations(ingress)
    named = text_of(ingress.get("spec", "ingressClassName")), annotations.get("kubernetes.io/ingress.class", "")
    if any(key.startswith(_GCE) for key in annotations) or any(name.startswith("gce") for name in named):
        return True
    is_alb = any(key.startswith(_ALB) for key in annotations) or "alb" in named
    return is_alb and annotations.get(f"{_ALB}target-type") != "ip"


def _annotations(document: Node) -> dict[str, str]:
    return {key.text: text_of(value) for key, value in document.items("metadata", "annotations")}


def _named(document: Node) -> Iterator[str]:
    """The services that a route leads to."""
    spec = document.get("spec")
    for node in mappings(spec) if spec is not None else ():
        yield text_of(node.get("service", "name")) or text_of(node.get("serviceName"))
        yield text_of(node.get("destination", "host")).partition(".")[0]
        for key in ("backendRefs", "services"):
            yield from (text_of(one.get("name")) for one in node.listed(key))
