"""The trees of a file in YAML, JSON or TOML, as its kind says."""

from collections.abc import Callable
from importlib import import_module

from prodlint.formats import yaml
from prodlint.formats.node import Node
from prodlint.light_typing import Protocol, TypeVar

T = TypeVar("T")
_SINGLE = ("json", "toml")


class Readable(Protocol):
    """One file, which reads itself with a reader once."""

    @property
    def kind(self) -> str:
        """As `kinds.kind_of` says."""

    def read(self, reader: Callable[[str], T]) -> T:
        """What the reader makes of the text."""


def roots(source: Readable) -> list[Node]:
    """The documents of a file: one of JSON and TOML, any number of YAML. Raises Unparsable."""
    if source.kind not in _SINGLE:
        return source.read(yaml.read)
    read: Callable[[str], Node] = import_module(f"prodlint.formats.{source.kind}").read  # late: few are both
    return [source.read(read)]
