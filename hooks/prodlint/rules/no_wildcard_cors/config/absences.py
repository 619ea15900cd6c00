"""Products whose default is any origin: CORS is switched on, and no origins are given."""

from __future__ import annotations

from collections.abc import Iterator

from prodlint.formats.node import Mapping, Node, Scalar, mappings
from prodlint.rules.no_wildcard_cors.wildcards import is_true


def missing(root: Node) -> Iterator[tuple[Scalar, str]]:
    """The values that switch CORS on for any origin, each with what it is."""
    for node in mappings(root):
        yield from _of_ingress(node)
        yield from _of_kong(node)


def _of_ingress(node: Mapping) -> Iterator[tuple[Scalar, str]]:
    """kubernetes.github.io/ingress-nginx: `cors-allow-origin` is `*` by default, with credentials."""
    for key, value in node.pairs:
        if key.text.endswith("ingress.kubernetes.io/enable-cors") and isinstance(value, Scalar) and is_true(value.text):
            if not any(other.text.endswith("ingress.kubernetes.io/cors-allow-origin") for other, _ in node.items()):
                yield value, "ingress-nginx lets every origin in when `cors-allow-origin` is missing"


def _of_kong(node: Mapping) -> Iterator[tuple[Scalar, str]]:
    """konghq.com: the cors plugin without `origins` answers every origin."""
    name = node.get("name") or node.get("plugin")
    config = node.get("config")
    if isinstance(name, Scalar) and name.text == "cors" and isinstance(config, Mapping):
        if config.get("origins") is None:
            yield name, "Kong's cors plugin lets every origin in when `origins` is missing"
