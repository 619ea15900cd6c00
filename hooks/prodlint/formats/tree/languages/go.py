"""Go."""

from tree_sitter import Node

from prodlint.formats.code import Entry
from prodlint.formats.tree import shapes, strings, terms, usual
from prodlint.formats.tree.nodes import Nodes
from prodlint.formats.tree.shapes import Language
from prodlint.formats.tree.terms import Term


def _literal(tree: Nodes, node: Node) -> Term | None:
    """`[]string{...}`, `map[string]string{...}`, `cors.Options{...}`, and `{...}` inside of one."""
    around = tree.parent(node)
    if node.type == "literal_value" and around is not None and around.type == "composite_literal":
        return None  # a part of it
    kind, body = node.child_by_field_name("type"), node.child_by_field_name("body") or node
    items = tree.children(body)
    entries = tuple(tree.entry(found) for found in items if found.type == "keyed_element")
    if kind is not None and kind.type not in ("slice_type", "array_type", "implicit_length_array_type", "map_type"):
        given = tuple(tree.unwrapped(found) for found in items if found.type != "keyed_element")
        called = tree.called(kind, given, entries)
        return called._replace(makes=True)
    if entries or (kind is not None and kind.type == "map_type"):
        return terms.Mapping(entries)
    return terms.Sequence(tuple(tree.unwrapped(found) for found in items))


def _switch(tree: Nodes, node: Node) -> Term:
    arms = []
    for case in tree.children(node):
        value = case.child_by_field_name("value")
        if case.type in ("expression_case", "default_case"):
            body = tuple(found for found in tree.children(case) if found != value)
            arms.append(terms.Arm(case, tuple(tree.children(value)) if value is not None else (), body))
    return terms.Switch(node.child_by_field_name("value"), tuple(arms))


def _import(tree: Nodes, node: Node) -> Term | None:
    path, alias = node.child_by_field_name("path"), node.child_by_field_name("name")
    if path is None:
        return None
    whole = tree.text(path)[1:-1]
    if alias is not None:
        return terms.Use(((tree.text(alias), whole),))
    parts = [part for part in whole.split("/") if not (part[:1] == "v" and part[1:].isdigit())]
    last = parts[-1] if parts else whole
    name = last.partition(".v")[0].removeprefix("go-").removesuffix("-go").removesuffix("-runtime")  # jsii-runtime-go
    return terms.Use(((name, whole),))


def _tagged(tree: Nodes, node: Node) -> Term | None:
    """A field of a struct with its tag, which is an annotation: `default:"*"`."""
    name, tag = node.child_by_field_name("name"), node.child_by_field_name("tag")
    if name is None or tag is None:
        return None
    return terms.Call(None, "struct tag", (tag,), (Entry(tree.text(name), tag, tag),), makes=True)


GO = Language(
    module="tree_sitter_go",
    choices=("if_statement",),
    lists=("composite_literal", "literal_value"),
    mappings=("composite_literal", "literal_value"),
    states={
        **usual.STATES,
        "composite_literal": _literal,
        "short_var_declaration": shapes.bind("left", "right"),
        "assignment_statement": shapes.bind("left", "right"),
        "var_spec": shapes.bind("name", "value"),
        "const_spec": shapes.bind("name", "value"),
        "range_clause": shapes.loop("left", "right"),
        "function_declaration": shapes.function(),
        "func_literal": shapes.function(),
        "import_spec": _import,
        "field_declaration": _tagged,
    },
    means={
        **usual.MEANS,
        "package_identifier": shapes.name,
        "selector_expression": shapes.member("operand", "field"),
        "qualified_type": shapes.member("package", "name"),
        "index_expression": shapes.item("operand", "index"),
        "literal_value": _literal,
        "literal_element": shapes.same(),
        "interpreted_string_literal": strings.text,
        "nil": shapes.value(None),
        "int_literal": shapes.number,
        "variadic_argument": shapes.same(),
        "type_assertion_expression": shapes.same("operand"),
        "type_conversion_expression": shapes.same("operand"),
        "unary_expression": shapes.unary("&", "*"),
        "expression_switch_statement": _switch,
        "statement_list": shapes.block,
        "expression_list": shapes.same(),
    },
)
