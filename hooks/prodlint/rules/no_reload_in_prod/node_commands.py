"""Commands and variables out of YAML, JSON and TOML nodes, every word with its place in the file."""

from collections.abc import Iterator

from prodlint.finding import Finding
from prodlint.formats.node import Mapping, Node, Scalar, Sequence
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Word, joined
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_reload_in_prod.scene import Scene, variable

_NAMES = ("name", "key", "Name", "Key", "option_name")
_VALUES = ("value", "Value", "default", "Default")
MOST_ROWS = 2000


class Variable(NamedTuple):
    """A variable and its value at a place."""

    name: str
    value: Word


def commands_of(node: Node | None, lines: list[str]) -> list[Command]:
    """The commands of a string (shell text) or of a list of words."""
    if isinstance(node, Scalar):
        commands = split(word_of(node, lines))
        return commands if "\n" in node.text.rstrip("\n") else [_at_program(command) for command in commands]
    words = tuple(word_of(one, lines) for one in node.strings()) if node else ()
    return [Command(words)] if words else []


def _at_program(command: Command) -> Command:
    """A command that is folded over lines, and so one value, with its words where it begins."""
    if not command.words or command.words[-1].line == command.words[0].line:
        return command
    first = command.words[0]
    words = (word if " " in word.text else Word(word.text, first.line, first.column) for word in command.words)
    return command._replace(words=tuple(words))


def word_of(scalar: Scalar, lines: list[str]) -> Word:
    """A scalar with the place of each of its characters, also where it goes over several lines."""
    plain = Word(scalar.text, scalar.content_line, scalar.content_column)
    if scalar.end_line <= scalar.line or scalar.end_line - scalar.line > MOST_ROWS:
        return plain
    literal = "\n" in scalar.text.rstrip("\n")
    pieces = []
    for number in range(scalar.content_line, min(scalar.end_line, len(lines)) + 1):
        row = lines[number - 1]
        if number == scalar.content_line:
            row = " " * (scalar.content_column - 1) + row[scalar.content_column - 1 :]
        column = (scalar.content_column if literal else len(row) - len(row.lstrip()) + 1) if row.strip() else 1
        pieces.append(Word(row[column - 1 :].rstrip() + ("\n" if literal else " "), number, column))
    whole = joined(pieces)
    return whole if whole.text.split() == scalar.text.split() else plain


def variables_of(node: Node | None, lines: list[str]) -> Iterator[Variable]:
    """The variables of a mapping, of a list of name and value, of a list of `NAME=value`, or of one string."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            scalar = value if isinstance(value, Scalar) else _first(value, _VALUES)
            if scalar is not None:
                yield Variable(key.text, word_of(scalar, lines))
    elif isinstance(node, Sequence):
        for one in node.nodes:
            yield from _listed(one, lines)
    elif isinstance(node, Scalar):
        yield from _written(node, lines)


def switched_on(node: Node | None, lines: list[str], scene: Scene, *, custom: bool = False) -> Iterator[Finding]:
    """The variables of a node that switch something on; `custom` as in `variables.judge`."""
    for one in variables_of(node, lines):
        yield from variable(*one, scene, custom=custom)


def _listed(node: Node, lines: list[str]) -> Iterator[Variable]:
    if isinstance(node, Scalar):
        yield from _written(node, lines)
        return
    name, value = _first(node, _NAMES), _first(node, _VALUES)
    if name is not None and value is not None:
        yield Variable(name.text, word_of(value, lines))


def _first(node: Node, keys: tuple[str, ...]) -> Scalar | None:
    found = (node.get(key) for key in keys)
    return next((value for value in found if isinstance(value, Scalar)), None)


def _written(scalar: Scalar, lines: list[str]) -> Iterator[Variable]:
    name, equal, _ = scalar.text.partition("=")
    if equal:
        word = word_of(scalar, lines)
        yield Variable(name.strip(), word.slice(len(name) + 1, len(word.text)))
