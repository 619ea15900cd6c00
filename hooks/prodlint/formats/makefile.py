"""Makefiles: the recipes of the targets, as the shell gets them."""

from prodlint.expressions import expression
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Word, joined
from prodlint.light_typing import NamedTuple

_TARGETS = expression(r"([\w.%/-][^:=#]*)::?(?![=:])")
_PREFIX = expression(r"[ \t]*[@+-]*")
_REFERENCE = expression(r"\$\((\w+)\)")


class Recipe(NamedTuple):
    """One line of a recipe, with those that a backslash joins to it: the targets that it belongs to, and its text."""

    targets: tuple[str, ...]
    line: Word


def read(text: str) -> list[Recipe]:
    """The lines of all recipes, at their places; variables of make stand there as variables of the shell."""
    targets: tuple[str, ...] = ()
    recipes: list[Recipe] = []
    rows = iter(enumerate(text.split("\n"), 1))
    for number, line in rows:
        if line.startswith("\t"):
            parts = [Word(line.rstrip("\\"), number)]
            while line.endswith("\\"):
                number, line = next(rows, (number, ""))
                parts.append(Word(line.rstrip("\\"), number))
            recipes.append(Recipe(targets, _as_shell(joined(parts))))
        elif head := _TARGETS.match(line):
            targets = tuple(head[1].split())
        elif line.strip() and not line.startswith("#"):
            targets = ()
    return recipes


def commands_of(recipes: list[Recipe], target: str) -> list[Command]:
    """The commands of one target."""
    return [command for recipe in recipes if target in recipe.targets for command in split(recipe.line)]


def _as_shell(line: Word) -> Word:
    """A line without the marks in front of it that are for make."""
    text = _REFERENCE.sub(r"${\1}", line.text)  # of the same width
    prefix = _PREFIX.match(text)
    return line._replace(text=text).slice(prefix.end() if prefix else 0, len(text))
