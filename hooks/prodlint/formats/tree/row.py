"""What a row says of a language."""

from collections.abc import Callable, Mapping

from prodlint.formats.tree.terms import Term
from prodlint.light_typing import Any, NamedTuple, TypeAlias

# What a node means: given the tree (`nodes.Nodes`) and the node; None where it means nothing.
Shape: TypeAlias = Callable[[Any, Any], Term | None]


class Language(NamedTuple):
    """A row: where the grammar is, and what its nodes are.

    `states` are the nodes that call, bind, define or import; `means` are all the others that the evaluator knows.
    `choices` are those that can leave a block early, `lists` and `mappings` those that hold elements and entries;
    `notes` are annotations and attributes, which stand in or before what they are about.
    """

    module: str
    states: Mapping[str, Shape]
    means: Mapping[str, Shape]
    choices: tuple[str, ...]
    lists: tuple[str, ...]
    mappings: tuple[str, ...]
    notes: tuple[str, ...] = ()
    function: str = "language"
    loose_not: bool = False  # the grammar reads `!a.b()` as `(!a).b()`
    this: tuple[str, ...] = ("this", "self")
    assigns: tuple[str, ...] = ()  # to what is declared elsewhere, which may be a field without `this`
