"""Java."""

from tree_sitter import Node

from prodlint.formats.tree import shapes, strings, terms, usual
from prodlint.formats.tree.nodes import Nodes
from prodlint.formats.tree.shapes import Language
from prodlint.formats.tree.terms import Term


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
    assigns=("assignment_expression",),
    states={
        **usual.STATES,
        "method_invocation": shapes.method("object"),
        "object_creation_expression": shapes.makes("type"),
        "annotation": shapes.makes("name"),
        "marker_annotation": shapes.makes("name"),
        "import_declaration": _import,
        "field_declaration": _declaration,
        "formal_parameter": shapes.component(),
        "local_variable_declaration": _declaration,
        "instanceof_expression": _instance,
        "enhanced_for_statement": shapes.loop("name", "value"),
    },
    means={
        **usual.MEANS,
        "scoped_identifier": shapes.member("scope", "name"),
        "field_access": shapes.member("object", "field"),
        "array_access": shapes.item("array", "index"),
        "method_reference": shapes.member(),
        "class_literal": shapes.same(),  # `CrossOriginFilter.class` is the type
        "string_literal": strings.block,
        "decimal_integer_literal": shapes.number,
        "element_value_array_initializer": shapes.sequence,
        "array_initializer": shapes.sequence,
        "array_creation_expression": shapes.same("value"),
        "unary_expression": shapes.unary(),
        "ternary_expression": shapes.choice(),
        "switch_expression": _switch,
        "switch_statement": _switch,
        "constructor_body": shapes.block,
        "yield_statement": shapes.leaves(returns=True),
    },
)
