"""Dockerfiles: the command and the variables in force in every stage that can ship."""

from collections.abc import Iterator, Mapping

from prodlint.context import DEVELOPMENT, PRODUCTION, of_name
from prodlint.context.builds import builder_for_development, builds_of
from prodlint.context.compositions import commands_itself, has_production_sibling
from prodlint.context.evidence import context_shown
from prodlint.context.stages import shipping
from prodlint.context.tracked import ancestors, folder_of, joined
from prodlint.formats import dockerfile
from prodlint.formats.dockerfile import Dockerfile, Stage, effective, expand
from prodlint.formats.dockerfile_instructions import Instruction
from prodlint.formats.published import image_name
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Word
from prodlint.formats.wrappers import program
from prodlint.rules.no_reload_in_prod.commands import SHELLS
from prodlint.rules.no_reload_in_prod.run import followed
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, Step, start, variable
from prodlint.source import Repository, Source
from prodlint.tables.programs import SERVING_IMAGES, STARTED_BY


@followed
def check(source: Source, repository: Repository) -> Iterator[Step]:
    """What the images of this Dockerfile run and set, as far as production uses them so."""
    if context_shown(source.path, repository) != PRODUCTION and has_production_sibling(source.path, repository):
        return
    read = source.read(dockerfile.read)
    builds = builds_of(source.path, repository)
    if builder_for_development(source.path, repository):
        return
    deployed = [build for build in builds if build.context == PRODUCTION]
    is_replaced = bool(deployed) and all(commands_itself(build.service, repository) for build in deployed)
    for stage in shipping(read, [build.target for build in deployed if of_name(build.target) != DEVELOPMENT]):
        folders = _folders(read, stage, source.path, [build.folder for build in builds])
        yield from image(read, stage, start(source.path, repository, "image", folders=folders), not is_replaced)


def image(read: Dockerfile, stage: Stage, scene: Scene, with_command: bool = True) -> Iterator[Step]:
    """What an image of one stage runs and sets; `with_command`: its own CMD is what runs."""
    force, known = effective(stage), read.variables(stage)
    instructions = {pair: one for part in stage.chain for one in part.instructions for pair in one.pairs}
    at_run = {pair.name: expand(pair.value or "", known) for pair in force.env.values()}
    for pair in force.env.values():
        chain = ("ENV",) if scene.chain == ("image",) else scene.chain
        here = scene._replace(statement=_lines(instructions.get(pair)), chain=chain)
        yield from variable(pair.name, Word(at_run[pair.name], pair.line, pair.column), here, custom=True)
    base = stage.chain[0].base
    serving = SERVING_IMAGES.get(image_name(base)) if force.entrypoint is None and force.cmd is None else None
    if serving and with_command:
        yield Launch([Command((Word(serving),))], scene)
    for written, owner in commands_of(force.entrypoint, force.cmd, base) if with_command else ():
        commands = [one._replace(words=outside(one.words, force.copied)) for one in written]
        chain = (*scene.chain[:-1], owner.keyword) if scene.chain[-1:] == ("image",) else scene.chain
        here = scene._replace(environment=at_run, statement=_lines(owner), chain=chain)
        yield Launch(commands, here)
        for script in _written(stage, commands):
            yield Launch(split(script), here._replace(statement=(0, 0), script=True))


def commands_of(
    entrypoint: Instruction | None, cmd: Instruction | None, base: str = ""
) -> Iterator[tuple[list[Command], Instruction]]:
    """What a container runs: the ENTRYPOINT with the CMD as its arguments, and a CMD that it may hand over to.

    Without one that of the base image may put its program in front.
    """
    started = entrypoint.commands() if entrypoint else []
    if entrypoint is None or not started:
        if cmd is not None:
            yield [started_by(base, one) if cmd.json else one for one in cmd.commands()], cmd
        return
    if not entrypoint.json or cmd is None:
        yield started, entrypoint
        return
    first = started[0]
    arguments = cmd.words if cmd.json else (Word("/bin/sh"), Word("-c"), *cmd.words)
    yield [Command((*first.words, *arguments))], cmd if len(first.words) > 1 else entrypoint
    if len(first.words) == 1 or program(first.words[0]) in SHELLS:  # a script that ends with `exec "$@"`
        yield cmd.commands(), cmd


def started_by(base: str, command: Command) -> Command:
    """A command with the program that the entrypoint of its image puts in front of it, if any."""
    started = STARTED_BY.get(image_name(base))
    first = command.words[0].text if command.words else ""
    if started is None or not (first.startswith("-") or first in started.verbs):
        return command
    return command._replace(words=(Word(started.program), *command.words))


def outside(words: tuple[Word, ...], copied: Mapping[str, str]) -> tuple[Word, ...]:
    """The words of a command, with the files of the repository in place of those that the image has of them."""
    sources = [copied.get(program(word)) if not at or "/" in word.text else None for at, word in enumerate(words)]
    return tuple(word._replace(text=one) if one else word for word, one in zip(words, sources, strict=True))


def _written(stage: Stage, commands: list[Command]) -> Iterator[Word]:
    """The scripts among what the commands run that the Dockerfile itself writes: COPY <<EOF /start.sh"""
    names = {program(word) for command in commands for word in command.words[:2]}
    for instruction in (one for part in stage.chain for one in part.instructions if one.keyword == "COPY"):
        if instruction.heredocs and instruction.words and program(instruction.words[-1]) in names:
            yield from (heredoc.body for heredoc in instruction.heredocs)


def _lines(owner: Instruction | None) -> tuple[int, int]:
    return (owner.line, owner.end_line) if owner else (0, 0)


def _folders(read: Dockerfile, stage: Stage, path: str, contexts: list[str]) -> list[str]:
    """Where in the repository the working folder of an image may come from, the likeliest first."""
    workdir = effective(stage).workdir
    parts = workdir.text.text.strip("/").split("/") if workdir else []
    tails = ["/".join(parts[start:]) for start in range(1, len(parts))]
    copied = [folder for one in (stage, *reversed(read.stages)) for folder in _copied(one)]
    found = []
    for context in dict.fromkeys((*contexts, *ancestors(folder_of(path)))):
        found += [joined(context, folder) for folder in (*tails, *copied)] + [context]
    return found


def _copied(stage: Stage) -> Iterator[str]:
    """The folders of the build context that a stage copies into its working folder."""
    for instruction in reversed(stage.instructions):
        if instruction.keyword not in ("COPY", "ADD") or instruction.flag("from") or len(instruction.words) < 2:
            continue
        for source in instruction.words[:-1]:
            folder, _, base = source.text.strip("./").rpartition("/")
            if base.startswith("package"):
                yield folder
            elif base and "." not in base and "*" not in base:
                yield f"{folder}/{base}".strip("/")
