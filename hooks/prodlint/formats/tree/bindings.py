"""What binds a name where: assignments, parameters, loops, patterns and fields, by scope."""

from collections.abc import Sequence
from functools import cached_property

from tree_sitter import Node

from prodlint.formats.tree import terms
from prodlint.formats.tree.nodes import Nodes
from prodlint.formats.tree.row import Language
from prodlint.grouping import grouped
from prodlint.light_typing import NamedTuple

_DEPTH_LIMIT = 20
_ADDERS = frozenset(("add", "push", "append", "insert", "addall", "extend", "push_back", "unshift"))

_SWITCHES = frozenset(("match_expression", "when_expression", "case", "call", "match_block"))
_INJECTED = frozenset(("Value", "ConfigProperty", "Property", "DefaultValue", "WithDefault"))

ONCE, PARAMETER, LOOP, ADDED, ALTERNATIVE = "once", "parameter", "loop", "added", "alternative"


class Binding(NamedTuple):
    """A name that is given a value: where, in which scope, how, and the type that is declared for it."""

    name: str
    value: Node | None
    node: Node
    scope: int
    how: str = ONCE
    type: str | None = None


class Write(NamedTuple):
    """A member or an item of something else that is given a value: `owner.name = value`, `owner[key] = value`."""

    owner: Node
    name: str
    key: Node | None
    value: Node
    node: Node


