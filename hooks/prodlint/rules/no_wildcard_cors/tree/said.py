"""What code says about one object: by arguments, fields and entries, further calls in a chain, and on its name."""

from bisect import bisect_left
from functools import cached_property
from itertools import islice

from prodlint.formats.code import Node
from prodlint.formats.tree import Module, terms
from prodlint.formats.tree.bindings import Binding, Write
from prodlint.grouping import grouped

_CHAIN_LIMIT, _DEPTH_LIMIT, _AROUND_LIMIT = 100, 4, 20


class Said:
    """The calls and writes of one file, by what they are about."""

    def __init__(self, module: Module) -> None:
        self._module = module

    @cached_property
    def _on(self) -> dict[int, list[Node]]:
        """By node: the calls whose object it is."""
        owners = ((self._module.method(call)[0], call) for call in self._module.calls)
        return grouped((self._module.peel(owner).id, call) for owner, call in owners if owner is not None)

    @cached_property
    def _by_name(self) -> dict[str, list[tuple[int | None, Node | Write]]]:
        """By the name of a variable: the calls and writes on it, each with the home of that variable."""
        module, found = self._module, list[tuple[str, tuple[int | None, Node | Write]]]()
        owners: list[tuple[Node | None, Node | Write]] = [(module.method(call)[0], call) for call in module.calls]
        owners += [(write.owner, write) for write in module.writes()]
        for node in module.of_type("method_reference"):  # `origins.forEach(cors::addAllowedOrigin)`
            owner, name = module.part_of(node)
            owners += [(owner, Write(owner, name, None, node, node))] if owner is not None else []
        for owner, one in owners:
            term = module.meaning(owner) if owner is not None else None
            if owner is not None and isinstance(term, terms.Name):
                found.append((term.name, (self._home(owner), one)))
        return grouped(found)

    def _home(self, node: Node) -> int | None:
        """The function that the variable of a name belongs to."""
        bound = self._module.bindings(node)
        return self._module.home(bound[0]) if bound else None

    @cached_property
    def _bound_to(self) -> dict[int, list[Binding]]:
        """By node: what binds it to names."""
        bindings = (one for one in self._module.all_bindings() if one.value is not None)
        return grouped((self._module.peel(one.value).id, one) for one in bindings if one.value is not None)

    @cached_property
    def _told(self) -> list[tuple[int, str]]:
        """The names of all calls, writes and bindings, each with its place."""
        module = self._module
        found = [(call.start_byte, module.method(call)[1]) for call in module.calls]
        found += [(one.node.start_byte, one.name) for one in module.writes()]
        found += [(one.node.start_byte, one.name) for one in module.all_bindings()]
        return sorted(found)

    def chain(self, call: Node) -> list[Node]:
        """The further calls on what a call gives, one on the other, to the last."""
        found, node = list[Node](), call
        while len(found) < _CHAIN_LIMIT and (on := self._on.get(node.id)):
            node = on[0]
            found.append(node)
        return found

    def names(self, call: Node, depth: int = 0) -> set[str]:
        """The names of all that is said about what a call makes."""
        module = self._module
        found = set(module.keywords(call))
        if call.type in module.row.notes and module.arguments(call):
            found.add("value")
        found |= self._before(call) | self._filled(call)
        for given in (
            *module.arguments(call),
            *(value for name, value in module.keywords(call).items() if name == "**"),
        ):
            found |= self._of_argument(given, depth)
        chain = self.chain(call)
        for further in chain:
            found.add(module.method(further)[1])
            found |= {name for given in module.arguments(further) for name in self._of_argument(given, depth)}
        for bound in (call, *chain):
            for one in self._bound_to.get(bound.id, ()):
                found |= self._on_name(one.name, module.home(one))
        return found

    def _filled(self, call: Node) -> set[str]:
        """The fields of a literal that takes the others from a call: `Options { origins, ..Options::default() }`."""
        for around in islice(self._module.around(call), 3):
            term = self._module.term(around)
            if isinstance(term, terms.Call) and any(entry.unpacked and entry.value == call for entry in term.keywords):
                return {entry.key for entry in term.keywords if entry.key is not None}
        return set()

    def _on_receiver(self, call: Node) -> set[str]:
        """What else a block says about the object that it is run on: Kotlin's `apply { ... }`."""
        for around in islice(self._module.around(call), _AROUND_LIMIT):
            term = self._module.term(around)
            if isinstance(term, terms.Function):
                return self.inside(around) if term.last and not term.name else set()
        return set()

    def _before(self, call: Node) -> set[str]:
        """What is said about the object of a call: earlier in the chain, and on its name."""
        module, found, owner = self._module, set[str](), self._module.method(call)[0]
        if owner is None:
            found |= self._on_receiver(call)
        for _ in range(_CHAIN_LIMIT):
            term = module.meaning(owner) if owner is not None else None
            if owner is not None and isinstance(term, terms.Name):
                found |= self._on_name(term.name, self._home(owner))
            if not isinstance(term, terms.Call) or term.owner is None:
                break
            found.add(term.name)
            owner = term.owner
        return found

    def _on_name(self, name: str, home: int | None) -> set[str]:
        """What is called on a variable and written to it, with the names of the settings that are given; not on another
        of that name in another function."""
        if (name, home) not in self._names_on:
            found = set[str]()
            for place, one in self._by_name.get(name, ()):
                if None not in (place, home) and place != home:
                    continue
                if isinstance(one, Write):
                    found.add(one.name or (self._module.string(one.key) if one.key is not None else None) or "")
                else:
                    keys = (self._key(given) for given in self._module.arguments(one)[:1])
                    found |= {self._module.method(one)[1], *(key for key in keys if key is not None)}
            self._names_on[name, home] = found
        return self._names_on[name, home]

    @cached_property
    def _names_on(self) -> dict[tuple[str, int | None], set[str]]:
        return {}

    def _key(self, node: Node) -> str | None:
        term = self._module.meaning(node)
        return self._module.string(node) or (term.name if isinstance(term, terms.Member | terms.Name) else None)

    def _of_argument(self, given: Node, depth: int) -> set[str]:
        """What an argument says: the fields and entries of what it is, the name of the call, what a function does."""
        module, found = self._module, set[str]()
        if depth > _DEPTH_LIMIT:
            return found
        for leaf in module.possible(given)[:20]:
            entries = module.entries(leaf.node) or ()
            found |= {entry.key for entry in entries if entry.key is not None}
            for entry in entries:
                found |= {inner.key for inner in module.entries(entry.value) or () if inner.key is not None}
            term = module.term(leaf.node)
            if isinstance(term, terms.Call):
                found |= {term.name, *(self.names(leaf.node, depth + 1) if depth < 2 else ())}
            elif isinstance(term, terms.Function):
                found |= self.inside(leaf.node)
        return found

    def inside(self, node: Node) -> set[str]:
        """The names of the calls, writes and bindings in a node."""
        first, last = (bisect_left(self._told, (end,)) for end in (node.start_byte, node.end_byte))
        return {name for _, name in self._told[first:last]}
