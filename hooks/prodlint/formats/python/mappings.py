"""Dictionaries and keyword arguments of Python, also where they are put together from several places."""

import ast
from collections.abc import Iterator

from prodlint.formats.code import Entry
from prodlint.formats.python.constants import Constants, summands

_MAX_DEPTH = 12
_MAX_ITEMS = 2000


class Mappings(Constants):
    """Reads dictionaries."""

    def entries(self, expr: ast.expr) -> list[Entry] | None:
        """The entries of a dictionary, later ones last; None when the expression is no dictionary of this file."""
        budget = [_MAX_ITEMS]
        return self._entries(expr, budget, 0)

    def keywords(self, call: ast.Call) -> dict[str, ast.expr]:
        """The keyword arguments by name; "**" has the expression of a dictionary that is not known."""
        found: dict[str, ast.expr] = {}
        for keyword in call.keywords:
            if keyword.arg is not None:
                found[keyword.arg] = keyword.value
                continue
            items = self.entries(keyword.value)
            for item in [_unknown(keyword.value)] if items is None else items:
                found["**" if item.key is None else item.key] = item.value
        return found

    def _entries(self, expr: ast.expr, budget: list[int], depth: int) -> list[Entry] | None:
        if depth > _MAX_DEPTH or budget[0] <= 0:
            return None
        if isinstance(expr, ast.Dict):
            pairs = list(zip(expr.keys, expr.values, strict=True))
        elif isinstance(expr, ast.Call) and self.qualified_name(expr.func) == "builtins.dict":
            pairs = [(None, argument) for argument in expr.args]
            found = list(self._flat(pairs, budget, depth))
            for keyword in expr.keywords:
                if keyword.arg is not None:
                    found.append(Entry(keyword.arg, keyword.value, keyword))
                else:
                    found.extend(self._flat([(None, keyword.value)], budget, depth))
            return found
        elif isinstance(expr, ast.BinOp) and isinstance(expr.op, ast.BitOr):
            pairs = [(None, operand) for operand in summands(expr)]
        elif isinstance(expr, (ast.Name, ast.Attribute)):
            return self._named(expr, budget, depth)
        elif isinstance(expr, ast.Call) and isinstance(expr.func, ast.Attribute) and expr.func.attr == "copy":
            return self._entries(expr.func.value, budget, depth + 1)
        else:
            return None
        found = list(self._flat(pairs, budget, depth))
        known = isinstance(expr, ast.Dict) or any(not item.unpacked for item in found)
        return found if known else None

    def _flat(self, pairs: list[tuple[ast.expr | None, ast.expr]], budget: list[int], depth: int) -> Iterator[Entry]:
        for key, value in pairs:
            budget[0] -= 1
            if key is not None:
                yield Entry(self.string(key), value, key)
            else:
                inner = self._entries(value, budget, depth + 1)
                yield from [_unknown(value)] if inner is None else inner

    def _named(self, expr: ast.expr, budget: list[int], depth: int) -> list[Entry] | None:
        """The one dictionary that a name has, and what is stored in it later."""
        bindings = self.bindings(expr)
        whole = [binding for binding in bindings if binding.replaces]
        if len(whole) != 1 or whole[0].how != "is" or whole[0].value is None:
            return None
        if isinstance(whole[0].node, ast.arg):
            return None
        found = self._entries(whole[0].value, budget, depth + 1)
        if found is None:
            return None
        pairs = [
            (binding.key, binding.value)
            for binding in bindings
            if binding.how in ("item", "extends") and binding.value is not None
        ]
        return [*found, *self._flat(pairs, budget, depth)]


def _unknown(mapping: ast.expr) -> Entry:
    return Entry(None, mapping, mapping, unpacked=True)
