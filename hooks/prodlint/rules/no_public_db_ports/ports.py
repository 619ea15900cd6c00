"""Which database is behind a port of a container, or behind its image."""

from prodlint.formats.published import image_name
from prodlint.tables.databases import CONSOLES, IMAGES, PORTS

_WIDEST = 50  # ports; a wider range holds the number of a database by chance


def database(ports: range, image: str, protocol: str = "tcp") -> str:
    """The name of the database behind the container's ports, or behind its image; "" where there is none."""
    named = image_of(image)
    if protocol.lower() == "tcp" and len(ports) <= _WIDEST:
        known = next((PORTS[port] for port in ports if port in PORTS), "")
        if known:
            return named or known
    return "" if ports and all((named, port) in CONSOLES for port in ports) else named


def image_of(image: str) -> str:
    """The database that an image runs, by the last part of its name; "" for any other image."""
    return IMAGES.get(image_name(image), "")
