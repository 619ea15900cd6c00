"""Elixir, in whose grammar nearly everything is a call: what a call means depends on its name."""

from tree_sitter import Node

from prodlint.formats.code import Entry
from prodlint.formats.tree import shapes, strings, terms
from prodlint.formats.tree.languages.elixir_forms import FORMS, define, parameter
from prodlint.formats.tree.nodes import Nodes, child_of
from prodlint.formats.tree.shapes import Language
from prodlint.formats.tree.terms import Parameter, Term


def _call(tree: Nodes, node: Node) -> Term | None:
    target = node.child_by_field_name("target")
    if _is_head(tree, node):
        return None
    given, named = tree.given(child_of(node, "arguments"))
    if target is None:
        return None
    special = FORMS.get(tree.text(target)) if target.type == "identifier" else None
    if special is not None:
        return special(tree, node, given, named)
    piped = _piped(tree, node)
    if piped is not None:
        given = (piped, *given)
    found = tree.called(target, given, named, child_of(node, "do_block"))
    if isinstance(found.owner, Node) and child_of(node, "arguments") is None and not given and found.block is None:
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
    return target is not None and FORMS.get(tree.text(target)) is define


def _piped(tree: Nodes, node: Node) -> Node | None:
    """What a pipe hands over as the first argument."""
    around = tree.parent(node)
    if around is None or around.type != "binary_operator" or tree.operator(around) != "|>":
        return None
    return around.child_by_field_name("left") if around.child_by_field_name("right") == node else None


def _unary(tree: Nodes, node: Node) -> Term | None:
    """`@name value` binds, `@name` reads, `&fun/1` and `&(...)` are functions."""
    operand, sign = node.child_by_field_name("operand"), tree.operator(node)
    if operand is None:
        return None
    if sign == "@":
        target, holder = operand.child_by_field_name("target"), child_of(operand, "arguments")
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
    parts = (tree.children(child) if tree.operator(child) == "|" else [child] for child in children)  # `[first | rest]`
    return terms.Sequence(tuple(part for one in parts for part in one))


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
    kind, entries = child_of(node, "struct"), list[Entry]()
    content = child_of(node, "map_content")
    for part in tree.children(content) if content is not None else ():
        inner = part
        if part.type == "binary_operator" and tree.operator(part) == "|":
            inner = part.child_by_field_name("right") or part
        pairs = tree.children(inner) if inner.type == "keywords" else [inner]
        entries.extend(tree.entry(pair) for pair in pairs)
    if kind is None:
        return terms.Mapping(tuple(entries))
    return terms.Call(None, tree.text(kind), (), tuple(entries), makes=True)


def _sigil(tree: Nodes, node: Node) -> Term:
    """`~w(a b)` is a list of texts, `~r/x/` an expression, all others are texts."""
    name = child_of(node, "sigil_name")
    kind = tree.text(name) if name is not None else ""
    return strings.pattern(tree, node) if kind.lower() == "r" else strings.block(tree, node)


def _anonymous(tree: Nodes, node: Node) -> Term | None:
    clauses = [child for child in tree.children(node) if child.type == "stab_clause"]
    left = clauses[0].child_by_field_name("left") if clauses else None
    parameters = tuple(parameter(tree, child) for child in tree.children(left)) if left is not None else ()
    bodies = [clause.child_by_field_name("right") for clause in clauses]
    return terms.Function("", parameters, tuple(body for body in bodies if body is not None), last=True)


ELIXIR = Language(
    module="tree_sitter_elixir",
    choices=("call",),
    lists=("tuple", "list"),
    mappings=("list", "keywords", "map"),
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
        "boolean": shapes.boolean,
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
