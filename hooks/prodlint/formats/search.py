"""The search for the values behind an expression, in trees of tree-sitter; each is followed once in a file."""

from collections.abc import Callable, Iterator

from tree_sitter import Node

from prodlint.formats.budget import Budget
from prodlint.formats.code import Possible
from prodlint.formats.guards import Guards

# What an expression may come from: under which conditions, whether as an element of a list, and through which call.
Part = tuple[Node, Guards, bool, "Node | None"]
_HARD = 20  # times the limit, of values in lists


def plain(*nodes: Node | None) -> list[Part]:
    """Parts that an expression is worth as they stand."""
    return [(node, (), False, None) for node in nodes if node is not None]


class _Frame:
    """An expression whose parts are being looked into; `back` is the depth of the outermost one it came back to."""

    def __init__(self, node: Node, parts: list[Part]) -> None:
        self.node = node
        self.parts: Iterator[Part] = iter(parts)
        self.found: dict[tuple[int, bool], Possible] = {}
        self.back = 1 << 30
        self.way: Part = (node, (), False, None)  # of the part that is looked into
        if not parts or any(part.id == node.id for part, *_ in parts):
            self.found[node.id, False] = Possible(node)

    def take(self, leaves: list[Possible], back: int) -> None:
        """What the part is worth."""
        _, guards, element, call = self.way
        via = () if call is None else (call,)
        for leaf in leaves:
            key = leaf.node.id, leaf.element or element
            if key not in self.found:
                self.found[key] = Possible(leaf.node, guards + leaf.guards, key[1], via + leaf.via)
        self.back = min(self.back, back)


class Search:
    """The searches in one file. `peel` gives the expression that another one is worth, `parts_of` one step towards its
    values: nothing for a value, and the expression itself among others where it may be one."""

    def __init__(self, peel: Callable[[Node], Node], parts_of: Callable[[Node], list[Part]], budget: Budget) -> None:
        self._peel = peel
        self._parts_of = parts_of
        self._budget = budget
        self._known: dict[int, list[Possible]] = {}

    def possible(self, start: Node) -> list[Possible]:
        """The values that an expression can have; what is not understood is a value itself."""
        start = self._peel(start)
        if start.id in self._known:
            return self._known[start.id]
        limit, steps = self._budget.limit, 1
        frames = [_Frame(start, self._parts_of(start))]
        depths = {start.id: 0}  # 0 for what is done with, too
        while True:
            frame = frames[-1]
            part = next(frame.parts, None)
            if part is None:
                frames.pop()
                found = list(frame.found.values())
                if frame.back >= len(frames):  # nothing that it is worth hangs on what is around it
                    self._known[frame.node.id] = found
                depths[frame.node.id] = 0
                if not frames:
                    break
                steps += len(found)
                frames[-1].take(found, frame.back if frame.back < len(frames) else 1 << 30)
                continue
            child = self._peel(part[0])
            if frame.node.id in (part[0].id, child.id):
                continue
            frame.way = part
            if child.id in self._known:
                steps += len(self._known[child.id])
                frame.take(self._known[child.id], 1 << 30)
            elif child.id in depths:
                frame.back = min(frame.back, depths[child.id])
            elif steps > limit and (steps > _HARD * limit or self._parts_of(child)):  # a value hides nothing
                frame.back = 0
                self._budget.is_cut = True
            else:
                steps += 1
                depths[child.id] = len(frames)
                frames.append(_Frame(child, self._parts_of(child)))
        self._budget.spend(min(steps, limit))
        return self._known[start.id]
