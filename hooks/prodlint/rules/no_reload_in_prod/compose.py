"""Compose files: the command and the variables of every service that production runs."""

from __future__ import annotations

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, PRODUCTION, UNKNOWN, of_name
from prodlint.context.builds import built_by
from prodlint.context.compositions import bases_of, commands_itself, siblings_of
from prodlint.context.evidence import context_shown
from prodlint.context.services import Service, build_folder, context_of, env_files_of, services_of
from prodlint.context.tracked import folder_of, joined, read_tracked
from prodlint.formats import dotenv, yaml
from prodlint.formats.dockerfile import effective
from prodlint.formats.node import Scalar, text_of
from prodlint.formats.shell import Command
from prodlint.formats.spelled import spelled
from prodlint.formats.word import Word
from prodlint.grouping import grouped
from prodlint.rules.no_reload_in_prod import messages, variables
from prodlint.rules.no_reload_in_prod.dockerfile import image, outside, started_by
from prodlint.rules.no_reload_in_prod.node_commands import commands_of, variables_of, word_of
from prodlint.rules.no_reload_in_prod.run import followed
from prodlint.rules.no_reload_in_prod.scene import Launch, Step, report, start, variable
from prodlint.source import Repository, Source
from prodlint.spelling import words_of
from prodlint.tables.reload_variables import MODULE_WORDS


@followed
def check(source: Source, repository: Repository) -> Iterator[Step]:
    """What the services of a compose file run and set that are not there for development."""
    for one in _deployed(source, repository):
        yield from one.steps()


def _deployed(source: Source, repository: Repository) -> Iterator[_Deployed]:
    """The services that are not there for development, here and in the files that this one is merged onto."""
    file_context = context_shown(source.path, repository)
    if source.kind == "yaml" and (file_context != PRODUCTION or "services" not in source.read(spelled)):
        return
    services = services_of(source.read(yaml.read), source.path)
    if source.kind == "yaml" and not any(one.replaces for one in services):
        return  # only `production.yml` and its like are compose files without the name of one
    every = [(source, service, file_context) for service in services]
    if file_context == PRODUCTION:
        merged = {service.name for service in services if not service.replaces}
        for path, _, inherited in bases_of(source.path, repository):
            if base := repository.source(path):
                every += [(base, service, UNKNOWN) for service in inherited if service.name in merged]
    unknown = repository.options_of(source.path, messages.HOOK).unknown
    for owner, service, context in every:
        one = _Deployed(owner, service, context, repository)
        if one.context != DEVELOPMENT and (one.context != UNKNOWN or unknown != "ignore"):
            yield one


class _Deployed:
    """One service that is deployed: what is known about it, and what it runs and sets."""

    def __init__(self, source: Source, service: Service, context: str, repository: Repository) -> None:
        self.lines = source.lines
        self.service = service
        self.repository = repository
        node = service.node
        folders = [build_folder(service)]
        working = node.get("working_dir")
        if isinstance(working, Scalar):
            parts = working.text.strip("/").split("/")
            folders = [joined(folders[0], "/".join(parts[at:])) for at in range(1, len(parts))] + folders
        self.replaced: set[str] = set()  # what the production file that it is merged with sets again
        self.is_commanded = False  # that file says what runs
        self.variables = [*variables_of(node.get("environment"), self.lines)]
        known = {name: value.text for name, value in self.variables if "$" not in value.text}
        scene = start(source.path, repository, f"compose service {service.name}", folders=folders)
        self.scene = scene._replace(environment=known)
        self.context = context if context != UNKNOWN else self._own_context()

    def steps(self) -> Iterator[Step]:
        """What the service runs and sets."""
        # `DEBUG=1` of a program that others built, such as localstack, logs more.
        foreign = self.context == UNKNOWN and self.service.node.get("build") is None
        for one in self.variables:
            if one.name in self.replaced:
                continue
            yield from variable(*one, self.scene, custom=self.context == PRODUCTION, foreign=foreign)
        entrypoint, command = self._commands("entrypoint"), self._commands("command")
        if self.is_commanded:
            entrypoint, command = [], []
        if self.context == PRODUCTION and self.service.node.get("entrypoint") is None:
            command = [started_by(text_of(self.service.node.get("image")), one) for one in command]
        if entrypoint and command:
            whole = Command((*entrypoint[-1].words, *(word for one in command for word in one.words)))
            yield Launch([whole], self.scene)
        yield Launch(entrypoint + command, self.scene)
        extended = self.service.node.get("extends")
        if extended is not None and not command and not self.is_commanded:
            yield from self._extended(extended.get("file"), extended.get("service") or extended)
        if self.context == PRODUCTION:
            yield from self._development_parts()

    def _commands(self, key: str) -> list[Command]:
        """The commands of a key, with the files of the repository in place of those that the image has of them."""
        written = commands_of(self.service.node.get(key), self.lines)
        built = built_by(self.service, self.repository) if written else None
        copied = effective(built[1]).copied if built else {}
        return [one._replace(words=outside(one.words, copied)) for one in written]

    def _own_context(self) -> str:
        """By the service's own signs, then by what a production file beside this one makes of it."""
        context = context_of(self.service)
        named = [one.text for one in self.service.node.strings("profiles")]
        if context == PRODUCTION or DEVELOPMENT in map(of_name, (self.service.name, *named)):
            return context
        siblings = siblings_of(self.service, self.repository)
        for sibling in siblings:
            if sibling.service is not None and not sibling.service.replaces:
                self.scene = self.scene.step(f"kept by {sibling.path}")
                self.is_commanded = not sibling.keeps
                self.replaced = {one.name for one in variables_of(sibling.service.node.get("environment"), [])}
                return PRODUCTION
        return DEVELOPMENT if siblings else context

    def _extended(self, file: object, name: object) -> Iterator[Launch]:
        if not isinstance(name, Scalar):
            return
        path = joined(folder_of(self.service.path), file.text) if isinstance(file, Scalar) else self.service.path
        source = self.repository.source(path)
        if source is None:
            return
        services = self.repository.once((_by_name, path), lambda: grouped(_by_name(path, self.repository)))
        for service in services.get(name.text, ()):
            here = self.scene.step(f"extends {service.name}")._replace(anchor=word_of(name, self.lines))
            yield Launch(commands_of(service.node.get("command"), source.lines), here)

    def _development_parts(self) -> Iterator[Step]:
        """Stages, Dockerfiles and env files for development in a service for production."""
        for path in env_files_of(self.service):
            if set(words_of(path.text)) & MODULE_WORDS - {"local"} and self._debugs(path.text):
                yield report(
                    word_of(path, self.lines), "an env file for development is used", messages.DEVELOPMENT_MODE,
                    "Name the env file for production.", self.scene,
                )  # fmt: skip
        if commands_itself(self.service, self.repository):
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

    def _image(self, key: str, word: Word) -> Iterator[Step]:
        built = built_by(self.service, self.repository)
        here = self.scene.step(f"{key} {word.text}")._replace(anchor=word)
        if built is not None:
            yield from image(*built, here)
            return
        what, fix = "an image for development runs", "Build the stage for production."
        yield report(word, what, messages.DEVELOPMENT_MODE, fix, here)


def _by_name(path: str, repository: Repository) -> Iterator[tuple[str, Service]]:
    """The services of a tracked compose file."""
    return ((one.name, one) for one in services_of(read_tracked(path, yaml.read, repository) or [], path))
