"""The declarations of a file: names, and what stands behind them."""

from collections.abc import Iterator

from tree_sitter import Node

from prodlint.formats.javascript.tree import Tree
from prodlint.light_typing import NamedTuple

_DEFINITIONS = (
    "function_declaration", "generator_function_declaration", "class_declaration", "abstract_class_declaration",
    "enum_declaration",
)  # fmt: skip
_PATTERN_LIMIT = 20  # levels of destructuring


class Binding(NamedTuple):
    """A declared name. `path` leads from `value` to it through a destructuring pattern.

    `kind` is "import", "variable", "parameter" or "definition" (then `value` is the function, class or enum).
    Of an import `source` is the specifier, and `path` the exported name, empty for the default and for `*`.
    """

    name: str
    kind: str
    node: Node
    value: Node | None = None
    path: tuple[str, ...] = ()
    default: Node | None = None
    type: Node | None = None
    source: str = ""


def imported(tree: Tree) -> Iterator[Binding]:
    """The names that `import` statements bring in, `import x = require("y")` among them."""
    for statement in tree.of_type("import_statement"):
        source = statement.child_by_field_name("source")
        for clause in statement.named_children:
            if clause.type == "import_require_clause":
                source = clause.child_by_field_name("source")
            if source is None or clause.type not in ("import_clause", "import_require_clause"):
                continue
            specifier = tree.text(source)[1:-1]
            for part in clause.named_children:
                if part.type == "identifier":
                    yield Binding(tree.text(part), "import", part, source=specifier)
                elif part.type == "namespace_import" and part.named_children:
                    name = part.named_children[-1]
                    yield Binding(tree.text(name), "import", name, source=specifier)
                elif part.type == "named_imports":
                    yield from _named_imports(tree, part, specifier)


def _named_imports(tree: Tree, imports: Node, specifier: str) -> Iterator[Binding]:
    for part in imports.named_children:
        exported = part.child_by_field_name("name")
        if exported is not None:
            name = part.child_by_field_name("alias") or exported
            path = (tree.text(exported).strip("'\""),)
            yield Binding(tree.text(name), "import", name, path=path, source=specifier)


def variables(tree: Tree, declarator: Node) -> Iterator[Binding]:
    """The names of one `const`, `let` or `var` declarator."""
    pattern = declarator.child_by_field_name("name")
    if pattern is not None:
        value, annotation = declarator.child_by_field_name("value"), declarator.child_by_field_name("type")
        for name, path, default in pattern_names(tree, pattern):
            yield Binding(tree.text(name), "variable", name, value, path, default, None if path else annotation)


def definitions(tree: Tree) -> Iterator[Binding]:
    """The functions, classes and enums that are declared by name."""
    for node in tree.of_type(*_DEFINITIONS):
        name = node.child_by_field_name("name")
        if name is not None:
            yield Binding(tree.text(name), "definition", name, node)


def parameters(tree: Tree) -> Iterator[tuple[Node, Binding]]:
    """The names that functions, `catch` and `for ... of` bind, with the node in which they are known."""
    for function in tree.functions():
        for pattern, holder in tree.parameter_patterns(function):
            fallback, annotation = holder.child_by_field_name("value"), holder.child_by_field_name("type")
            for name, path, default in pattern_names(tree, pattern):
                kind = None if path else annotation
                yield function, Binding(tree.text(name), "parameter", name, None, path, default or fallback, kind)
    for node in tree.of_type("catch_clause", "for_in_statement"):
        declares = node.type == "catch_clause" or node.child_by_field_name("kind") is not None
        target = node.child_by_field_name("parameter") or node.child_by_field_name("left")
        if declares and target is not None:
            for name, path, default in pattern_names(tree, target):
                yield node, Binding(tree.text(name), "parameter", name, None, path, default)


def pattern_names(tree: Tree, pattern: Node) -> Iterator[tuple[Node, tuple[str, ...], Node | None]]:
    """The names in a destructuring pattern: the node, the keys that lead to it, its default."""
    stack: list[tuple[Node, tuple[str, ...], Node | None]] = [(pattern, (), None)]
    while stack:
        node, path, default = stack.pop()
        field = node.child_by_field_name
        left, key, value = field("left"), field("key"), field("value")
        if node.type == "identifier":
            yield node, path, default
        elif node.type == "shorthand_property_identifier_pattern":
            yield node, (*path, tree.text(node)), default
        elif left is not None:
            stack.append((left, path, field("right")))
        elif key is not None and value is not None:
            stack.append((value, (*path, tree.text(key).strip("'\"")), None))
        elif len(path) >= _PATTERN_LIMIT:
            continue
        elif node.type == "object_pattern":
            stack.extend((child, path, None) for child in reversed(node.named_children))
        elif node.type == "array_pattern":
            stack.extend((child, (*path, str(index)), None) for index, child in enumerate(node.named_children))
        elif node.type == "rest_pattern":
            stack.extend((child, (*path, "..."), None) for child in node.named_children)
