"""The trees of a file in YAML, JSON or TOML, as its kind says."""

from collections.abc import Callable

from prodlint.formats import json, toml, yaml
from prodlint.formats.node import Node
from prodlint.light_typing import Final, Protocol, TypeVar

T = TypeVar("T")
_SINGLE: Final[dict[str, Callable[[str], Node]]] = {"json": json.read, "toml": toml.read}


class Readable(Protocol):
    """One file, which reads itself with a reader once."""

    @property
    def kind(self) -> str:
        """As `kinds.kind_of` says."""

    def read(self, reader: Callable[[str], T]) -> T:
        """What the reader makes of the text."""


def roots(source: Readable) -> list[Node]:
    """The documents of a file: one of JSON and TOML, any number of YAML. Raises Unparsable."""
    single = _SINGLE.get(source.kind)
    return source.read(yaml.read) if single is None else [source.read(single)]