class Bindings(Nodes):
    """A tree that knows what its names are given."""

    def __init__(self, text: str, row: Language) -> None:
        super().__init__(text, row)
        self._scopes: dict[int, int] = {}

    @cached_property
    def _stated(self) -> list[tuple[Node, terms.Term]]:
        found = ((node, self.term(node)) for node in self.of_type(*self.row.states))
        return [(node, term) for node, term in found if term is not None]

    @cached_property
    def calls(self) -> Sequence[Node]:
        """Every call in the order of the source; an annotation, an attribute or a struct literal with a type is one."""
        return [node for node, term in self._stated if isinstance(term, terms.Call)]

    @cached_property
    def functions(self) -> list[Node]:
        """Every function, method, closure and block."""
        return [node for node, term in self._stated if isinstance(term, terms.Function)]

    @cached_property
    def _by_name(self) -> dict[str, list[Node]]:
        functions = ((node, term) for node, term in self._stated if isinstance(term, terms.Function))
        return grouped((term.name, node) for node, term in functions if term.name)

    def scope(self, node: Node) -> int:
        """The innermost function or class around a node, or the file."""
        path, found = list[int](), self.root.id
        for around in self.around(node):
            if around.id in self._scopes:
                found = self._scopes[around.id]
                break
            if around.type in self.row.states and isinstance(self.term(around), terms.Function | terms.Class):
                found = self._scopes[around.id] = around.id
                break
            path.append(around.id)
        self._scopes.update(dict.fromkeys(path, found))
        return found

    def _chain(self, node: Node) -> list[int]:
        """The scopes around a node, the innermost first."""
        found = list[int]()
        for _ in range(_DEPTH_LIMIT * 5):
            scope = self.scope(node)
            found.append(scope)
            if scope == self.root.id or scope not in self._holders:
                break
            node = self._holders[scope]
        return found

    @cached_property
    def _holders(self) -> dict[int, Node]:
        return {node.id: node for node, term in self._stated if isinstance(term, terms.Function | terms.Class)}

    @cached_property
    def _bound(self) -> tuple[dict[tuple[int, str], list[Binding]], list[Write]]:
        found = [one for node, term in self._stated for one in self._bindings_of(node, term)]
        found += [one for switch in self._switches for one in self._bound_by_arms(switch)]
        bindings = sorted((one for one in found if isinstance(one, Binding)), key=lambda one: one.node.start_byte)
        writes = [one for one in found if isinstance(one, Write)]
        declared = {(one.scope, one.name) for one in bindings if not self._is_assigned(one)}
        placed = (self._as_field(one, declared) if self._is_assigned(one) else one for one in bindings)
        return grouped(((one.scope, one.name), one) for one in placed), writes

    def _is_assigned(self, one: Binding) -> bool:
        return bool(self.row.assigns) and (one.how == ADDED or one.node.type in self.row.assigns)

    def _as_field(self, one: Binding, declared: set[tuple[int, str]]) -> Binding:
        """What a bare name is given in a method: the field, where nothing nearer is declared by that name."""
        scope = next((scope for scope in self._chain(one.node) if (scope, one.name) in declared), one.scope)
        return one._replace(scope=scope) if self._is_class(scope) else one

    @cached_property
    def _switches(self) -> list[terms.Switch]:
        kinds = [kind for kind in (*self.row.means, *self.row.states) if "switch" in kind or kind in _SWITCHES]
        found = (self.term(node) for node in self.of_type(*kinds))
        return [term for term in found if isinstance(term, terms.Switch)]

    def _bound_by_arms(self, switch: terms.Switch) -> list[Binding]:
        """`Some(origin) => ...`, `[origin | _] -> ...`: names that are the subject, or a part of it."""
        found = list[Binding]()
        for arm in switch.arms if switch.subject is not None else ():
            for test in arm.tests:
                targets = self.targets(test) if not isinstance(self.term(test), terms.Text | terms.Value) else []
                for target in targets if targets != [test] else []:
                    inner = self.term(target)
                    if isinstance(inner, terms.Name):
                        found.append(Binding(inner.name, switch.subject, target, self.scope(target)))
        return found

    def _bindings_of(self, node: Node, term: terms.Term) -> list[Binding | Write]:
        found = list[Binding | Write]()
        if isinstance(term, terms.Bind):
            how = ADDED if term.adds else ALTERNATIVE if term.alternative else ONCE
            for target, value in term.pairs:
                given = value if value is not None or not self.row.notes else self._noted_value(node)
                found.extend(self._binding(node, target, given, how, term.type))
        elif isinstance(term, terms.Loop):
            for target in term.names:
                found.extend(self._binding(node, target, term.over, LOOP, None))
        elif isinstance(term, terms.Function):
            for one in term.parameters:
                default = one.default
                if default is None and self.row.notes:
                    default = self._noted_value(one.node)
                found.append(Binding(one.name, default, one.node, node.id, PARAMETER, one.type))
        elif isinstance(term, terms.Call) and term.owner is not None and term.name.lower() in _ADDERS:
            if term.arguments and isinstance(self.meaning(term.owner), terms.Name | terms.Member):
                added = self._binding(node, term.owner, term.arguments[-1], ADDED, None)
                found.extend(one for one in added if isinstance(one, Binding))
        return found

    def _noted_value(self, node: Node) -> Node | None:
        """What an annotation says that a field or a parameter is given: `@Value("${cors.origins:*}")`."""
        for note in self.notes(node):
            term = self.term(note)
            if isinstance(term, terms.Call) and term.name.rpartition(".")[2] in _INJECTED:
                by_name = {entry.key: entry.value for entry in term.keywords}
                return by_name.get("defaultValue") or by_name.get("value") or next(iter(term.arguments), None)
        return None

    def notes(self, node: Node) -> list[Node]:
        """The annotations and attributes of a definition: in it, in a child of it, or in front of it."""
        found = [part for child in node.named_children[:20] for part in (child, *child.named_children[:20])]
        found += [part for child in found for part in child.named_children[:20] if child.type.startswith("attribute_")]
        before = node.prev_named_sibling
        while before is not None and before.type in (*self.row.notes, "line_comment", "block_comment"):
            found.append(before)
            before = before.prev_named_sibling
        return [part for part in found if part.type in self.row.notes]

    def _binding(
        self, node: Node, target: Node, value: Node | None, how: str, kind: str | None
    ) -> list[Binding | Write]:
        meant = self.meaning(target)
        if isinstance(meant, terms.Call) and meant.owner is not None and not meant.arguments:
            meant = terms.Member(meant.owner, meant.name)  # `config.x = ...` of Ruby
        if isinstance(meant, terms.Text):
            return [Binding("".join(map(str, meant.parts)), value, node, self.root.id, how)]
        if isinstance(meant, terms.Name):
            return [Binding(meant.name, value, node, self.scope(node), how, kind)]
        if isinstance(meant, terms.Member) and meant.owner is None:
            return [Binding(meant.name, value, node, self._class_scope(node), how, kind)]
        if value is None:
            return []
        if isinstance(meant, terms.Member) and meant.owner is not None:
            return [Write(meant.owner, meant.name, None, value, node)]
        if isinstance(meant, terms.Item) and meant.key is not None:
            return [Write(meant.owner, "", meant.key, value, node)]
        return []

    def _class_scope(self, node: Node) -> int:
        chain = self._chain(node)
        return next((scope for scope in chain if self._is_class(scope)), chain[-1])

    def _is_class(self, scope: int) -> bool:
        return scope in self._holders and isinstance(self.term(self._holders[scope]), terms.Class)

    def home(self, one: Binding) -> int | None:
        """The outermost function around what binds a name; None for a field, and outside of all functions."""
        scopes = [] if self._is_class(one.scope) else self._chain(one.node)
        return next((scope for scope in reversed(scopes) if scope in self._holders and not self._is_class(scope)), None)

    def all_bindings(self) -> list[Binding]:
        """All that binds names in this file."""
        return [one for bindings in self._bound[0].values() for one in bindings]

    def writes(self) -> list[Write]:
        """What is given to members and items of other things."""
        return self._bound[1]

    def bindings(self, node: Node) -> list[Binding]:
        """All that binds what a name, or a member of this object or of a class in this file, refers to."""
        meant, found = self.meaning(node), self._bound[0]
        if isinstance(meant, terms.Name):
            for scope in self._chain(node):
                if (scope, meant.name) in found:
                    return found[scope, meant.name]
            return self._field(meant.name)
        if isinstance(meant, terms.Member):
            owner = self.meaning(meant.owner) if meant.owner is not None else None
            if owner is None:
                own = found.get((self._class_scope(node), meant.name))
                return own if own is not None else self._field(meant.name)
            if isinstance(owner, terms.Name) and owner.name in self._classes:
                return found.get((self._classes[owner.name], meant.name), []) or self._field(meant.name)
        return []

    @cached_property
    def _classes(self) -> dict[str, int]:
        return {term.name: node.id for node, term in self._stated if isinstance(term, terms.Class)}

    def _field(self, name: str) -> list[Binding]:
        """A field or a constant of that name somewhere in the file, if there is but one place of it."""
        found = self._fields.get(name, [])
        return found if len({binding.scope for binding in found}) == 1 else []

    @cached_property
    def _fields(self) -> dict[str, list[Binding]]:
        every = (
            (name, one) for (scope, name), found in self._bound[0].items() if self._is_class(scope) for one in found
        )
        return grouped(every)

    def function_of(self, call: Node) -> Node | None:
        """The function of this file that a call calls, if there is but one of that name."""
        term = self.term(call)
        return self.named_function(term.name) if isinstance(term, terms.Call) and not term.makes else None

    def named_function(self, name: str) -> Node | None:
        """The function of this file with a name, if there is but one."""
        found = self._by_name.get(name, [])
        return found[0] if len(found) == 1 else None
