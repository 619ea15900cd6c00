"""Reads of the environment, and constants: what the file itself tells of a value."""

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.code import UNKNOWN, Read
from prodlint.formats.javascript.qualified_names import QualifiedNames
from prodlint.formats.javascript.scopes import NAMES

_ENVIRONMENT = expression(
    r"^(?:(?:globalThis\.)?process\.env|import\.meta\.env|Bun\.env"
    r"|\$env/dynamic/(?:public|private)\.env|\$env/static/(?:public|private))\.([A-Za-z_]\w*)$"
)
DEFAULTING = ("||", "??")
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None, "undefined": None}
_CONSTANT_STEPS, _MOST_ELEMENTS = 20, 1_000


class Environment(QualifiedNames):
    """A tree that knows what is read from the environment."""

    def variable(self, node: Node) -> str | None:
        """The environment variable that an expression is, through names for it and for the environment."""
        node = self.peel(node)
        if node.type == "call_expression":
            function, arguments = node.child_by_field_name("function"), self.arguments(node)
            if function is not None and arguments and self.qualified_name(function) == "Deno.env.get":
                return self.string(arguments[0])
            return None
        match = _ENVIRONMENT.match(self.qualified_name(node) or "")
        return match[1] if match else None

    def environment(self, node: Node) -> Read | None:
        """The environment variable that an expression reads, with what `||` and `??` put in its place."""
        node = self.peel(node)
        left = node.child_by_field_name("left") if self.operator(node) in DEFAULTING else None
        name = self.variable(node if left is None else left)
        return Read(name, node.child_by_field_name("right") if left is not None else None, node) if name else None

    def constant(self, node: Node, unset: bool = False) -> object:
        """The value of an expression as far as the file tells, or `UNKNOWN`; `unset`: as if no variable were set."""
        for _ in range(_CONSTANT_STEPS):
            node = self.peel(node)
            read = self.environment(node) if unset else None
            inner = read.default if read is not None else self.only_value(node) if node.type in NAMES else None
            if inner is None:
                return None if read is not None else self._folded(node)
            node = inner
        return UNKNOWN

    def pattern(self, node: Node) -> str | None:
        """The text of `/x/`, `new RegExp("x")` or `new RegExp(/x/)`."""
        if node.type == "regex":
            found = node.child_by_field_name("pattern")
            return self.text(found) if found is not None else None
        arguments = self.arguments(node)
        if not arguments or self.method(node) != (None, "RegExp"):
            return None
        return self.pattern(arguments[0]) if arguments[0].type == "regex" else self.string(arguments[0])

    def _folded(self, node: Node) -> object:
        text = self.literal(node)
        if text is None and node.type == "array":
            items = [self.literal(child) for child in self.children(node)[:_MOST_ELEMENTS]]
            return UNKNOWN if None in items else items
        if node.type == "unary_expression":
            return self._negated(node)
        if text is None:
            return UNKNOWN
        if node.type == "number":
            return _number(text)
        return _WORDS[text] if node.type in _WORDS else text

    def _negated(self, node: Node) -> object:
        """`!0` and `void 0`, as minifiers and their readers write true and undefined."""
        inner, operator = node.child_by_field_name("argument"), self.operator(node)
        is_literal = inner is not None and operator in ("!", "void") and inner.type != "unary_expression"
        value = self._folded(inner) if inner is not None and is_literal else UNKNOWN
        return UNKNOWN if value is UNKNOWN else None if operator == "void" else not value


def is_environment(name: str) -> bool:
    """Whether a qualified name is that of the environment itself: `process.env`."""
    return _ENVIRONMENT.match(f"{name}.X") is not None


def _number(text: str) -> object:
    for convert in (lambda digits: int(digits, 0), float):
        try:
            return convert(text.replace("_", ""))
        except ValueError:
            continue
    return UNKNOWN
