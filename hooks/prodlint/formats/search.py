"""The search for the values behind an expression, in trees of tree-sitter: each is followed once in a file, and told
with every condition under which it is reached."""

from collections.abc import Callable, Iterator

from tree_sitter import Node

from prodlint.formats.budget import Budget
from prodlint.formats.code import Possible
from prodlint.formats.guards import ALWAYS, Guards, all_of

# What an expression may come from: under which conditions, whether as an element of a list, and through which call.
Part = tuple[Node, Guards, bool, "Node | None"]
_HARD = 20  # times the limit, of values in lists
_NOWHERE = 1 << 30  # a depth that nothing comes back to
# What an expression is worth, and the depth of what around it that hangs on.
_Told = tuple[list[Possible], int]


def plain(*nodes: Node | None) -> list[Part]:
    """Parts that an expression is worth as they stand."""
    return [(node, (), False, None) for node in nodes if node is not None]


class _Frame:
    """An expression whose parts are being looked into; `back` is the depth of the outermost one it came back to."""

    def __init__(self, node: Node, parts: list[Part], first: int) -> None:
        self.node = node
        self.parts: Iterator[Part] = iter(parts)
        self.found: dict[tuple[int, bool], Possible] = {}
        self.others: dict[tuple[int, bool], dict[Guards, Possible]] = {}  # the same under other conditions
        self.back = _NOWHERE
        self.first = first  # of those done with below it
        self.way: Part = (node, (), False, None)  # of the part that is looked into
        if not parts or any(part.id == node.id for part, *_ in parts):
            self.found[node.id, False] = Possible(node)

    def take(self, told: _Told, more: bool) -> bool:
        """What the part is worth; whether something was left. Only with `more` in another way than the first."""
        _, guards, element, call = self.way
        via, is_left = () if call is None else (call,), False
        for leaf in told[0]:
            key = leaf.node.id, leaf.element or element
            own = all_of((guards, leaf.guards)) if guards else leaf.guards
            known = self.found.get(key)
            if known is None:
                is_same = own is leaf.guards and not via and key[1] == leaf.element
                self.found[key] = leaf if is_same else Possible(leaf.node, own, key[1], via + leaf.via)
            elif known.guards not in (ALWAYS, own) and own not in (others := self.others.setdefault(key, {})):
                is_left |= not more
                if more and ALWAYS not in others:
                    others[own] = Possible(leaf.node, own, key[1], via + leaf.via)
        self.back = min(self.back, told[1])
        return is_left


class Search:
    """The searches in one file. `peel` gives the expression that another one is worth, `parts_of` one step towards its
    values: nothing for a value, and the expression itself among others where it may be one."""

    def __init__(self, peel: Callable[[Node], Node], parts_of: Callable[[Node], list[Part]], budget: Budget) -> None:
        self._peel = peel
        self._parts_of = parts_of
        self._budget = budget
        self._known: dict[int, _Told] = {}

    def possible(self, start: Node) -> list[Possible]:
        """The values that an expression can have; what is not understood is a value itself."""
        start = self._peel(start)
        if start.id in self._known:
            return self._known[start.id][0]
        limit, steps = self._budget.limit, 1
        frames, depths = [_Frame(start, self._parts_of(start), 0)], {start.id: 0}
        hanging: dict[int, _Told] = {}  # done with, but what they are worth hangs on what is around them
        while frames:
            frame = frames[-1]
            part = next(frame.parts, None)
            if part is None:
                others = (one for ways in frame.others.values() for one in ways.values())
                told = [*frame.found.values(), *others], frame.back
                frames.pop()
                del depths[frame.node.id]
                if frame.back < len(frames):
                    hanging[frame.node.id] = told if steps <= limit else ([], 0)  # not all of it, as it may be much
                    self._budget.is_cut |= steps > limit
                else:
                    told = self._known[frame.node.id] = told[0], _NOWHERE
                    for _ in range(len(hanging) - frame.first):  # they are looked into again, with what is known now
                        hanging.popitem()
                if not frames:
                    break
            else:
                child, frame.way = self._peel(part[0]), part
                if frame.node.id in (part[0].id, child.id):
                    continue
                if child.id not in self._known and child.id not in hanging:
                    if child.id in depths:
                        frame.back = min(frame.back, depths[child.id])
                    elif steps > limit and (steps > _HARD * limit or self._parts_of(child)):  # a value hides nothing
                        frame.back = 0
                        self._budget.is_cut = True
                    else:
                        steps += 1
                        depths[child.id] = len(frames)
                        frames.append(_Frame(child, self._parts_of(child), len(hanging)))
                    continue
                told = hanging.get(child.id) or self._known[child.id]
            steps += len(told[0])
            self._budget.is_cut |= frames[-1].take(told, steps <= limit)
        self._budget.spend(min(steps, limit))
        return self._known[start.id][0]
