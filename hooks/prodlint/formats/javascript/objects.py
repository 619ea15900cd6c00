"""The members of objects, classes and enums that are written out in the file."""

from collections.abc import Iterator
from functools import cached_property

from tree_sitter import Node

from prodlint.formats.code import Entry
from prodlint.formats.javascript.environment import Environment
from prodlint.formats.javascript.scopes import NAMES
from prodlint.formats.javascript.tree import FUNCTIONS
from prodlint.grouping import grouped

_STEP_LIMIT = 200  # expressions and spreads looked through for one object
_NESTING_LIMIT = 20  # objects whose spreads or members wait for another object
_COPIES = frozenset(("Object.freeze", "Object.seal", "Object.assign", "structuredClone"))
_CHOICES = ("||", "??", "&&")
_KEYS = {"pair": "key", **dict.fromkeys(("method_definition", "public_field_definition", "enum_assignment"), "name")}
_WRAPPERS = ("parenthesized_expression", "as_expression", "satisfies_expression")


class Objects(Environment):
    """A tree that knows the objects in it."""

    def __init__(self, text: str, dialect: str) -> None:
        super().__init__(text, dialect)
        self._explored: dict[int, list[Entry]] = {}
        self._exploring: set[int] = set()

    def entries(self, node: Node) -> list[Entry] | None:
        """The properties of an object in the order of their writing; a later one replaces an earlier one.

        Follows names, spreads, both sides of a choice, `Object.freeze` and `Object.assign`, what local
        functions return, and later assignments to members. Of a method the value is its own node, of a shorthand
        the name. None: nothing of it is an object that the file holds.
        """
        found = self._explore(node)
        is_unknown = len(found) == 1 and found[0].unpacked and found[0].node == self.peel(node)
        return None if is_unknown else found

    def property(self, node: Node, key: str) -> Node | None:
        """The value of one key of an object, the last one written."""
        return next((found.value for found in reversed(self._explore(node)) if found.key == key), None)

    def exported(self, names: list[str]) -> Node | None:
        """What the file exports by the first name, as a declaration or a property of all that it exports, and what the
        others lead to from there."""
        binding = self.top(names[0]) if names else None
        own = next((value for key, value in self._exports() if names and key == names[0]), None)
        if binding is not None and binding.kind == "variable" and not binding.path:
            found, names = binding.value, names[1:]
        elif own is not None:
            found, names = own, names[1:]
        else:
            found = next((value for key, value in self._exports() if not key), None)
        for name in names:
            found = self.property(found, name) if found is not None else None
        return found

    def _exports(self) -> Iterator[tuple[str, Node]]:
        """`export default x`, `module.exports = x`, `exports.name = x`; the name is "" for the whole."""
        for node in self.of_type("export_statement"):
            value = node.child_by_field_name("value")
            if value is not None:
                yield "", value
        for _, left, value in self.assignments():
            first, _, key = self.text(left).removeprefix("module.").partition(".")
            if first == "exports":
                yield key, value

    def is_complete(self, node: Node) -> bool:
        """Whether the entries are all there are: nothing is spread or computed that the file does not hold."""
        return all(entry.key is not None for entry in self._explore(node))

    def members(self, target: Node, key: str) -> list[Node]:
        """The values that `target.key` can have by what the file says of an object, a class, `this` or an enum."""
        target = self.peel(target)
        binding = self.resolve(target) if target.type in NAMES else None
        owner = binding.value if binding is not None and binding.kind == "definition" else None
        if target.type == "this":
            owner = self._class_body(target)
        elif owner is not None:
            owner = owner.child_by_field_name("body")
        if owner is not None:
            return self._fields.get((owner.id, key), [])
        found = self.property(target, key)
        return [found] if found is not None else []

    def values(self, name: Node) -> list[Node]:
        """What a name is declared with, and what is assigned to it; without what destructuring leaves unknown."""
        binding = self.resolve(name)
        if binding is None or binding.kind == "import":
            return []
        if binding.kind == "definition":
            return [binding.value] if binding.value is not None else []
        found = [*self.whole_writes(binding)]
        if len(binding.path) == 1 and binding.value is not None:
            found = self.members(binding.value, binding.path[0]) + found
        elif not binding.path and binding.value is not None:
            found.insert(0, binding.value)
        return found if binding.default is None else [*found, binding.default]

    def definition(self, node: Node) -> Node | None:
        """The one value of a name or a member that the file defines."""
        if node.type in NAMES:
            return self.only_value(node)
        target, key = self.member(node)
        found = self.members(target, key) if target is not None else []
        return found[0] if len(found) == 1 else None

    def function_behind(self, node: Node) -> Node | None:
        """The function that an expression is; what names one is followed by `possible`."""
        return node if node.type in FUNCTIONS else None

    def function_of(self, call: Node) -> Node | None:
        """The function of this file that a call runs, if it is the only one possible."""
        function = call.child_by_field_name("function")
        if function is None:
            return None
        function = self.peel(function)
        target, key = self.member(function)
        found = self.members(target, key) if target is not None else []
        if function.type in NAMES:
            found = self.values(function)
        return found[0] if len(found) == 1 and found[0].type in FUNCTIONS else None

    def _explore(self, node: Node) -> list[Entry]:
        node = self.peel(node)
        if node.id in self._explored:
            return self._explored[node.id]
        if node.id in self._exploring or len(self._exploring) > _NESTING_LIMIT:
            return [_unknown(node)]
        self._exploring.add(node.id)
        found, seen = list[Entry](), set[int]()
        stack: list[Node | Entry] = [node]
        while stack and len(seen) < _STEP_LIMIT:
            part = stack.pop()
            if isinstance(part, Entry):
                found.append(part)
            elif (part := self.peel(part)).id not in seen:
                seen.add(part.id)
                stack.extend(reversed(self._parts(part)))
        self._exploring.discard(node.id)
        self._explored[node.id] = [*found, *([_unknown(node)] if stack else [])]
        return self._explored[node.id]

    def _parts(self, node: Node) -> list[Node | Entry]:
        """What an object is put together from; what cannot be known stands for further entries."""
        parts: list[Node | Entry | None] = []
        target, key = self.member(node)
        if node.type == "object":
            return [*map(self._entry, self.children(node)), *self._assigned(node)]
        if node.type in NAMES:
            parts.extend(self.values(node))
        elif target is not None:
            parts.extend(self.members(target, key))
        elif node.type == "ternary_expression":
            parts.extend((node.child_by_field_name("consequence"), node.child_by_field_name("alternative")))
        elif node.type == "binary_expression" and (operator := self.operator(node)) in _CHOICES:
            parts.extend(node.named_children[1:] if operator == "&&" else node.named_children)
        elif node.type == "call_expression":
            function = node.child_by_field_name("function")
            if function is not None and self.qualified_name(function) in _COPIES:
                parts.extend(self.arguments(node))
            elif (local := self.function_of(node)) is not None:
                parts.extend(self.answers(local))
        return [part for part in parts if part is not None] or [_unknown(node)]

    def _entry(self, child: Node) -> Node | Entry:
        if child.type == "spread_element" and child.named_children:
            return child.named_children[0]
        if child.type == "shorthand_property_identifier":
            return Entry(self.text(child), child, child)
        value = child if child.type == "method_definition" else child.child_by_field_name("value")
        return Entry(self.key(child) or None, value, child) if value is not None else _unknown(child)

    def key(self, node: Node) -> str:
        """The key of a pair, a method or a field of a class; "" for anything else, and one that is not known."""
        field = _KEYS.get(node.type)
        name = node.child_by_field_name(field) if field else None
        if name is None:
            return ""
        if name.type == "computed_property_name" and name.named_children:
            return self.string(name.named_children[0]) or ""
        return (self.string(name) if name.type == "string" else self.text(name)) or ""

    def _assigned(self, node: Node) -> list[Entry]:
        """What is later assigned to the members of the name that an object literal is given."""
        around = self.parent(node)
        while around is not None and around.type in _WRAPPERS:
            around = self.parent(around)
        if around is None or around.type not in ("variable_declarator", "assignment_expression"):
            return []
        name = around.child_by_field_name("name") or around.child_by_field_name("left")
        binding = self.resolve(name) if name is not None and name.type == "identifier" else None
        writes = self.writes(binding) if binding is not None else []
        return [Entry(write.key, write.value, write.node) for write in writes if write.key]

    @cached_property
    def _fields(self) -> dict[tuple[int, str], list[Node]]:
        """The fields, methods and enum members by the body that holds them; `this.x = ...` counts as a field."""
        return grouped(((body.id, key), value) for body, key, value in self._held() if body is not None)

    def _held(self) -> Iterator[tuple[Node | None, str, Node]]:
        for node in self.of_type("public_field_definition", "method_definition", "enum_assignment"):
            value = node if node.type == "method_definition" else node.child_by_field_name("value")
            if value is not None:
                yield self.parent(node), self.key(node), value
        for node, left, value in self.assignments():
            target, key = self.member(left)
            if target is not None and target.type == "this":
                yield self._class_body(node), key, value

    def _class_body(self, node: Node) -> Node | None:
        return next((around for around in self.around(node) if around.type == "class_body"), None)


def _unknown(node: Node) -> Entry:
    return Entry(None, node, node, unpacked=True)
