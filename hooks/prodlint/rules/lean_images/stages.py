"""The walk through a stage and those that it builds on or copies from: what its image holds in the end."""

import posixpath
from collections.abc import Mapping

from prodlint.context import DEVELOPMENT
from prodlint.context.conditions import of_guards
from prodlint.formats.dockerfile import Dockerfile, Stage, expand
from prodlint.formats.dockerfile_instructions import Instruction
from prodlint.formats.shell import Command
from prodlint.formats.word import Word
from prodlint.light_typing import NamedTuple
from prodlint.rules.lean_images.folders import Folders, absolute
from prodlint.rules.lean_images.installs import NODE, PYTHON, Effect, effect_of, effects_in
from prodlint.rules.lean_images.manifests import dev_dependencies, developer_groups, versions
from prodlint.source import Repository
from prodlint.tables.installers import PYTHON_FOLDERS, PYTHON_PLACES

_DEEPEST = 20


class Held(NamedTuple):
    """The development dependencies in an image: how they came, what they are, and the folder (of the image)."""

    instruction: Instruction
    word: Word
    effect: Effect
    names: tuple[str, ...]
    folder: str
    copied_from: str = ""  # the stage that installs them


class Image(NamedTuple):
    """What an image of a stage holds in the end: development dependencies by ecosystem, the folders of the standalone
    builds and of the whole node_modules that are copied; its working directory, variables and folders."""

    held: dict[str, Held]
    standalone: list[str]
    modules: list[tuple[str, Instruction]]
    workdir: str
    environment: dict[str, str]
    folders: Folders


class Walk:
    """The images of the stages of a Dockerfile, each walked once."""

    def __init__(self, read: Dockerfile, context: str, text: str, repository: Repository) -> None:
        self._read, self._context, self._text, self._repository = read, context, text, repository
        self._images: dict[int, Image] = {}

    def image(self, stage: Stage, depth: int = 0) -> Image:
        """What the image of a stage holds in the end."""
        if stage.number not in self._images:
            self._images[stage.number] = self._walk(stage, depth)
        return self._images[stage.number]

    def _walk(self, stage: Stage, depth: int) -> Image:
        image = Image({}, [], [], "/", {}, Folders(self._context, self._repository))
        for one in (one for part in stage.chain for one in part.instructions):
            if one.keyword in ("ENV", "ARG"):
                values = {
                    pair.name: expand(pair.value, image.environment) for pair in one.pairs if pair.value is not None
                }
                image.environment.update(values)
            elif one.keyword == "WORKDIR":
                workdir = expand(one.text.text.strip("\"'"), image.environment)
                image = image._replace(workdir=absolute(workdir, image.workdir))
            elif one.keyword in ("COPY", "ADD"):
                self._copy(one, stage, image, depth)
            elif one.keyword == "RUN":
                self._run(one, image)
        return image

    def _copy(self, one: Instruction, stage: Stage, image: Image, depth: int) -> None:
        taken = one.flag("from")
        if not taken:
            image.folders.copy(one, image.workdir)
            return
        other = self._read.stage(taken[0].text)
        if other is None or other.number >= stage.number or depth > _DEEPEST or len(one.words) < 2:
            return
        behind = self.image(other, depth + 1)
        *sources, target = [expand(word.text, image.environment) for word in one.words]
        for source in (absolute(source, "/") for source in sources):
            into = absolute(target, image.workdir)
            image.folders.taken_from(behind.folders, source, into)
            if source.endswith("/.next/standalone"):
                image.standalone.append(source.removesuffix("/.next/standalone"))
            if source.endswith("/node_modules"):
                image.modules.append((source.removesuffix("/node_modules"), one))
            for ecosystem, held in behind.held.items():
                if _brings(source, held):
                    name = other.name or str(other.number)
                    folder = into if ecosystem == PYTHON else _moved(held.folder, source, into)
                    image.held[ecosystem] = held._replace(
                        instruction=one, word=one.words[0], copied_from=name, folder=folder
                    )

    def _run(self, one: Instruction, image: Image) -> None:
        where, environment = image.workdir, dict(image.environment)
        for command in effects_in(one.commands()):
            if of_guards(command.guards) == DEVELOPMENT:
                continue
            words = [word.text for word in command.words]
            if words[:1] == ["cd"] and len(words) > 1:
                where = absolute(expand(words[1], environment), where)
                continue
            if words[:1] == ["export"] or not words:
                environment.update({name: value.text for name, value in command.assignments})
                continue
            self._apply(one, command.words[0], where, self._effect(command, where, environment, image), image)

    def _effect(self, command: Command, where: str, environment: Mapping[str, str], image: Image) -> Effect | None:
        folder = image.folders.behind(where)
        known = versions(folder, self._text, self._repository) if folder is not None else {}
        return effect_of(command, environment, known)

    def _apply(self, one: Instruction, word: Word, where: str, effect: Effect | None, image: Image) -> None:
        if effect is None:
            return
        where = absolute(effect.folder, where) if effect.folder else where
        if not effect.adds:
            held = image.held.get(effect.ecosystem)
            if held is not None and (effect.ecosystem == PYTHON or held.folder == where or effect.tool == "rm"):
                del image.held[effect.ecosystem]
            return
        names = effect.names or tuple(self._left_out(effect, where, image))
        if names and effect.ecosystem not in image.held:
            image.held[effect.ecosystem] = Held(one, word, effect, names, where)

    def _left_out(self, effect: Effect, where: str, image: Image) -> list[str]:
        """What there would be to leave out; nothing where the folder's manifest is not here."""
        folder = image.folders.behind(where)
        if folder is None:
            return []
        if effect.ecosystem == NODE:
            return dev_dependencies(folder, self._repository)
        return developer_groups(folder, effect.tool.partition(" ")[0], effect.groups, self._repository)


def _brings(source: str, held: Held) -> bool:
    """Whether what is copied from a stage has its development dependencies in it."""
    covers = source == "/" or held.folder == source or held.folder.startswith(f"{source}/")
    if held.effect.ecosystem == NODE:
        return covers or source == posixpath.join(held.folder, "node_modules")
    in_project = held.effect.tool != "pip" and not held.copied_from
    is_place = source in PYTHON_PLACES or posixpath.basename(source) in PYTHON_FOLDERS
    return is_place or (covers and (in_project or bool(held.copied_from)))


def _moved(folder: str, source: str, into: str) -> str:
    """Where the folder of an installation is behind a copy of `source` into a folder."""
    if source.endswith("/node_modules") and posixpath.dirname(source) == folder:
        return posixpath.dirname(into) if into.endswith("node_modules") else into
    return absolute(posixpath.relpath(folder, source), into)
