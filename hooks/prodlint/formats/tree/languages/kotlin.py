"""Kotlin."""

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.tree import shapes, strings, terms, usual
from prodlint.formats.tree.nodes import Nodes, child_of
from prodlint.formats.tree.shapes import Language
from prodlint.formats.tree.terms import Parameter, Term

_NAMED = expression(r"[^\W\d]\w*")


def _name(tree: Nodes, node: Node) -> Term:
    """A name; the grammar gives no node of their own to `true`, `false` and `null`."""
    text = tree.text(node).strip("`")
    constants = {"true": True, "false": False, "null": None}
    return terms.Value(constants[text]) if text in constants else terms.Name(text)


def _put_in(tree: Nodes, node: Node) -> Term | None:
    """What stands for `$name` in a text begins with the name."""
    name = _NAMED.match(tree.text(node))
    return terms.Name(name[0]) if name is not None else None


def _call(tree: Nodes, node: Node) -> Term | None:
    """`f(a, b = c)`, `f { ... }`, `f(a) { ... }`; the last one is one call in another."""
    around = tree.parent(node)
    if around is not None and around.type == "annotation":
        return None
    if around is not None and around.type == "call_expression" and child_of(around, "annotated_lambda") is not None:
        return None if tree.children(around)[0] == node else _called(tree, node)
    return _called(tree, node)


def _trailing(node: Node) -> Node | None:
    return child_of(node, "annotated_lambda", "lambda_literal")


def _called(tree: Nodes, node: Node) -> Term | None:
    children = tree.children(node)
    if not children:
        return None
    given, named = tree.given(child_of(node, "value_arguments"))
    trailing = _trailing(node)
    inner = children[0]
    if inner.type == "call_expression" and trailing is not None and not given and _trailing(inner) is None:
        before = _called(tree, children[0])
        return before._replace(block=tree.peel(trailing)) if isinstance(before, terms.Call) else None
    if children[0].type == "user_type":
        return terms.Call(None, tree.last_name(children[0]), given, named)
    return tree.called(children[0], given, named, tree.peel(trailing) if trailing is not None else None)


def _annotation(tree: Nodes, node: Node) -> Term | None:
    children = [child for child in tree.children(node) if child.type != "use_site_target"]
    inner = children[-1] if children else node
    kind = child_of(inner, "user_type") or inner
    given, named = tree.given(child_of(inner, "value_arguments"))
    return terms.Call(None, tree.text(kind).lstrip("@"), given, named, makes=True)


def _import(tree: Nodes, node: Node) -> Term:
    children = tree.children(node)
    path = tree.text(children[0]) if children else ""
    if any(child.type == "*" for child in node.children):
        return terms.Use(((None, path),))
    return terms.Use(((tree.text(children[1]) if len(children) > 1 else path.rpartition(".")[2], path),))


def _property(tree: Nodes, node: Node) -> Term | None:
    declared = child_of(node, "variable_declaration", "multi_variable_declaration")
    children = tree.children(node)
    if declared is None:
        return None
    assigned = any(child.type == "=" for child in node.children) or child_of(node, "property_delegate") is not None
    value = children[-1] if assigned and children[-1] != declared else None
    kind = child_of(declared, "user_type", "nullable_type")
    names = [found for found in tree.children(declared) if found.type in ("identifier", "variable_declaration")]
    type_name = tree.type_name(kind) if kind is not None else None
    return terms.Bind(tree.pairs(names, [value] if value is not None else []), type=type_name)


def _parameter(tree: Nodes, node: Node) -> Parameter | None:
    called, kind = child_of(node, "identifier"), child_of(node, "user_type", "nullable_type")
    if called is None:
        return None
    children = tree.children(node)
    default = children[-1] if any(child.type == "=" for child in node.children) else None
    return Parameter(tree.text(called), node, default, tree.type_name(kind) if kind is not None else None)


def _class_parameter(tree: Nodes, node: Node) -> Term | None:
    """A parameter of the constructor, which is a field too."""
    found = _parameter(tree, node)
    name = child_of(node, "identifier")
    return terms.Bind(((name, found.default),), type=found.type) if found is not None and name is not None else None


def _function(tree: Nodes, node: Node) -> Term:
    name = node.child_by_field_name("name")
    holder, body = child_of(node, "function_value_parameters"), child_of(node, "function_body")
    parameters = tree.children(holder) if holder is not None else []
    found = [_parameter(tree, child) for child in parameters if child.type == "parameter"]
    return terms.Function(
        tree.text(name) if name is not None else "",
        tuple(parameter for parameter in found if parameter is not None),
        (body,) if body is not None else (),
    )


