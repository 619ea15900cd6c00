"""What a hook may ask of source code, whatever the language: the protocol that every reader of code answers.

An expression, statement or definition of a file is a `Node` that only its own reader looks into. Lines and columns are
1-based; columns count characters. Every answer is bounded, speaks for the one file, and never recurses without limit:
what is too deep or too much is not known.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from prodlint.formats.guards import Guards
from prodlint.light_typing import Any, Final, NamedTuple, Protocol, TypeAlias, TypeVar

Node: TypeAlias = Any  # of `ast`, or of tree-sitter
T = TypeVar("T")


class Unknown:
    """What a value is that the file does not tell; there is one, told apart from None, which is a value."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()

# What a node is, as far as a hook asks: a call, a mapping (object, struct, hash), a list, a function or lambda, a name
# or chain of members. Everything else is "".
CALL, MAPPING, LIST, FUNCTION, NAME = "call", "mapping", "list", "function", "name"

# How a name gets a value.
ASSIGNED, PARAMETER, ENTRY, KEYWORD, ASKED = "assigned", "parameter", "entry", "keyword", "asked"


class Possible(NamedTuple):
    """A value that an expression can have, and the conditions on the way to it (not those of the place itself).

    `element`: as an element of a list, not as the whole. `via`: the calls that it went through, the outermost first.
    """

    node: Node
    guards: Guards = ()
    element: bool = False
    via: tuple[Node, ...] = ()


class Read(NamedTuple):
    """A read of the environment: the variable, what stands in where it is not set (None: nothing), and where it is."""

    name: str
    default: Node | None
    node: Node


class Entry(NamedTuple):
    """A key of a mapping, an object, a struct or a hash: None where it is no known text. `node` is where it stands.

    `unpacked`: it stands for further entries that the file does not hold (`**other`, `...other`).
    """

    key: str | None
    value: Node
    node: Node
    unpacked: bool = False


def known(entries: Iterable[Entry] | None) -> Iterator[tuple[str, Entry]]:
    """The entries whose key is known, with it; of no mapping there are none."""
    return ((entry.key, entry) for entry in entries or () if entry.key is not None)


def fields(entries: Iterable[Entry] | None) -> dict[str, Node]:
    """The last value of every known key."""
    return {key: entry.value for key, entry in known(entries)}


def text_of(code: "Code", node: Node) -> str | None:
    """The constant value where it is a text, or bytes that are one."""
    value = code.constant(node)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else None


class Named(NamedTuple):
    """A name, the value that it gets, the node that says so (mapping, call, assignment ...), and how.

    `how` is ASSIGNED, PARAMETER (a default), ENTRY, KEYWORD (an argument or a field by name) or ASKED (the default of
    a read of a setting). `of` is the object whose member or entry is assigned: `of.name = value`, `of["name"] = value`.
    """

    name: str
    value: Node
    node: Node
    how: str
    of: Node | None = None


