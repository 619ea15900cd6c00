"""Functions written by hand that accept every certificate, and whether a client gets them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from prodlint.expressions import expression
from prodlint.formats.code import CALL, FUNCTION, Code, Node, given_as
from prodlint.grouping import grouped
from prodlint.rules.require_db_tls.around import Around
from prodlint.rules.require_db_tls.values import NOTHING, is_open, only_tells

_NAME = expression(r"(?:@?\w+\s+)*(\w+)\s*\(")  # of a function, behind its annotations and its type
_LEVELS, _ROUNDS = 12, 8  # nodes around a call; names between a function and the client


class Verifiers:
    """Answers for one file; `named` are the functions that decide, with what they answer to accept."""

    def __init__(self, code: Code, around: Around, named: Mapping[str, frozenset[str]]) -> None:
        self._code = code
        self._around = around
        self._named = named

    def accepting(self) -> Iterator[tuple[str, Node]]:
        """The functions that refuse nothing, with their names, where a client gets what they belong to."""
        is_for_client = any(self._around.is_client(one) and ".ssl." in one for one in self._code.imports())
        for function in self._code.of_kind(FUNCTION) if self._named else ():
            found = _NAME.match(self._code.shown(function))
            if found and found[1] in self._named and self._accepts(function, self._named[found[1]]):
                if is_for_client or self.reaches(function):
                    yield found[1], function

    def _accepts(self, function: Node, values: frozenset[str]) -> bool:
        """Whether a function answers nothing but one of the values, and asks nobody else."""
        leaves = [leaf for one in self._code.answers(function) for leaf in self._code.possible(one)]
        known = {*self._code.notes(function), *(one for leaf in leaves for one in (leaf.node, *leaf.via))}
        paths = self._paths.get(function, ())
        if any(known.isdisjoint(path) and not any(only_tells(self._code, one) for one in path) for path in paths):
            return False
        if not leaves:
            return values >= NOTHING
        return all(is_open(self._code, one.node, values) or self._code.method(one.node)[1] in values for one in leaves)

    @cached_property
    def _paths(self) -> Mapping[Node, list[Sequence[Node]]]:
        """Of the functions, each call in it with what is around that."""
        paths = [(call, *islice(self._code.around(call), _LEVELS)) for call in self._code.calls]
        return grouped((one, path) for path in paths for one in path if self._code.kind(one) == FUNCTION)

    def reaches(self, node: Node) -> bool:
        """Whether a client is given what a node belongs to, as far as names tell."""
        if any(map(self._around.makes_client, islice(self._code.around(node), _LEVELS))):
            return True
        names = (*self._code.inside(node)[-1:], *(one.name for one in given_as(self._code, node, _LEVELS)))
        return bool(self._named) and not self._given.isdisjoint(names)

    @cached_property
    def _given(self) -> frozenset[str]:
        """The names of all that clients are given, and of what that is made from."""
        code, found, steps = self._code, set[str](), list[tuple[frozenset[str], frozenset[str]]]()
        for call in code.calls:
            calls = [one for one in (call, *islice(code.around(call), _LEVELS)) if code.kind(one) == CALL]
            if any(map(self._around.makes_client, calls)):
                found.update(self._used(call))
            roots = (code.name(root) for root in map(self._around.root, calls) if root is not None)
            names = (*roots, *(one.name for one in given_as(code, call, _LEVELS)), *code.inside(call)[-1:])
            steps.append((frozenset(self._used(call)), frozenset(names) - {""}))
        for _ in range(_ROUNDS):
            known = len(found)
            for used, made in steps:
                if not found.isdisjoint(made):
                    found |= used
            if len(found) == known:
                break
        return frozenset(found)

    def _used(self, call: Node) -> Iterator[str]:
        """The names in a call: of what it calls, or whom it asks, and what it is given."""
        owner, method = self._code.method(call)
        yield (self._code.name(owner) if owner is not None else "") or method
        for one in (*self._code.arguments(call), *self._code.keywords(call).values()):
            yield from (self._code.name(part) for part in (one, *self._code.items(one)) if self._code.name(part))
