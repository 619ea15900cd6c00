"""Whom the load balancer of a Kubernetes service lets in."""

from prodlint.formats.node import Mapping, text_of
from prodlint.spelling import words_of

_EVERYONE = ("0.0.0.0/0", "::/0")


def is_restricted(node: Mapping, holders: list[Mapping]) -> bool:
    """Whether the load balancer of a service's `spec` lets only some in: source ranges, an internal address or class.

    `holders` are the mappings that may hold its annotations, by themselves or as metadata.
    """
    sources = {scalar.text for scalar in node.strings("loadBalancerSourceRanges")}
    if sources and sources.isdisjoint(_EVERYONE):
        return True
    annotations = [found for one in holders for path in _ANNOTATIONS if (found := one.get(*path)) is not None]
    if any(_says_internal(key.text, text_of(value)) for found in annotations for key, value in found.items()):
        return True
    return _is_private(text_of(node.get("loadBalancerIP"))) or "tailscale" in text_of(node.get("loadBalancerClass"))


_ANNOTATIONS = (("annotations",), ("metadata", "annotations"))


def _says_internal(key: str, value: str) -> bool:
    """`aws-load-balancer-internal: "true"`, `load-balancer-type: Internal`, `loadBalancerIPs: 192.168.1.9`."""
    if value.lower() in ("internal", "private", "intranet"):
        return True
    words = words_of(key.rpartition("/")[2])
    if {"internal", "private", "intranet"} & set(words) and value.lower() not in ("false", "0", ""):
        return True
    return bool(value) and all(_is_private(part.strip()) for part in value.split(","))


def _is_private(address: str) -> bool:
    from ipaddress import ip_address

    try:
        return ip_address(address).is_private
    except ValueError:
        return False
