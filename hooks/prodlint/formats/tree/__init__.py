"""Go, Java, Kotlin, PHP, Ruby, C#, Rust and Elixir: one reader on tree-sitter, in which a language is a row.

A row says which nodes of its grammar are which term (`terms`), mostly by a shape (`shapes`); the evaluator is the same
for all: `names` (imports, bindings), `environment`, `conditions`, `values`. It answers `prodlint.formats.code.Code`.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib import import_module

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.code import ASKED, ASSIGNED, CALL, ENTRY, FUNCTION, KEYWORD, LIST, MAPPING, NAME, Entry, Named
from prodlint.formats.code import PARAMETER as DEFAULT
from prodlint.formats.guards import Guard
from prodlint.formats.joined import outermost, sides
from prodlint.formats.tree import terms
from prodlint.formats.tree.bindings import PARAMETER
from prodlint.formats.tree.shapes import Language
from prodlint.formats.tree.values import Values

__all__ = ["Module", "read"]

_BODIES = terms.Block | terms.Function | terms.Class | terms.Choice | terms.Switch | terms.Loop
_KINDS: dict[type, str] = {
    terms.Call: CALL,
    terms.Mapping: MAPPING,
    terms.Sequence: LIST,
    terms.Function: FUNCTION,
    terms.Name: NAME,
    terms.Member: NAME,
}
_PATTERNS = frozenset("regex compile mustcompile regexp pattern matchespattern".split())
_CHOICES = expression(r"binary|elvis|coalesc|conditional|ternary")
_PATTERN_KINDS = expression(r"regex|sigil")
_TEXTS = expression(r"string|heredoc|nowdoc|sigil|charlist|bare_")


class Module(Values):
    """One file of source code."""

    def __init__(self, text: str, row: Language) -> None:
        super().__init__(text, row)
        self._entries: dict[int, list[Entry] | None] = {}
        self._statements: dict[int, Node] = {}

    def kind(self, node: Node) -> str:
        """What a node is: CALL, MAPPING, LIST, FUNCTION, NAME or ""."""
        return _KINDS.get(type(self.meaning(node)), "")

    def of_kind(self, kind: str) -> Sequence[Node]:
        """All mappings, lists or functions that the file writes out."""
        if kind == FUNCTION:
            return self.functions
        return self.of_type(*(self.row.lists if kind == LIST else self.row.mappings))

    def part_of(self, node: Node) -> tuple[Node | None, str]:
        """The object and the name of a member, or the known key of an item."""
        term = self.meaning(node)
        if isinstance(term, terms.Item) and term.key is not None:
            return term.owner, self.string(term.key) or self.name(term.key)
        return (term.owner, term.name) if isinstance(term, terms.Member) else (None, "")

    def items(self, node: Node) -> Sequence[Node]:
        """What a list consists of, as it is written."""
        term = self.meaning(node)
        return term.items if isinstance(term, terms.Sequence) else ()

    def function_behind(self, node: Node) -> Node | None:
        """The function that an expression is: itself, or the one of this file that it names."""
        term = self.meaning(node)
        if isinstance(term, terms.Function):
            return self.peel(node)
        if isinstance(term, terms.Name | terms.Member) or (isinstance(term, terms.Call) and not term.arguments):
            return self.named_function(term.name)
        return None

    def parameters(self, function: Node) -> list[str]:
        """The names of a function's parameters, by position."""
        term = self.term(function)
        return [one.name for one in term.parameters] if isinstance(term, terms.Function) else []

    def name(self, node: Node) -> str:
        """The last name of a name or a chain of members: "c" of `a.b.c`; "" for anything else."""
        term = self.meaning(node)
        return term.name if isinstance(term, terms.Name | terms.Member) else ""

    def pattern(self, node: Node) -> str | None:
        """The text of a regular expression that is written out; None for anything else."""
        term = self.meaning(node)
        if isinstance(term, terms.Pattern):
            return term.text
        if isinstance(term, terms.Call) and term.arguments and term.name.lower() in _PATTERNS:
            return self.string(term.arguments[0])
        if isinstance(term, terms.Call) and term.name == "toRegex" and term.owner is not None:
            return self.string(term.owner)
        return None

    def arguments(self, call: Node) -> list[Node]:
        """The arguments that are given by position; one that stands for several (`*more`, `...more`) as it is."""
        term = self.term(call)
        if not isinstance(term, terms.Call):
            return []
        return [*term.arguments, term.block] if term.block is not None else list(term.arguments)

    def keywords(self, call: Node) -> dict[str, Node]:
        """The arguments that are given by name; "**" holds a mapping of more that is not known."""
        term = self.term(call)
        entries = term.keywords if isinstance(term, terms.Call) else ()
        return {"**" if entry.unpacked or entry.key is None else entry.key: entry.value for entry in entries}

    def entries(self, node: Node) -> list[Entry] | None:
        """The entries of a mapping that the file writes out, the last ones last; None where it is no mapping."""
        node = self.peel(node)
        if node.id not in self._entries:
            term = self.term(node)
            found: Sequence[Entry] | None = None
            if isinstance(term, terms.Call) and (term.makes or term.keywords):
                found = term.keywords
            elif isinstance(term, terms.Mapping):
                found = term.entries
            self._entries[node.id] = [self._keyed(entry) for entry in found] if found is not None else None
        return self._entries[node.id]

    def _keyed(self, entry: Entry) -> Entry:
        """An entry whose key is a constant of this file under the value of that."""
        key = entry.node.named_children[0] if entry.node.named_children else entry.node
        if isinstance(self.meaning(key), terms.Text):
            return entry
        value = self.string(key)
        return entry._replace(key=value) if value is not None else entry

    @cached_property
    def _named(self) -> list[Named]:
        found = list[Named]()
        for bindings in self._bound[0].values():
            for one in bindings:
                if one.value is not None:
                    found.append(Named(one.name, one.value, one.node, DEFAULT if one.how == PARAMETER else ASSIGNED))
        for write in self.writes():
            name = write.name or (self.string(write.key) or self.name(write.key) if write.key is not None else "")
            if name:
                found.append(Named(name, write.value, write.node, ASSIGNED, write.owner))
        for call in self.calls:
            for entry in self.entries(call) or ():
                if entry.key and not entry.unpacked:
                    found.append(Named(entry.key, entry.value, call, KEYWORD))
            read = self.environment(call)
            if read is not None and read.default is not None:
                found.append(Named(read.name, read.default, call, ASKED))
        kinds = (kind for kind in (*self.row.means, *self.row.states) if _CHOICES.search(kind))
        for node in self.of_type(*kinds):
            found.extend(Named(name, value, node, ASKED) for name, value in self._stand_ins(self.term(node)))
        for switch in self._switches:
            if (read := self.behind(switch.subject)) is not None:
                found.extend(Named(read.name, arm.body[-1], arm.node, ASKED) for arm in switch.arms if arm.body)
        for node in self.of_type(*self.row.mappings):
            term = self.term(node)
            if isinstance(term, terms.Mapping):
                for entry in self.entries(node) or ():
                    if entry.key and not entry.unpacked:
                        found.append(Named(entry.key, entry.value, node, ENTRY))
        return sorted(found, key=lambda one: (one.value.start_byte, one.value.end_byte))

    def _stand_ins(self, term: terms.Term | None) -> Iterator[tuple[str, Node]]:
        """What stands in for a variable that is not set: `ENV["X"] || d`, `isset($_ENV["X"]) ? f($_ENV["X"]) : d`."""
        if isinstance(term, terms.Or) and (read := self.behind(term.left)) is not None:
            yield read.name, term.right
        if isinstance(term, terms.Choice):
            for side, other, holds in ((term.yes, term.no, True), (term.no, term.yes, False)):
                read, test = self.behind(side), self.condition(term.test, holds)
                if read is not None and other is not None and test == ((Guard(read.name, (), True),),):
                    yield read.name, other

    def named_values(self) -> Sequence[Named]:
        """All that gives a value, or the default of one, to a name, each once."""
        return self._named

    def parts(self) -> Iterator[tuple[str, Node]]:
        """What is bound by a part of a value is bound to the whole here."""
        return iter(())

    def texts(self, hole: str) -> Iterator[tuple[str, Node]]:
        """The texts of the code with `hole` for what is put into them; not those that are only compared or told."""
        texts = self.of_type(*(kind for kind in self.row.means if _TEXTS.search(kind)))
        texts = [node for node in texts if isinstance(self.term(node), terms.Text)]
        for whole in outermost(texts, self.parent, lambda node: bool(self._joins(node))):
            around = self.parent(whole)
            if around is None or not isinstance(self.term(around), terms.Compare):
                yield "".join(self._piece(side, hole) for side in sides(whole, self._joins)), whole

    def _joins(self, node: Node) -> Sequence[Node]:
        """The two sides of what joins them."""
        term = self.term(node)
        return (term.left, term.right) if isinstance(term, terms.Join) else ()

    def _piece(self, node: Node, hole: str) -> str:
        term = self.term(node)
        if not isinstance(term, terms.Text):
            return self.string(node) or hole
        return "".join(part if isinstance(part, str) else self.string(part) or hole for part in term.parts)

    def patterns(self) -> Iterator[tuple[str, Node]]:
        """The regular expressions that have a form of their own: `/x/` and `~r/x/`."""
        for node in self.of_type(*(kind for kind in self.row.means if _PATTERN_KINDS.search(kind))):
            yield self.pattern(node) or "", node

    def inside(self, node: Node) -> Sequence[str]:
        """The names of the functions, classes and keys around a node, the outermost first."""
        holders = (self.term(self._holders[scope]) for scope in self._chain(node) if scope in self._holders)
        found = [term.name for term in holders if isinstance(term, terms.Function | terms.Class) and term.name]
        return found[::-1]

    def statement(self, node: Node) -> tuple[int, int]:
        """The first and the last line of the statement around a node; of one that has a body, its head alone."""
        path = [node]
        for around in self.around(node):
            if path[-1].id in self._statements or isinstance(self.term(around), _BODIES):
                break
            path.append(around)
        found = self._statements.get(path[-1].id, path[-1])
        self._statements.update((one.id, found) for one in path)
        return found.start_point.row + 1, found.end_point.row + 1


def read(text: str, language: str) -> Module:
    """A file of one of `kinds.TREES`; raises `Unparsable`, and `ImportError` where this machine lacks the grammar."""
    row: Language = getattr(import_module(f"prodlint.formats.tree.languages.{language}"), language.upper())
    return Module(text, row)
