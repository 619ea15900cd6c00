"""The conditions under which a piece of code runs."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.guards import Guard, Guards, all_of, any_of
from prodlint.formats.javascript.objects import Objects
from prodlint.formats.javascript.scopes import NAMES
from prodlint.grouping import grouped

_GUARD_LIMIT, _DEPTH_LIMIT, _CLAUSE_LIMIT, _SUBJECT_LIMIT = 500, 12, 64, 200
_MANY = 50  # early exits of one block, the nearest ones
_EQUAL = {"==": True, "===": True, "!=": False, "!==": False}
_CLEANERS = frozenset(("toLowerCase", "toUpperCase", "trim", "toString"))
_CASTS = frozenset(("Boolean", "String"))
_GETTERS = frozenset(("get", "getOrThrow", "env", "getEnv"))
_EXITS = frozenset(("return_statement", "throw_statement", "continue_statement", "break_statement"))
_EXIT_CALL = expression(r"^process\.(?:exit|abort)\(")
_PLAIN = expression(r"^[\w$.]+$")


class Conditions(Objects):
    """A tree that knows when its parts run."""

    def __init__(self, text: str, dialect: str) -> None:
        super().__init__(text, dialect)
        self._conditions: dict[tuple[int, bool], Guards] = {}
        self._guards: dict[int, Guards] = {}

    def guards(self, node: Node) -> Guards:
        """What must hold for a node to run: branches and cases around it, and early exits before it."""
        path = [node]
        while path[-1].id not in self._guards and (parent := self.parent(path[-1])) is not None:
            path.append(parent)
        around = path.pop()
        found = self._guards.setdefault(around.id, ())
        while path:
            child = path.pop()
            exits = self._exits.get(around.id, [])
            last = bisect_right(exits, child.start_byte, key=lambda left: left[0])
            own = (*(guards for _, guards in reversed(exits[max(0, last - _MANY) : last])), self._branch(child, around))
            if any(own):
                found = all_of((found, *own))[:_GUARD_LIMIT]
            self._guards[child.id] = found
            around = child
        return found

    def condition(self, node: Node, holds: bool = True) -> Guards:
        """A test as guards: what is known if it holds, or if it does not."""
        return self._clauses(node, holds, 0)

    def _branch(self, child: Node, parent: Node) -> Guards:
        field = parent.child_by_field_name
        if parent.type in ("if_statement", "ternary_expression"):
            test = field("condition")
            if test is not None and child in (field("consequence"), field("alternative")):
                return self.condition(test, child == field("consequence"))
        elif parent.type == "binary_expression" and self.operator(parent) in ("&&", "||", "??"):
            left = field("left")
            if left is not None and child != left:
                return self.condition(left, self.operator(parent) == "&&")
        elif parent.type in ("switch_case", "switch_default") and child != field("value"):
            return self._case(parent)
        return ()

    def _case(self, case: Node) -> Guards:
        body = self.parent(case)
        switch = self.parent(body) if body is not None else None
        value = switch.child_by_field_name("value") if switch is not None else None
        if body is None or value is None:
            return ()
        cases = [child for child in body.named_children if child.type in ("switch_case", "switch_default")]
        index, subject = cases.index(case), self._subject(value, 0)
        first = index
        while first and not self._ends(cases[first - 1]):  # the case before falls through to this one
            first -= 1
        reached = cases[first : index + 1]
        if all(found.type == "switch_case" for found in reached):
            return ((Guard(subject, self._case_values(reached), True),),)
        others = self._case_values([found for found in cases if found not in reached])
        return ((Guard(subject, others, False),),) if others else ()

    def _case_values(self, cases: list[Node]) -> tuple[str, ...]:
        values = [case.child_by_field_name("value") for case in cases]
        return tuple((self.literal(v) or self.text(v)).lower() for v in values if v is not None)

    def _ends(self, node: Node) -> bool:
        """Whether what comes after a statement, a block or a case is not reached through it."""
        for _ in range(_DEPTH_LIMIT):
            statements = self.children(node)
            if node.type in _EXITS:
                return True
            if node.type == "expression_statement":
                return bool(_EXIT_CALL.match(self.text(node)))
            if node.type not in ("statement_block", "switch_case", "switch_default") or not statements:
                return False
            node = statements[-1]
        return False

    @cached_property
    def _exits(self) -> dict[int, list[tuple[int, Guards]]]:
        """By block: where an `if` that leaves the block ends, and what then holds for the rest of the block."""
        return grouped(self._early())

    def _early(self) -> Iterator[tuple[int, tuple[int, Guards]]]:
        for node in self.of_type("if_statement"):
            block, test = self.parent(node), node.child_by_field_name("condition")
            taken = node.child_by_field_name("consequence")
            if block is not None and test is not None and taken is not None and self._ends(taken):
                yield block.id, (node.end_byte, self.condition(test, False))

    def _clauses(self, node: Node, holds: bool, depth: int) -> Guards:
        node = self.peel(node)
        key = node.id, holds
        if key not in self._conditions:
            clauses = self._compound(node, holds, depth) if depth <= _DEPTH_LIMIT else None
            if clauses is None or sum(map(len, clauses)) > _CLAUSE_LIMIT:
                clauses = ((Guard(self.variable(node) or self.shown(node), (), holds),),)
            self._conditions[key] = clauses
        return self._conditions[key]

    def _compound(self, node: Node, holds: bool, depth: int) -> Guards | None:
        """What a test is made of; None where it is a thing of its own, true or false."""
        field, operator = node.child_by_field_name, self.operator(node)
        left, right = field("left"), field("right")
        if node.type == "unary_expression" and operator == "!" and (inner := field("argument")) is not None:
            return self._clauses(inner, not holds, depth + 1)
        if left is not None and right is not None and operator in ("&&", "||"):
            sides = self._clauses(left, holds, depth + 1), self._clauses(right, holds, depth + 1)
            return all_of(sides) if (operator == "&&") == holds else any_of(sides)
        if left is not None and right is not None and operator in _EQUAL:
            return self._comparison(left, right, holds == _EQUAL[operator], depth)
        if node.type == "call_expression":
            return self._call(node, holds, depth)
        value = self.definition(node)
        clauses = self._clauses(value, holds, depth + 1) if value is not None else ()
        plain = all(_PLAIN.match(guard.subject) for clause in clauses for guard in clause)
        return clauses if clauses and plain else None

    def _comparison(self, left: Node, right: Node, holds: bool, depth: int) -> Guards:
        value, subject = self.literal(right), left
        if value is None:
            value, subject = self.literal(left), right
        if value is None:
            value, subject = self.text(right)[:_SUBJECT_LIMIT], left
        if value in ("true", "false"):
            return self._clauses(subject, holds == (value == "true"), depth + 1)
        return ((Guard(self._subject(subject, depth), (value.lower(),), holds),),)

    def _call(self, node: Node, holds: bool, depth: int) -> Guards | None:
        """`Boolean(x)`, `["a", "b"].includes(x)` and `new Set([...]).has(x)`."""
        function, arguments = node.child_by_field_name("function"), self.arguments(node)
        if function is None or len(arguments) != 1:
            return None
        if self.text(function) in _CASTS:
            return self._clauses(arguments[0], holds, depth + 1)
        target, key = self.member(function)
        if target is None or key not in ("includes", "has"):
            return None
        values = [self.string(item) for item in self._items(target)]
        known = tuple(value.lower() for value in values if value is not None)
        if not known or len(known) < len(values):
            return None
        return ((Guard(self._subject(arguments[0], depth), known, holds),),)

    def _items(self, node: Node) -> list[Node]:
        node = self.peel(node)
        value = self.only_value(node) if node.type in NAMES else None
        node = self.peel(value) if value is not None else node
        if node.type == "new_expression" and (arguments := self.arguments(node)):
            node = self.peel(arguments[0])
        return node.named_children if node.type == "array" else []

    def _subject(self, node: Node, depth: int) -> str:
        """What is compared: the environment variable behind a name, a default, `.toLowerCase()`; else the text."""
        start = node = self.peel(node)
        for _ in range(depth, _DEPTH_LIMIT):
            name = self.variable(node)
            if name is not None:
                return name
            inner: Node | None = None
            if node.type == "binary_expression" and self.operator(node) in ("||", "??"):
                inner = node.child_by_field_name("left")
            elif node.type == "call_expression":
                function, arguments = node.child_by_field_name("function"), self.arguments(node)
                target, key = self.member(function) if function is not None else (None, "")
                if key in _CLEANERS:
                    inner = target
                elif function is not None and arguments:
                    if self.text(function) in _CASTS:
                        inner = arguments[0]
                    elif (key or self.text(function)) in _GETTERS and (name := self.string(arguments[0])):
                        return name
            else:
                inner = self.definition(node)
            if inner is None:
                break
            node = self.peel(inner)
        return self.shown(start)

    def shown(self, node: Node) -> str:
        """The source text of a node, cut where it is long."""
        return self.text(node).replace("?.", ".")[:_SUBJECT_LIMIT]
