"""The search for the values behind an expression, in trees of tree-sitter: each is followed once in a file, and told
with every condition under which it is reached."""

from collections.abc import Callable, Iterable, Iterator

from tree_sitter import Node

from prodlint.formats.budget import Budget
from prodlint.formats.code import Possible
from prodlint.formats.guards import ALWAYS, Guards, all_of

# What an expression may come from: under which conditions, whether as an element of a list, and through which call.
Part = tuple[Node, Guards, bool, "Node | None"]
_HARD = 20  # times the limit, of values in lists
_NOWHERE = 1 << 30  # a depth that nothing comes back to


def plain(*nodes: Node | None) -> list[Part]:
    """Parts that an expression is worth as they stand."""
    return [(node, (), False, None) for node in nodes if node is not None]


class _Frame:
    """An expression whose parts are being looked into; `back` is the depth of the outermost one it came back to."""

    def __init__(self, node: Node, parts: list[Part], first: int) -> None:
        self.node = node
        self.parts: Iterator[Part] = iter(parts)
        self.ways: dict[tuple[int, bool], dict[Guards, Possible]] = {}
        self.back = _NOWHERE
        self.first = first  # of those done with below it
        self.way: Part = (node, (), False, None)  # of the part that is looked into
        if not parts or any(part.id == node.id for part, *_ in parts):
            self.ways[node.id, False] = {ALWAYS: Possible(node)}

    @property
    def found(self) -> list[Possible]:
        return [one for ways in self.ways.values() for one in ways.values()]

    def take(self, leaves: Iterable[Possible], back: int, more: bool) -> bool:
        """What the part is worth; whether all of it was taken. Only with `more` in another way than the first."""
        _, guards, element, call = self.way
        via, is_whole = () if call is None else (call,), True
        for leaf in leaves:
            ways = self.ways.setdefault((leaf.node.id, leaf.element or element), {})
            own = all_of((guards, leaf.guards))
            if ALWAYS in ways or own in ways:
                continue
            if more or not ways:
                ways[own] = Possible(leaf.node, own, leaf.element or element, via + leaf.via)
            else:
                is_whole = False
        self.back = min(self.back, back)
        return is_whole


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
        frames = [_Frame(start, self._parts_of(start), 0)]
        depths = {start.id: 0}
        # Done with, but what they are worth hangs on what is around them: the depth of that beside it.
        hanging: dict[int, tuple[list[Possible], int]] = {}
        while frames:
            frame = frames[-1]
            part = next(frame.parts, None)
            if part is None:
                frames.pop()
                found, back = frame.found, frame.back
                del depths[frame.node.id]
                if back >= len(frames):
                    self._known[frame.node.id], back = found, _NOWHERE
                    for _ in range(len(hanging) - frame.first):  # they are looked into again, with what is known now
                        hanging.popitem()
                else:
                    hanging[frame.node.id] = found, back
                if frames:
                    steps += len(found)
                    self._budget.is_cut |= not frames[-1].take(found, back, steps <= limit)
                continue
            child = self._peel(part[0])
            if frame.node.id in (part[0].id, child.id):
                continue
            frame.way = part
            if child.id in self._known or child.id in hanging:
                found, back = hanging.get(child.id) or (self._known[child.id], _NOWHERE)
                steps += len(found)
                self._budget.is_cut |= not frame.take(found, back, steps <= limit)
            elif child.id in depths:
                frame.back = min(frame.back, depths[child.id])
            elif steps > limit and (steps > _HARD * limit or self._parts_of(child)):  # a value hides nothing
                frame.back = 0
                self._budget.is_cut = True
            else:
                steps += 1
                depths[child.id] = len(frames)
                frames.append(_Frame(child, self._parts_of(child), len(hanging)))
        self._budget.spend(min(steps, limit))
        return self._known[start.id]
