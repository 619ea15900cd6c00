"""Defaults in the tags of Go's structs, which libraries fill from the environment.

Sources: github.com/caarlos0/env (`envDefault`), github.com/ilyakaznacheev/cleanenv (`env-default`),
github.com/kelseyhightower/envconfig and github.com/sethvargo/go-envconfig (`default`).
"""

from collections.abc import Iterator

from prodlint.credentials.literals import works
from prodlint.credentials.own_keys import kind_of_name
from prodlint.expressions import expression
from prodlint.light_typing import NamedTuple

_TAG = expression(r"`[^`\n]{0,300}`")
_NAME = expression(r"\b(?:env|envconfig|mapstructure|koanf):\"(?P<name>\w{1,80})[,\"]")
_DEFAULT = expression(r"\b(?:envDefault|env-default|default):\"(?P<value>[^\"]+)\"|\bdefault=(?P<inner>[^\",]+)\"")
_LONGEST_LINE = 1_000  # a tag stands in the line of its field, which nobody makes so long


class Tag(NamedTuple):
    """A default under the name of a key, at its 1-based line and column."""

    name: str
    line: int
    column: int


def defaults(lines: list[str]) -> Iterator[Tag]:
    """The literal defaults of keys in the tags of a file."""
    for number, line in enumerate(lines, 1):
        tag = _TAG.search(line) if "efault" in line and len(line) < _LONGEST_LINE else None
        name, value = (_NAME.search(tag[0]), _DEFAULT.search(tag[0])) if tag else (None, None)
        if tag and name and value and kind_of_name(name["name"]) and works(value["value"] or value["inner"]):
            yield Tag(name["name"], number, tag.start() + value.start(value.lastgroup or 0) + 1)
