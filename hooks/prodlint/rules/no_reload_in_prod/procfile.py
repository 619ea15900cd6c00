"""Procfiles: what Heroku and its like run for each kind of process."""

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, of_name
from prodlint.formats import procfile
from prodlint.rules.no_reload_in_prod.run import followed
from prodlint.rules.no_reload_in_prod.scene import Launch, start
from prodlint.source import Repository, Source

_LOCAL = ".windows"  # what `heroku local` runs on Windows, where gunicorn does not


@followed
def check(source: Source, repository: Repository) -> Iterator[Launch]:
    """What the processes run that are not named for development."""
    for name, commands in source.read(procfile.read) if not source.path.lower().endswith(_LOCAL) else ():
        if of_name(name) != DEVELOPMENT:
            yield Launch(commands, start(source.path, repository, f"process {name}"))
