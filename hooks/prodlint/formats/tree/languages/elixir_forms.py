"""The special forms of Elixir, which its grammar takes for calls: `if`, `case`, `def`, `alias` ..."""

from collections.abc import Callable

from tree_sitter import Node

from prodlint.formats.code import Entry
from prodlint.formats.tree import terms
from prodlint.formats.tree.nodes import Nodes, child_of
from prodlint.formats.tree.terms import Parameter, Term
from prodlint.light_typing import TypeAlias

_Form: TypeAlias = Callable[[Nodes, Node, tuple[Node, ...], tuple[Entry, ...]], Term | None]


def _sides(tree: Nodes, node: Node, named: tuple[Entry, ...]) -> tuple[Node | None, Node | None]:
    """What stands under `do` and under `else`, as a block or by name."""
    block = child_of(node, "do_block")
    by_name = {entry.key: entry.value for entry in named}
    if block is None:
        return by_name.get("do"), by_name.get("else")
    return block, child_of(block, "else_block")


def _choice(swap: bool) -> _Form:
    def shape(tree: Nodes, node: Node, given: tuple[Node, ...], named: tuple[Entry, ...]) -> Term | None:
        yes, no = _sides(tree, node, named)
        if not given:
            return None
        return terms.Choice(given[0], no, yes) if swap else terms.Choice(given[0], yes, no)

    return shape


def _case(tree: Nodes, node: Node, given: tuple[Node, ...], named: tuple[Entry, ...]) -> Term | None:
    """`case x do pattern when guard -> body end`, and `cond`, which has no subject."""
    block, arms = child_of(node, "do_block"), list[terms.Arm]()
    for clause in tree.children(block) if block is not None else ():
        left, right = clause.child_by_field_name("left"), clause.child_by_field_name("right")
        if clause.type != "stab_clause" or left is None or right is None:
            continue
        guard = None
        if left.type == "binary_operator":  # `when`
            left, guard = left.child_by_field_name("left") or left, left.child_by_field_name("right")
        tests = tuple(found for found in tree.children(left) if found.type != "identifier" or not given)
        arms.append(terms.Arm(clause, tests, (right,), guard))
    return terms.Switch(given[0] if given else None, tuple(arms))


def define(tree: Nodes, node: Node, given: tuple[Node, ...], named: tuple[Entry, ...]) -> Term | None:
    head = given[0] if given else None
    if head is not None and head.type == "binary_operator" and head.child_by_field_name("left") is not None:
        head = head.child_by_field_name("left")  # `when`
    if head is None:
        return None
    name, holder = head.child_by_field_name("target") or head, child_of(head, "arguments")
    body, _ = _sides(tree, node, named)
    parameters = tuple(parameter(tree, child) for child in tree.children(holder)) if holder is not None else ()
    return terms.Function(tree.text(name), parameters, (body,) if body is not None else (), last=True)


def parameter(tree: Nodes, node: Node) -> Parameter:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if node.type == "binary_operator" and left is not None:
        return Parameter(tree.text(left), node, right if tree.operator(node) == "\\\\" else None)
    return Parameter(tree.text(node) if node.type == "identifier" else "", node)


def _alias(tree: Nodes, node: Node, given: tuple[Node, ...], named: tuple[Entry, ...]) -> Term | None:
    if not given:
        return None
    other = {entry.key: entry.value for entry in named}.get("as")
    left, right = given[0].child_by_field_name("left"), given[0].child_by_field_name("right")
    if given[0].type == "dot" and left is not None and right is not None and right.type == "tuple":
        names = [tree.text(child) for child in tree.children(right)]
        return terms.Use(tuple((name.rpartition(".")[2], f"{tree.text(left)}.{name}") for name in names))
    whole = tree.text(given[0])
    return terms.Use(((tree.text(other) if other is not None else whole.rpartition(".")[2], whole),))


def _import(tree: Nodes, node: Node, given: tuple[Node, ...], named: tuple[Entry, ...]) -> Term | None:
    return terms.Use(((None, tree.text(given[0])),)) if given else None


FORMS: dict[str, _Form] = {
    "if": _choice(swap=False),
    "unless": _choice(swap=True),
    **dict.fromkeys(("case", "cond"), _case),
    **dict.fromkeys(("def", "defp", "defmacro"), define),
    "defmodule": lambda tree, node, given, named: terms.Class(tree.text(given[0])) if given else None,
    "alias": _alias,
    **dict.fromkeys(("import", "require"), _import),
    **dict.fromkeys(("raise", "throw"), lambda tree, node, given, named: terms.Exit(None, returns=False)),
}
