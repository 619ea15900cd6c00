"""PHP."""

from collections.abc import Iterator

from tree_sitter import Node

from prodlint.formats.tree import shapes, strings, terms, usual
from prodlint.formats.tree.nodes import Nodes, child_of
from prodlint.formats.tree.shapes import Language
from prodlint.formats.tree.terms import Term

_ENDS = ("die", "exit", "abort", "wp_die")


def _name(tree: Nodes, node: Node) -> Term:
    return terms.Name(tree.text(node).lstrip("$\\"))


def _call(tree: Nodes, node: Node) -> Term | None:
    """`f(a)`; `define('X', 1)` binds, `die()` leaves, `Array(...)` is a list."""
    callee = node.child_by_field_name("function")
    given, named = tree.given(node.child_by_field_name("arguments"))
    if callee is None:
        return None
    name = tree.text(callee).lower().lstrip("\\")
    if name == "define" and len(given) > 1:
        return terms.Bind(((given[0], given[1]),))
    return terms.Exit(None, returns=False) if name in _ENDS else tree.called(callee, given, named)


def _new(tree: Nodes, node: Node) -> Term | None:
    children = [child for child in tree.children(node) if child.type != "arguments"]
    given, named = tree.given(child_of(node, "arguments"))
    return terms.Call(None, tree.text(children[0]).lstrip("\\"), given, named, makes=True) if children else None


def _attribute(tree: Nodes, node: Node) -> Term | None:
    children = tree.children(node)
    given, named = tree.given(node.child_by_field_name("parameters"))
    return terms.Call(None, tree.text(children[0]), given, named, makes=True) if children else None


def _array(tree: Nodes, node: Node) -> Term:
    """A list, or a map where an element has a key."""
    elements = [child for child in tree.children(node) if child.type == "array_element_initializer"]
    if any(len(tree.children(element)) > 1 for element in elements):
        return terms.Mapping(tuple(tree.entry(element) for element in elements))
    return terms.Sequence(tuple(tree.children(element)[0] for element in elements if tree.children(element)))


def _constant(tree: Nodes, node: Node) -> Term | None:
    """`self::ANY`, `Cors::class`."""
    children = tree.children(node)
    if len(children) < 2:
        return None
    if tree.text(children[-1]) == "class":
        return terms.Same(children[0])
    return terms.Member(tree.owner(children[0]), tree.last_name(children[-1]))


def _element(tree: Nodes, node: Node) -> Term | None:
    children = tree.children(node)
    return terms.Bind(((children[0], children[-1]),)) if len(children) > 1 else None


def _use(tree: Nodes, node: Node) -> Term:
    prefix = next((tree.text(child) for child in tree.children(node) if child.type == "namespace_name"), "")
    return terms.Use(tuple(_used(tree, node, prefix + "\\" if prefix else "")))


def _used(tree: Nodes, node: Node, prefix: str) -> Iterator[tuple[str | None, str]]:
    for clause in tree.within(node, "namespace_use_clause"):
        children, alias = tree.children(clause), clause.child_by_field_name("alias")
        whole = (prefix + tree.text(children[0])).lstrip("\\").replace("\\", ".") if children else ""
        yield (tree.text(alias) if alias is not None else whole.rpartition(".")[2]), whole


def _if(tree: Nodes, node: Node) -> Term | None:
    test, body = node.child_by_field_name("condition"), node.child_by_field_name("body")
    others = node.children_by_field_name("alternative")
    if test is None or body is None or len(others) < 2:
        return terms.Choice(test, body, others[0] if others else None) if test is not None else None
    arms = [terms.Arm(body, (test,), (body,))]
    for other in others:
        asked, inner = other.child_by_field_name("condition"), other.child_by_field_name("body")
        arms.append(terms.Arm(other, (asked,) if asked is not None else (), (inner,) if inner is not None else ()))
    return terms.Switch(None, tuple(arms))


def _else_if(tree: Nodes, node: Node) -> Term | None:
    """The only alternative of an `if`; of more than one, it is an arm."""
    around = tree.parent(node)
    several = around is not None and len(around.children_by_field_name("alternative")) > 1
    return None if several else shapes.choice(yes="body")(tree, node)


