"""One test of an `if`, read as guards: which setting or environment variable it asks for, and which values."""

import ast

from prodlint.formats.code import UNKNOWN
from prodlint.formats.guards import ALWAYS, NEVER, Guard, Guards, all_of, any_of, opposite
from prodlint.formats.python.environment import read_of
from prodlint.formats.python.mappings import Mappings
from prodlint.formats.python.syntax import chain

_PEELED_METHODS = frozenset({"casefold", "lower", "strip", "upper"})
_PEELED_FUNCTIONS = frozenset({"bool", "int", "str"})
_EQUAL = (ast.Eq, ast.Is, ast.In)
_UNEQUAL = (ast.NotEq, ast.IsNot, ast.NotIn)
_MAX_DEPTH = 12
_MAX_OPERANDS = 64


class Conditions(Mappings):
    """Reads tests; a name stands for the test that it was assigned, where that one is understood."""

    def condition(self, test: ast.expr, holds: bool = True, depth: int = 0) -> Guards:
        """The guards that say that a test is true (`holds`) or false; what is not understood is its own text."""
        found = self._read(test, holds, depth + 1) if depth < _MAX_DEPTH else None
        if found is not None:
            return found
        bare_call = isinstance(test, ast.Call) and not test.args and not test.keywords
        parts = chain(test.func) if bare_call and isinstance(test, ast.Call) else None
        return ((Guard(".".join(parts) if parts else self.shown(test), (), holds),),)

    def _read(self, test: ast.expr, holds: bool, depth: int) -> Guards | None:
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            return self.condition(test.operand, not holds, depth)
        if isinstance(test, ast.NamedExpr):
            return self.condition(test.value, holds, depth)
        if isinstance(test, ast.BoolOp) and len(test.values) <= _MAX_OPERANDS:
            parts = [self.condition(value, holds, depth) for value in test.values]
            return all_of(parts) if isinstance(test.op, ast.And) is holds else any_of(parts)
        if isinstance(test, ast.Constant):
            return ALWAYS if bool(test.value) is holds else NEVER
        guard = self._comparison(test) if isinstance(test, ast.Compare) else self._prefix(test)
        meant = self._meant(test) if guard is None and depth < _MAX_DEPTH else None
        if meant is not None and (not isinstance(meant, ast.Constant) or isinstance(meant.value, bool)):
            found = self._read(meant, holds, depth + 1)
            if found is not None:
                return found
        subject = self.subject(test) if guard is None else None
        if subject:
            guard = Guard(subject, (), True)
        return None if guard is None else ((guard if holds else opposite(guard),),)

    def _meant(self, expr: ast.expr) -> ast.expr | None:
        """What a name with one value, or a call of a function with one `return`, stands for."""
        if isinstance(expr, ast.Name):
            bindings = self.bindings(expr)
            if len(bindings) == 1 and bindings[0].how == "is" and not isinstance(bindings[0].node, ast.arg):
                return bindings[0].value
        elif isinstance(expr, ast.Call) and not expr.args:
            definition = self.definition(expr.func)
            if isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)):
                values = self.returns(definition)
                return values[0] if len(values) == 1 else None
        return None

    def _prefix(self, test: ast.expr) -> Guard | None:
        """`ENV.startswith("prod")`."""
        if isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute) and len(test.args) == 1:
            if test.func.attr in ("startswith", "endswith"):
                subject, values = self.subject(test.func.value), self._values(test.args[0])
                return Guard(subject, values, True) if subject and values else None
        return None

    def _comparison(self, test: ast.Compare) -> Guard | None:
        operator, left, right = test.ops[0], test.left, test.comparators[0]
        if len(test.ops) != 1 or not isinstance(operator, (*_EQUAL, *_UNEQUAL)):
            return None
        holds = isinstance(operator, _EQUAL)
        inside = isinstance(operator, (ast.In, ast.NotIn))
        if isinstance(left, ast.Constant):
            left, right = right, left
            if inside and isinstance(right, ast.Constant) and chain(left) in (["os", "environ"], ["environ"]):
                return Guard(str(right.value), (), holds)
        subject, values = self.subject(left), self._values(right)
        if not subject or not values:
            return None
        folded = self.constant(right)
        if not inside and (folded is None or isinstance(folded, bool)):
            return Guard(subject, (), holds is bool(folded))
        return Guard(subject, values, holds)

    def _values(self, expr: ast.expr) -> tuple[str, ...]:
        """The lower-cased constants of a scalar or a list; the member's name for `Environment.PROD`."""
        value = self.constant(expr)
        if isinstance(value, (list, tuple)):
            return tuple(str(item).lower() for item in value)
        if value is not UNKNOWN:
            return (str(value).lower()[:_MAX_OPERANDS],)
        if isinstance(expr, (ast.List, ast.Tuple, ast.Set)):
            plain = [item for item in expr.elts[:_MAX_OPERANDS] if not isinstance(item, (ast.List, ast.Tuple))]
            parts = [self._values(item) for item in plain]
            return tuple(text for part in parts for text in part) if all(parts) else ()
        members = [part for part in chain(expr) or () if part not in ("value", "name")]
        return (members[-1].lower(),) if len(members) > 1 and members[-1].isupper() else ()

    def subject(self, expr: ast.expr) -> str | None:
        """The variable's name or dotted text that a condition is about; None when there is none."""
        name = None
        for _ in range(_MAX_DEPTH):
            read = read_of(self, expr)
            if read is not None:
                return read.name
            inner = self._peeled(expr)
            if inner is None:
                name = ".".join(_path(expr) or ()) or name
                inner = self._meant(expr) if isinstance(expr, ast.Name) else None
                if inner is None:
                    break
            expr = inner
        return name.removesuffix(".value") if name else None

    def _peeled(self, expr: ast.expr) -> ast.expr | None:
        """What `x.lower()`, `str(x)`, `x or ""` and `(y := x)` say as much as."""
        if isinstance(expr, ast.NamedExpr):
            return expr.value
        if isinstance(expr, ast.BoolOp) and isinstance(expr.op, ast.Or):
            return expr.values[0] if isinstance(expr.values[-1], ast.Constant) else None
        if not isinstance(expr, ast.Call):
            return None
        if isinstance(expr.func, ast.Attribute):
            return expr.func.value if expr.func.attr in _PEELED_METHODS else None
        name = (self.qualified_name(expr.func) or "").removeprefix("builtins.")
        return expr.args[0] if name in _PEELED_FUNCTIONS and len(expr.args) == 1 else None


def _path(expr: ast.expr) -> list[str] | None:
    """`a.b["C"]`, `a.b.get("C")` and `getattr(a.b, "C")` -> ["a", "b", "C"]."""
    parts: list[str] = []
    while not isinstance(expr, ast.Name):
        key: ast.expr | None = None
        if isinstance(expr, ast.Attribute):
            key, expr = ast.Constant(expr.attr), expr.value
        elif isinstance(expr, ast.Subscript):
            key, expr = expr.slice, expr.value
        elif isinstance(expr, ast.Call) and isinstance(expr.func, ast.Attribute) and expr.args:
            key, expr = expr.args[0] if expr.func.attr == "get" else None, expr.func.value
        elif isinstance(expr, ast.Call) and chain(expr.func) == ["getattr"] and len(expr.args) > 1:
            key, expr = expr.args[1], expr.args[0]
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
            return None
        parts.append(key.value)
    return [expr.id, *reversed(parts)]
