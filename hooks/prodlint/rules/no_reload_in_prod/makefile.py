"""Makefiles: the targets that say production by their name, and those that something launches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prodlint.context import PRODUCTION, of_name
from prodlint.finding import Finding
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Word, joined
from prodlint.source import Repository, Source

_TARGET = re.compile(r"([A-Za-z0-9_.%/-][A-Za-z0-9_.%/ -]*):(?![=:])")
_PREFIX = re.compile(r"[@+-]*")
_REFERENCE = re.compile(r"\$\((\w+)\)")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """What reloads or debugs in the recipes of production targets."""
    from prodlint.rules.no_reload_in_prod.deploys import run_and_deploy
    from prodlint.rules.no_reload_in_prod.run import start

    for target, commands in _recipes(source.text):
        if of_name(target) == PRODUCTION:
            scene = start(source.path, repository, f"make {target}", script=True)
            yield from run_and_deploy(commands, scene)


def recipe(text: str, target: str) -> list[Command]:
    """The commands of one target."""
    return [command for name, commands in _recipes(text) if name == target for command in commands]


def _recipes(text: str) -> Iterator[tuple[str, list[Command]]]:
    """Every target with its commands, at their lines."""
    targets: list[str] = []
    lines = text.split("\n")
    row = 0
    while row < len(lines):
        line = lines[row]
        if line.startswith("\t"):
            parts = [Word(line.rstrip("\\"), row + 1)]
            while lines[row].endswith("\\") and row + 1 < len(lines):
                row += 1
                parts.append(Word(lines[row].rstrip("\\"), row + 1))
            commands = split(_plain(joined(parts)))
            for target in targets:
                yield target, commands
        else:
            head = _TARGET.match(line)
            if head:
                targets = head[1].split()
            elif line.strip() and not line.startswith("#"):
                targets = []
        row += 1


def _plain(line: Word) -> Word:
    """A line of a recipe as the shell gets it, its make variables as shell variables."""
    at = len(line.text) - len(line.text.lstrip())
    prefix = _PREFIX.match(line.text, at)
    start = prefix.end() if prefix else at
    pieces: list[tuple[str, int]] = []
    position = start
    for match in _REFERENCE.finditer(line.text, start):
        pieces += [(line.text[position : match.start()], position), ("$" + match[1], match.start())]
        position = match.end()
    return line.pick([*pieces, (line.text[position:], position)])
