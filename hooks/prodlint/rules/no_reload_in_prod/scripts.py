"""Scripts, Makefiles, Procfiles, env files: what of them production uses, by its name; units that a script writes."""

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, PRODUCTION, of_name
from prodlint.context.evidence import context_shown
from prodlint.formats import dotenv, ini, makefile, procfile
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Word
from prodlint.rules.no_reload_in_prod.deploys import run_and_deploy
from prodlint.rules.no_reload_in_prod.run import followed
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, Step, start, variable
from prodlint.rules.no_reload_in_prod.units import in_entries, placed
from prodlint.source import Repository, Source

_LOCAL = ".windows"  # a Procfile that `heroku local` runs on Windows, where gunicorn does not


@followed
def check(source: Source, repository: Repository) -> Iterator[Step]:
    """What reloads or debugs in a script or env file for production, a target of its name, a process for none of
    development."""
    return _READERS[source.kind](source, repository)


def _script(source: Source, repository: Repository) -> Iterator[Step]:
    commands = source.read(split)
    scene = start(source.path, repository, "this script", script=True)
    if context_shown(source.path, repository) == PRODUCTION:
        yield from run_and_deploy(commands, scene)
    yield from _units_written(commands, scene)


def _units_written(commands: list[Command], scene: Scene) -> Iterator[Step]:
    """What reloads or debugs in the systemd and supervisord files that here-documents hold."""
    here = scene._replace(chain=("the unit written here",))
    for body in (heredoc.body for command in commands for heredoc in command.heredocs):
        if "ExecStart=" in body.text or "[program:" in body.text:
            yield from in_entries(placed(body, ini.read(body.text)), here)


def _targets(source: Source, repository: Repository) -> Iterator[Step]:
    for targets, line in source.read(makefile.read):
        for target in targets:
            if of_name(target) == PRODUCTION:
                scene = start(source.path, repository, f"make {target}", script=True)
                yield from run_and_deploy(split(line), scene)


def _processes(source: Source, repository: Repository) -> Iterator[Step]:
    for name, commands in source.read(procfile.read) if not source.path.lower().endswith(_LOCAL) else ():
        if of_name(name) != DEVELOPMENT:
            yield Launch(commands, start(source.path, repository, f"process {name}"))


def _variables(source: Source, repository: Repository) -> Iterator[Step]:
    scene = start(source.path, repository)
    for one in source.read(dotenv.read) if context_shown(source.path, repository) == PRODUCTION else ():
        if not one.commented:
            yield from variable(one.name, Word(one.value or "", one.line, one.column), scene, custom=True)


_READERS = {"shell": _script, "makefile": _targets, "procfile": _processes, "dotenv": _variables}
