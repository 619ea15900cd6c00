"""Constant folding for Python: the value of an expression as far as this file alone tells it."""

import ast

from prodlint.formats.code import UNKNOWN
from prodlint.formats.python.environment import read_of
from prodlint.formats.python.qualified_names import QualifiedNames
from prodlint.formats.python.syntax import last_name
from prodlint.tables.truth import TRUE

# What the environment readers take for true: python-decouple, django-environ, environs, pydantic.
_TEXT_METHODS = frozenset({"casefold", "lower", "lstrip", "rstrip", "split", "strip", "upper"})
_CONVERSIONS = {"bool": bool, "int": int, "list": list, "str": str, "tuple": tuple}
_MAX_DEPTH = 25
_MAX_LENGTH = 10_000


class Constants(QualifiedNames):
    """Folds expressions; each once, and cycles are unknown."""

    def __init__(self, text: str, tree: ast.Module) -> None:
        super().__init__(text, tree)
        self._folded: dict[tuple[ast.expr, bool], object] = {}

    def constant(self, expr: ast.expr, unset: bool = False, depth: int = 0) -> object:
        """The folded value or `UNKNOWN`; with `unset`, as if no environment variable were set."""
        key = (expr, unset)
        if key not in self._folded and depth < _MAX_DEPTH:
            self._folded[key] = UNKNOWN
            try:
                value = self._fold(expr, unset, depth + 1)
            except (TypeError, ValueError, ArithmeticError, LookupError):  # `int("x")`, `1 in 2`, `[][0]`
                value = UNKNOWN
            too_long = isinstance(value, (str, bytes, list, tuple)) and len(value) > _MAX_LENGTH
            self._folded[key] = UNKNOWN if too_long else value
        return self._folded.get(key, UNKNOWN)

    def string(self, expr: ast.expr) -> str | None:
        """The folded value when it is a text."""
        value = self.constant(expr)
        return value if isinstance(value, str) else None

    def key(self, item: ast.Subscript) -> str:
        """The key of an item where it is a text, or ASCII bytes; the last name of another constant."""
        value = self.constant(item.slice)
        text = value.decode("ascii", "replace") if isinstance(value, bytes) else value
        return text if isinstance(text, str) else last_name(item.slice)

    def _fold(self, expr: ast.expr, unset: bool, depth: int) -> object:
        if isinstance(expr, ast.Constant):
            return expr.value
        if isinstance(expr, ast.JoinedStr):
            return self._joined(expr, unset, depth)
        if isinstance(expr, ast.BinOp):
            return self._sum(expr, unset, depth)
        if isinstance(expr, ast.UnaryOp):
            return self._unary(expr, unset, depth)
        if isinstance(expr, (ast.List, ast.Tuple, ast.Set)):
            values = [self.constant(item, unset, depth) for item in expr.elts[:_MAX_LENGTH]]
            if any(value is UNKNOWN or isinstance(value, (list, tuple)) for value in values):
                return UNKNOWN  # nesting would let a short text stand for an endless value
            return values if isinstance(expr, ast.List) else tuple(values)
        if isinstance(expr, ast.BoolOp):
            return self._bool(expr, unset, depth)
        if isinstance(expr, ast.IfExp):
            test = self.constant(expr.test, unset, depth)
            return UNKNOWN if test is UNKNOWN else self.constant(expr.body if test else expr.orelse, unset, depth)
        if isinstance(expr, ast.Compare):
            return self._compare(expr, unset, depth)
        if isinstance(expr, ast.NamedExpr):
            return self.constant(expr.value, unset, depth)
        if isinstance(expr, (ast.Call, ast.Subscript)):
            return self._call(expr, unset, depth)
        bindings = self.bindings(expr)
        if len(bindings) == 1 and bindings[0].how == "is" and not isinstance(bindings[0].node, ast.arg):
            return self.constant(bindings[0].value, unset, depth) if bindings[0].value is not None else UNKNOWN
        return UNKNOWN

    def _joined(self, expr: ast.JoinedStr, unset: bool, depth: int) -> object:
        texts: list[str] = []
        for part in expr.values:
            plain = part.value if isinstance(part, ast.FormattedValue) and part.conversion == -1 else part
            value = self.constant(plain, unset, depth)
            if not isinstance(value, str) or getattr(part, "format_spec", None) is not None:
                return UNKNOWN
            texts.append(value)
        return "".join(texts)

    def _sum(self, expr: ast.BinOp, unset: bool, depth: int) -> object:
        operands = summands(expr)
        values = [self.constant(item, unset, depth) for item in operands]
        if all(isinstance(value, str) for value in values):
            return "".join(str(value) for value in values)
        if all(isinstance(value, list) for value in values):
            return [item for value in values if isinstance(value, list) for item in value]
        return UNKNOWN

    def _unary(self, expr: ast.UnaryOp, unset: bool, depth: int) -> object:
        value = self.constant(expr.operand, unset, depth)
        if value is UNKNOWN:
            return UNKNOWN
        if isinstance(expr.op, ast.Not):
            return not value
        return -value if isinstance(expr.op, ast.USub) and isinstance(value, (int, float)) else UNKNOWN

    def _bool(self, expr: ast.BoolOp, unset: bool, depth: int) -> object:
        value: object = UNKNOWN
        for operand in expr.values:
            value = self.constant(operand, unset, depth)
            if value is UNKNOWN or bool(value) is isinstance(expr.op, ast.Or):
                break
        return value

    def _compare(self, expr: ast.Compare, unset: bool, depth: int) -> object:
        if len(expr.ops) != 1:
            return UNKNOWN
        left = self.constant(expr.left, unset, depth)
        right = self.constant(expr.comparators[0], unset, depth)
        if left is UNKNOWN or right is UNKNOWN:
            return UNKNOWN
        operator = expr.ops[0]
        if isinstance(operator, (ast.In, ast.NotIn)):
            if isinstance(right, (list, tuple)) or (isinstance(right, str) and isinstance(left, str)):
                return (left in right) is isinstance(operator, ast.In)
            return UNKNOWN
        if isinstance(operator, (ast.Eq, ast.Is)):
            return left == right
        return left != right if isinstance(operator, (ast.NotEq, ast.IsNot)) else UNKNOWN

    def _call(self, expr: ast.Call | ast.Subscript, unset: bool, depth: int) -> object:
        read = read_of(self, expr)
        if read is not None:
            if not unset:
                return UNKNOWN
            value = self.constant(read.default, unset, depth) if read.default is not None else None
            return value.lower() in TRUE if read.boolean and isinstance(value, str) else value
        if isinstance(expr, ast.Subscript):
            items, at = self.constant(expr.value, unset, depth), self.constant(expr.slice, unset, depth)
            return items[at] if isinstance(items, (list, tuple)) and isinstance(at, int) else UNKNOWN
        if expr.keywords:
            return UNKNOWN
        values = [self.constant(item, unset, depth) for item in expr.args]
        if UNKNOWN in values:
            return UNKNOWN
        if isinstance(expr.func, ast.Attribute) and expr.func.attr in _TEXT_METHODS:
            text = self.constant(expr.func.value, unset, depth)
            result: object = getattr(text, expr.func.attr)(*values) if isinstance(text, str) else UNKNOWN
            return result
        convert = _CONVERSIONS.get((self.qualified_name(expr.func) or "").removeprefix("builtins."))
        return convert(*values) if convert is not None and len(values) == 1 else UNKNOWN


def summands(expr: ast.BinOp) -> list[ast.expr]:
    """`a + b + c` -> [a, b, c], also for `|`; any other operator gives the expression itself."""
    found: list[ast.expr] = []
    node: ast.expr = expr
    while isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.BitOr)):
        found.append(node.right)
        node = node.left
    return [node, *reversed(found)]
