"""How most nodes become terms: shapes that a row of a language is made of, by the names of the fields."""

from __future__ import annotations

from itertools import islice

from tree_sitter import Node

from prodlint.formats.tree import terms
from prodlint.formats.tree.row import Language as Language
from prodlint.formats.tree.row import Shape as Shape
from prodlint.formats.tree.terms import Term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prodlint.formats.tree.nodes import Nodes

EQUAL = {"==": True, "===": True, "!=": False, "!==": False, "<>": False, "=~": True}


def name(tree: Nodes, node: Node) -> Term:
    """The node is a name."""
    return terms.Name(tree.text(node))


def same(field: str = "", *, last: bool = False) -> Shape:
    """The node is worth what its field, its first or its last child is."""

    def shape(tree: Nodes, node: Node) -> Term | None:
        inner = node.child_by_field_name(field) if field else None
        children = tree.children(node)
        found = inner or (children[-1 if last else 0] if children else None)
        return terms.Same(found) if found is not None else None

    return shape


def value(what: bool | int | float | None) -> Shape:
    """The node is a constant."""
    return lambda tree, node: terms.Value(what)


def boolean(tree: Nodes, node: Node) -> Term:
    """The node is true or false."""
    return terms.Value(tree.text(node).lower() == "true")


def number(tree: Nodes, node: Node) -> Term:
    """The node is a number."""
    try:
        return terms.Value(int(tree.text(node).replace("_", ""), 0))
    except ValueError:
        return terms.Value(0.5)  # none that anything is compared with


def member(owner: str = "", field: str = "") -> Shape:
    """`owner.field`, by fields or as the first and the last child."""

    def shape(tree: Nodes, node: Node) -> Term | None:
        holder, found = node.child_by_field_name(owner), node.child_by_field_name(field)
        if not field and len(children := tree.children(node)) > 1:
            holder, found = children[0], children[-1]
        return terms.Member(tree.owner(holder), tree.last_name(found)) if found is not None else None

    return shape


def item(owner: str = "", key: str = "") -> Shape:
    """`owner[key]`, by fields or as the first two children."""

    def shape(tree: Nodes, node: Node) -> Term | None:
        children = tree.children(node)
        holder = node.child_by_field_name(owner) if owner else (children[0] if children else None)
        found = node.child_by_field_name(key) if key else (children[1] if len(children) > 1 else None)
        return terms.Item(holder, found) if holder is not None else None

    return shape


def choice(yes: str = "consequence", no: str = "alternative", swap: bool = False) -> Shape:
    """A choice between two sides."""

    def shape(tree: Nodes, node: Node) -> Term | None:
        field = node.child_by_field_name
        condition, first, second = field("condition"), field(yes), field(no)
        if condition is None:
            return None
        if first is None:  # `a ?: b`
            return terms.Or(condition, second) if second is not None else None
        return terms.Choice(condition, second, first) if swap else terms.Choice(condition, first, second)

    return shape


def binary(joins: tuple[str, ...] = ("+",)) -> Shape:
    """An operator between two: a comparison, a logical one, or one that joins."""

    def shape(tree: Nodes, node: Node) -> Term | None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return None
        operator = tree.operator(node)
        if operator in joins:
            return terms.Join(left, right)
        if operator in EQUAL:
            return terms.Compare(left, right, EQUAL[operator])
        if operator in ("||", "or", "??", "?:"):
            return terms.Or(left, right)
        if operator in ("&&", "and"):
            return terms.And(left, right)
        if operator in ("in", "not in", "!in"):
            return terms.Compare(left, right, operator == "in", within=True)
        return None

    return shape


def unary(*transparent: str) -> Shape:
    """`!a`; with one of these operators the node is worth what it is in front of."""

    def shape(tree: Nodes, node: Node) -> Term | None:
        children, operator = tree.children(node), tree.operator(node)
        if not children:
            return None
        if operator in ("!", "not"):
            return terms.Not(children[-1])
        return terms.Same(children[-1]) if operator in transparent else None

    return shape


