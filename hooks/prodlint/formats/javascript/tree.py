"""The syntax tree of one file: every node reached once, its parent known, its place in lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property
from heapq import merge
from typing import Any, TypeVar, cast

import tree_sitter_typescript as grammars
from tree_sitter import Language, Node, Parser
from tree_sitter import Tree as Parsed

from prodlint.formats import Unparsable, bounded

T = TypeVar("T")
GRAMMARS = {"tsx": grammars.language_tsx, "typescript": grammars.language_typescript}
FUNCTIONS = (
    "arrow_function",
    "function_declaration",
    "function_expression",
    "generator_function",
    "generator_function_declaration",
    "method_definition",
)
# They change the type of a value, or wait for it, and are the value otherwise.
_TRANSPARENT = frozenset(
    (
        "as_expression",
        "await_expression",
        "instantiation_expression",
        "non_null_expression",
        "parenthesized_expression",
        "satisfies_expression",
        "sequence_expression",
        "type_assertion",
    )
)
_VALUE_LAST = ("sequence_expression", "type_assertion")
_STATEMENT = re.compile(r"_(?:statement|declaration|definition|signature)$|^switch_(?:case|default)$")
_HEADER_ENDS = ("body", "consequence")
_SURROGATES = re.compile("[\ud800-\udfff]")

# tree-sitter asks now and then whether to go on; in 29,000 real files never more than once in 32 bytes.
_LEAST_WORK, _BYTES_A_STEP = 2_000, 12
_PIECE = 65_536


class Tree:
    """A parsed file. `has_errors` tells that some of it could not be parsed; the rest still can be asked."""

    def __init__(self, text: str, dialect: str) -> None:
        """Parse `text`; raises `Unparsable`."""
        self._bytes = _SURROGATES.sub("\ufffd", bounded(text, times=2)).encode()
        self._ascii = len(self._bytes) == len(text)
        self.root = self._parse(Parser(Language(GRAMMARS[dialect]()))).root_node
        self.has_errors = self.root.has_error
        self._parents: dict[int, Node] = {}
        self._types: dict[str, list[Node]] = {}
        self._walk()
        self._memo: dict[object, object] = {}

    def once(self, ask: Callable[[Any], T]) -> T:
        """The answer to a question about the whole file, which is asked once."""
        if ask not in self._memo:
            self._memo[ask] = ask(self)
        return cast(T, self._memo[ask])

    def _parse(self, parser: Parser) -> Parsed:
        """The tree. Raises Unparsable where the text is so broken that the parser tries out one repair after the other:
        a few bytes can keep it busy for ever."""
        left, furthest = _LEAST_WORK + len(self._bytes) // _BYTES_A_STEP, 0

        def is_too_much(offset: int, _has_error: bool) -> bool:
            nonlocal left, furthest
            left, furthest = left - 1, max(furthest, offset)
            return left < 0

        try:
            tree = parser.parse(lambda start, _: self._bytes[start : start + _PIECE], progress_callback=is_too_much)
        except ValueError:
            raise Unparsable(self._bytes.count(b"\n", 0, furthest) + 1, "too broken to be parsed") from None
        return tree

    def _walk(self) -> None:
        cursor, path = self.root.walk(), list[Node]()
        while True:
            node = cursor.node
            if node is not None and node.is_named:
                if path:
                    self._parents[node.id] = path[-1]
                self._types.setdefault(node.type, []).append(node)
                if cursor.goto_first_child():
                    path.append(node)
                    continue
            while not cursor.goto_next_sibling():
                if not cursor.goto_parent():
                    return
                path.pop()

    def of_type(self, *types: str) -> list[Node]:
        """All nodes of these types, in the order of the source."""
        lists = [self._types[name] for name in types if name in self._types]
        return list(lists[0]) if len(lists) == 1 else list(merge(*lists, key=_order))

    def within(self, node: Node, *types: str) -> list[Node]:
        """The nodes of these types in another node, the node itself included."""
        found: list[Node] = []
        for name in types:
            nodes = self._types.get(name, [])
            start = bisect_left(nodes, node.start_byte, key=_start)
            found.extend(nodes[start : bisect_left(nodes, node.end_byte, lo=start, key=_start)])
        return found

    def types(self) -> list[str]:
        """The types of the nodes in the file."""
        return list(self._types)

    @cached_property
    def whole_text(self) -> str:
        """The source text of the file."""
        return self.text(self.root)

    def text(self, node: Node) -> str:
        """The source text of a node; what was no UTF-8 is U+FFFD."""
        return self._bytes[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def line(self, node: Node) -> int:
        """The 1-based line in which a node begins."""
        return node.start_point.row + 1

    def column(self, node: Node) -> int:
        """The 1-based column, in characters, at which a node begins."""
        offset = node.start_point.column
        if self._ascii:
            return offset + 1
        return len(self._bytes[node.start_byte - offset : node.start_byte].decode("utf-8", "replace")) + 1

    def parent(self, node: Node) -> Node | None:
        """The node around a node (`Node.parent` starts from the root each time, this does not)."""
        return self._parents.get(node.id)

    def around(self, node: Node) -> Iterator[Node]:
        """The nodes around a node, the nearest first."""
        parent = self._parents.get(node.id)
        while parent is not None:
            yield parent
            parent = self._parents.get(parent.id)

    def peel(self, node: Node) -> Node:
        """The value inside parentheses, type assertions, `!` and `await`."""
        while node.type in _TRANSPARENT:
            inner = [child for child in node.named_children if child.type != "comment"]
            if not inner:
                break
            node = inner[-1] if node.type in _VALUE_LAST else inner[0]
        return node

    def statement(self, node: Node) -> tuple[int, int]:
        """The first and last line of the statement around a node; of one that has a body, its head alone."""
        found = node
        if not _STATEMENT.search(node.type):
            for found in self.around(node):
                if _STATEMENT.search(found.type):
                    break
        last = found.end_point.row
        for field in _HEADER_ENDS:
            body = found.child_by_field_name(field)
            if body is not None:
                last = body.start_point.row
                break
        return found.start_point.row + 1, last + 1

    def functions(self) -> list[Node]:
        """All functions, arrow functions and methods that have a body."""
        return self.of_type(*FUNCTIONS)

    def enclosing_function(self, node: Node) -> Node | None:
        """The innermost function around a node, itself not counted."""
        return next((found for found in self.around(node) if found.type in FUNCTIONS), None)

    def parameter_patterns(self, function: Node) -> list[tuple[Node, Node]]:
        """The parameters of a function: the name or pattern, and the node that holds its type and default."""
        single = function.child_by_field_name("parameter")
        if single is not None:
            return [(single, single)]
        holders = function.child_by_field_name("parameters")
        found = []
        for holder in holders.named_children if holders is not None else []:
            pattern = holder.child_by_field_name("pattern")
            if pattern is not None and pattern.type != "this":
                found.append((pattern, holder))
        return found

    def parameters(self, function: Node) -> list[str]:
        """The names of a function's parameters, by position; "" for one that is taken apart."""
        patterns = [pattern for pattern, _ in self.parameter_patterns(function)]
        return [self.text(pattern) if pattern.type == "identifier" else "" for pattern in patterns]

    def returns(self, function: Node) -> list[Node]:
        """The expressions that a function can return; the body of an arrow function without braces."""
        body = function.child_by_field_name("body")
        if body is not None and body.type != "statement_block":
            return [body]
        return self._returned.get(function.id, [])

    @cached_property
    def _returned(self) -> dict[int, list[Node]]:
        found: dict[int, list[Node]] = {}
        for statement in self.of_type("return_statement"):
            values = [child for child in statement.named_children if child.type != "comment"]
            function = self.enclosing_function(statement)
            if values and function is not None:
                found.setdefault(function.id, []).append(values[0])
        return found

    @cached_property
    def calls(self) -> list[Node]:
        """Every call and every `new`, in the order of the source."""
        return self.of_type("call_expression", "new_expression")

    def maker(self, call: Node) -> Node | None:
        """What is called, or made with `new`."""
        return call.child_by_field_name("function") or call.child_by_field_name("constructor")

    def keywords(self, call: Node) -> dict[str, Node]:
        """The arguments that are given by name: there are none, options are an object."""
        return {}

    def arguments(self, call: Node) -> list[Node]:
        """The arguments of a call, a `new` or a decorator's call, spreads included."""
        found = call.child_by_field_name("arguments")
        if found is None or found.type != "arguments":
            return []
        return [child for child in found.named_children if child.type != "comment"]


def _start(node: Node) -> int:
    return node.start_byte


def _order(node: Node) -> tuple[int, int]:
    return node.start_byte, -node.end_byte
