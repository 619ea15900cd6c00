"""What a node of any language means to the evaluator: a handful of terms, whose parts are nodes again."""

from tree_sitter import Node

from prodlint.formats.code import Entry
from prodlint.light_typing import NamedTuple, TypeAlias


class Text(NamedTuple):
    """A text, a symbol or an atom: its pieces, unescaped, and the expressions between them."""

    parts: tuple[str | Node, ...]


class Value(NamedTuple):
    """A number, true, false or nothing at all."""

    value: bool | int | float | None


class Pattern(NamedTuple):
    """A regular expression."""

    text: str


class Name(NamedTuple):
    """A variable, a constant, a type, or a method of this object without arguments."""

    name: str


class Member(NamedTuple):
    """`owner.name`, `owner::name`, `owner->name`; no owner: this object, or its class."""

    owner: Node | None
    name: str


class Item(NamedTuple):
    """`owner[key]`."""

    owner: Node
    key: Node | None


class Call(NamedTuple):
    """A call. `makes`: it is a struct literal, `new`, an annotation or an attribute; then `name` is the type's."""

    owner: Node | None
    name: str
    arguments: tuple[Node, ...]
    keywords: tuple[Entry, ...] = ()
    block: Node | None = None
    makes: bool = False


class Sequence(NamedTuple):
    """A list, a tuple, a set."""

    items: tuple[Node, ...]


class Mapping(NamedTuple):
    """A map, a hash, an object without a type."""

    entries: tuple[Entry, ...]


class Same(NamedTuple):
    """What is worth the same as another: parentheses, casts, a wait, an address."""

    inner: Node


class Choice(NamedTuple):
    """`if`, `unless` (its sides swapped) and `? :`."""

    test: Node
    yes: Node | None
    no: Node | None


class Or(NamedTuple):
    """`a || b`, `a ?? b`, `a ?: b`."""

    left: Node
    right: Node


class And(NamedTuple):
    """`a && b`."""

    left: Node
    right: Node


class Not(NamedTuple):
    """`!a`."""

    inner: Node


class Compare(NamedTuple):
    """Whether two are the same, or are not; `within`: whether one is in the other."""

    left: Node
    right: Node
    holds: bool = True
    within: bool = False


class Join(NamedTuple):
    """Texts one behind the other, or lists."""

    left: Node
    right: Node


class Arm(NamedTuple):
    """A case: `tests` are compared with the subject (or true themselves), none for all that is left."""

    node: Node
    tests: tuple[Node, ...]
    body: tuple[Node, ...]
    guard: Node | None = None
    falls: bool = False


class Switch(NamedTuple):
    """`switch`, `match`, `when`, `case`, `cond`."""

    subject: Node | None
    arms: tuple[Arm, ...]


class Parameter(NamedTuple):
    """A parameter of a function: its name, default, type, and the node that says so."""

    name: str
    node: Node
    default: Node | None = None
    type: str | None = None


class Function(NamedTuple):
    """A function, a method, a closure, a block; no name where it has none. `last`: it answers with its last part."""

    name: str
    parameters: tuple[Parameter, ...]
    body: tuple[Node, ...]
    last: bool = False


class Class(NamedTuple):
    """What holds fields: a class, a module, an object, an implementation."""

    name: str


class Bind(NamedTuple):
    """Names and members with what they are given; `adds` where it comes on top of what is there."""

    pairs: tuple[tuple[Node, Node | None], ...]
    adds: bool = False
    type: str | None = None
    alternative: bool = False


class Loop(NamedTuple):
    """Names that are one element of a list after the other."""

    names: tuple[Node, ...]
    over: Node


class Block(NamedTuple):
    """Statements; the last one is what an expression of them is worth."""

    statements: tuple[Node, ...]


class Exit(NamedTuple):
    """What leaves: `returns` an answer (nothing, or a value), or throws, breaks, ends."""

    value: Node | None
    returns: bool


class Use(NamedTuple):
    """Imports: each name here with what it stands for; None for all that a package holds."""

    names: tuple[tuple[str | None, str], ...]


Term: TypeAlias = (
    Text | Value | Pattern | Name | Member | Item | Call | Sequence | Mapping | Same | Choice | Or | And | Not
    | Compare | Join | Switch | Function | Class | Bind | Loop | Block | Exit | Use
)  # fmt: skip
