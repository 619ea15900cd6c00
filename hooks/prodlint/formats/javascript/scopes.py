"""Which declaration a name refers to, and what is written to it later."""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from tree_sitter import Node

from prodlint.formats.code import CALL, FUNCTION, LIST, MAPPING, NAME
from prodlint.formats.javascript.bindings import Binding, definitions, imported, parameters, variables
from prodlint.formats.javascript.tree import FUNCTIONS, Tree
from prodlint.light_typing import NamedTuple

NAMES = ("identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern")
_BLOCKS = frozenset(
    ("catch_clause", "for_in_statement", "for_statement", "program", "statement_block", "switch_body", *FUNCTIONS)
)
_KINDS = {
    **dict.fromkeys(("call_expression", "new_expression"), CALL),
    "object": MAPPING,
    "array": LIST,
    **dict.fromkeys(FUNCTIONS, FUNCTION),
    **dict.fromkeys((*NAMES, "member_expression", "subscript_expression"), NAME),
}
_ADDERS = ("push", "unshift", "add")
MOST_VALUES = 64  # of one name; more only occur in generated files
_SCOPE_LIMIT = 500  # scopes around a name that are looked into


class Write(NamedTuple):
    """A later write to a name: `name = value`, `name.key = value`, or `name.push(value)` where `element`."""

    value: Node
    node: Node
    key: str = ""
    element: bool = False


