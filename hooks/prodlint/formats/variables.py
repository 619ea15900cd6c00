"""Variables as YAML sets them: a mapping, or a list of `NAME=value`, as compose and its kin take either."""

from collections.abc import Iterator

from prodlint.formats.node import Mapping, Node, Scalar
from prodlint.light_typing import NamedTuple


class Variable(NamedTuple):
    """A variable and the scalar that says so: its value, or the whole item, whose value begins at `column`.

    `text` is None where there is none, and the scalar the name: then it is that of whoever starts the program.
    """

    name: str
    text: str | None
    node: Scalar
    column: int


def variables_of(node: Node | None) -> Iterator[Variable]:
    """The variables of a mapping or a list; what holds more than a text is left out."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if isinstance(value, Scalar):
                is_unset = not value.quoted and value.text in ("", "null", "~")
                said = key if is_unset else value
                yield Variable(key.text, None if is_unset else value.text, said, said.column)
    for one in node.strings() if node is not None else ():
        name, equals, text = one.text.partition("=")
        yield Variable(name.strip(), text if equals else None, one, one.content_column + len(name) + 1)
