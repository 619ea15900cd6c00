"""The conditions under which a piece of code runs, and which of the values that a name was given reaches it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import chain, islice

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.guards import Guard, Guards, any_of
from prodlint.formats.tree import terms
from prodlint.formats.tree.bindings import ADDED, ALTERNATIVE, LOOP, ONCE, Binding
from prodlint.formats.tree.clauses import Clauses
from prodlint.formats.tree.row import Language
from prodlint.grouping import grouped

_GUARD_LIMIT, _DEPTH_LIMIT, REACH_LIMIT, _NESTING_LIMIT, _TEXT_LIMIT = 500, 12, 64, 12, 300
_SIDE_LIMIT = 6  # nodes between a choice and what it runs
_MANY = 50  # of arms and of early exits, beyond which a file says nothing to a reader
_SEPARATE = ("profile", "conditionalonproperty", "ifbuildprofile", "requires", "unlessbuildprofile", "conditional")
_BUILD_TAG = expression(r"^//go:build (?P<tags>[^\n]+)", re.MULTILINE)


class Conditions(Clauses):
    """A tree that knows when its parts run."""

    def __init__(self, text: str, row: Language) -> None:
        super().__init__(text, row)
        self._nesting = 0
        self._guards_of: dict[int, Guards] = {}
        self._places: dict[int, dict[int, int]] = {}
        self._leaving: dict[int, bool] = {}

    def guards(self, node: Node) -> Guards:
        """All conditions under which a node runs, the outermost first: those of the node around it, and its own."""
        if self._nesting > _NESTING_LIMIT:  # conditions that are kept in variables under conditions ...
            return ()
        path = [node]
        while path[-1].id not in self._guards_of and (parent := self.parent(path[-1])) is not None:
            path.append(parent)
        found = self._guards_of.setdefault(path.pop().id, self._of_file)
        self._nesting += 1
        while path:
            node = path.pop()
            found = self._guards_of[node.id] = (found + self._own(node))[:_GUARD_LIMIT]
        self._nesting -= 1
        return found

    def _own(self, node: Node) -> Guards:
        """The conditions of a node that the one around it does not have."""
        parent = self._parents[node.id]
        found = [*self._noted(parent)]
        found.extend(self.condition(test, holds) for _, test, holds in reversed(self._left(parent, node)))
        found.extend(self._branch(around, node) for around in islice(self.around(node), _SIDE_LIMIT))
        return tuple(clause for clauses in found for clause in clauses)

    @cached_property
    def _of_file(self) -> Guards:
        """What is only built with a tag."""
        tags = _BUILD_TAG.search(self.text(self.root)[:2000]) if self.row.module == "tree_sitter_go" else None
        if tags is None or re.search(r"[|&(]", tags["tags"]):
            return ()
        name = tags["tags"].strip()
        return ((Guard(name.lstrip("!"), (), not name.startswith("!")),),)

    def _branch(self, choice: Node, side: Node) -> Guards:
        """What is known in a node that is a side of a choice."""
        term = self.term(choice)
        if isinstance(term, terms.Choice):
            if term.no is not None and term.no.id == side.id:
                return self.condition(term.test, False)
            return self.condition(term.test) if term.yes is not None and term.yes.id == side.id else ()
        if isinstance(term, terms.And | terms.Or) and term.right.id == side.id:
            return self.condition(term.left, isinstance(term, terms.And))
        if isinstance(term, terms.Switch) and (index := self._places_of(choice, term).get(side.id)) is not None:
            return self.arm(term, index)
        return ()

    def _left(self, block: Node, child: Node) -> list[tuple[int, Node, bool]]:
        """The nearest choices in front of a node that leave its block."""
        exits = self._exits.get(block.id, [])
        last = bisect_right(exits, child.start_byte, key=lambda found: found[0])
        return exits[max(0, last - _MANY) : last]

    def _places_of(self, node: Node, switch: terms.Switch) -> dict[int, int]:
        """The index of each arm by what is in its body."""
        if node.id not in self._places:
            self._places[node.id] = {part.id: index for index, arm in enumerate(switch.arms) for part in arm.body}
        return self._places[node.id]

    def _noted(self, node: Node) -> Iterator[Guards]:
        """What an annotation or an attribute of a definition makes a condition: a profile, a build."""
        if not self.row.notes or not isinstance(self.term(node), terms.Function | terms.Class):
            return
        for note in self.notes(node):
            term = self.term(note)
            if not isinstance(term, terms.Call) or not term.arguments:
                continue
            if term.name == "cfg":
                yield self._built(term.arguments)
            elif term.name.rpartition(".")[2].lower() in _SEPARATE:
                texts = [text for given in term.arguments for text in self.texts_in(given)]
                if texts and all(text.startswith("!") for text in texts):
                    yield ((Guard("profile", tuple(text[1:].lower() for text in texts), False),),)
                elif texts:
                    yield ((Guard("profile", tuple(text.lower() for text in texts), True),),)

    def _built(self, arguments: tuple[Node, ...]) -> Guards:
        """Rust: `cfg(debug_assertions)`, `cfg(not(debug_assertions))`."""
        words = [self.text(given) for given in arguments]
        if words[:1] == ["not"] and len(words) == 2:
            return ((Guard(words[1].strip("()"), (), False),),)
        return ((Guard(words[0], (), True),),) if len(words) == 1 else ()

    def arm(self, switch: terms.Switch, index: int) -> Guards:
        """What is known in an arm of a switch."""
        first = index
        while (
            first > index - _MANY
            and first
            and switch.arms[first - 1].falls
            and not any(map(self._ends, switch.arms[first - 1].body[-1:]))
        ):
            first -= 1
        reached = switch.arms[first : index + 1]
        guards = [clause for arm in reached[-1:] if arm.guard is not None for clause in self.condition(arm.guard)]
        tests = [test for arm in reached for test in arm.tests]
        if switch.subject is None:
            guards.extend(any_of([self.condition(test) for test in tests]) or ())
            for arm in switch.arms[max(0, first - _MANY) : first]:
                if len(arm.tests) == 1:
                    guards.extend(self.condition(arm.tests[0], False))
            return tuple(guards)
        subject = self._subject(switch.subject, 0)
        if all(arm.tests for arm in reached):
            values = [self._tested(test) for test in tests]
            known = tuple(value for value in values if value is not None)
            return ((Guard(subject, known if len(known) == len(values) else (), True),), *guards)
        if len(switch.arms) > _MANY:
            return tuple(guards)
        others = [self._tested(test) for arm in switch.arms if arm not in reached for test in arm.tests]
        known = tuple(value for value in others if value is not None)
        return ((Guard(subject, known, False),), *guards) if known and len(known) == len(others) else tuple(guards)

    def _tested(self, test: Node) -> str | None:
        """The value that a case stands for; None where it is a pattern."""
        value = self.constant(test)
        if isinstance(value, str | bool | int | float):
            return str(value).lower()
        pattern = self.meaning(test)
        if isinstance(pattern, terms.Pattern):
            return pattern.text[:_TEXT_LIMIT].lower()
        if any(self.within(test, *(kind for kind in self.row.means if "string" in kind))):
            return self.text(test)[:_TEXT_LIMIT].lower()  # a pattern with a text in it
        known = isinstance(pattern, terms.Name | terms.Member | terms.Call | terms.Value)
        return self.text(self.peel(test))[:_TEXT_LIMIT].lower() if known else None

    @cached_property
    def _exits(self) -> dict[int, list[tuple[int, Node, bool]]]:
        """By block: where a choice that leaves the block ends, its test, and whether that holds for the rest."""
        return {block: exits[::-1] for block, exits in grouped(self._early()).items()}

    def _early(self) -> Iterator[tuple[int, tuple[int, Node, bool]]]:
        for node in reversed(self.of_type(*self.row.choices)):  # the inner ones first, so that `_ends` knows them
            term = self.term(node)
            if not isinstance(term, terms.Choice):
                continue
            for side, other, holds in ((term.yes, term.no, False), (term.no, term.yes, True)):
                if side is None or not self._ends(side) or (other is not None and self._ends(other)):
                    continue
                block = self.parent(node)
                while block is not None and isinstance(self.term(block), terms.Same):
                    block = self.parent(block)
                if block is not None:
                    yield block.id, (node.end_byte, term.test, holds)

    def _ends(self, node: Node) -> bool:
        """Whether what comes after a statement or a block is not reached through it."""
        for _ in range(_DEPTH_LIMIT):
            node = self.peel(node)
            term = self.term(node)
            if not isinstance(term, terms.Block) or not term.statements:
                break
            node = term.statements[-1]
        if node.id not in self._leaving:
            sides = (term.yes, term.no) if isinstance(term, terms.Choice) else ()
            left = bool(sides) and all(side is not None and self._ends(side) for side in sides)
            self._leaving[node.id] = left or isinstance(term, terms.Exit)
        return self._leaving[node.id]

    def reaching(self, node: Node) -> list[tuple[Binding, Guards]]:
        """What binds a name where it is used, each with the conditions that only it has."""
        bound = self.bindings(node)
        if not bound:
            return []
        here, start = set(self.guards(node)), node.start_byte
        own = bound[0].scope == self.scope(node)
        end = bisect_left(bound, start, key=lambda one: one.node.start_byte) if own else 0
        near = reversed(bound[max(0, end - REACH_LIMIT) : end])
        before = (one for one in near if one.how == LOOP or self._end(one) <= start)
        nearest = next(before, None)
        found, later = list[tuple[Binding, Guards]](), list[Guards]()
        for one in chain((nearest,), before) if nearest is not None else reversed(bound[-REACH_LIMIT:]):
            extra = tuple(clause for clause in self.guards(one.node) if clause not in here)
            if any(self._denied(clause) in here for clause in extra if len(clause) == 1):
                continue
            without = tuple(clause for clauses in later for clause in clauses)
            found.append((one, extra + without))
            if one.how in (ADDED, ALTERNATIVE):
                continue
            if not extra and own:
                break
            if len(extra) == 1 and len(extra[0]) == 1:
                later.append((self._denied(extra[0]),))
        return found[::-1]

    def _end(self, one: Binding) -> int:
        return one.value.end_byte if one.value is not None and one.how == ONCE else one.node.start_byte

    def _denied(self, clause: tuple[Guard, ...]) -> tuple[Guard, ...]:
        guard = clause[0]
        return (guard._replace(holds=not guard.holds),)
