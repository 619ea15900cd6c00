"""Makefiles: the targets that say production by their name."""

from collections.abc import Iterator

from prodlint.context import PRODUCTION, of_name
from prodlint.formats import makefile
from prodlint.formats.shell import split
from prodlint.rules.no_reload_in_prod.deploys import run_and_deploy
from prodlint.rules.no_reload_in_prod.run import followed
from prodlint.rules.no_reload_in_prod.scene import Step, start
from prodlint.source import Repository, Source


@followed
def check(source: Source, repository: Repository) -> Iterator[Step]:
    """What reloads or debugs in the recipes of production targets."""
    for targets, line in source.read(makefile.read):
        for target in targets:
            if of_name(target) == PRODUCTION:
                scene = start(source.path, repository, f"make {target}", script=True)
                yield from run_and_deploy(split(line), scene)
