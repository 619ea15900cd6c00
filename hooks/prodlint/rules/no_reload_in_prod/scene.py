"""Where commands stand and how production gets to them, what they launch, and the findings at their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from prodlint.context.tracked import ancestors, folder_of
from prodlint.finding import Finding
from prodlint.formats.budget import Budget
from prodlint.formats.shell import Command
from prodlint.formats.word import Word
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_reload_in_prod import messages, variables
from prodlint.source import Repository

NOTHING: Mapping[str, str] = MappingProxyType({})
MOST = 5_000  # commands that are read behind those of one file


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
    budget: Budget
    environment: Mapping[str, str] = NOTHING
    arguments: tuple[str, ...] = ()
    anchor: Word | None = None
    statement: tuple[int, int] = (0, 0)
    trail: tuple[str, ...] = ()
    depth: int = 0
    script: bool = False  # a shell script, where `next` is a word of awk and loops

    def step(self, *steps: str) -> Scene:
        """The same one step further, or several, on the way of production."""
        return self._replace(chain=(*self.chain, *steps))


class Launch(NamedTuple):
    """What production starts: commands in their scene, or a Python file.

    `file` is the tracked file that they stand in, where a command launched that. `otherwise` is found where nothing
    is among the commands, or behind them. `configures`: a server reads the file as its configuration.
    """

    commands: Sequence[Command]
    scene: Scene
    file: str = ""
    otherwise: Finding | None = None
    configures: bool = False


Step = Finding | Launch  # what a reader comes upon on the way of production


def start(path: str, repository: Repository, *chain: str, folders: Iterable[str] = (), script: bool = False) -> Scene:
    """The scene of commands that stand in a file: they run in its folder, or in one around it."""
    around = dict.fromkeys((*folders, *ancestors(folder_of(path))))
    return Scene(path, repository, chain, tuple(around), fresh_budget(), script=script)


def fresh_budget() -> Budget:
    """What may be read behind one file."""
    return Budget(most=1, least=0, total=MOST)


def report(word: Word, what: str, does: str, fix: str, scene: Scene) -> Finding:
    """A finding at a word, or at the word that launched it."""
    at = scene.anchor or word
    return messages.finding(
        scene.path, at.line, at.column, what, does, fix=fix, chain=scene.chain, statement=scene.statement
    )


def variable(name: str, value: Word, scene: Scene, *, custom: bool = False, foreign: bool = False) -> Iterator[Finding]:
    """A finding at the value of a variable that switches something on; `custom` and `foreign` as in `judge`."""
    if switch := variables.judge(name, value.text, custom=custom, foreign=foreign):
        yield report(value, switch.what, switch.effect, switch.fix, scene)
