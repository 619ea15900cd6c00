"""Strings that the file itself spells out, in one piece or in several."""

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.budget import Budget
from prodlint.formats.javascript.scopes import NAMES, Scopes

# Of one text, and of all in one file beyond the least of each.
_PARTS_LIMIT, _LEAST_PARTS, _TOTAL_PARTS = 500, 20, 100_000
_LENGTH_LIMIT = 100_000
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_CODE_POINT = expression(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\})$")
_LITERALS = frozenset(("true", "false", "null", "undefined", "number"))


class Constants(Scopes):
    """A tree that knows the strings in it."""

    def __init__(self, text: str, dialect: str) -> None:
        super().__init__(text, dialect)
        self._parts_budget = Budget(_PARTS_LIMIT, _LEAST_PARTS, _TOTAL_PARTS)

    def string(self, node: Node) -> str | None:
        """The string that an expression always is: literals, templates, `+` and constants; None if unknown."""
        parts, length, stack, steps = list[str](), 0, [node], 0
        while stack and length <= _LENGTH_LIMIT and steps < self._parts_budget.limit:
            steps += 1
            current = self.peel(stack.pop())
            if current.type in ("string", "template_string"):
                stack.extend(reversed(current.named_children))
            elif current.type == "template_substitution" and current.named_child_count:
                stack.append(current.named_children[0])
            elif current.type in ("string_fragment", "escape_sequence"):
                parts.append(self.piece(current))
                length += len(parts[-1])
            elif current.type == "binary_expression" and self.operator(current) == "+":
                stack.extend(reversed(current.named_children))
            elif current.type in NAMES and (value := self.only_value(current)) is not None:
                stack.append(value)
            else:
                stack = [current]  # not known, and so is the whole
                break
        self._parts_budget.is_cut |= bool(stack) and steps == self._parts_budget.limit
        self._parts_budget.spend(steps)
        return None if stack else "".join(parts)

    def piece(self, node: Node) -> str:
        """The text of one part of a string or a template."""
        return _unescaped(self.text(node)) if node.type == "escape_sequence" else self.text(node)

    def literal(self, node: Node) -> str | None:
        """The same, and also "true", "false", "null", "undefined" and numbers as they are written."""
        node = self.peel(node)
        return self.text(node) if node.type in _LITERALS else self.string(node)

    def operator(self, node: Node) -> str:
        """The operator of a binary, unary or assignment expression; "" for anything else."""
        found = node.child_by_field_name("operator")
        return self.text(found) if found is not None else ""


def _unescaped(escape: str) -> str:
    match = _CODE_POINT.match(escape)
    if match is None:
        return _ESCAPES.get(escape[1:], escape[1:])
    code = int(next(group for group in match.groups() if group), 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
