"""The values that an expression can have, each with the conditions under which it has it."""

from tree_sitter import Node

from prodlint.formats.budget import Budget
from prodlint.formats.code import Possible
from prodlint.formats.guards import Guards, all_of, negated
from prodlint.formats.javascript.bindings import Binding
from prodlint.formats.javascript.conditions import Conditions
from prodlint.formats.javascript.scopes import MOST_VALUES, NAMES
from prodlint.formats.javascript.tree import FUNCTIONS
from prodlint.formats.search import Part, Search, plain

# Of one search, and of all in one file beyond the least of each.
_STEP_LIMIT, _LEAST_STEPS, _TOTAL_STEPS = 2_000, 10, 60_000
_CHAIN_LIMIT, _SET_DEPTH, _MOST_WRITES = 20, 4, 8
_CHOICES = ("||", "??", "&&")
# Methods whose result holds what their object holds, and functions whose result holds what they are given.
_KEEPING = frozenset(
    "concat filter flat flatMap join map replace replaceAll reverse slice sort split toLowerCase toString trim "
    "values".split()
)
_WRAPPING = frozenset(("String", "Array.from", "Array.of", "Object.freeze", "Object.values", "JSON.parse"))
_COLLECTIONS = frozenset(("Set", "Array"))
_CALLBACKS = frozenset(("map", "filter", "flatMap"))
_READERS = frozenset(
    "env envor envvar fromenv get getenv getenvvar getordefault getstring optional optionalenv readenv".split()
)
_DEFAULTING = frozenset(("default", "catch", "prefault"))  # zod, joi, env-var
_SCHEMAS = frozenset(("str", "string", "url", "host", "list", "array"))  # envalid: `str({ default: "*" })`


