"""The syntax tree of one file of JavaScript or TypeScript: its statements, functions, parameters and arguments."""

from collections.abc import Iterator
from functools import cached_property

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.syntax_tree import SyntaxTree, grammar
from prodlint.grouping import grouped

FUNCTIONS = (
    "arrow_function", "function_declaration", "function_expression", "generator_function",
    "generator_function_declaration", "method_definition",
)  # fmt: skip
# They change the type of a value, or wait for it, and are the value otherwise.
_TRANSPARENT = frozenset(
    "as_expression await_expression instantiation_expression non_null_expression parenthesized_expression "
    "satisfies_expression sequence_expression type_assertion".split()
)
_VALUE_LAST = ("sequence_expression", "type_assertion")
_STATEMENT = expression(r"_(?:statement|declaration|definition|signature)$|^switch_(?:case|default)$")
_HEADER_ENDS = ("body", "consequence")


class Tree(SyntaxTree):
    """A parsed file. `has_errors` tells that some of it could not be parsed; the rest still can be asked."""

    def __init__(self, text: str, dialect: str) -> None:
        """Parse `text`; raises `Unparsable`."""
        super().__init__(text, grammar("tree_sitter_typescript", f"language_{dialect}"))

    def children(self, node: Node) -> list[Node]:
        """The named children but comments."""
        return [child for child in node.named_children if child.type != "comment"]

    def peel(self, node: Node) -> Node:
        """The value inside parentheses, type assertions, `!` and `await`."""
        while node.type in _TRANSPARENT:
            inner = self.children(node)
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

    def assignments(self) -> Iterator[tuple[Node, Node, Node]]:
        """Every `left = right`, each with its two sides."""
        for node in self.of_type("assignment_expression"):
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            if left is not None and right is not None:
                yield node, left, right

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

    def answers(self, function: Node) -> list[Node]:
        """The expressions that a function answers with; the body of an arrow function without braces."""
        if function.type not in FUNCTIONS:
            return []
        body = function.child_by_field_name("body")
        if body is not None and body.type != "statement_block":
            return [body]
        return self._returned.get(function.id, [])

    @cached_property
    def _returned(self) -> dict[int, list[Node]]:
        statements = ((self.enclosing_function(one), self.children(one)) for one in self.of_type("return_statement"))
        return grouped((function.id, values[0]) for function, values in statements if values and function is not None)

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
        return self.children(found) if found is not None and found.type == "arguments" else []
