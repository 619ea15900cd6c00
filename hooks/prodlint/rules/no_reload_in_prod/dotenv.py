"""Env files that are named for production."""

from collections.abc import Iterator

from prodlint.context import PRODUCTION
from prodlint.context.evidence import context_shown
from prodlint.finding import Finding
from prodlint.formats import dotenv
from prodlint.formats.word import Word
from prodlint.rules.no_reload_in_prod.scene import start, variable
from prodlint.source import Repository, Source


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The variables that switch debugging or a development mode on in an env file for production."""
    if context_shown(source.path, repository) != PRODUCTION:
        return
    scene = start(source.path, repository)
    for one in source.read(dotenv.read):
        if not one.commented:
            yield from variable(one.name, Word(one.value or "", one.line, one.column), scene, custom=True)
