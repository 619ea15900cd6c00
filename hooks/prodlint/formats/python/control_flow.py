"""The conditions on the way from the module to a node: branches, `and`, `match`, early exits."""

import ast
from bisect import bisect_left

from prodlint.formats.guards import Guard, Guards, all_of
from prodlint.formats.python.conditions import Conditions
from prodlint.formats.python.syntax import last_name

_EXITS = frozenset({"_exit", "abort", "exit", "quit"})
_BLOCKS = ("body", "orelse", "finalbody")
_MAX_CLAUSES = 64  # nearest to the node; more only occur in generated files
_MAX_NESTING = 10


class Way(Conditions):
    """Collects the guards of nodes."""

    def __init__(self, text: str, tree: ast.Module) -> None:
        super().__init__(text, tree)
        self._guards: dict[ast.AST, Guards] = {}
        self._exits: dict[tuple[ast.AST, str], list[tuple[int, Guards]]] = {}

    def guards(self, node: ast.AST) -> Guards:
        """All conditions under which the node runs, outermost first, without repetition."""
        path = []
        for child, place in self.ascend(node):
            if child in self._guards:
                break
            path.append((child, place))
        found = self._guards.get(path[-1][1].parent if path else node, ())
        for child, place in reversed(path):
            part = self._step(child, place.parent, place.field, place.at)
            found = self._guards[child] = all_of((found, part))[-_MAX_CLAUSES:] if part else found
        return found

    def _step(self, child: ast.AST, parent: ast.AST, field: str, index: int) -> Guards:
        """The conditions that a parent puts on one of its children."""
        test = self.condition
        if isinstance(parent, ast.BoolOp):
            earlier = parent.values[: min(index, _MAX_CLAUSES)]
            return all_of(test(value, isinstance(parent.op, ast.And)) for value in earlier)
        if isinstance(parent, ast.Match) and isinstance(child, ast.match_case):
            return self._case(parent, child, index)
        if isinstance(parent, (ast.ListComp, ast.SetComp, ast.GeneratorExp)) and field == "elt":
            return all_of(test(item, True) for clause in parent.generators for item in clause.ifs)
        clauses: Guards = ()
        if isinstance(parent, (ast.If, ast.IfExp)) and field != "test":
            clauses = test(parent.test, field == "body")
        elif isinstance(parent, ast.While) and field == "body":
            clauses = test(parent.test, True)
        if isinstance(child, ast.stmt) and field in _BLOCKS:
            exits = self._passed(parent, field)
            last = bisect_left(exits, index, key=lambda passed: passed[0])
            clauses = all_of([clauses, *(known for _, known in exits[max(0, last - _MAX_CLAUSES) : last])])
        return clauses

    def _passed(self, parent: ast.AST, field: str) -> list[tuple[int, Guards]]:
        """The early exits of a block: their index, and what holds after them."""
        key = (parent, field)
        if key not in self._exits:
            self._exits[key] = []
            block: list[ast.stmt] = getattr(parent, field)
            self._exits[key] = [(at, known) for at, item in enumerate(block) if (known := self._after(item))]
        return self._exits[key]

    def _after(self, statement: ast.stmt) -> Guards:
        if isinstance(statement, ast.Assert):
            return self.condition(statement.test, True)
        if not isinstance(statement, ast.If):
            return ()
        body, orelse = _leaves(statement.body), _leaves(statement.orelse)
        return self.condition(statement.test, orelse) if body != orelse else ()

    def _case(self, parent: ast.Match, case: ast.match_case, index: int) -> Guards:
        subject = self.subject(parent.subject) or self.shown(parent.subject)
        extra = self.condition(case.guard, True) if case.guard is not None else ()
        values = _pattern_values(case.pattern)
        if values:
            clause = (Guard(subject, values, True),)
        elif isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None:
            patterns = [earlier.pattern for earlier in parent.cases[:index] if earlier.guard is None]
            others = tuple(text for pattern in patterns for text in _pattern_values(pattern))
            if not others:
                return extra
            clause = (Guard(subject, others, False),)
        else:
            clause = (Guard(self.shown(case.pattern), (), True),)
        return all_of([(clause,), extra])


def _leaves(block: list[ast.stmt], nesting: int = 0) -> bool:
    """Whether control never reaches the end of a block."""
    last = block[-1] if block else None
    if isinstance(last, (ast.Return, ast.Raise, ast.Continue, ast.Break)):
        return True
    if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call):
        return last_name(last.value.func) in _EXITS
    if isinstance(last, ast.If) and nesting < _MAX_NESTING:
        return _leaves(last.body, nesting + 1) and _leaves(last.orelse, nesting + 1)
    return False


def _pattern_values(pattern: ast.pattern) -> tuple[str, ...]:
    """The lower-cased constants that a pattern matches; empty when it is anything else."""
    values: list[str] = []
    for item in pattern.patterns if isinstance(pattern, ast.MatchOr) else [pattern]:
        if isinstance(item, ast.MatchValue) and isinstance(item.value, ast.Constant):
            values.append(str(item.value.value).lower())
        elif isinstance(item, ast.MatchValue) and last_name(item.value).isupper():
            values.append(last_name(item.value).lower())
        else:
            return ()
    return tuple(values)
