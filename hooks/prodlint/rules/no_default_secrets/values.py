"""The literals that an expression of code can be, through what only wraps them."""

from collections.abc import Iterator

from prodlint.formats.code import CALL, Code, Node, text_of
from prodlint.formats.guards import Guards
from prodlint.light_typing import NamedTuple
from prodlint.tables.default_secrets import OF_OBJECT, WRAPPERS

_DECODERS = frozenset(("BASE64", "BASE64URL", "Base64", "base64"))
_DEEPEST = 4
_MOST = 50


class Literal(NamedTuple):
    """A text in the code, where it stands, under which conditions the expression is it, and whether it can be more.

    `chosen`: the expression has other values that are no literals, so this one stands in for them; `others` are those,
    `via` the calls on the way to it.
    """

    text: str
    node: Node
    guards: Guards
    chosen: bool
    others: tuple[Node, ...] = ()
    via: tuple[Node, ...] = ()


def literals(code: Code, node: Node, depth: int = 0) -> Iterator[Literal]:
    """The texts that an expression can be."""
    leaves = code.possible(node)[:_MOST]
    texts = [text_of(code, leaf.node) for leaf in leaves]
    others = tuple(leaf.node for leaf, text in zip(leaves, texts, strict=True) if text is None)
    for leaf, text in zip(leaves, texts, strict=True):
        if text is not None:
            yield Literal(text, leaf.node, leaf.guards, bool(others or leaf.via), others, leaf.via)
        elif depth < _DEEPEST and (inner := _wrapped(code, leaf.node)) is not None:
            for found in literals(code, inner, depth + 1):
                guards, around = (*leaf.guards, *found.guards), tuple(one for one in others if one != leaf.node)
                is_chosen = found.chosen or bool(around)
                yield found._replace(guards=guards, chosen=is_chosen, others=(*found.others, *around))


def _wrapped(code: Code, node: Node) -> Node | None:
    """What a call only wraps: the object of `"x".encode()`, the argument of `SecretStr("x")`."""
    if code.kind(node) != CALL:
        return None
    owner, name = code.method(node)
    if name in OF_OBJECT and owner is not None:
        makes_text = code.kind(owner) == CALL and not code.arguments(owner)  # `new TextEncoder().encode(x)`
        if not makes_text and code.name(owner) not in _DECODERS:
            return owner
    elif WRAPPERS.isdisjoint((name, (code.callee(node) or "").rpartition(".")[2])):
        return None
    arguments = code.arguments(node)
    return arguments[0] if arguments else owner
