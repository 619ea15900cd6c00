"""Elixir, in whose grammar nearly everything is a call: what a call means depends on its name."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from prodlint.formats.code import Entry
from prodlint.formats.tree import shapes, strings, terms
from prodlint.formats.tree.nodes import Nodes
from prodlint.formats.tree.shapes import Language
from prodlint.formats.tree.terms import Parameter, Term


def _child(node: Node, *types: str) -> Node | None:
    return next((child for child in node.named_children if child.type in types), None)


def _sides(tree: Nodes, node: Node, named: tuple[Entry, ...]) -> tuple[Node | None, Node | None]:
    """What stands under `do` and under `else`, as a block or by name."""
    block = _child(node, "do_block")
    by_name = {entry.key: entry.value for entry in named}
    if block is None:
        return by_name.get("do"), by_name.get("else")
    return block, _child(block, "else_block")


def _call(tree: Nodes, node: Node) -> Term | None:
    target = node.child_by_field_name("target")
    if _is_head(tree, node):
        return None
    given, named = tree.given(_child(node, "arguments"))
    if target is None:
        return None
    special = _SPECIAL.get(tree.text(target)) if target.type == "identifier" else None
    if special is not None:
        return special(tree, node, given, named)
    piped = _piped(tree, node)
    if piped is not None:
        given = (piped, *given)
    found = tree.called(target, given, named, _child(node, "do_block"))
    if isinstance(found.owner, Node) and _child(node, "arguments") is None and not given and found.block is None:
        return terms.Member(found.owner, found.name) if found.owner.type != "alias" else found
    return found


def _is_head(tree: Nodes, node: Node) -> bool:
    """Whether a call is what `def` defines, or `@` names."""
    around = tree.parent(node)
    if around is not None and around.type == "binary_operator" and tree.operator(around) == "when":
        around = tree.parent(around) if around.child_by_field_name("left") == node else None
    if around is not None and around.type == "unary_operator":
        return tree.operator(around) == "@"
    outer = tree.parent(around) if around is not None and around.type == "arguments" else None
    target = outer.child_by_field_name("target") if outer is not None else None
    return target is not None and _SPECIAL.get(tree.text(target)) is _define


def _piped(tree: Nodes, node: Node) -> Node | None:
    """What a pipe hands over as the first argument."""
    around = tree.parent(node)
    if around is None or around.type != "binary_operator" or tree.operator(around) != "|>":
        return None
    return around.child_by_field_name("left") if around.child_by_field_name("right") == node else None


def _choice(swap: bool) -> Callable[[Nodes, Node, tuple[Node, ...], tuple[Entry, ...]], Term | None]:
    def shape(tree: Nodes, node: Node, given: tuple[Node, ...], named: tuple[Entry, ...]) -> Term | None:
        yes, no = _sides(tree, node, named)
        if not given:
            return None
        return terms.Choice(given[0], no, yes) if swap else terms.Choice(given[0], yes, no)

    return shape


def _case(tree: Nodes, node: Node, given: tuple[Node, ...], named: tuple[Entry, ...]) -> Term | None:
    """`case x do pattern when guard -> body end`, and `cond`, which has no subject."""
    block, arms = _child(node, "do_block"), list[terms.Arm]()
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


def _define(tree: Nodes, node: Node, given: tuple[Node, ...], named: tuple[Entry, ...]) -> Term | None:
    head = given[0] if given else None
    if head is not None and head.type == "binary_operator" and head.child_by_field_name("left") is not None:
        head = head.child_by_field_name("left")  # `when`
    if head is None:
        return None
    name, holder = head.child_by_field_name("target") or head, _child(head, "arguments")
    body, _ = _sides(tree, node, named)
    parameters = tuple(_parameter(tree, child) for child in tree.children(holder)) if holder is not None else ()
    return terms.Function(tree.text(name), parameters, (body,) if body is not None else (), last=True)


def _parameter(tree: Nodes, node: Node) -> Parameter:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if node.type == "binary_operator" and left is not None:
        return Parameter(tree.text(left), node, right if tree.operator(node) == "\\\\" else None)
    return Parameter(tree.text(node) if node.type == "identifier" else "", node)


def _module(tree: Nodes, node: Node, given: tuple[Node, ...], named: tuple[Entry, ...]) -> Term | None:
    return terms.Class(tree.text(given[0])) if given else None


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


def _ends(tree: Nodes, node: Node, given: tuple[Node, ...], named: tuple[Entry, ...]) -> Term | None:
    return terms.Exit(None, returns=False)


_SPECIAL = {
    "if": _choice(swap=False),
    "unless": _choice(swap=True),
    "case": _case,
    "cond": _case,
    "def": _define,
    "defp": _define,
    "defmacro": _define,
    "defmodule": _module,
    "alias": _alias,
    "import": _import,
    "require": _import,
    "raise": _ends,
    "throw": _ends,
}


def _unary(tree: Nodes, node: Node) -> Term | None:
    """`@name value` binds, `@name` reads, `&fun/1` and `&(...)` are functions."""
    operand, sign = node.child_by_field_name("operand"), tree.operator(node)
    if operand is None:
        return None
    if sign == "@":
        target, holder = operand.child_by_field_name("target"), _child(operand, "arguments")
        values = tree.children(holder) if holder is not None else []
        if target is not None and values:
            return terms.Bind(((target, values[0]),))
        return terms.Name(tree.text(target or operand))
    if sign == "&":
        left = operand.child_by_field_name("left")
        if operand.type == "binary_operator" and tree.operator(operand) == "/" and left is not None:
            return terms.Same(left)
        if operand.type == "integer":
            return terms.Name("&" + tree.text(operand))
        return terms.Function("", (Parameter("&1", node),), (operand,), last=True)
    return terms.Not(operand) if sign in ("!", "not") else None


def _binary(tree: Nodes, node: Node) -> Term | None:
    left, right, sign = node.child_by_field_name("left"), node.child_by_field_name("right"), tree.operator(node)
    if left is None or right is None:
        return None
    if sign in ("=", "<-"):
        return terms.Bind(tree.pairs([left], [right]))
    if sign == "|>":
        return terms.Same(right)
    if sign == "=>":
        return terms.Mapping((tree.entry(node),))
    return shapes.binary(("<>", "++", "+"))(tree, node)


def _list(tree: Nodes, node: Node) -> Term:
    """A list, or options: `[a: 1]`."""
    children = tree.children(node)
    if children and all(child.type == "keywords" for child in children):
        return terms.Mapping(tuple(tree.entry(pair) for child in children for pair in tree.children(child)))
    return terms.Sequence(tuple(children))


def _block(tree: Nodes, node: Node) -> Term:
    """What stands under `do`, without `else`, `rescue` and their kin."""
    return terms.Block(tuple(child for child in tree.children(node) if not child.type.endswith("_block")))


def _keywords(tree: Nodes, node: Node) -> Term | None:
    around = tree.parent(node)
    if around is not None and around.type in ("arguments", "list", "map_content"):
        return None  # a part of it
    return terms.Mapping(tuple(tree.entry(pair) for pair in tree.children(node)))


def _map(tree: Nodes, node: Node) -> Term:
    """`%{"a" => 1, b: 2}`, `%X{a: 1}`, `%{old | a: 1}`."""
    kind, entries = _child(node, "struct"), list[Entry]()
    content = _child(node, "map_content")
    for child in tree.children(content) if content is not None else ():
        if child.type == "binary_operator" and tree.operator(child) == "|":
            child = child.child_by_field_name("right") or child
        pairs = tree.children(child) if child.type == "keywords" else [child]
        entries.extend(tree.entry(pair) for pair in pairs)
    if kind is None:
        return terms.Mapping(tuple(entries))
    return terms.Call(None, tree.text(kind), (), tuple(entries), makes=True)


def _sigil(tree: Nodes, node: Node) -> Term:
    """`~w(a b)` is a list of texts, `~r/x/` an expression, all others are texts."""
    name = _child(node, "sigil_name")
    kind = tree.text(name) if name is not None else ""
    return strings.pattern(tree, node) if kind.lower() == "r" else strings.block(tree, node)


def _anonymous(tree: Nodes, node: Node) -> Term | None:
    clauses = [child for child in tree.children(node) if child.type == "stab_clause"]
    left = clauses[0].child_by_field_name("left") if clauses else None
    parameters = tuple(_parameter(tree, child) for child in tree.children(left)) if left is not None else ()
    bodies = [clause.child_by_field_name("right") for clause in clauses]
    return terms.Function("", parameters, tuple(body for body in bodies if body is not None), last=True)


ELIXIR = Language(
    module="tree_sitter_elixir",
    choices=("call",),
    this=("__MODULE__",),
    states={
        "call": _call,
        "unary_operator": _unary,
        "binary_operator": _binary,
        "anonymous_function": _anonymous,
        "map": _map,
    },
    means={
        "identifier": shapes.name,
        "alias": shapes.name,
        "dot": shapes.member("left", "right"),
        "access_call": shapes.item("target", "key"),
        "string": strings.block,
        "charlist": strings.text,
        "sigil": _sigil,
        "atom": strings.symbol,
        "quoted_atom": strings.text,
        "keyword": strings.symbol,
        "boolean": lambda tree, node: terms.Value(tree.text(node) == "true"),
        "nil": shapes.value(None),
        "integer": shapes.number,
        "list": _list,
        "keywords": _keywords,
        "tuple": shapes.sequence,
        "block": shapes.same(last=True),
        "body": shapes.block,
        "do_block": _block,
        "else_block": shapes.block,
        "source": shapes.block,
    },
)
