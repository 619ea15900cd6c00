"""Env files, templates among them, and Dockerfiles: what assigns a variable, also in every stage, since build arguments
live in the stage that builds."""

from collections.abc import Iterator

from prodlint.formats import dockerfile, dotenv
from prodlint.formats.node import Scalar
from prodlint.rules.no_public_secrets.commands import in_text
from prodlint.rules.no_public_secrets.exposure import Exposures
from prodlint.rules.no_public_secrets.sighting import Sighting, sighting
from prodlint.source import Source


def sightings(source: Source, exposures: Exposures) -> Iterator[Sighting]:
    """The public variables that the file gives or names, and those that the commands of a Dockerfile give."""
    if source.kind == "dotenv":
        for entry in source.read(dotenv.read):
            exposed = None if entry.commented else exposures.exposed(entry.name)
            if exposed:
                yield sighting(exposed, entry.line, 1, entry.value, span=(entry.line, entry.end_line))
        return
    for one in source.read(dockerfile.read).instructions:
        for pair in one.pairs if one.keyword in ("ARG", "ENV") else ():
            exposed = exposures.exposed(pair.name)
            if exposed:
                yield sighting(exposed, pair.line, pair.column, pair.value, span=(one.line, one.end_line))
        if one.keyword in ("RUN", "CMD", "ENTRYPOINT", "COPY", "ONBUILD", "HEALTHCHECK"):
            text = "\n".join(source.lines[one.line - 1 : one.end_line])
            yield from in_text(Scalar(text, one.line, 1, end_line=one.end_line), exposures)
