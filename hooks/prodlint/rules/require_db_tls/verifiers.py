"""Functions written by hand that accept every certificate, and whether a client gets them."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from prodlint.formats.code import CALL, FUNCTION, Code, Node, given_as
from prodlint.rules.require_db_tls.around import Around
from prodlint.rules.require_db_tls.values import NOTHING, is_open

_LEVELS, _ROUNDS = 12, 8  # nodes around a call; names between a function and the client


def accepting(code: Code, around: Around, verifiers: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, Node]]:
    """The functions of these names that refuse nothing, where a client of the file gets what they belong to."""
    if not verifiers:
        return
    is_for_client = any(around.is_client(one) and ".ssl." in one for one in code.imports())
    named = re.compile(rf"(?:@\w+\s+|\w+\s+)*(?P<name>{'|'.join(verifiers)})\s*\(")
    for function in code.of_kind(FUNCTION):
        found = named.match(code.shown(function))
        if found and _accepts(code, function, verifiers[found["name"]]):
            if is_for_client or reaches(code, around, function):
                yield found["name"], function


def _accepts(code: Code, function: Node, values: frozenset[str]) -> bool:
    """Whether a function answers nothing but one of the values, and asks nobody else."""
    leaves = [leaf for one in code.answers(function) for leaf in code.possible(one)]
    known = {one for leaf in leaves for one in (leaf.node, *leaf.via)}
    for call in set(code.calls).difference(code.notes(function)):
        path = (call, *islice(code.around(call), _LEVELS))
        if function in path and known.isdisjoint(path):
            return False
    if not leaves:
        return values >= NOTHING
    return all(is_open(code, one.node, values) or code.method(one.node)[1] in values for one in leaves)


def reaches(code: Code, around: Around, node: Node) -> bool:
    """Whether a client is given what a node belongs to, by the names that it has on the way."""
    names = {*code.inside(node)[-1:], *(one.name for one in given_as(code, node, _LEVELS))}
    for _ in range(_ROUNDS):
        known = len(names)
        for call in code.calls:
            if names.isdisjoint(_used(code, call)):
                continue
            calls = [one for one in (call, *islice(code.around(call), _LEVELS)) if code.kind(one) == CALL]
            if any(map(around.makes_client, calls)):
                return True
            names.update(code.name(root) for root in map(around.root, calls) if root is not None)
            names.update(one.name for one in given_as(code, call, _LEVELS))
            names.update(code.inside(call)[-1:])
        if len(names) == known:
            break
    return False


def _used(code: Code, call: Node) -> Iterator[str]:
    """The names in a call: what it calls, of whom, and what it is given."""
    owner, method = code.method(call)
    yield method
    given = [*code.arguments(call), *code.keywords(call).values(), *([owner] if owner is not None else [])]
    yield from (code.name(part) for one in given for part in (one, *code.items(one)) if code.name(part))
