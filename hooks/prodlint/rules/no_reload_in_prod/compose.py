"""Compose files: the command and the variables of every service that production runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from prodlint.context import DEVELOPMENT, PRODUCTION, UNKNOWN, of_name
from prodlint.context.services import Service, build_folder, build_of, context_of, env_files_of, services_of
from prodlint.finding import Finding
from prodlint.formats import Unparsable, dockerfile, dotenv, yaml
from prodlint.formats.node import Scalar
from prodlint.formats.shell import Command
from prodlint.formats.word import Word
from prodlint.rules.no_reload_in_prod import messages, silence, variables
from prodlint.rules.no_reload_in_prod.by_lines import check_lines
from prodlint.rules.no_reload_in_prod.compositions import bases_of, commands_itself, siblings_of
from prodlint.rules.no_reload_in_prod.dockerfile import image
from prodlint.rules.no_reload_in_prod.node_commands import commands_of, variables_of, word_of
from prodlint.rules.no_reload_in_prod.paths import folder_of, joined
from prodlint.rules.no_reload_in_prod.run import Scene, report, run, start
from prodlint.source import Repository, Source
from prodlint.spelling import words_of
from prodlint.tables.reload_variables import MODULE_WORDS


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """What reloads or debugs in the services of a compose file that are not there for development."""
    file_context = silence.context_of(source.path, repository)
    if source.kind == "yaml" and (file_context != PRODUCTION or "services" not in source.text):
        return
    try:
        services = services_of(source.read(yaml.read), source.path)
    except Unparsable:
        is_meant = file_context == PRODUCTION or (file_context == UNKNOWN and repository.options.unknown == "report")
        if is_meant and source.kind == "compose":
            yield from check_lines(source, repository)
        return
    if source.kind == "yaml" and not (file_context == PRODUCTION and any(one.replaces for one in services)):
        return  # only `production.yml` and its like are compose files without the name of one
    for service in services:
        yield from _Check(source, service, repository).findings(file_context)
    if file_context == PRODUCTION:
        yield from _kept(services, source.path, repository)


def _kept(services: list[Service], path: str, repository: Repository) -> Iterator[Finding]:
    """What a production file keeps of the file that it is merged onto."""
    merged = {service.name for service in services if not service.replaces}
    for base, inherited in bases_of(path, repository):
        source = repository.source(base)
        for service in inherited:
            if service.name in merged and source is not None:
                yield from _Check(source, service, repository).findings(UNKNOWN)


class _Check:
    """One service: what is known about it, and the findings in it."""

    def __init__(self, source: Source, service: Service, repository: Repository) -> None:
        self.lines = source.lines
        self.service = service
        self.repository = repository
        node = service.node
        self.entrypoint = commands_of(node.get("entrypoint"), self.lines)
        self.command = commands_of(node.get("command"), self.lines)
        folders = [build_folder(service)]
        working = node.get("working_dir")
        if isinstance(working, Scalar):
            parts = working.text.strip("/").split("/")
            folders = [joined(folders[0], "/".join(parts[at:])) for at in range(1, len(parts))] + folders
        chain = f"compose service {service.name}"
        self.variables = [(one.name, one.value) for one in variables_of(node.get("environment"), self.lines)]
        known = {name: value.text for name, value in self.variables if "$" not in value.text}
        self.scene = start(source.path, repository, chain, folders=folders)._replace(environment=known)

    def findings(self, file_context: str) -> Iterator[Finding]:
        context = file_context
        if context == UNKNOWN:
            context = self._own_context()
        if context == DEVELOPMENT or (context == UNKNOWN and self.repository.options.unknown == "ignore"):
            return
        yield from self._environment(context)
        yield from self._commands()
        if context == PRODUCTION:
            yield from self._development_parts()

    def _own_context(self) -> str:
        """By the service's own signs, then by what a production file beside this one makes of it."""
        context = context_of(self.service)
        named = [one.text for one in (self.service.node.get("profiles") or self.service.node).strings()]
        if context == PRODUCTION or DEVELOPMENT in map(of_name, (self.service.name, *named)):
            return context
        siblings = siblings_of(self.service, self.repository)
        for sibling in siblings:
            if sibling.keeps:
                self.scene = self.scene._replace(chain=(*self.scene.chain, f"kept by {sibling.path}"))
                return PRODUCTION
        return DEVELOPMENT if siblings else context

    def _environment(self, context: str) -> Iterator[Finding]:
        # `DEBUG=1` of a program that others built, such as localstack, logs more.
        foreign = context == UNKNOWN and self.service.node.get("build") is None
        for name, value in self.variables:
            if switch := variables.judge(name, value.text, custom=context == PRODUCTION, foreign=foreign):
                yield report(value, switch.what, switch.effect, switch.fix, self.scene)

    def _commands(self) -> Iterator[Finding]:
        if self.entrypoint and self.command:
            whole = Command((*self.entrypoint[-1].words, *(word for one in self.command for word in one.words)))
            yield from run([whole], self.scene)
        yield from run(self.entrypoint + self.command, self.scene)
        extended = self.service.node.get("extends")
        if extended is not None and not self.command:
            yield from self._extended(extended.get("file"), extended.get("service") or extended)

    def _extended(self, file: object, name: object) -> Iterator[Finding]:
        if not isinstance(name, Scalar):
            return
        path = joined(folder_of(self.service.path), file.text) if isinstance(file, Scalar) else self.service.path
        source = self.repository.source(path)
        if source is None:
            return
        services = self.repository.once((_by_name, path), lambda: _by_name(path, self.repository))
        for service in services.get(name.text, ()):
            step = f"extends {service.name}"
            here = self.scene._replace(anchor=word_of(name, self.lines), chain=(*self.scene.chain, step))
            yield from run(commands_of(service.node.get("command"), source.lines), here)

    def _development_parts(self) -> Iterator[Finding]:
        """Stages, Dockerfiles and env files for development in a service for production."""
        for path in env_files_of(self.service):
            if set(words_of(path.text)) & MODULE_WORDS - {"local"} and self._debugs(path.text):
                yield report(
                    word_of(path, self.lines), "an env file for development is used", messages.DEVELOPMENT_MODE,
                    "Name the env file for production.", self.scene,
                )  # fmt: skip
        if commands_itself(self.service, self.service.path, self.repository):
            return
        for key in ("target", "dockerfile"):
            node = self.service.node.get("build", key)
            if isinstance(node, Scalar) and of_name(node.text.rpartition("/")[2]) == DEVELOPMENT:
                yield from self._image(key, word_of(node, self.lines))

    def _debugs(self, path: str) -> bool:
        """Whether an env file switches something on; one that is out of sight is believed by its name."""
        source = self.repository.source(joined(folder_of(self.service.path), path))
        if source is None:
            return True
        pairs = source.read(dotenv.read)
        return any(variables.judge(one.name, one.value or "", custom=True) for one in pairs if not one.commented)

    def _image(self, key: str, word: Word) -> Iterator[Finding]:
        built = build_of(self.service)
        source = self.repository.source(built[0]) if built else None
        here: Scene = self.scene._replace(anchor=word, chain=(*self.scene.chain, f"{key} {word.text}"))
        if built is None or source is None:
            what = "an image for development runs"
            yield report(word, what, messages.DEVELOPMENT_MODE, "Build the stage for production.", here)
            return
        read = source.read(dockerfile.read)
        stage = read.stage(built[1]) if built[1] else read.last
        if stage is not None:
            yield from image(read, stage, here)


def _by_name(path: str, repository: Repository) -> dict[str, list[Service]]:
    """The services of a tracked compose file."""
    source = repository.source(path) if path in repository.tracked else None
    found: dict[str, list[Service]] = {}
    with suppress(Unparsable):
        for service in services_of(source.read(yaml.read), path) if source else ():
            found.setdefault(service.name, []).append(service)
    return found