def _match(tree: Nodes, node: Node) -> Term | None:
    subject, body = node.child_by_field_name("condition"), node.child_by_field_name("body")
    arms = []
    for arm in tree.children(body) if body is not None else ():
        tests, value = arm.child_by_field_name("conditional_expressions"), arm.child_by_field_name("return_expression")
        arms.append(terms.Arm(arm, tuple(tree.children(tests)) if tests else (), (value,) if value else ()))
    if subject is not None and tree.text(subject).strip("() ").lower() == "true":
        subject = None  # `match (true) { $a === $b => ... }`
    return terms.Switch(subject, tuple(arms))


def _switch(tree: Nodes, node: Node) -> Term | None:
    subject, body = node.child_by_field_name("condition"), node.child_by_field_name("body")
    arms = []
    for case in tree.children(body) if body is not None else ():
        value = case.child_by_field_name("value")
        rest = tuple(child for child in tree.children(case) if child != value)
        arms.append(terms.Arm(case, (value,) if value is not None else (), rest, falls=True))
    return terms.Switch(subject, tuple(arms))


def _loop(tree: Nodes, node: Node) -> Term | None:
    parts = tree.children(node)
    if len(parts) < 2:
        return None
    names = tree.children(parts[1])[-1:] if parts[1].type == "pair" else [parts[1]]
    return terms.Loop(tuple(names), parts[0])


def _heredoc(tree: Nodes, node: Node) -> Term:
    body = node.child_by_field_name("value")
    return strings.block(tree, body) if body is not None else terms.Text(("",))


def _append(tree: Nodes, node: Node) -> Term | None:
    """`$list[] = x` adds an element; everything else assigns."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None:
        return None
    if left.type == "subscript_expression" and len(tree.children(left)) == 1:
        return terms.Bind(((tree.children(left)[0], right),), adds=True)
    operator = node.child_by_field_name("operator")
    sign = tree.text(operator) if operator is not None else "="
    return terms.Bind(tree.pairs([left], [right]), adds=sign == ".=", alternative=sign == "??=")


PHP = Language(
    module="tree_sitter_php",
    choices=("if_statement",),
    lists=("array_creation_expression",),
    mappings=("array_creation_expression",),
    function="language_php",
    this=("this", "self", "static", "$this"),
    notes=("attribute",),
    states={
        **usual.STATES,
        "function_call_expression": _call,
        "member_call_expression": shapes.method("object"),
        "nullsafe_member_call_expression": shapes.method("object"),
        "scoped_call_expression": shapes.method("scope"),
        "object_creation_expression": _new,
        "attribute": _attribute,
        "namespace_use_declaration": _use,
        "assignment_expression": _append,
        "augmented_assignment_expression": _append,
        "const_element": _element,
        "property_element": shapes.bind("name", "default_value"),
        "foreach_statement": _loop,
        "function_definition": shapes.function(),
        "anonymous_function": shapes.function(),
        "anonymous_function_creation_expression": shapes.function(),
        "arrow_function": shapes.function(),
        "trait_declaration": shapes.holder(),
    },
    means={
        **usual.MEANS,
        "name": _name,
        "variable_name": _name,
        "qualified_name": _name,
        "member_access_expression": shapes.member("object", "name"),
        "nullsafe_member_access_expression": shapes.member("object", "name"),
        "scoped_property_access_expression": shapes.member("scope", "name"),
        "class_constant_access_expression": _constant,
        "subscript_expression": shapes.item(),
        "string": strings.text,
        "encapsed_string": strings.text,
        "heredoc": _heredoc,
        "nowdoc": _heredoc,
        "boolean": shapes.boolean,
        "null": shapes.value(None),
        "integer": shapes.number,
        "array_creation_expression": _array,
        "argument": shapes.same(last=True),
        "variadic_unpacking": shapes.same(),
        "error_suppression_expression": shapes.same(),
        "unary_op_expression": shapes.unary(),
        "binary_expression": shapes.binary((".",)),
        "conditional_expression": shapes.choice(yes="body"),
        "if_statement": _if,
        "else_if_clause": _else_if,
        "else_clause": shapes.same("body"),
        "match_expression": _match,
        "switch_statement": _switch,
        "compound_statement": shapes.block,
        "colon_block": shapes.block,
        "exit_statement": shapes.leaves(),
    },
)
