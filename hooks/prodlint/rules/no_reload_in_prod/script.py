"""Shell scripts: those that say production by their name, and units that a script writes."""

from collections.abc import Iterator

from prodlint.context import PRODUCTION
from prodlint.context.evidence import context_shown
from prodlint.formats import ini
from prodlint.formats.shell import Command, split
from prodlint.rules.no_reload_in_prod.deploys import run_and_deploy
from prodlint.rules.no_reload_in_prod.run import followed
from prodlint.rules.no_reload_in_prod.scene import Scene, Step, start
from prodlint.rules.no_reload_in_prod.units import in_entries, placed
from prodlint.source import Repository, Source


@followed
def check(source: Source, repository: Repository) -> Iterator[Step]:
    """What reloads or debugs in a script for production, and in every unit that a script installs."""
    commands = source.read(split)
    scene = start(source.path, repository, "this script", script=True)
    if context_shown(source.path, repository) == PRODUCTION:
        yield from run_and_deploy(commands, scene)
    yield from units_written(commands, scene)


def units_written(commands: list[Command], scene: Scene) -> Iterator[Step]:
    """What reloads or debugs in the systemd and supervisord files that here-documents hold."""
    for command in commands:
        for heredoc in command.heredocs:
            if "ExecStart=" in heredoc.body.text or "[program:" in heredoc.body.text:
                yield from in_entries(
                    placed(heredoc.body, ini.read(heredoc.body.text)), scene._replace(chain=("the unit written here",))
                )
