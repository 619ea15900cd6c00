"""Ruby."""

from bisect import bisect_left

from tree_sitter import Node

from prodlint.formats.tree import shapes, strings, terms
from prodlint.formats.tree.nodes import Nodes
from prodlint.formats.tree.shapes import Language
from prodlint.formats.tree.terms import Term

_ENDS = ("raise", "halt", "abort", "exit", "head", "throw")  # `halt 403`, `head :forbidden` end an answer


def _call(tree: Nodes, node: Node) -> Term | None:
    """`a.b(c, d: e) { ... }`; a lambda or a proc is its block, `require` imports, `raise` leaves."""
    name, holder = node.child_by_field_name("method"), node.child_by_field_name("receiver")
    block = node.child_by_field_name("block")
    given, named = tree.given(node.child_by_field_name("arguments"))
    text = tree.text(name) if name is not None else "call"
    if holder is None:
        if text in ("require", "require_relative") and given:
            return terms.Use(((None, tree.text(given[0]).strip("'\"").replace("/", ".")),))
        if text in _ENDS:
            return terms.Exit(None, returns=False)
        if text in ("lambda", "proc") and block is not None:
            return terms.Same(block)
    return terms.Call(tree.owner(holder), text, given, named, block)


def _lambda(tree: Nodes, node: Node) -> Term:
    holder, block = node.child_by_field_name("parameters"), node.child_by_field_name("body")
    body = block.child_by_field_name("body") if block is not None else None
    parameters = tuple(tree.parameters_in(holder)) if holder is not None else ()
    return terms.Function("", parameters, (body,) if body is not None else (), last=True)


def _case(tree: Nodes, node: Node) -> Term:
    arms = []
    for arm in tree.children(node):
        if arm.type == "when":
            tests = tuple(part for found in arm.children_by_field_name("pattern") for part in tree.children(found))
            body = arm.child_by_field_name("body")
            arms.append(terms.Arm(arm, tests, (body,) if body is not None else ()))
        elif arm.type == "else":
            arms.append(terms.Arm(arm, (), tuple(tree.children(arm))))
    return terms.Switch(node.child_by_field_name("value"), tuple(arms))


def _heredoc(tree: Nodes, node: Node) -> Term:
    """The text of a heredoc stands below; the bodies have the order of their beginnings."""
    bodies = tree.of_type("heredoc_body")
    index = bisect_left(tree.of_type("heredoc_beginning"), node.start_byte, key=lambda found: found.start_byte)
    return strings.block(tree, bodies[index]) if index < len(bodies) else terms.Text(("",))


def _binary(tree: Nodes, node: Node) -> Term | None:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if tree.operator(node) == "<<" and left is not None and right is not None:
        return terms.Bind(((left, right),), adds=True)
    return shapes.binary()(tree, node)


RUBY = Language(
    module="tree_sitter_ruby",
    choices=("if", "unless", "if_modifier", "unless_modifier"),
    lists=("array",),
    mappings=("hash",),
    this=("self", "self.class"),
    states={
        "call": _call,
        "assignment": shapes.bind("left", "right"),
        "operator_assignment": shapes.bind("left", "right"),
        "binary": _binary,
        "method": shapes.function(last=True),
        "singleton_method": shapes.function(last=True),
        "lambda": _lambda,
        **dict.fromkeys(("block", "do_block"), shapes.function("", last=True)),
        "class": shapes.holder(),
        "module": shapes.holder(),
    },
    means={
        "identifier": shapes.name,
        "constant": shapes.name,
        "instance_variable": shapes.name,
        "class_variable": shapes.name,
        "global_variable": shapes.name,
        "scope_resolution": shapes.member("scope", "name"),
        "element_reference": shapes.item(),
        "string": strings.text,
        "bare_string": strings.text,
        "bare_symbol": strings.text,
        "simple_symbol": strings.symbol,
        "delimited_symbol": strings.text,
        "hash_key_symbol": strings.symbol,
        "string_array": shapes.sequence,
        "symbol_array": shapes.sequence,
        "heredoc_beginning": _heredoc,
        "regex": strings.pattern,
        "true": shapes.value(True),
        "false": shapes.value(False),
        "nil": shapes.value(None),
        "integer": shapes.number,
        "array": shapes.sequence,
        "hash": lambda tree, node: terms.Mapping(tuple(map(tree.entry, tree.children(node)))),
        "splat_argument": shapes.same(),
        "block_argument": shapes.same(),
        "parenthesized_statements": shapes.same(last=True),
        "unary": shapes.unary(),
        "conditional": shapes.choice(),
        "if": shapes.choice(),
        "elsif": shapes.choice(),
        "unless": shapes.choice(swap=True),
        "if_modifier": shapes.choice(yes="body", no=""),
        "unless_modifier": shapes.choice(yes="body", no="", swap=True),
        "case": _case,
        **dict.fromkeys("then else begin body_statement block_body program".split(), shapes.block),
        "return": shapes.leaves(returns=True),
        "next": shapes.leaves(returns=True),
        "break": shapes.leaves(),
    },
)
