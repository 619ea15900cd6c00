"""C#."""

from itertools import islice

from tree_sitter import Node

from prodlint.formats.code import Entry
from prodlint.formats.tree import shapes, strings, terms, usual
from prodlint.formats.tree.nodes import Nodes, child_of
from prodlint.formats.tree.shapes import Language
from prodlint.formats.tree.terms import Term

_DECLARATIONS = ("variable_declaration", "property_declaration")
_AROUND_LIMIT = 20
_ANSWERING = ("method_declaration", "property_declaration", "local_function_statement", "lambda_expression")


def _new(tree: Nodes, node: Node) -> Term | None:
    """`new CorsPolicy(a) { Origins = { "b" } }`, whose initializer names fields, entries or elements."""
    parts = {child.type: child for child in tree.children(node)}  # of `new(a)` they are no fields
    kind, initializer = node.child_by_field_name("type"), parts.get("initializer_expression")
    given, named = tree.given(parts.get("argument_list"))
    kind = kind if kind is not None else _declared(tree, node)
    if initializer is not None:
        inner = _fields(tree, initializer)
        if isinstance(inner, terms.Mapping):
            named += inner.entries
        elif isinstance(inner, terms.Sequence):
            given += inner.items
    name = tree.text(kind).split("<")[0] if kind is not None else ""
    return terms.Call(None, name, given, named, makes=True)


def _declared(tree: Nodes, node: Node) -> Node | None:
    """The type of what `new(...)` is given to, or the answer of: `CorsPolicy policy = new(a)`, `policy = new(a)`."""
    around = list(islice(tree.around(node), _AROUND_LIMIT))
    if around and around[0].type == "assignment_expression":
        left = around[0].child_by_field_name("left")
        return tree.once(_types).get(tree.text(left).removeprefix("this.")) if left is not None else None
    answers = bool(around) and around[0].type in ("return_statement", "arrow_expression_clause")
    holders, kinds = (around, _ANSWERING) if answers else (around[:3], _DECLARATIONS)
    holder = next((found for found in holders if found.type in kinds), node)
    returned = holder.child_by_field_name("returns")
    return returned if returned is not None else holder.child_by_field_name("type")


def _types(tree: Nodes) -> dict[str, Node]:
    """The types of what the file declares, by the names."""
    found = dict[str, Node]()
    for holder in tree.of_type(*_DECLARATIONS):
        kind = holder.child_by_field_name("type")
        for one in (holder, *tree.children(holder)) if kind is not None else ():
            name = one.child_by_field_name("name")
            if name is not None and kind is not None:
                found[tree.text(name)] = kind
    return found


def _assigned(tree: Nodes, node: Node) -> Term | None:
    """`a = b`, but not the field or entry of an initializer."""
    around = tree.parent(node)
    inside = around is not None and around.type == "initializer_expression"
    return None if inside else shapes.bind("left", "right")(tree, node)


def _initializer(tree: Nodes, node: Node) -> Term | None:
    around = tree.parent(node)
    return None if around is not None and "object_creation" in around.type else _fields(tree, node)


def _fields(tree: Nodes, node: Node) -> terms.Mapping | terms.Sequence:
    entries, items = list[Entry](), list[Node]()
    for child in tree.children(node):
        left, right = child.child_by_field_name("left"), child.child_by_field_name("right")
        parts = tree.children(child)
        if child.type == "assignment_expression" and left is not None and right is not None:
            inner = (
                tree.children(left)[0] if left.type == "element_binding_expression" and tree.children(left) else left
            )
            entries.append(Entry(tree.key(inner), right, child))
        elif child.type == "initializer_expression" and len(parts) == 2:
            entries.append(Entry(tree.key(parts[0]), parts[1], child))
        else:
            items.append(child)
    return terms.Mapping(tuple(entries)) if entries else terms.Sequence(tuple(items))


def _attribute(tree: Nodes, node: Node) -> Term | None:
    name = node.child_by_field_name("name")
    holder = child_of(node, "attribute_argument_list")
    given, named = tree.given(holder)
    return terms.Call(None, tree.text(name), given, named, makes=True) if name is not None else None


def _using(tree: Nodes, node: Node) -> Term:
    alias, children = node.child_by_field_name("name"), tree.children(node)
    path = tree.text(children[-1]) if children else ""
    return terms.Use(((tree.text(alias) if alias is not None else None, path),))


def _declaration(tree: Nodes, node: Node) -> Term:
    kind, pairs = node.child_by_field_name("type"), list[tuple[Node, Node | None]]()
    for declarator in tree.children(node):
        if declarator.type == "variable_declarator":
            parts = tree.children(declarator)
            names = tree.targets(parts[0])
            pairs += [(name, parts[-1] if len(parts) > 1 else None) for name in names]
    return terms.Bind(tuple(pairs), type=tree.type_name(kind) if kind is not None else None)


def _out(tree: Nodes, node: Node) -> Term | None:
    """`TryGetValue("Origin", out var origin)`: the name is what the call is worth."""
    name = node.child_by_field_name("name")
    call = next((found for found in tree.around(node) if found.type == "invocation_expression"), None)
    return terms.Bind(((name, call),)) if name is not None and call is not None else None


def _pattern(tree: Nodes, node: Node) -> Term | None:
    """`o is "a" or "b"`, `o is not null`, `o is string name`."""
    left, pattern = node.child_by_field_name("expression"), node.child_by_field_name("pattern")
    if left is None or pattern is None:
        return None
    if pattern.type == "declaration_pattern" and (name := pattern.child_by_field_name("name")) is not None:
        return terms.Bind(((name, left),))
    inner = tree.children(pattern)
    if pattern.type == "negated_pattern" and inner:
        return terms.Compare(left, inner[0], holds=False)
    return terms.Compare(left, pattern, within=pattern.type == "or_pattern")


