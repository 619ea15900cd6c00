"""Dockerfiles: ARG, ENV and RUN of every stage, since build arguments live in the stage that builds."""

from collections.abc import Iterator

from prodlint.formats.dockerfile import read
from prodlint.formats.node import Scalar
from prodlint.rules.no_public_secrets.commands import in_text
from prodlint.rules.no_public_secrets.exposure import Exposures
from prodlint.rules.no_public_secrets.sighting import Sighting, sighting
from prodlint.source import Source


def sightings(source: Source, exposures: Exposures) -> Iterator[Sighting]:
    """The public variables that an instruction declares or a command gives."""
    for one in source.read(read).instructions:
        for pair in one.pairs if one.keyword in ("ARG", "ENV") else ():
            exposed = exposures.exposed(pair.name)
            if exposed:
                yield sighting(exposed, pair.line, pair.column, pair.value, span=(one.line, one.end_line))
        if one.keyword in ("RUN", "CMD", "ENTRYPOINT", "COPY", "ONBUILD", "HEALTHCHECK"):
            text = "\n".join(source.lines[one.line - 1 : one.end_line])
            yield from in_text(Scalar(text, one.line, 1, end_line=one.end_line), exposures)
