"""Commands that production runs, and what they launch: scripts of the repository, package.json, Python files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from prodlint.finding import Finding
from prodlint.formats.dockerfile import expand
from prodlint.formats.shell import DECLARATIONS, Command, assignment
from prodlint.formats.word import Word
from prodlint.formats.wrappers import unwrapped
from prodlint.rules.no_reload_in_prod import messages, variables
from prodlint.rules.no_reload_in_prod.commands import call_of, judge
from prodlint.rules.no_reload_in_prod.conditions import happens
from prodlint.rules.no_reload_in_prod.graph import graph_of
from prodlint.rules.no_reload_in_prod.paths import ancestors, folder_of, joined
from prodlint.source import Repository

DEEPEST = 4
NOTHING: Mapping[str, str] = MappingProxyType({})


class Scene(NamedTuple):
    """Where commands stand and what is known there.

    `chain` is how production gets there, in words; `trail` the files on that way that are not `path`.
    `folders` are where its relative paths may start, the likeliest first. `anchor` is the word of `path` that
    launched what is looked at, when the commands themselves stand in no file of ours to point at.
    """

    path: str
    repository: Repository
    chain: tuple[str, ...]
    folders: tuple[str, ...]
    environment: Mapping[str, str] = NOTHING
    arguments: tuple[str, ...] = ()
    anchor: Word | None = None
    statement: tuple[int, int] = (0, 0)
    trail: tuple[str, ...] = ()
    depth: int = 0
    script: bool = False  # a shell script, where `next` is a word of awk and loops


def start(path: str, repository: Repository, chain: str, *, folders: Iterable[str] = (), script: bool = False) -> Scene:
    """The scene of commands that stand in a file: they run in its folder, or in one around it."""
    around = dict.fromkeys((*folders, *ancestors(folder_of(path))))
    return Scene(path, repository, (chain,), tuple(around), script=script)


def run(commands: Sequence[Command], scene: Scene) -> Iterator[Finding]:
    """What reloads or debugs among the commands that run, and behind them."""
    functions = {command.function for command in commands if command.function}
    reached = _reached(commands, scene, functions)
    for command in commands:
        if command.function and command.function not in reached:
            continue
        if not _runs(command, scene):
            continue
        if command.words and command.words[0].text == "cd" and len(command.words) > 1:
            scene = _moved(scene, command.words[1].text)
        for inner in unwrapped(command):
            for expanded in _expanded(inner, _values(inner, scene)):
                yield from _one(expanded, scene, functions)


def _runs(command: Command, scene: Scene) -> bool:
    return happens(command.guards, _values(command, scene), scene.arguments)


def _values(command: Command, scene: Scene) -> Mapping[str, str]:
    return {**command.defaults, **scene.environment} if command.defaults else scene.environment


def _reached(commands: Sequence[Command], scene: Scene, functions: set[str]) -> set[str]:
    """The functions that are called, from the script or from one another."""
    reached: set[str] = set()
    for _ in range(DEEPEST if functions else 0):
        reached |= {
            command.words[0].text
            for command in commands
            if command.words and command.words[0].text in functions
            if (not command.function or command.function in reached) and _runs(command, scene)
        }
    return reached


def _moved(scene: Scene, folder: str) -> Scene:
    parts = folder.strip("./").split("/")
    inside = ["/".join(parts[start:]) for start in range(len(parts))] if "$" not in folder else []
    entered = [joined(base, part) for base in scene.folders for part in inside if part]
    return scene._replace(folders=tuple(dict.fromkeys((*entered, *scene.folders))))


def _expanded(command: Command, values: Mapping[str, str]) -> list[Command]:
    """The command with its variables replaced, and unwrapped again if that made it another one."""
    if not any("$" in word.text for word in command.words):
        return [command]
    words: list[Word] = []
    for word in command.words:
        text = expand(word.text, values)
        parts = text.split() if text != word.text and '"' not in text else [text]
        words += [word] if text == word.text else [Word(part, word.line, word.column) for part in parts]
    changed = command._replace(words=tuple(words))
    return unwrapped(changed) if words and words[0] != command.words[0] else [changed]


def _one(command: Command, scene: Scene, functions: set[str]) -> Iterator[Finding]:
    words = command.words
    assigned = list(command.assignments) if words else []
    if words and words[0].text in DECLARATIONS:
        assigned += filter(None, map(assignment, words[1:]))
    for name, value in assigned:
        if switch := variables.judge(name, value.text):
            yield report(value, switch.what, switch.effect, switch.fix, scene)
    if not words or words[0].text in functions or (scene.script and len(words) == 1 and words[0].text == "next"):
        return
    verdict = judge(words)
    if verdict:
        yield report(verdict.word, verdict.what, verdict.effect, verdict.fix, scene)
    elif scene.depth < DEEPEST and call_of(words).name:
        from prodlint.rules.no_reload_in_prod.follow import follow

        yield from follow(command, scene)


def report(word: Word, what: str, does: str, fix: str, scene: Scene) -> Finding:
    """A finding at a word, or at the word that launched it."""
    at = scene.anchor or word
    found = messages.finding(
        scene.path, at.line, at.column, what, does, fix=fix, chain=scene.chain, statement=scene.statement
    )
    return graph_of(scene.repository).keep(found, scene.trail)
