"""What an image starts, through package.json and a script of its own."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from prodlint.context import DEVELOPMENT, of_name
from prodlint.context.image_paths import resolve
from prodlint.expressions import expression
from prodlint.formats.dockerfile import Effective
from prodlint.formats.node import text_of
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Word
from prodlint.light_typing import NamedTuple
from prodlint.rules.lean_images.installs import Effect, effect_of, effects_in
from prodlint.rules.lean_images.manifests import developer_groups, package_json
from prodlint.source import Repository, Source
from prodlint.tables.installers import DEVELOPMENT_COMMANDS

_DEEPEST = 3  # scripts of package.json that run one another
_RUN = expression(r"(?<![\w-])(?:npm|pnpm|yarn|bun)(?:\s+(?:run|run-script))?\s+(?P<name>start|test|[\w:.-]+)(?![\w-])")


class Again(NamedTuple):
    """A command that installs the dependencies again when it starts: its first word, and the script that holds it."""

    effect: Effect
    word: Word
    script: str = ""

    def groups_in(self, folder: str, repository: Repository) -> list[str]:
        """The groups for developers that it installs."""
        return developer_groups(folder, "uv", self.effect.groups, repository)


class Started(NamedTuple):
    """What an image starts: the text of its commands with the scripts behind them, and the place of the command."""

    text: str
    word: Word | None
    for_development: bool
    python_again: Again | None


def started(force: Effective, folder: str | None, path: str, repository: Repository) -> Started:
    """What a Dockerfile at `path` starts in a folder of the repository (None: not known) with a command in force."""
    instructions = [one for one in (force.entrypoint, force.cmd) if one is not None]
    text = "\n".join(" ".join(word.text for word in one.words) for one in instructions)
    named = _named(text, force.copied, () if folder is None else (folder,), path, repository)
    text = "\n".join((text, *(source.text for source in named), *_of_manifest(text, named, folder, repository)))
    environment = {name: pair.value or "" for name, pair in force.env.items()}
    commands = [("", command) for one in instructions for command in one.commands()]
    commands += [(source.path, command) for source in named for command in split(source.text)]
    again = next(_again(commands, environment), None)
    word = instructions[-1].words[0] if instructions and instructions[-1].words else None
    scripts = [posixpath.basename(part) for one in instructions for word in one.words for part in word.text.split()]
    is_for_development = re.search(DEVELOPMENT_COMMANDS, text, re.MULTILINE) is not None or any(
        name.endswith(".sh") and of_name(name) == DEVELOPMENT for name in scripts
    )
    return Started(text, word, is_for_development, again)


def _again(commands: list[tuple[str, Command]], environment: dict[str, str]) -> Iterator[Again]:
    for script, whole in commands:
        for command in effects_in([whole]):
            effect = effect_of(command, environment, {})
            if effect is not None and effect.tool == "uv run" and effect.adds:
                yield Again(effect, command.words[0], script)


def _of_manifest(text: str, named: list[Source], folder: str | None, repository: Repository) -> list[str]:
    """The scripts of package.json that a text runs, or that the shell scripts which it names run."""
    found: list[str] = []
    manifest = package_json(folder, repository) if folder is not None else None
    waiting, seen = [text, *(source.text for source in named)], set[str]()
    while waiting and manifest is not None and len(seen) < _DEEPEST:
        for match in _RUN.finditer(waiting.pop()):
            script = text_of(manifest.get("scripts", match["name"]))
            if script and match["name"] not in seen:
                seen.add(match["name"])
                found.append(script)
                waiting.append(script)
    return found


def _named(
    text: str, copied: Mapping[str, str], folders: tuple[str, ...], near: str, repository: Repository
) -> list[Source]:
    """The shell scripts that a text names; `copied`: those that the image has under another name."""
    outside = (copied.get(word.rpartition("/")[2], word) for word in text.split())
    words = dict.fromkeys(word for word in outside if word.endswith(".sh"))
    paths = dict.fromkeys(resolve(word, folders, near, repository) for word in words)
    sources = (repository.source(path) for path in paths if path is not None)
    return [source for source in sources if source is not None]
