"""Caddyfiles by lines: the blocks, and what named matchers ask for.

Source: caddyserver.com/docs/caddyfile/concepts: a block begins with `{` at the end of a line and ends with `}` alone.
"""

from prodlint.expressions import expression
from prodlint.light_typing import NamedTuple

_MATCHER = expression(r"\s*(?P<name>@[\w{}.-]+)\s")
_MOST_AROUND = 20
_LONGEST = 200  # lines of a block that are looked at


class Line(NamedTuple):
    """A line without its comment; line n is `lines[n - 1]`.

    `around`: the lines that begin the blocks around it, the innermost last, of very many the nearest. `end`: the
    index of the line that closes the block which it begins; its own without a block.
    """

    text: str
    around: tuple[str, ...]
    end: int


class Caddyfile(NamedTuple):
    """The lines, and the words of each named matcher (`@api`), on its line and in its block."""

    lines: list[Line]
    matchers: dict[str, list[str]]

    def block(self, index: int) -> list[str]:
        """The texts of a line and of the block that it begins, as far as that is looked at."""
        return [line.text for line in self.lines[index : min(self.lines[index].end, index + _LONGEST) + 1]]


def read(text: str) -> Caddyfile:
    """The lines of a Caddyfile. Refuses nothing: stray braces are skipped, missing ones assumed."""
    lines: list[Line] = []
    begun: list[int] = []
    for number, line in enumerate(text.split("\n")):
        code = "" if line.lstrip().startswith("#") else line.partition(" #")[0].rstrip()
        lines.append(Line(code, tuple(lines[index].text for index in begun[-_MOST_AROUND:]), number))
        if code.endswith("{"):
            begun.append(number)
        elif code.strip() == "}" and begun:
            opened = begun.pop()
            lines[opened] = lines[opened]._replace(end=number)
    read = Caddyfile(lines, {})
    for index, one in enumerate(lines):
        matcher = _MATCHER.match(one.text)
        if matcher:
            read.matchers[matcher["name"]] = " ".join(read.block(index)).split()[1:]
    return read
