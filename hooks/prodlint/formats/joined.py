"""Texts that code puts together: `"jdbc:mysql://" + host + "/shop?useSSL=false"` is one text."""

from collections.abc import Callable, Iterable, Iterator

from prodlint.light_typing import TypeVar

N = TypeVar("N")


def outermost(nodes: Iterable[N], parent: Callable[[N], N | None], joins: Callable[[N], bool]) -> Iterator[N]:
    """The expressions that join some of the nodes, or a node alone; each once."""
    seen = set[N]()
    for node in nodes:
        above = parent(node)
        while above is not None and above not in seen and joins(above):
            seen.add(above)
            node, above = above, parent(above)
        if above not in seen:
            yield node


def sides(whole: N, parts: Callable[[N], Iterable[N]]) -> Iterator[N]:
    """What an expression joins, from left to right; `parts` of what joins nothing are none."""
    waiting = [whole]
    while waiting:
        node = waiting.pop()
        inner = list(parts(node))
        if inner:
            waiting += reversed(inner)
        else:
            yield node
