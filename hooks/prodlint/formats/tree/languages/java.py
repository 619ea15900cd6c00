"""Java."""

from tree_sitter import Node

from prodlint.formats.tree import shapes, strings, terms
from prodlint.formats.tree.nodes import Nodes
from prodlint.formats.tree.shapes import Language
from prodlint.formats.tree.terms import Term


def _invocation(tree: Nodes, node: Node) -> Term | None:
    name = node.child_by_field_name("name")
    given, named = tree.given(node.child_by_field_name("arguments"))
    if name is None:
        return None
    return terms.Call(tree.owner(node.child_by_field_name("object")), tree.text(name), given, named)


def _new(tree: Nodes, node: Node) -> Term | None:
    kind = node.child_by_field_name("type")
    given, named = tree.given(node.child_by_field_name("arguments"))
    return terms.Call(None, tree.text(kind).split("<")[0], given, named, makes=True) if kind else None


def _annotation(tree: Nodes, node: Node) -> Term | None:
    name = node.child_by_field_name("name")
    given, named = tree.given(node.child_by_field_name("arguments"))
    return terms.Call(None, tree.text(name), given, named, makes=True) if name is not None else None


def _import(tree: Nodes, node: Node) -> Term:
    path = "".join(tree.text(found) for found in tree.children(node) if found.type != "asterisk")
    every = any(found.type == "asterisk" for found in node.children)
    return terms.Use(((None if every else path.rpartition(".")[2], path),))


def _declaration(tree: Nodes, node: Node) -> Term:
    """One or several variables of a type."""
    kind, pairs = node.child_by_field_name("type"), list[tuple[Node, Node | None]]()
    for declarator in node.children_by_field_name("declarator"):
        name = declarator.child_by_field_name("name")
        if name is not None:
            pairs.append((name, declarator.child_by_field_name("value")))
    return terms.Bind(tuple(pairs), type=tree.type_name(kind) if kind is not None else None)


def _switch(tree: Nodes, node: Node) -> Term | None:
    subject, body = node.child_by_field_name("condition"), node.child_by_field_name("body")
    arms = []
    for group in tree.children(body) if body is not None else ():
        labels = [found for found in tree.children(group) if found.type == "switch_label"]
        tests = tuple(test for label in labels for test in tree.children(label))
        default = any(not tree.children(label) for label in labels)
        rest = tuple(found for found in tree.children(group) if found.type != "switch_label")
        arms.append(
            terms.Arm(group, () if default else tests, rest, falls=group.type == "switch_block_statement_group")
        )
    return terms.Switch(subject, tuple(arms))


def _reference(tree: Nodes, node: Node) -> Term | None:
    children = tree.children(node)
    return terms.Member(tree.owner(children[0]), tree.text(children[-1])) if len(children) > 1 else None


def _class(tree: Nodes, node: Node) -> Term | None:
    """`CrossOriginFilter.class` is the type."""
    children = tree.children(node)
    return terms.Same(children[0]) if children else None


def _instance(tree: Nodes, node: Node) -> Term | None:
    """`o instanceof String name` binds a name."""
    left, name = node.child_by_field_name("left"), node.child_by_field_name("name")
    return terms.Bind(((name, left),)) if left is not None and name is not None else None


JAVA = Language(
    module="tree_sitter_java",
    choices=("if_statement",),
    lists=("array_initializer", "element_value_array_initializer"),
    mappings=(),
    notes=("annotation", "marker_annotation"),
    states={
        "method_invocation": _invocation,
        "object_creation_expression": _new,
        "annotation": _annotation,
        "marker_annotation": _annotation,
        "import_declaration": _import,
        "field_declaration": _declaration,
        "local_variable_declaration": _declaration,
        "assignment_expression": shapes.bind("left", "right"),
        "instanceof_expression": _instance,
        "enhanced_for_statement": shapes.loop("name", "value"),
        "method_declaration": shapes.function(),
        "constructor_declaration": shapes.function(),
        "lambda_expression": shapes.function(),
        "class_declaration": shapes.holder(),
        "interface_declaration": shapes.holder(),
        "enum_declaration": shapes.holder(),
        "record_declaration": shapes.holder(),
    },
    means={
        "identifier": shapes.name,
        "type_identifier": shapes.name,
        "scoped_identifier": shapes.member("scope", "name"),
        "field_access": shapes.member("object", "field"),
        "array_access": shapes.item("array", "index"),
        "method_reference": _reference,
        "class_literal": _class,
        "string_literal": strings.block,
        "character_literal": strings.text,
        "true": shapes.value(True),
        "false": shapes.value(False),
        "null_literal": shapes.value(None),
        "decimal_integer_literal": shapes.number,
        "element_value_array_initializer": shapes.sequence,
        "array_initializer": shapes.sequence,
        "array_creation_expression": shapes.same("value"),
        "parenthesized_expression": shapes.same(),
        "cast_expression": shapes.same("value"),
        "expression_statement": shapes.same(),
        "unary_expression": shapes.unary(),
        "binary_expression": shapes.binary(),
        "ternary_expression": shapes.choice(),
        "if_statement": shapes.choice(),
        "switch_expression": _switch,
        "switch_statement": _switch,
        "block": shapes.block,
        "constructor_body": shapes.block,
        "program": shapes.block,
        "return_statement": shapes.leaves(returns=True),
        "yield_statement": shapes.leaves(returns=True),
        "throw_statement": shapes.leaves(),
        "break_statement": shapes.leaves(),
        "continue_statement": shapes.leaves(),
    },
)