class Values(Conditions):
    """A tree that knows where its values come from."""

    def __init__(self, text: str, dialect: str) -> None:
        super().__init__(text, dialect)
        self._budget = Budget(_STEP_LIMIT, _LEAST_STEPS, _TOTAL_STEPS)
        self._search = Search(self.peel, self._called_parts_of, self._budget)

    @property
    def is_cut(self) -> bool:
        """Whether a search ended before it had seen everything."""
        return self._budget.is_cut or self._parts_budget.is_cut

    def possible(self, node: Node) -> list[Possible]:
        """The values that an expression can have; what the file does not decide is a value itself.

        The guards are those on the way to the value, not those of `node` itself (see `guards`).
        """
        return self._search.possible(node)

    def _called_parts_of(self, node: Node) -> list[Part]:
        parts = self._parts_of(node)
        return [(*part[:3], node) for part in parts] if node.type == "call_expression" else parts

    def fallback(self, call: Node) -> Node | None:
        """What a reader of settings answers if there is none: `get("X", d)`, `env("X", d)`, `env.array("X", d)`,
        `.default(d)`, `str({ default: d })`."""
        node: Node | None = call
        for _ in range(_CHAIN_LIMIT):
            if node is None or node.type != "call_expression":
                return None
            function, arguments = node.child_by_field_name("function"), self.arguments(node)
            if function is None:
                return None
            target, key = self.member(function)
            name = key or self.text(function)
            if key in _DEFAULTING and len(arguments) == 1 and target is not None and target.type == "call_expression":
                return arguments[0]
            is_reader = name.lower() in _READERS or (target is not None and self.text(target) in _READERS)
            if is_reader and len(arguments) == 2 and self.string(arguments[0]) is not None:
                return arguments[1]
            if name in _SCHEMAS and len(arguments) == 1 and arguments[0].type == "object":
                return self.property(arguments[0], "default")
            node = target
        return None

    def _parts_of(self, node: Node) -> list[Part]:
        """One step towards the leaves: the values behind a node; empty for a leaf, with the node itself where
        it is a leaf too."""
        if node.type in NAMES:
            return self._name_parts(node)
        field = node.child_by_field_name
        if node.type == "ternary_expression" and (test := field("condition")) is not None:
            sides = ((field("consequence"), True), (field("alternative"), False))
            return [(side, self.condition(test, holds), False, None) for side, holds in sides if side is not None]
        if node.type == "binary_expression" and self.operator(node) in _CHOICES:
            return self._choice_parts(node)
        if node.type in ("assignment_expression", "augmented_assignment_expression"):
            return plain(field("right"))
        if node.type == "array":
            return [(child, (), True, None) for child in self.children(node)]
        if node.type == "spread_element":
            return plain(*node.named_children[:1])
        if node.type == "template_string" and [child.type for child in node.named_children] == [
            "template_substitution"
        ]:
            return plain(*node.named_children[0].named_children[:1])
        if node.type == "new_expression" and (maker := field("constructor")) is not None:
            return [(a, (), True, None) for a in self.arguments(node)] if self.text(maker) in _COLLECTIONS else []
        if node.type == "call_expression":
            return self._call_parts(node)
        if self.variable(node) is None:
            target, key = self._member(node)
            return plain(*self.members(target, key)) if target is not None else []
        return []

    def _name_parts(self, name: Node) -> list[Part]:
        binding = self.resolve(name)
        if binding is None or binding.kind == "import":
            return []
        writes = {write.value.id: write for write in self.writes(binding)[: 2 * MOST_VALUES] if not write.key}
        self._budget.is_cut |= len(writes) > MOST_VALUES
        parts: list[Part] = []
        for value in self.values(name):
            write = writes.pop(value.id, None)
            own = self.guards(write.node if write is not None else value)
            parts.append((value, own if write is not None else own + self._hidden(binding, own), False, None))
        parts.extend((write.value, self.guards(write.node), True, None) for write in writes.values())
        if binding.kind == "parameter" or (binding.path and binding.default is not None):
            parts += plain(name)  # what a caller gives, or the object holds, is not known
        return parts

    def _hidden(self, binding: Binding, own: Guards) -> Guards:
        """When what a name is declared with still holds, as no condition of a later assignment beside it does."""
        writes = [one for one in self.writes(binding) if not one.key and not one.element][:_MOST_WRITES]
        beside = (one for one in writes if self.enclosing_function(one.node) == self.enclosing_function(binding.node))
        conditions = (tuple(clause for clause in self.guards(one.node) if clause not in own) for one in beside)
        return all_of(negated(one) or () for one in conditions)

    def _choice_parts(self, node: Node) -> list[Part]:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if self.operator(node) == "&&" and left is not None and right is not None:
            return [(right, self.condition(left), False, None)]
        return plain(left) if left is not None and self._is_set(left, 0) else plain(left, right)

    def _is_set(self, node: Node, depth: int) -> bool:
        """Whether an expression always has a value: a text, or an item of lists that all have it."""
        index = node.child_by_field_name("index")
        if index is None or index.type != "number" or depth > _SET_DEPTH:
            return bool(self.string(node))
        lists = self._lists(node.child_by_field_name("object"), depth)
        items = [self.children(one) for one in lists]
        at = int(self.text(index)) if self.text(index).isdecimal() else len(items)
        return bool(items) and all(at < len(one) and self._is_set(one[at], depth + 1) for one in items)

    def _lists(self, node: Node | None, depth: int) -> list[Node]:
        """The lists that an expression can be; none where it can be anything else."""
        node = self.peel(node) if node is not None else None
        if node is None or depth > _SET_DEPTH:
            return []
        if node.type == "array":
            return [node]
        local = self.function_of(node) if node.type == "call_expression" else None
        value = self.only_value(node) if node.type in NAMES else None
        sources = self.answers(local) if local is not None else [value] if value is not None else []
        found = [self._lists(source, depth + 1) for source in sources]
        return [one for lists in found for one in lists] if all(found) else []

    def _call_parts(self, call: Node) -> list[Part]:
        default = self.fallback(call)
        if default is not None:
            return plain(default, call)
        function, arguments = call.child_by_field_name("function"), self.arguments(call)
        if function is None or self.variable(call) is not None:
            return []
        local = self.function_of(call)
        if local is not None:
            return [(value, self.guards(value), False, None) for value in self.answers(local)]
        if self.qualified_name(function) in _WRAPPING:
            return plain(*arguments)
        target, key = self.member(function)
        if target is None or key not in _KEEPING or (key in _CALLBACKS and self._changes(arguments)):
            return []
        added = arguments if key == "concat" else []
        return [(part, (), key == "split", None) for part in (target, *added)]

    def _changes(self, callbacks: list[Node]) -> bool:
        """Whether a callback of `map` or `filter` has texts of its own: it then adds or drops something."""
        functions = [node for node in callbacks if node.type in FUNCTIONS]
        return any(self.within(node, "string_fragment", "regex", "template_string") for node in functions)