class Code(Protocol):
    """One file of source code. Nodes given to its methods must come from itself."""

    @property
    def calls(self) -> Sequence[Node]:
        """Every call in the order of the source; an annotation, an attribute or a struct literal with a type is one."""

    @property
    def whole_text(self) -> str:
        """The source text of the file."""

    def kind(self, node: Node) -> str:
        """What a node is: CALL, MAPPING, LIST, FUNCTION, NAME or ""."""

    def of_kind(self, kind: str) -> Sequence[Node]:
        """All mappings, lists or functions that the file writes out."""

    def shown(self, node: Node) -> str:
        """The source text of a node, cut where it is long, as the subjects of guards have it."""

    def name(self, node: Node) -> str:
        """The last name of a name or a chain of members: "c" of `a.b.c`; "" for anything else."""

    def part_of(self, node: Node) -> tuple[Node | None, str]:
        """The object and the name of a member, or the known key of an item: `a.b`, `a["b"]`; (None, "") for no part."""

    def callee(self, call: Node) -> str | None:
        """The qualified name of what is called: "flask_cors.CORS", "cors", "github.com/rs/cors.New"."""

    def method(self, call: Node) -> tuple[Node | None, str]:
        """The object and the last name of what is called: `a.b(...)` gives (a, "b"), `b(...)` gives (None, "b")."""

    def arguments(self, call: Node) -> list[Node]:
        """The arguments that are given by position; one that stands for several (`*more`, `...more`) as it is."""

    def keywords(self, call: Node) -> dict[str, Node]:
        """The arguments that are given by name; "**" holds a mapping of more that is not known."""

    def items(self, node: Node) -> Sequence[Node]:
        """What a list consists of, as it is written."""

    def function_behind(self, node: Node) -> Node | None:
        """The function that an expression is: itself, or the one of this file that it names."""

    def parameters(self, function: Node) -> list[str]:
        """The names of a function's parameters, by position; "" for one that has none."""

    def entries(self, node: Node) -> list[Entry] | None:
        """The entries of a mapping that the file writes out, the last ones last; None where it is no mapping."""

    def qualified_name(self, node: Node) -> str | None:
        """What a name or a chain of members refers to, from the imports: `C` -> "flask_cors.CORS"."""

    def instance_of(self, node: Node) -> str | None:
        """The qualified name of what makes a value, or of its declared type: "fastapi.FastAPI", "gin.Engine"."""

    def possible(self, node: Node) -> list[Possible]:
        """The values that an expression can have; what is not understood is a value itself."""

    def constant(self, node: Node, unset: bool = False) -> object:
        """The value (str, bool, int, float, None, list or tuple of them), or `UNKNOWN`.

        With `unset`, as if no variable of the environment were set.
        """

    def string(self, node: Node) -> str | None:
        """The constant value where it is a text."""

    def answers(self, function: Node) -> Sequence[Node]:
        """The expressions that a function of this file answers with, of one that is named too; others have none."""

    def pattern(self, node: Node) -> str | None:
        """The text of a regular expression that is written out; None for anything else."""

    def patterns(self) -> Iterator[tuple[str, Node]]:
        """The regular expressions that have a form of their own in the language."""

    def environment(self, node: Node) -> Read | None:
        """The environment variable that an expression reads; None where it reads none."""

    def guards(self, node: Node) -> Guards:
        """All conditions under which a node runs, the outermost first."""

    def condition(self, test: Node, holds: bool = True) -> Guards:
        """The guards that say that a test is true, or false."""

    def named_values(self) -> Sequence[Named]:
        """All that gives a value, or the default of one, to a name, each once."""

    def parts(self) -> Iterator[tuple[str, Node]]:
        """The names that are given a part of a value, each with the whole: `const { host } = url`, `a, b = f(x)`."""

    def texts(self, hole: str) -> Iterator[tuple[str, Node]]:
        """The texts of the code with `hole` for what is put into them; not those that are only compared or told."""

    def around(self, node: Node) -> Iterator[Node]:
        """The nodes around a node, the nearest first; there can be very many."""

    def inside(self, node: Node) -> Sequence[str]:
        """The names of the functions, classes and keys around a node, the outermost first."""

    def notes(self, node: Node) -> Sequence[Node]:
        """The calls in front of a definition: its decorators, annotations or attributes."""

    def imports(self) -> frozenset[str]:
        """What the file imports: modules, packages or namespaces as they are written."""

    def line(self, node: Node) -> int:
        """The line in which a node begins."""

    def column(self, node: Node) -> int:
        """The column at which a node begins."""

    def statement(self, node: Node) -> tuple[int, int]:
        """The first and the last line of the statement around a node; of one that has a body, its head alone."""

    def once(self, ask: Callable[[Any], T]) -> T:
        """The answer to a question about the whole file (which `ask` is given), asked once."""


def given_as(code: Code, node: Node, levels: int) -> Iterator[Named]:
    """The names that a node, and what is around it as far as some levels, are given to, the nearest first."""
    named = code.once(_by_value)
    return (named[one] for one in (node, *islice(code.around(node), levels)) if one in named)


def _by_value(code: Code) -> dict[Node, Named]:
    return {named.value: named for named in code.named_values() if named.how != ASKED}
