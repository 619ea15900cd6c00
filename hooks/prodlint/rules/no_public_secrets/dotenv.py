"""Dotenv files, templates among them: every assignment that is not commented out."""

from collections.abc import Iterator

from prodlint.formats.dotenv import read
from prodlint.rules.no_public_secrets.exposure import Exposures
from prodlint.rules.no_public_secrets.sighting import Sighting, sighting
from prodlint.source import Source


def sightings(source: Source, exposures: Exposures) -> Iterator[Sighting]:
    """The public variables that the file gives or names."""
    for one in source.read(read):
        exposed = None if one.commented else exposures.exposed(one.name)
        if exposed:
            yield sighting(exposed, one.line, 1, one.value, span=(one.line, one.end_line))
