"""Rust."""

from collections.abc import Iterator
from itertools import pairwise

from tree_sitter import Node

from prodlint.formats.code import Entry
from prodlint.formats.tree import shapes, strings, terms, usual
from prodlint.formats.tree.nodes import Nodes
from prodlint.formats.tree.shapes import Language
from prodlint.formats.tree.terms import Term

_LISTS = ("vec", "array", "hashset", "smallvec")
_ENDS = ("panic", "unreachable", "bail", "todo", "unimplemented")


def _use(tree: Nodes, node: Node) -> Term:
    argument = node.child_by_field_name("argument")
    return terms.Use(tuple(_used(tree, argument, "", 0)) if argument is not None else ())


def _used(tree: Nodes, node: Node, prefix: str, depth: int) -> Iterator[tuple[str | None, str]]:
    """The names of a tree of `use`."""
    path, alias = node.child_by_field_name("path"), node.child_by_field_name("alias")
    if depth > 20:
        return
    if node.type in ("scoped_use_list", "use_list"):
        inner = node.child_by_field_name("list") or node
        under = prefix + (tree.text(path).replace("::", ".") + "." if path is not None else "")
        for child in tree.children(inner):
            yield from _used(tree, child, under, depth + 1)
    elif node.type == "use_as_clause" and path is not None and alias is not None:
        yield tree.text(alias), prefix + tree.text(path).replace("::", ".")
    elif node.type == "use_wildcard":
        yield None, prefix + ".".join(tree.text(child) for child in tree.children(node)).replace("::", ".")
    elif node.type == "self":
        yield prefix.rstrip(".").rpartition(".")[2], prefix.rstrip(".")
    else:
        whole = prefix + tree.text(node).replace("::", ".")
        yield whole.rpartition(".")[2], whole


def _macro(tree: Nodes, node: Node) -> Term | None:
    """`vec![...]` is a list, `format!(...)` a call, `panic!()` leaves."""
    macro, body = node.child_by_field_name("macro"), next(iter(tree.children(node)[1:]), None)
    if macro is None or body is None:
        return None
    name = tree.last_name(macro)
    if name in _ENDS:
        return terms.Exit(None, returns=False)
    items = tuple(tree.children(body))
    return terms.Sequence(items) if name in _LISTS else terms.Call(None, name + "!", items)


def _group(tree: Nodes, node: Node) -> Term | None:
    """What one call in a macro is given: `vec![String::from("a")]`."""
    inner = tree.children(node)
    return terms.Same(inner[0]) if len(inner) == 1 else None


def _literal(tree: Nodes, node: Node) -> Term | None:
    """`CorsOptions { a: true, b, ..Default::default() }`."""
    kind, body = node.child_by_field_name("name"), node.child_by_field_name("body")
    if kind is None or body is None:
        return None
    entries = []
    for field in tree.children(body):
        if field.type == "shorthand_field_initializer":
            entries.append(Entry(tree.text(field), tree.children(field)[0], field))
        elif field.type in ("field_initializer", "base_field_initializer"):
            entries.append(tree.entry(field))
    return tree.called(kind, (), tuple(entries))._replace(makes=True)


def _match(tree: Nodes, node: Node) -> Term | None:
    subject, body = node.child_by_field_name("value"), node.child_by_field_name("body")
    arms = []
    for arm in tree.children(body) if body is not None else ():
        pattern, value = arm.child_by_field_name("pattern"), arm.child_by_field_name("value")
        if pattern is None or value is None:
            continue
        guard = pattern.child_by_field_name("condition")
        found = [child for child in tree.children(pattern) if child != guard]
        tests = tuple(test for child in found for test in _alternatives(tree, child))
        arms.append(terms.Arm(arm, tests, (value,), guard))
    return terms.Switch(subject, tuple(arms))


def _alternatives(tree: Nodes, node: Node) -> Iterator[Node]:
    """The alternatives of a pattern; a plain name takes everything."""
    if node.type == "or_pattern":
        for child in tree.children(node):
            yield from _alternatives(tree, child)
    elif node.type != "identifier":
        yield node


def _attribute(tree: Nodes, node: Node) -> Term | None:
    """`#[cfg(debug_assertions)]`."""
    inner = tree.children(node)
    parts = tree.children(inner[0]) if inner else []
    if not parts:
        return None
    arguments = tree.children(parts[-1]) if len(parts) > 1 else []
    named = [
        Entry(tree.text(before), after, after)
        for before, after in pairwise(arguments)
        if before.type == "identifier" and "=" in tree.between(before, after)
    ]
    return terms.Call(None, tree.text(parts[0]), tuple(arguments), tuple(named), makes=True)


RUST = Language(
    module="tree_sitter_rust",
    choices=("if_expression",),
    lists=("tuple_expression", "array_expression"),
    mappings=(),
    notes=("attribute_item",),
    this=("self", "Self"),
    states={
        **usual.STATES,
        "macro_invocation": _macro,
        "struct_expression": _literal,
        "attribute_item": _attribute,
        "use_declaration": _use,
        "let_declaration": shapes.bind("pattern", "value"),
        "let_condition": shapes.bind("pattern", "value"),
        "const_item": shapes.bind("name", "value"),
        "static_item": shapes.bind("name", "value"),
        "for_expression": shapes.loop("pattern", "value"),
        "function_item": shapes.function(last=True),
        "closure_expression": shapes.function(last=True),
        "impl_item": shapes.holder("type"),
        "mod_item": shapes.holder(),
    },
    means={
        **usual.MEANS,
        "scoped_identifier": shapes.member("path", "name"),
        "scoped_type_identifier": shapes.member("path", "name"),
        "field_expression": shapes.member("value", "field"),
        "generic_function": shapes.same("function"),
        "char_literal": strings.text,
        "array_expression": shapes.sequence,
        "tuple_expression": shapes.sequence,
        "reference_expression": shapes.same("value"),
        "unary_expression": shapes.unary("*", "-"),
        "try_expression": shapes.same(),
        "type_cast_expression": shapes.same("value"),
        "else_clause": shapes.same(),
        "if_expression": shapes.choice(),
        "match_expression": _match,
        "unsafe_block": shapes.same(),
        "async_block": shapes.same(),
        "declaration_list": shapes.block,
        "token_tree": _group,
    },
)
