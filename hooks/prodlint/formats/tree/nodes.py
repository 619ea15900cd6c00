"""A tree whose nodes mean something: terms by the row of the language, and what shapes ask of it."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.code import Entry
from prodlint.formats.syntax_tree import SyntaxTree, grammar
from prodlint.formats.tree import terms
from prodlint.formats.tree.row import Language
from prodlint.formats.tree.terms import Parameter, Term

_COMMENTS = frozenset(("comment", "line_comment", "block_comment", "multiline_comment", "doc_comment"))
# Nodes that hold what a list of names, values or arguments consists of.
_WRAPPED = frozenset(("argument", "value_argument", "attribute_argument", "literal_element", "expression_element"))
_PAIRS = frozenset(
    "pair keyed_element element_value_pair array_element_initializer field_initializer value_argument argument "
    "attribute_argument".split()
)
_PATTERNS = frozenset(
    "expression_list tuple_pattern tuple_struct_pattern list_literal left_assignment_list variable_declaration "
    "multi_variable_declaration tuple list arguments match_pattern pattern ref_pattern mut_pattern reference_pattern "
    "slice_pattern parenthesized_variable_designation tuple_expression captured_pattern".split()
)
_LONGEST_NAME, _LONGEST_KEY = 40, 300
_TYPE = expression(r"(?:[\s*&?]|\[\]|'\w+\s|\b(?:mut|dyn|impl)\s)*(?P<name>[\w.\\:/]+)")


def child_of(node: Node, *types: str) -> Node | None:
    """The first child of one of these types."""
    return next((child for child in node.named_children if child.type in types), None)


class Nodes(SyntaxTree):
    """A tree whose nodes become terms, each once."""

    def __init__(self, text: str, row: Language) -> None:
        """Parse `text`; raises `Unparsable`, and `ImportError` where this machine has no such grammar."""
        self.row = row
        super().__init__(text, grammar(row.module, row.function), times=3)
        self._terms: dict[int, Term | None] = {}

    def term(self, node: Node) -> Term | None:
        """What a node means; None where the row says nothing about it."""
        if node.id not in self._terms:
            shape = self.row.means.get(node.type) or self.row.states.get(node.type)
            self._terms[node.id] = shape(self, node) if shape is not None else None
        return self._terms[node.id]

    def peel(self, node: Node) -> Node:
        """The node whose worth this one has."""
        found = self.term(node)
        while isinstance(found, terms.Same):
            node = found.inner
            found = self.term(node)
        return node

    def meaning(self, node: Node) -> Term | None:
        """What the peeled node means."""
        return self.term(self.peel(node))

    def children(self, node: Node) -> list[Node]:
        """The named children but comments."""
        return [child for child in node.named_children if child.type not in _COMMENTS]

    def operator(self, node: Node) -> str:
        """The operator of a node: its field, or its first child without a name."""
        found = node.child_by_field_name("operator")
        if found is not None:
            return " ".join(self.text(found).split())
        words = [self.text(child) for child in node.children if not child.is_named]
        return " ".join(word for word in words if word not in ("(", ")"))

    def between(self, before: Node, after: Node) -> str:
        """The source text between two nodes."""
        return self._bytes[before.end_byte : after.start_byte].decode("utf-8", "replace")

    def owner(self, node: Node | None) -> Node | None:
        """What a member belongs to; None for this object or class."""
        if node is None or node.end_byte - node.start_byte > _LONGEST_NAME:
            return node
        return None if self.text(node).lstrip("$") in self.row.this else node

    def last_name(self, node: Node) -> str:
        """A name without its package, type arguments and sigil."""
        return re.split(r"::|[.\\]", self.text(node).split("<", 1)[0].strip())[-1].lstrip("$@&")

    def type_name(self, node: Node) -> str | None:
        """The name of a type without pointers and type arguments."""
        found = _TYPE.match(self.text(node)[:200])
        return found["name"] if found is not None else None

    def targets(self, node: Node) -> list[Node]:
        """What is bound by the left side of an assignment, a loop or a pattern."""
        is_rest = node.type == "binary_operator" and self.operator(node) == "|"  # `[first | rest]`
        if node.type not in _PATTERNS and not is_rest:
            return [node]
        kind = node.child_by_field_name("type")
        return [target for child in self.children(node) if child != kind for target in self.targets(child)]

    def pairs(self, left: list[Node], right: list[Node]) -> tuple[tuple[Node, Node | None], ...]:
        """Each target with its value; of one value for many, all of them are what it is worth."""
        targets = [found for node in left if node.is_named for found in self.targets(node)]
        values = [one for node in right for one in (self.children(node) if node.type == "expression_list" else [node])]
        if len(targets) == len(values):
            return tuple(zip(targets, values, strict=True))
        return tuple((target, values[0] if values else None) for target in targets)

    def parameters_in(self, holder: Node) -> Iterator[Parameter]:
        """The parameters of a function or a closure."""
        children = self.children(holder)
        if not children and holder.named_child_count == 0:
            children = [holder]  # `x -> ...`
        for child in children:
            field = child.child_by_field_name
            called = field("name") or field("pattern") or self._first_name(child)
            default, kind = field("value") or field("default_value"), field("type")
            if default is None and any(part.type in ("=", "\\\\") for part in child.children):
                default = next(reversed(self.children(child)), None)
            type_name = self.type_name(kind) if kind is not None else None
            yield Parameter(self.last_name(called), child, default, type_name)

    def _first_name(self, node: Node) -> Node:
        children = self.children(node)
        return next((child for child in children if child.type in ("identifier", "simple_identifier")), node)

    def given(self, holder: Node | None) -> tuple[tuple[Node, ...], tuple[Entry, ...]]:
        """The arguments by position, and those by name."""
        given, named = list[Node](), list[Entry]()
        for child in self.children(holder) if holder is not None else ():
            if child.type == "keywords":
                named.extend(self.entry(pair) for pair in self.children(child))
                continue
            pair = self._keyword(child)
            if pair is not None:
                named.append(pair)
            else:
                given.append(self.unwrapped(child))
        return tuple(given), tuple(named)

    def _keyword(self, node: Node) -> Entry | None:
        if node.type not in _PAIRS:
            return None
        children = self.children(node)
        named = node.child_by_field_name("key") or node.child_by_field_name("name")
        if named is None and node.type == "value_argument" and any(part.type == "=" for part in node.children):
            named = children[0]
        if named is None or len(children) < 2:
            return None
        return Entry(self.key(named), children[-1], node)

    def unwrapped(self, node: Node) -> Node:
        """An argument or an element without the node that makes it one."""
        while node.type in _WRAPPED and (children := self.children(node)):
            node = children[-1]
        return node

    def entry(self, pair: Node) -> Entry:
        """A key with its value: the first and the last part of a pair."""
        parts = self.children(pair)
        if len(parts) < 2:
            return Entry(None, parts[0] if parts else pair, pair, unpacked=True)
        return Entry(self.key(parts[0]), self.unwrapped(parts[-1]), pair)

    def key(self, node: Node) -> str | None:
        """The text of a key: a text, a symbol or a plain name."""
        node = self.unwrapped(node)
        if node.type in self.row.states or node.end_byte - node.start_byte > _LONGEST_KEY:
            return None
        found = self.meaning(node)
        if isinstance(found, terms.Text):
            return "".join(found.parts) if all(isinstance(part, str) for part in found.parts) else None  # type: ignore[arg-type]
        if isinstance(found, terms.Name | terms.Member):
            return found.name
        return self.text(node).strip(": \"'") if not node.named_child_count else None

    def called(
        self, callee: Node, given: tuple[Node, ...], named: tuple[Entry, ...] = (), block: Node | None = None
    ) -> terms.Call:
        """The call of a node: of a member, of a name, or of what it is worth."""
        found = self.meaning(callee) if callee.type not in self.row.states else None
        if isinstance(found, terms.Member):
            return terms.Call(found.owner, found.name, given, named, block)
        if isinstance(found, terms.Name):
            return terms.Call(None, found.name, given, named, block)
        return terms.Call(callee, "", given, named, block)
