"""The conditions under which a piece of code runs, and which of the values that a name was given reaches it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice, product

from tree_sitter import Node

from prodlint.formats.code import Possible
from prodlint.formats.guards import Guard, Guards
from prodlint.formats.tree import terms
from prodlint.formats.tree.environment import Environment
from prodlint.formats.tree.names import ADDED, ALTERNATIVE, LOOP, ONCE, Binding

_ANCESTOR_LIMIT, _DEPTH_LIMIT, _CLAUSE_LIMIT, _SUBJECT_LIMIT, _REACH_LIMIT = 500, 12, 64, 300, 200
_NESTING_LIMIT = 12
_CLEANERS = re.compile(
    r"to_?lower(?:case)?$|to_?upper|trim|strip|to_?string$|to_?s$|downcase|lowercase|as_str|to_owned", re.I
)
# What asks whether there is a value at all, and what asks whether there is none; the names without case and `_`.
_PRESENT = frozenset(
    "isset present hastext haslength isnotblank isnotempty issome isnotnull ispresent any hasvalue nonempty".split()
)
_ABSENT = frozenset(
    "empty isempty isblank isnull isnil isnone nil blank isnullorempty isnullorwhitespace isnullorblank".split()
)
_MEMBERSHIP = frozenset(
    "contains includes include has haskey containskey inarray member in isin equals equalsignorecase eql some".split()
)
_LENGTHS = frozenset(("len", "strlen", "length", "size", "count", "bytesize"))
_SEPARATE = ("profile", "conditionalonproperty", "ifbuildprofile", "requires", "unlessbuildprofile", "conditional")
_BUILD_TAG = re.compile(r"^//go:build (?P<tags>[^\n]+)", re.MULTILINE)


class Conditions(Environment):
    """A tree that knows when its parts run."""

    _nesting = 0

    @cached_property
    def _clauses_of(self) -> dict[tuple[int, bool], Guards]:
        return {}

    @cached_property
    def _guards_of(self) -> dict[int, Guards]:
        return {}

    def guards(self, node: Node) -> Guards:
        """All conditions under which a node runs, the outermost first."""
        if self._nesting > _NESTING_LIMIT:  # conditions that are kept in variables under conditions ...
            return ()
        if node.id not in self._guards_of:
            self._nesting += 1
            found, visited, child = list[Guards](), {node.id}, node
            for parent in islice(self.ancestors(node), _ANCESTOR_LIMIT):
                found.append(self._branch(parent, visited))
                for end, test, holds in self._exits.get(parent.id, ()):
                    if end <= child.start_byte:
                        found.append(self.condition(test, holds))
                found.extend(self._noted(parent))
                visited.add(parent.id)
                child = parent
            found.append(self._of_file)
            self._guards_of[node.id] = tuple(clause for clauses in reversed(found) for clause in clauses)
            self._nesting -= 1
        return self._guards_of[node.id]

    @cached_property
    def _of_file(self) -> Guards:
        """What is only built with a tag."""
        tags = _BUILD_TAG.search(self.text(self.root)[:2000]) if self.row.module == "tree_sitter_go" else None
        if tags is None or re.search(r"[|&(]", tags["tags"]):
            return ()
        name = tags["tags"].strip()
        return ((Guard(name.lstrip("!"), (), not name.startswith("!")),),)

    def condition(self, node: Node, holds: bool = True) -> Guards:
        """A test as guards: what is known if it holds, or if it does not."""
        return self._clauses(node, holds, 0)

    def _branch(self, parent: Node, visited: set[int]) -> Guards:
        term = self.term(parent)
        if isinstance(term, terms.Choice):
            if term.no is not None and term.no.id in visited:
                return self.condition(term.test, False)
            return self.condition(term.test) if term.yes is not None and term.yes.id in visited else ()
        if isinstance(term, terms.And | terms.Or) and term.right.id in visited:
            return self.condition(term.left, isinstance(term, terms.And))
        if isinstance(term, terms.Switch):
            for index, arm in enumerate(term.arms):
                if arm.node.id in visited and any(part.id in visited for part in arm.body):
                    return self.arm(term, index)
        return ()

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

    def texts_in(self, node: Node) -> list[str]:
        """The texts that a list, or a text alone, holds."""
        values = [self.string(one.node) for one in self.possible(node)[:_CLAUSE_LIMIT]]
        texts = [value for value in values if value is not None]
        return texts if len(texts) == len(values) else []

    def string(self, node: Node) -> str | None:
        """The constant value where it is a text."""
        raise NotImplementedError

    def possible(self, node: Node) -> list[Possible]:
        """The values that an expression can have."""
        raise NotImplementedError

    def _built(self, arguments: tuple[Node, ...]) -> Guards:
        """Rust: `cfg(debug_assertions)`, `cfg(not(debug_assertions))`."""
        words = [self.text(given) for given in arguments]
        if words[:1] == ["not"] and len(words) == 2:
            return ((Guard(words[1].strip("()"), (), False),),)
        return ((Guard(words[0], (), True),),) if len(words) == 1 else ()

    def notes(self, node: Node) -> list[Node]:
        """The annotations and attributes of a definition: in it, in a child of it, or in front of it."""
        found = [part for child in node.named_children[:20] for part in (child, *child.named_children[:20])]
        found += [part for child in found for part in child.named_children[:20] if child.type.startswith("attribute_")]
        before = node.prev_named_sibling
        while before is not None and before.type in (*self.row.notes, "line_comment", "block_comment"):
            found.append(before)
            before = before.prev_named_sibling
        return [part for part in found if part.type in self.row.notes]

    def arm(self, switch: terms.Switch, index: int) -> Guards:
        """What is known in an arm of a switch."""
        first = index
        while first and switch.arms[first - 1].falls and not self._ends_with(switch.arms[first - 1].body):
            first -= 1
        reached = switch.arms[first : index + 1]
        guards = [clause for arm in reached[-1:] if arm.guard is not None for clause in self.condition(arm.guard)]
        tests = [test for arm in reached for test in arm.tests]
        if switch.subject is None:
            if len(tests) == 1:
                guards.extend(self.condition(tests[0]))
            for arm in switch.arms[:first]:
                if len(arm.tests) == 1:
                    guards.extend(self.condition(arm.tests[0], False))
            return tuple(guards)
        subject = self._subject(switch.subject, 0)
        if all(arm.tests for arm in reached):
            values = [self._tested(test) for test in tests]
            known = tuple(value for value in values if value is not None)
            return ((Guard(subject, known if len(known) == len(values) else (), True),), *guards)
        others = [self._tested(test) for arm in switch.arms if arm not in reached for test in arm.tests]
        known = tuple(value for value in others if value is not None)
        return ((Guard(subject, known, False),), *guards) if known and len(known) == len(others) else tuple(guards)

    def _tested(self, test: Node) -> str | None:
        """The value that a case stands for; None where it is a pattern."""
        value = self.constant(test)
        if isinstance(value, str | bool | int | float):
            return str(value).lower()
        known = isinstance(self.meaning(test), terms.Name | terms.Member | terms.Call | terms.Value)
        return self.text(self.peel(test))[:_SUBJECT_LIMIT].lower() if known else None

    def constant(self, node: Node) -> object:
        """The value (str, bool, int, float, None, list of them), or `UNKNOWN`."""
        raise NotImplementedError

    @cached_property
    def _exits(self) -> dict[int, list[tuple[int, Node, bool]]]:
        """By block: where a choice that leaves the block ends, its test, and whether that holds for the rest."""
        found: dict[int, list[tuple[int, Node, bool]]] = {}
        for node in self.of_type(*self.row.choices):
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
                    found.setdefault(block.id, []).append((node.end_byte, term.test, holds))
        return found

    def _ends_with(self, body: tuple[Node, ...]) -> bool:
        return bool(body) and self._ends(body[-1])

    def _ends(self, node: Node) -> bool:
        """Whether what comes after a statement or a block is not reached through it."""
        for _ in range(_DEPTH_LIMIT):
            term = self.meaning(node)
            if isinstance(term, terms.Block) and term.statements:
                node = term.statements[-1]
            elif isinstance(term, terms.Choice):
                return all(side is not None and self._ends(side) for side in (term.yes, term.no))
            else:
                return isinstance(term, terms.Exit)
        return False

    def _clauses(self, node: Node, holds: bool, depth: int) -> Guards:
        node = self.peel(node)
        key = node.id, holds
        if key not in self._clauses_of:
            self._clauses_of[key] = ((Guard(self._shown(node), (), holds),),)  # a name that is bound to itself
            clauses = self._compound(node, holds, depth) if depth <= _DEPTH_LIMIT else None
            if clauses is None or sum(map(len, clauses)) > _CLAUSE_LIMIT:
                clauses = ((Guard(self._subject(node, depth), (), holds),),)
            self._clauses_of[key] = clauses
        return self._clauses_of[key]

    def _compound(self, node: Node, holds: bool, depth: int) -> Guards | None:
        """What a test is made of; None where it is a thing of its own, true or false."""
        term = self.term(node)
        if isinstance(term, terms.Not):
            return self._clauses(term.inner, not holds, depth + 1)
        if isinstance(term, terms.And | terms.Or):
            sides = self._clauses(term.left, holds, depth + 1), self._clauses(term.right, holds, depth + 1)
            if isinstance(term, terms.And) == holds:
                return sides[0] + sides[1]
            return tuple(a + b for a, b in product(*sides))
        if isinstance(term, terms.Compare):
            return self._comparison(term, holds == term.holds, depth)
        if isinstance(term, terms.Call):
            return self._call(term, node, holds, depth)
        if isinstance(term, terms.Value) and isinstance(term.value, bool):
            return () if term.value == holds else None
        if isinstance(term, terms.Bind) and term.pairs and term.pairs[0][1] is not None:  # `if let`, `if (x = f())`
            return ((Guard(self._subject(term.pairs[0][1], depth), (), holds),),)
        if isinstance(term, terms.Join):
            return None
        if isinstance(term, terms.Name | terms.Member):
            return self._kept(node, holds, depth)
        return self._measured(node, holds, depth)

    def _measured(self, node: Node, holds: bool, depth: int) -> Guards | None:
        """`len(x) > 0` asks whether there is one."""
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None or self.operator(node) not in (">", "<", ">=", "<="):
            return None
        measured = self._length_of(left)
        if measured is None or self.constant(right) not in (0, 1):
            return None
        return ((Guard(self._subject(measured, depth), (), holds == (">" in self.operator(node))),),)

    def _length_of(self, node: Node) -> Node | None:
        term = self.meaning(node)
        if isinstance(term, terms.Call) and term.name.lower() in _LENGTHS:
            return term.arguments[0] if term.arguments else term.owner
        return term.owner if isinstance(term, terms.Member) and term.name.lower() in _LENGTHS else None

    def _kept(self, node: Node, holds: bool, depth: int) -> Guards | None:
        """A check that is kept in a variable: the clauses of its value, or of where it became true."""
        bound = [one for one in self.bindings(node) if one.how in (ONCE, ALTERNATIVE)]
        if not bound or len(bound) != len(self.bindings(node)) or any(one.value is None for one in bound):
            return None
        values = [(one, self.peel(one.value)) for one in bound if one.value is not None]
        if len(values) == 1:
            kinds = (
                terms.Compare | terms.And | terms.Or | terms.Not | terms.Call | terms.Item | terms.Value | terms.Choice
            )
            value = values[0][1]
            term = self.term(value)
            if (isinstance(term, terms.Call) and term.makes) or not isinstance(term, kinds):
                return None
            if isinstance(term, terms.Value | terms.Choice):
                return None
            return self._clauses(value, holds, depth + 1)
        flags = [(one, term.value) for one, value in values if isinstance(term := self.term(value), terms.Value)]
        became = [one for one, flag in flags if flag is holds]
        if len(flags) == len(values) and len(became) == 1:
            clauses = self._within_its_scope(became[0])
            return clauses or None
        checks = [value for _, value in values if not isinstance(self.term(value), terms.Value)]
        if len(checks) == 1 and holds:
            return self._clauses(checks[0], holds, depth + 1)
        return None

    def _within_its_scope(self, one: Binding) -> Guards:
        holder = self._holders.get(one.scope)
        outside = len(self.guards(holder)) if holder is not None else 0
        return self.guards(one.node)[outside:]

    def _comparison(self, term: terms.Compare, holds: bool, depth: int) -> Guards:
        if term.within:
            known = tuple(text.lower() for text in self.texts_in(term.right))
            values = known or (self.text(term.right)[:_SUBJECT_LIMIT].lower(),)
            return ((Guard(self._subject(term.left, depth), values, holds),),)
        value, subject = self.constant(term.right), term.left
        if not isinstance(value, str | bool | int | float | None):
            value, subject = self.constant(term.left), term.right
        if isinstance(value, bool):
            return self._clauses(subject, holds == value, depth + 1)
        if value is None:
            return ((Guard(self._subject(subject, depth), (), not holds),),)
        if value == 0 and (measured := self._length_of(subject)) is not None:
            return ((Guard(self._subject(measured, depth), (), not holds),),)
        if not isinstance(value, str | int | float):
            return ((Guard(self._subject(term.left, depth), (self._shown(term.right).lower(),), holds),),)
        return ((Guard(self._subject(subject, depth), (str(value).lower(),), holds),),)

    def _call(self, term: terms.Call, node: Node, holds: bool, depth: int) -> Guards | None:
        """`isset(x)`, `x.isEmpty()`, `["a", "b"].contains(x)`, `app()->environment('local')`."""
        name = term.name.replace("_", "").rstrip("?!").lower()
        asked = term.arguments[0] if term.arguments else term.owner
        if asked is not None and (name in _PRESENT or name in _ABSENT) and not self._by_function(term):
            return ((Guard(self._subject(asked, depth), (), holds == (name in _PRESENT)),),)
        if name in _MEMBERSHIP:
            parts = [part for part in (term.owner, *term.arguments[:2]) if part is not None]
            for group, item in ((parts[0], parts[-1]), (parts[-1], parts[0])) if len(parts) > 1 else ():
                texts = self.texts_in(group)
                if texts and self.string(item) is None:
                    return ((Guard(self._subject(item, depth), tuple(map(str.lower, texts)), holds),),)
        if "environment" in name and term.arguments:
            texts = [text for given in term.arguments for text in self.texts_in(given)]
            return ((Guard(term.name, tuple(map(str.lower, texts)), holds),),) if texts else None
        if name in ("env", "isenv", "isenvironment", "acceptsprofiles", "matchesprofiles") and term.arguments:
            texts = [text for given in term.arguments for text in self.texts_in(given)]
            return ((Guard("environment", tuple(map(str.lower, texts)), holds),),) if texts and term.owner else None
        helper = self.function_of(node)
        if helper is not None and self.always(helper, holds):
            return ()
        return None

    def _by_function(self, term: terms.Call) -> bool:
        """Whether a call has a function to ask with: `list.any { |one| one == x }`, or more than one argument."""
        given = (self.meaning(argument) for argument in term.arguments)
        return (
            term.block is not None or len(term.arguments) > 1 or any(isinstance(one, terms.Function) for one in given)
        )

    def always(self, function: Node, answer: bool) -> bool:
        """Whether a function of this file can answer nothing but `answer`."""
        values = [self.constant(value) for value in self.answers(function)]
        return bool(values) and all(value is answer for value in values)

    def answers(self, function: Node) -> list[Node]:
        """The expressions that a function can answer with."""
        term = self.term(function)
        if not isinstance(term, terms.Function):
            return []
        found = list(self._returned.get(function.id, ()))
        if term.body:
            last = self.peel(term.body[-1])
            if term.last or not isinstance(self.term(last), terms.Block):
                found.append(last)
        return found

    @cached_property
    def _returned(self) -> dict[int, list[Node]]:
        found: dict[int, list[Node]] = {}
        kinds = [kind for kind in self.row.means if kind.startswith(("return", "next", "yield"))]
        for node in self.of_type(*kinds):
            term = self.term(node)
            if isinstance(term, terms.Exit) and term.returns and term.value is not None:
                found.setdefault(self.scope(node), []).append(term.value)
        return found

    def _subject(self, node: Node, depth: int) -> str:
        """What is compared: the environment variable behind a name, a default, a cleaner; else the text."""
        start = node = self.peel(node)
        for _ in range(depth, _DEPTH_LIMIT):
            read = self.environment(node)
            if read is not None:
                return read.name
            term, inner = self.term(node), None
            if isinstance(term, terms.Or):
                inner = term.left
            elif isinstance(term, terms.Call) and term.owner is not None and _CLEANERS.match(term.name):
                inner = term.owner
            elif isinstance(term, terms.Call) and len(term.arguments) == 1 and _CLEANERS.match(term.name):
                inner = term.arguments[0]
            elif isinstance(term, terms.Bind) and term.pairs:
                return self._shown(term.pairs[0][0])
            elif isinstance(term, terms.Name | terms.Member):
                bound = self.bindings(node)
                inner = bound[0].value if len(bound) == 1 and bound[0].how == ONCE else None
            if inner is None:
                break
            node = self.peel(inner)
        return self._shown(start)

    def _shown(self, node: Node) -> str:
        return self.text(node)[:_SUBJECT_LIMIT].replace("?.", ".").replace("?->", "->").lstrip("$&*")

    def reaching(self, node: Node) -> list[tuple[Binding, Guards]]:
        """What binds a name where it is used, each with the conditions that only it has."""
        bound = self.bindings(node)
        if not bound:
            return []
        here, start = set(self.guards(node)), node.start_byte
        own = bound[0].scope in self._chain(node)[:1] or bound[0].scope == self.scope(node)
        before = [one for one in bound if not own or self._ends_at(one) <= start or one.how in (LOOP,)]
        found, later = list[tuple[Binding, Guards]](), list[Guards]()
        for one in reversed((before or bound)[-_REACH_LIMIT:]):
            extra = tuple(clause for clause in self.guards(one.node) if clause not in here)
            if any(self._denied(clause) in here for clause in extra if len(clause) == 1):
                continue
            without = tuple(clause for clauses in later for clause in clauses)
            found.append((one, extra + without))
            if one.how == ADDED or one.how == ALTERNATIVE:
                continue
            if not extra and own:
                break
            if len(extra) == 1 and len(extra[0]) == 1:
                later.append((self._denied(extra[0]),))
        return found[::-1]

    def _ends_at(self, one: Binding) -> int:
        return one.value.end_byte if one.value is not None and one.how == ONCE else one.node.start_byte

    def _denied(self, clause: tuple[Guard, ...]) -> tuple[Guard, ...]:
        guard = clause[0]
        return (guard._replace(holds=not guard.holds),)