def _switch(tree: Nodes, node: Node) -> Term | None:
    subject, body = node.child_by_field_name("value"), node.child_by_field_name("body")
    arms = []
    for section in tree.children(body) if body is not None else ():
        tests = tuple(child for child in tree.children(section) if child.type.endswith("pattern"))
        rest = tuple(child for child in tree.children(section) if child not in tests and child.type != "when_clause")
        when = child_of(section, "when_clause")
        arms.append(terms.Arm(section, tests, rest, tree.children(when)[0] if when is not None else None, falls=True))
    return terms.Switch(subject, tuple(arms))


def _switch_expression(tree: Nodes, node: Node) -> Term | None:
    children, arms = tree.children(node), list[terms.Arm]()
    for arm in children[1:]:
        parts = tree.children(arm)
        if arm.type == "switch_expression_arm" and len(parts) > 1:
            when = child_of(arm, "when_clause")
            tests = () if parts[0].type in ("discard", "var_pattern", "declaration_pattern") else (parts[0],)
            guard = tree.children(when)[0] if when is not None and tree.children(when) else None
            arms.append(terms.Arm(arm, tests, (parts[-1],), guard))
    return terms.Switch(children[0], tuple(arms)) if children else None


def _conditional_access(tree: Nodes, node: Node) -> Term | None:
    """`a?.b`, `a?["b"]`."""
    holder, parts = node.child_by_field_name("condition"), tree.children(node)
    binding = parts[-1] if len(parts) > 1 else None
    if holder is None or binding is None:
        return None
    name = binding.child_by_field_name("name")
    if binding.type == "member_binding_expression" and name is not None:
        return terms.Member(tree.owner(holder), tree.last_name(name))
    if binding.type == "element_binding_expression" and tree.children(binding):
        return terms.Item(holder, tree.children(binding)[0])
    if binding.type == "invocation_expression":  # `a?.b(c)`
        inner = tree.term(binding)
        return inner._replace(owner=holder) if isinstance(inner, terms.Call) else None
    return terms.Same(holder)


def _bound_member(tree: Nodes, node: Node) -> Term | None:
    name = node.child_by_field_name("name")
    return terms.Member(None, tree.last_name(name)) if name is not None else None


def _subscript(tree: Nodes, node: Node) -> Term | None:
    holder, keys = node.child_by_field_name("expression"), node.child_by_field_name("subscript")
    given = tree.children(keys) if keys is not None else []
    return terms.Item(holder, tree.unwrapped(given[0]) if given else None) if holder is not None else None


def _when_built(tree: Nodes, node: Node) -> Term | None:
    """`#if DEBUG ... #else ... #endif`."""
    test, no = node.child_by_field_name("condition"), node.child_by_field_name("alternative")
    rest = [child for child in tree.children(node) if child not in (test, no)]
    return terms.Choice(test, rest[0] if rest else None, no) if test is not None else None


CSHARP = Language(
    module="tree_sitter_c_sharp",
    choices=("if_statement",),
    lists=("initializer_expression", "collection_expression"),
    mappings=("initializer_expression",),
    notes=("attribute",),
    this=("this",),
    assigns=("assignment_expression",),
    states={
        **usual.STATES,
        "invocation_expression": shapes.call,
        "object_creation_expression": _new,
        "implicit_object_creation_expression": _new,
        "attribute": _attribute,
        "using_directive": _using,
        "variable_declaration": _declaration,
        "property_declaration": shapes.bind("name", "value"),
        "parameter": shapes.component(),
        "assignment_expression": _assigned,
        "declaration_expression": _out,
        "is_pattern_expression": _pattern,
        "foreach_statement": shapes.loop("left", "right"),
        "local_function_statement": shapes.function(),
        "anonymous_method_expression": shapes.function(body=""),
        "struct_declaration": shapes.holder(),
    },
    means={
        **usual.MEANS,
        "generic_name": lambda tree, node: terms.Name(tree.text(node).split("<")[0]),
        "predefined_type": shapes.name,
        "member_access_expression": shapes.member("expression", "name"),
        "qualified_name": shapes.member("qualifier", "name"),
        "conditional_access_expression": _conditional_access,
        "member_binding_expression": _bound_member,
        "element_access_expression": _subscript,
        "verbatim_string_literal": strings.verbatim,
        "raw_string_literal": strings.block,
        "interpolated_string_expression": strings.text,
        "constant_pattern": shapes.same(),
        "or_pattern": shapes.sequence,
        "collection_expression": shapes.sequence,
        "collection_element": shapes.same(),
        "expression_element": shapes.same(),
        "spread_element": shapes.same(),
        "initializer_expression": _initializer,  # of an object that is made, it is a part of that
        "array_creation_expression": shapes.same(last=True),
        "implicit_array_creation_expression": shapes.same(last=True),
        "argument": shapes.same(last=True),  # of `out var x`, which binds x, too
        "postfix_unary_expression": shapes.same(),
        "arrow_expression_clause": shapes.same(),
        "global_statement": shapes.same(),
        "prefix_unary_expression": shapes.unary(),
        "conditional_expression": shapes.choice(),
        "preproc_if": _when_built,
        "preproc_else": shapes.block,
        "switch_statement": _switch,
        "switch_expression": _switch_expression,
        "compilation_unit": shapes.block,
    },
)
