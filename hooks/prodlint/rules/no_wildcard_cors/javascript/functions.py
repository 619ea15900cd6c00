"""Functions that decide on an origin: whether they accept every one."""

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from prodlint.formats.guards import Guards
from prodlint.formats.javascript import Module
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.javascript.echo import checks, is_request_origin, lacks_origin

_CALL_LIMIT = 200  # calls looked at in one function
_STARS = ("*", "true")


class _Exit(NamedTuple):
    """A way out of the function: what it answers and when. `accepts` is None where the file does not tell."""

    node: Node
    accepts: bool | None
    guards: Guards


def accepting_exit(module: Module, function: Node) -> Node | None:
    """What a function answers to an origin that no check let in; None where there is no such answer.

    The function gets the origin first and answers by its result, or through a callback `(error, answer)`.
    """
    names = module.parameters(function)
    subject = tuple(names[:1])
    exits = list(_callback_exits(module, function, names[-1])) if len(names) > 1 else []
    if not exits:
        exits = list(_returned_exits(module, function, subject))
    outside = len(module.guards(function))
    exits = [found._replace(guards=found.guards[outside:]) for found in exits]
    exits = [found for found in exits if is_served(module, found.guards) and not lacks_origin(found.guards, subject)]
    if not exits or not all(found.accepts for found in exits):
        return None
    return _unchecked(module, exits, subject)


def _unchecked(module: Module, exits: list[_Exit], subject: tuple[str, ...]) -> Node | None:
    """The exit that no check leads to, or the last one when both outcomes of a check are accepted."""
    seen: set[tuple[str, tuple[str, ...], bool]] = set()
    for found in exits:
        looked = checks(module, found.guards, subject)
        if not looked or any((text, values, not holds) in seen for text, values, holds in looked):
            return found.node
        seen |= looked
    return None


def _callback_exits(module: Module, function: Node, callback: str) -> Iterator[_Exit]:
    subject = tuple(module.parameters(function)[:1])
    for call in module.within(function, "call_expression")[:_CALL_LIMIT]:
        if callback and module.method(call) == (None, callback):
            arguments = module.arguments(call)
            accepts: bool | None = False
            if len(arguments) > 1 and module.literal(arguments[0]) in ("null", "undefined", "false"):
                accepts = _accepts(module, arguments[1], subject)
            yield _Exit(arguments[1] if accepts else call, accepts, module.guards(call))
    for thrown in module.within(function, "throw_statement"):
        yield _Exit(thrown, False, module.guards(thrown))


def _returned_exits(module: Module, function: Node, subject: tuple[str, ...]) -> Iterator[_Exit]:
    for returned in module.returns(function):
        around = module.guards(returned)
        for leaf in _alternatives(module, returned):
            for found in module.possible(leaf):
                accepts = None if found.element else _accepts(module, found.node, subject)
                yield _Exit(found.node, accepts, around + found.guards)
    for thrown in module.within(function, "throw_statement"):
        if module.enclosing_function(thrown) == function:
            yield _Exit(thrown, False, module.guards(thrown))


def _alternatives(module: Module, node: Node) -> list[Node]:
    """`origin || "https://..."` answers with the origin whenever there is one."""
    node = module.peel(node)
    left = node.child_by_field_name("left")
    return [left] if left is not None and module.operator(node) in ("||", "??") else [node]


def _accepts(module: Module, answer: Node, subject: tuple[str, ...]) -> bool | None:
    answer = module.peel(answer)
    left = answer.child_by_field_name("left")
    if left is not None and module.operator(answer) in ("||", "??"):
        return _accepts(module, left, subject) or _accepts(module, answer.named_children[-1], subject)
    literal = module.literal(answer)
    if literal is not None:
        return literal in _STARS
    if module.text(answer) in subject or is_request_origin(module, answer):
        return True
    elements = answer.named_children if answer.type == "array" else []
    return any(module.literal(element) in _STARS for element in elements) or None