def block(tree: Nodes, node: Node) -> Term:
    """The node holds statements."""
    return terms.Block(tuple(tree.children(node)))


def sequence(tree: Nodes, node: Node) -> Term:
    """The node holds elements."""
    return terms.Sequence(tuple(tree.children(node)))


def leaves(returns: bool = False) -> Shape:
    """The node leaves the block."""

    def shape(tree: Nodes, node: Node) -> Term:
        children = tree.children(node)
        return terms.Exit(children[0] if children else None, returns)

    return shape


def bind(left: str, right: str) -> Shape:
    """`left = right`, one or several of each; the operator says whether it adds."""

    def shape(tree: Nodes, node: Node) -> Term | None:
        targets = node.children_by_field_name(left)
        values = [found for found in node.children_by_field_name(right) if found.is_named]
        declared = node.child_by_field_name("type")
        operator = node.child_by_field_name("operator")
        sign = tree.text(operator) if operator is not None else "="
        return terms.Bind(
            tree.pairs(targets, values),
            adds=sign in ("+=", ".=", "<<"),
            alternative=sign in ("||=", "??="),
            type=tree.type_name(declared) if declared is not None else None,
        )

    return shape


def function(label: str = "name", body: str = "body", *, last: bool = False) -> Shape:
    """A function by its fields; `last` where the language answers with the last expression."""

    def shape(tree: Nodes, node: Node) -> Term:
        called, holder = node.child_by_field_name(label), node.child_by_field_name("parameters")
        return terms.Function(
            tree.text(called) if called is not None else "",
            tuple(tree.parameters_in(holder)) if holder is not None else (),
            tuple(node.children_by_field_name(body)),
            last,
        )

    return shape


def holder(label: str = "name") -> Shape:
    """A class by the field of its name."""

    def shape(tree: Nodes, node: Node) -> Term:
        called = node.child_by_field_name(label)
        return terms.Class(tree.last_name(called) if called is not None else "")

    return shape


def component() -> Shape:
    """A parameter of what declares a type (a record, a primary constructor), which is a field too."""

    def shape(tree: Nodes, node: Node) -> Term | None:
        name, parts = node.child_by_field_name("name"), tree.children(node)
        default = parts[-1] if any(part.type == "=" for part in node.children) else None
        around = [found.type for found in islice(tree.around(node), 2)]
        is_field = around[1:] in (["record_declaration"], ["class_declaration"], ["struct_declaration"])
        return terms.Bind(((name, default),)) if is_field and name is not None else None

    return shape


def loop(names: str, over: str) -> Shape:
    """A loop over a list by its fields."""

    def shape(tree: Nodes, node: Node) -> Term | None:
        bound, group = node.child_by_field_name(names), node.child_by_field_name(over)
        return terms.Loop(tuple(tree.targets(bound)), group) if bound is not None and group is not None else None

    return shape


def makes(kind: str, arguments: str = "arguments") -> Shape:
    """What makes an instance of a type, an annotation or an attribute, with its arguments."""

    def shape(tree: Nodes, node: Node) -> Term | None:
        called = node.child_by_field_name(kind)
        given, named = tree.given(node.child_by_field_name(arguments))
        return terms.Call(None, tree.text(called).split("<")[0], given, named, makes=True) if called else None

    return shape


def method(owner: str) -> Shape:
    """A call by the fields of its object, its name and its arguments."""

    def shape(tree: Nodes, node: Node) -> Term | None:
        name, holder = node.child_by_field_name("name"), node.child_by_field_name(owner)
        given, named = tree.given(node.child_by_field_name("arguments"))
        return terms.Call(tree.owner(holder), tree.text(name), given, named) if name is not None else None

    return shape


def call(tree: Nodes, node: Node) -> Term | None:
    """A call of a name or a member, with its arguments."""
    called = node.child_by_field_name("function")
    return tree.called(called, *tree.given(node.child_by_field_name("arguments"))) if called is not None else None
