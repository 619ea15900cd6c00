"""Procfiles: the processes and their commands."""

from prodlint.expressions import expression
from prodlint.formats.shell import Command, split
from prodlint.light_typing import NamedTuple

_PROCESS = expression(r"([\w-]+):\s*")


class Process(NamedTuple):
    """A kind of process ("web") and what it runs."""

    name: str
    commands: list[Command]


def read(text: str) -> list[Process]:
    """The processes of a Procfile, their words at their places."""
    heads = ((number, line, _PROCESS.match(line)) for number, line in enumerate(text.split("\n"), 1))
    return [Process(head[1], split(line[head.end() :], number, head.end() + 1)) for number, line, head in heads if head]
