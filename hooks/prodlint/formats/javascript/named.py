"""Everything in a file that gives a value, or the default of one, to a name; its texts; where a node stands."""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.code import ASKED, ASSIGNED, ENTRY, PARAMETER, Named
from prodlint.formats.javascript.environment import DEFAULTING, is_environment
from prodlint.formats.javascript.qualified_names import package_path
from prodlint.formats.javascript.tree import FUNCTIONS
from prodlint.formats.javascript.values import Values
from prodlint.formats.joined import outermost, sides

_NAMED = {
    "variable_declarator": ("name", "value", ASSIGNED),
    "public_field_definition": ("name", "value", ASSIGNED),
    "assignment_expression": ("left", "right", ASSIGNED),
    "enum_assignment": ("name", "value", ASSIGNED),
    "pair": ("key", "value", ENTRY),
    "required_parameter": ("pattern", "value", PARAMETER),
    "optional_parameter": ("pattern", "value", PARAMETER),
    "assignment_pattern": ("left", "right", PARAMETER),
    "object_assignment_pattern": ("left", "right", PARAMETER),
}
_PATTERNS = ("object_pattern", "array_pattern", "assignment_pattern", "rest_pattern")
_NAME_LENGTH = 100
_GETTERS = frozenset(("get", "getOrThrow", "env", "getEnv", "optional", "getString"))
_TALKING = expression(
    r"(?:console\.\w+|log\w*\.\w+|\.(?:replace|replaceAll|startsWith|endsWith|includes|split|describe|test|match))$"
)
_COMPARING = ("==", "===", "!=", "!==", "in")
_ANCESTOR_LIMIT = 500
_NOTED = frozenset("class class_declaration abstract_class_declaration export_statement method_definition".split())
_DEFINITIONS = frozenset((*FUNCTIONS, "class_declaration", "abstract_class_declaration", "class"))


