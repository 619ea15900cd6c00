"""JSON and TOML settings that are published without any prefix: Expo's `extra`, Meteor's `public`, Redwood's list."""

from collections.abc import Iterator

from prodlint.formats.node import Node, walk
from prodlint.formats.roots import roots
from prodlint.rules.no_public_secrets.exposure import Exposed, Exposures
from prodlint.rules.no_public_secrets.sighting import Sighting, sighting
from prodlint.source import Source
from prodlint.tables.inlining import SETTINGS


def sightings(source: Source, exposures: Exposures) -> Iterator[Sighting]:
    """What stands in a published part of the file, by its key or, in a list of names, by the name."""
    base = source.path.rpartition("/")[2].lower()
    for row in SETTINGS:
        if not row.file.fullmatch(base):
            continue
        for node in (document.get(*row.path) for document in roots(source)):
            if node is not None:
                yield from _inside(node, row.exposure.prefix == "", Exposed("", "", row.exposure), exposures)


def _inside(node: Node, by_key: bool, like: Exposed, exposures: Exposures) -> Iterator[Sighting]:
    for path, scalar in walk(node):
        name = str(path[-1]) if by_key and path and isinstance(path[-1], str) else scalar.text
        if exposures.exposed(name) is None:
            exposed, span = like._replace(name=name, bare=name), (scalar.line, scalar.end_line)
            yield sighting(exposed, scalar.line, scalar.column, scalar.text if by_key else None, span=span)
