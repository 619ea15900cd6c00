"""Where a file gives values to a name that a row may be about."""

from collections.abc import Sequence
from typing import NamedTuple

from prodlint.formats.code import Node


class Place(NamedTuple):
    """A name, the values that it is given, whom it belongs to, and the node that says so."""

    name: str
    values: Sequence[Node]
    owner: str | None
    site: Node
    setting: bool = False
    asked: bool = False