class Names(Values):
    """A tree that knows what its names are given."""

    def named_values(self) -> list[Named]:
        """All that gives a value, or the default of one, to a name, each once."""
        return self._named

    def parts(self) -> Iterator[tuple[str, Node]]:
        """The names that are taken out of an object, each with the whole."""
        return ((one.name, one.value) for one in self.bindings() if one.path and one.value is not None)

    @cached_property
    def _named(self) -> list[Named]:
        found = []
        for node in self.of_type(*_NAMED):
            name_field, value_field, how = _NAMED[node.type]
            name, value = node.child_by_field_name(name_field), node.child_by_field_name(value_field)
            if name is not None and value is not None and name.end_byte - name.start_byte <= _NAME_LENGTH:
                holder = self.parent(node) if how == ENTRY else None
                by_key = ENTRY if name.type == "subscript_expression" else how
                if node.type == "object_assignment_pattern" and self._is_of_environment(node):
                    by_key = ASKED  # `const { X = d } = process.env`
                of = self.member(name)[0] if how == ASSIGNED else None
                found.append(Named(self._last_name(name), value, holder or node, by_key, of))
        for node in self.of_type("method_definition"):  # of an object
            name, holder = node.child_by_field_name("name"), self.parent(node)
            if name is not None and holder is not None and holder.type == "object":
                found.append(Named(self._last_name(name), node, holder, ENTRY))
        return [*found, *self._asked()]

    def _is_of_environment(self, default: Node) -> bool:
        pattern = self.parent(default)
        declarator = self.parent(pattern) if pattern is not None else None
        value = declarator.child_by_field_name("value") if declarator is not None else None
        name = self.qualified_name(value) if value is not None else None
        return name is not None and is_environment(name)

    def _last_name(self, node: Node) -> str:
        """`config.origins`, `config["origins"]`, `"origins"` and `origins` are all "origins"; "" for a pattern."""
        key = self.member(node)[1]
        if key:
            return key
        if node.type in ("computed_property_name", "subscript_expression") and node.named_children:
            return self.string(node.named_children[-1]) or self.name(node.named_children[-1])
        return "" if node.type in _PATTERNS else self.text(node).strip("'\"`[]")

    def _asked(self) -> Iterator[Named]:
        """`process.env.X || d`, `config.get("x") ?? d`, `get("X", d)`."""
        for node in self.of_type("binary_expression"):
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            if left is not None and right is not None and self.operator(node) in DEFAULTING:
                name = self.variable(left) or self._setting(left)
                if name:
                    yield Named(name, right, node, ASKED)
        for call in self.of_type("call_expression"):
            arguments = self.arguments(call)
            default = self.fallback(call) if len(arguments) == 2 else None
            if default is not None:
                yield Named(self.string(arguments[0]) or "", default, call, ASKED)

    def _setting(self, node: Node) -> str:
        """The key of the setting that a call reads."""
        call = self.peel(node)
        arguments = self.arguments(call) if call.type == "call_expression" else []
        if len(arguments) != 1 or self.method(call)[1] not in _GETTERS:
            return ""
        return self.string(arguments[0]) or ""

    def texts(self, hole: str) -> Iterator[tuple[str, Node]]:
        """The texts of the code with `hole` for what is put into them; not those that are only compared or told."""
        texts = self.of_type("string", "template_string")
        for whole in outermost(texts, self.parent, lambda node: bool(self._joins(node))):
            if not self._is_talk(whole):
                yield "".join(self._piece(side, hole) for side in sides(whole, self._joins)), whole

    def _joins(self, node: Node) -> list[Node]:
        """The two sides of what joins them."""
        is_join = node.type == "binary_expression" and self.operator(node) == "+"
        return self.children(node) if is_join else []

    def _piece(self, node: Node, hole: str) -> str:
        if node.type not in ("string", "template_string"):
            return hole
        return "".join(hole if one.type == "template_substitution" else self.piece(one) for one in node.named_children)

    def _is_talk(self, node: Node) -> bool:
        around = self.parent(node)
        if around is not None and around.type == "arguments":
            call = self.parent(around)
            maker = self.maker(call) if call is not None else None
            return maker is not None and bool(_TALKING.search(self.text(maker)[-60:]))
        return around is not None and self.operator(around) in _COMPARING

    def inside(self, node: Node) -> list[str]:
        """The names of the functions, classes and keys around a node, the outermost first."""
        found = []
        for around in islice(self.around(node), _ANCESTOR_LIMIT):
            name = self.key(around)
            if not name and around.type in _DEFINITIONS:
                name = self._name_of(around)
            if name:
                found.append(name[:_NAME_LENGTH])
        return found[::-1]

    def patterns(self) -> Iterator[tuple[str, Node]]:
        """The regular expressions that have a form of their own: `/x/`."""
        return ((self.pattern(node) or "", node) for node in self.of_type("regex"))

    def notes(self, node: Node) -> list[Node]:
        """The decorators of a class or a method that are calls."""
        if node.type not in _NOTED:  # asking a node for its children by a field goes through all of them
            return []
        found, before = [*node.children_by_field_name("decorator")], node.prev_named_sibling
        while before is not None and before.type == "decorator" and node.type == "method_definition":
            found, before = [*found, before], before.prev_named_sibling
        return [child for one in found for child in one.named_children if child.type == "call_expression"]

    def _name_of(self, definition: Node) -> str:
        """The name of a function or class; of one without, that of the variable it is given to."""
        name, around = definition.child_by_field_name("name"), self.parent(definition)
        if name is None and around is not None and around.type == "variable_declarator":
            name = around.child_by_field_name("name")
        return self.text(name) if name is not None else ""

    @cached_property
    def _imports(self) -> frozenset[str]:
        statements = self.of_type("import_statement", "export_statement", "import_require_clause")
        sources = [node.child_by_field_name("source") for node in statements]
        found = [self.text(source)[1:-1] for source in sources if source is not None]
        calls = (self.required(call) for call in self.of_type("call_expression"))
        return frozenset(package_path(specifier) for specifier in (*found, *filter(None, calls)))

    def imports(self) -> frozenset[str]:
        """What the file imports: packages with their paths (`hono/cors`) and files (`./policy`)."""
        return self._imports