class Scopes(Tree):
    """A tree that knows where its names are declared."""

    def __init__(self, text: str, dialect: str) -> None:
        super().__init__(text, dialect)
        self._scope_of: dict[int, Node] = {}
        self._bindings: dict[str, dict[int, Binding]] = {}
        self._redeclared: dict[int, list[Write]] = {}
        self._whole: dict[int, list[Node]] = {}
        for binding in imported(self):
            self._declare(self.root, binding)
        for declarator in self.of_type("variable_declarator"):
            for binding in variables(self, declarator):
                self._declare(self._home(declarator), binding)
        for binding in definitions(self):
            if binding.value is not None:
                self._declare(self._scope(binding.value), binding)
        for scope, binding in parameters(self):
            self._declare(scope, binding)

    def _declare(self, scope: Node, binding: Binding) -> None:
        first = self._bindings.setdefault(binding.name, {}).setdefault(scope.id, binding)
        if first is not binding and binding.value is not None:
            self._redeclared.setdefault(first.node.id, []).append(Write(binding.value, binding.node))

    def bindings(self) -> list[Binding]:
        """Every declared name."""
        return [binding for scopes in self._bindings.values() for binding in scopes.values()]

    def top(self, name: str) -> Binding | None:
        """What the file itself declares by a name, outside of all functions."""
        return self._bindings.get(name, {}).get(self.root.id)

    def resolve(self, name: Node) -> Binding | None:
        """What declares a name (an identifier or a shorthand property); None for a global."""
        scopes = self._bindings.get(self.text(name))
        if scopes is None:
            return None
        around = islice(self._scopes_around(name), _SCOPE_LIMIT)
        return next((scopes[scope.id] for scope in around if scope.id in scopes), None)

    def writes(self, binding: Binding) -> list[Write]:
        """What is assigned, or pushed, to a name or to its members after the declaration."""
        return self._writes.get(binding.node.id, [])

    def whole_writes(self, binding: Binding) -> list[Node]:
        """The first values of those that the name itself is assigned, not one of its members or elements."""
        key = binding.node.id
        if key not in self._whole:
            whole = (write.value for write in self.writes(binding) if not write.key and not write.element)
            self._whole[key] = list(islice(whole, MOST_VALUES))
        return self._whole[key]

    def only_value(self, name: Node) -> Node | None:
        """The one value that a name has: never assigned another one, and not taken out of an object."""
        binding = self.resolve(name)
        if binding is None or binding.kind != "variable" or binding.path:
            return None
        whole = self.whole_writes(binding)
        values = whole if binding.value is None else [binding.value, *whole]
        return values[0] if len(values) == 1 else None

    @cached_property
    def _writes(self) -> dict[int, list[Write]]:
        found = {key: list(writes) for key, writes in self._redeclared.items()}
        for node in self.of_type("assignment_expression", "augmented_assignment_expression", "call_expression"):
            target, writes = self._target(node)
            binding = self.resolve(target) if target is not None and target.type == "identifier" else None
            if binding is not None and writes:
                found.setdefault(binding.node.id, []).extend(writes)
        return found

    def _target(self, node: Node) -> tuple[Node | None, list[Write]]:
        left, value = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is not None and value is not None:
            if left.type == "identifier":
                return left, [Write(value, node)]
            target, key = self.member(left)
            return target, [Write(value, node, key)] if key else []
        function = node.child_by_field_name("function")
        target, key = self.member(function) if function is not None else (None, "")
        if key not in _ADDERS:
            return None, []
        return target, [Write(value, node, element=True) for value in self.arguments(node)]

    def member(self, node: Node) -> tuple[Node | None, str]:
        """The object and the key of `object.key` or `object["key"]`; (None, "") for anything else."""
        target, key = node.child_by_field_name("object"), node.child_by_field_name("property")
        if node.type == "member_expression" and target is not None and key is not None:
            return self.peel(target), self.text(key)
        index = node.child_by_field_name("index")
        if node.type == "subscript_expression" and target is not None and index is not None:
            index = self.peel(index)
            if index.type == "string":
                return self.peel(target), self.text(index)[1:-1]
        return None, ""

    def method(self, call: Node) -> tuple[Node | None, str]:
        """The object and the last name of what is called: `a.b()` gives (a, "b"), `b()` gives (None, "b")."""
        maker = self.maker(call)
        if maker is None:
            return None, ""
        target, key = self.member(maker)
        return target, key or self.name(maker)

    def name(self, node: Node) -> str:
        """The last name of a name or a chain of members: "c" of `a.b.c` (or `f().c`); "" for anything else."""
        return self.member(node)[1] or (self.text(node) if node.type in NAMES else "")

    def part_of(self, node: Node) -> tuple[Node | None, str]:
        """The object and the key of a member, also of a name that was taken out of an object."""
        binding = self.resolve(node) if node.type in NAMES else None
        if binding is not None and binding.value is not None and binding.path:
            return binding.value, ".".join(binding.path)
        return self.member(node)

    def kind(self, node: Node) -> str:
        """What a node is, in the words of the protocol."""
        return _KINDS.get(node.type, "")

    def of_kind(self, kind: str) -> list[Node]:
        """All nodes of a kind."""
        return self.of_type(*(name for name, word in _KINDS.items() if word == kind))

    def items(self, node: Node) -> list[Node]:
        """The elements of an array."""
        return self.children(node) if node.type == "array" else []

    def _scope(self, node: Node) -> Node:
        """The nearest scope around a node. Every step is remembered: all nodes together take linear time."""
        trail, parent = [node.id], self.parent(node)
        while parent is not None and parent.type not in _BLOCKS and parent.id not in self._scope_of:
            trail.append(parent.id)
            parent = self.parent(parent)
        if parent is None:
            scope = self.root
        else:
            scope = parent if parent.type in _BLOCKS else self._scope_of[parent.id]
        self._scope_of.update(dict.fromkeys(trail, scope))
        return scope

    def _scopes_around(self, node: Node) -> Iterator[Node]:
        while node.id != self.root.id:
            node = self._scope_of.get(node.id) or self._scope(node)
            yield node

    def _home(self, declarator: Node) -> Node:
        """Where a variable is known: `var` in the whole function, `let` and `const` in the block."""
        declaration = self.parent(declarator)
        if declaration is None or declaration.type != "variable_declaration":
            return self._scope(declarator)
        around = islice(self._scopes_around(declarator), _SCOPE_LIMIT)
        return next((scope for scope in around if scope.type in FUNCTIONS), self.root)