def _lambda(tree: Nodes, node: Node) -> Term:
    """`{ a, b -> ... }`; without parameters its one is called `it`."""
    holder = child_of(node, "lambda_parameters")
    body = tuple(child for child in tree.children(node) if child != holder)
    if holder is None:
        return terms.Function("", (Parameter("it", node),), body, last=True)
    found = tuple(
        Parameter(tree.last_name(tree.children(child)[0]), child)
        for child in tree.children(holder)
        if tree.children(child)
    )
    return terms.Function("", found, body, last=True)


def _if(tree: Nodes, node: Node) -> Term | None:
    parts = tree.children(node)
    sides: list[Node | None] = [*parts[1:3], None, None]
    return terms.Choice(parts[0], sides[0], sides[1]) if parts else None


def _when(tree: Nodes, node: Node) -> Term:
    """`when (x) { in a -> ...; else -> ... }`: the subject can be a name that is bound."""
    holder, arms = child_of(node, "when_subject"), list[terms.Arm]()
    for entry in tree.children(node):
        if entry.type == "when_entry":
            tests = tuple(found for found in entry.children_by_field_name("condition") if found.is_named)
            body = tuple(found for found in tree.children(entry) if found not in tests)
            arms.append(terms.Arm(entry, tests, body))
    subject = tree.children(holder)[0] if holder is not None and tree.children(holder) else None
    return terms.Switch(subject, tuple(arms))


def _subject(tree: Nodes, node: Node) -> Term | None:
    """`when (val x = f())`."""
    children = tree.children(node)
    if len(children) < 2 or children[0].type != "variable_declaration":
        return None
    return terms.Bind(tree.pairs(tree.children(children[0])[:1], [children[1]]))


def _infix(tree: Nodes, node: Node) -> Term | None:
    """`"a" to "b"` is an entry."""
    parts = tree.children(node)
    if len(parts) == 3 and tree.text(parts[1]) == "to":
        return terms.Mapping((tree.entry(node),))
    return terms.Call(parts[0], tree.text(parts[1]), (parts[2],)) if len(parts) == 3 else None


def _unary(tree: Nodes, node: Node) -> Term | None:
    children = tree.children(node)
    if not children:
        return None
    return terms.Not(children[-1]) if tree.operator(node) == "!" else terms.Same(children[0])


def _loop(tree: Nodes, node: Node) -> Term | None:
    parts = tree.children(node)
    return terms.Loop(tuple(tree.children(parts[0])[:1]), parts[1]) if len(parts) > 1 else None


def _within(tree: Nodes, node: Node) -> Term | None:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None:
        return None
    return terms.Compare(left, right, "!" not in tree.operator(node), within=True)


def _text(tree: Nodes, node: Node) -> Term:
    """The grammar knows `${x}` but leaves `$x` as two pieces of the text, and what follows in the second."""
    parts, before = list[str | Node](), ""
    for child in node.named_children:
        text = tree.text(child)
        name = _NAMED.match(text) if child.type == "string_content" and before == "$" else None
        before = text if child.type == "string_content" else ""
        parts[len(parts) - (name is not None) :] = [child, text[name.end() :]] if name else strings.piece(tree, child)
    return terms.Text(tuple(parts))


KOTLIN = Language(
    module="tree_sitter_kotlin",
    loose_not=True,
    choices=("if_expression",),
    lists=("collection_literal",),
    mappings=("infix_expression",),
    notes=("annotation",),
    assigns=("assignment",),
    states={
        **usual.STATES,
        "call_expression": _call,
        "constructor_invocation": _call,
        "annotation": _annotation,
        "infix_expression": _infix,
        "import": _import,
        "property_declaration": _property,
        "class_parameter": _class_parameter,
        "assignment": shapes.bind("left", "right"),
        "when_subject": _subject,
        "for_statement": _loop,
        "function_declaration": _function,
        "lambda_literal": _lambda,
        "anonymous_function": _function,
        "object_declaration": shapes.holder(),
        "companion_object": shapes.holder(),
    },
    means={
        **usual.MEANS,
        "identifier": _name,
        "simple_identifier": _name,
        "string_content": _put_in,
        "range_test": shapes.same(),
        "user_type": lambda tree, node: terms.Name(tree.text(node).split("<")[0]),
        "navigation_expression": shapes.member(),
        "qualified_identifier": shapes.member(),
        "string_literal": _text,
        "multiline_string_literal": _text,
        "number_literal": shapes.number,
        "collection_literal": shapes.sequence,
        "annotated_lambda": shapes.same(),
        "value_argument": shapes.same(last=True),
        "spread_expression": shapes.same(),
        "unary_expression": _unary,
        "in_expression": _within,
        "if_expression": _if,
        "when_expression": _when,
        "function_body": shapes.same(),
    },
)
