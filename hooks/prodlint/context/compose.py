"""Which YAML files are compose files, whatever they are called."""

from __future__ import annotations

from prodlint.context.services import Service, services_of
from prodlint.formats import Unparsable, yaml
from prodlint.source import Source


def services_in(source: Source) -> list[Service]:
    """The services of a compose file; none where `services` means something else.

    A file of another name is one if each of its services says what it runs. Hidden files are not: CI systems and
    frameworks use the same words. Raises Unparsable for a file that is called like a compose file.
    """
    is_called_so = source.kind == "compose"
    try:
        services = services_of(source.read(yaml.read), source.path)
    except Unparsable:
        if is_called_so:
            raise
        return []
    is_hidden = any(part.startswith(".") for part in source.path.split("/"))
    return services if is_called_so or (not is_hidden and all(one.replaces for one in services)) else []
