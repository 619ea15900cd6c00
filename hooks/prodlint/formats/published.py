"""What a published port opens, and to whom: `[ADDRESS:][HOST:]CONTAINER[/PROTOCOL]`, as compose and docker read it.

Source: docs.docker.com/reference/compose-file/services/#ports and github.com/docker/go-connections/nat.
"""

import re

from prodlint.expressions import expression
from prodlint.formats.dockerfile import expand
from prodlint.light_typing import NamedTuple

# Variables without a default, and template tags, are one unknown word: what they hold must not look like a port.
_UNKNOWN = expression(r"\$\{\w+(?::?\?[^{}]*)?\}|\{\{[^{}]*\}\}|\$\(\w+\)")
_RANGE = expression(r"(\d{1,5})(?:-(\d{1,5}))?")


class Published(NamedTuple):
    """The address on the host ("" for all), the container's ports (empty when unknown), and the protocol."""

    address: str
    ports: range
    protocol: str = "tcp"


def short(text: str) -> Published:
    """The short form, its variables replaced by their defaults."""
    plain, _, protocol = resolved(text).strip().partition("/")
    *address, container = plain.rsplit(":", 2)
    return Published(address[0] if len(address) == 2 else "", ports_of(container), protocol or "tcp")


def resolved(text: str) -> str:
    """A text with the defaults of its variables, and `$?` for what is not known."""
    return _UNKNOWN.sub("$?", expand(_UNKNOWN.sub("$?", text), {}))


def image_name(image: str) -> str:
    """The last part of the name of an image, without tag and digest."""
    return re.split("[:@]", resolved(image).lower().rpartition("/")[2])[0]


def ports_of(text: str) -> range:
    """`5432` or `6379-6381`; empty for anything else."""
    match = _RANGE.fullmatch(text.strip())
    return range(int(match[1]), int(match[2] or match[1]) + 1) if match else range(0)


def is_open(address: str) -> bool:
    """Whether a port at this address can be reached from other machines; an unknown address is not."""
    address = address.strip("[]")
    if address in ("", "*"):
        return True
    from ipaddress import ip_address  # late: most ports have no address

    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return parsed.is_unspecified or parsed.is_global
