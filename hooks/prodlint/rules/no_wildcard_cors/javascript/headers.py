"""Writes of the header Access-Control-Allow-Origin, in the forms that JavaScript has for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.code import fields
from prodlint.formats.guards import Guards
from prodlint.formats.javascript import Module
from prodlint.rules.no_wildcard_cors.code.harmless import answers_preflights
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.javascript.echo import checks, checks_somewhere, is_request_origin, lacks_origin
from prodlint.rules.no_wildcard_cors.javascript.index import callers
from prodlint.rules.no_wildcard_cors.javascript.requests import is_response, is_response_receiver
from prodlint.tables.cors_effects import ACTS, ECHO, STAR
from prodlint.tables.cors_javascript import HEADER_WRITERS

_HEADER = expression(r"(?:^|[.\w]*\.header\.)access-control-allow-origin$", re.IGNORECASE)
_CONSTANT = expression(r"(?:^|_)ACCESS_CONTROL_ALLOW_ORIGIN$")
_CREDENTIALS = expression(r"access-control-allow-credentials", re.IGNORECASE)
_NAME_LENGTH = 80
_NAME_KEYS = ("key", "name", "header", "headerName", "Key")
_VALUE_KEYS = ("value", "headerValue", "Value")
_STARS = ("*", "'*'", '"*"')
_WRITERS = frozenset(HEADER_WRITERS)
_SUBJECTS = ("origin", "requestOrigin", "reqOrigin", "req.headers.origin", "request.headers.origin")
_WHAT = "Access-Control-Allow-Origin is"


def header_hits(module: Module) -> Iterator[Hit]:
    """What the header is written with, wherever that reaches a response."""
    for name in _header_names(module):
        for value, writer in _written(module, name):
            yield from _value_hits(module, value, writer)


def _header_names(module: Module) -> Iterator[Node]:
    """The nodes that name the header: strings, constants that hold one, `HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN`."""
    constants, whole = set[str](), module.whole_text
    for node in module.of_type("string", "template_string"):
        if node.end_byte - node.start_byte > _NAME_LENGTH or not _HEADER.match(module.text(node)[1:-1]):
            continue
        around = module.parent(node)
        if around is not None and around.type == "variable_declarator":
            bound = around.child_by_field_name("name")
            constants.add(module.text(bound) if bound is not None else "")
        yield node
    for node in module.of_type("binary_expression") if "Allow-'" in whole or 'Allow-"' in whole else []:
        if node.end_byte - node.start_byte <= _NAME_LENGTH and _HEADER.match(module.string(node) or ""):
            yield node
    spelled = "ACCESS_CONTROL_ALLOW_ORIGIN" in whole
    for node in module.of_type("member_expression") if spelled else []:
        if node.end_byte - node.start_byte < _NAME_LENGTH and _CONSTANT.search(module.text(node)):
            yield node
    for node in module.of_type("identifier") if constants or spelled else []:
        if module.text(node) in constants or _CONSTANT.search(module.text(node)):
            yield node


def _written(module: Module, name: Node) -> Iterator[tuple[Node, Node]]:
    """The values written under a name, each with the node that writes it, if that is a response's."""
    around = module.parent(name)
    if around is None:
        return
    if around.type == "computed_property_name":
        name, around = around, module.parent(around)
    if around is None:
        return
    if around.type == "pair":
        yield from _pair_values(module, name, around)
    elif around.type == "arguments":
        yield from _call_values(module, name, around)
    elif around.type == "subscript_expression":
        assignment = module.parent(around)
        value = assignment.child_by_field_name("right") if assignment is not None else None
        if assignment is None or value is None or assignment.child_by_field_name("left") != around:
            return
        receiver = around.child_by_field_name("object")
        if receiver is not None and is_response_receiver(module, receiver):
            yield value, assignment
    elif around.type == "array":
        items = [child for child in around.named_children if child.type != "comment"]
        if len(items) == 2 and items[0] == name and is_response(module, around):
            yield items[1], around


def _pair_values(module: Module, name: Node, pair: Node) -> Iterator[tuple[Node, Node]]:
    value, holder = pair.child_by_field_name("value"), module.parent(pair)
    if value is None or holder is None:
        return
    if value != name:
        if is_response(module, holder) and not _is_overwritten(module, holder, pair):
            yield value, pair
        return
    given = fields(module.entries(holder))
    if module.key(pair) not in _NAME_KEYS or "operation" in given:
        return
    written = next((given[field] for field in _VALUE_KEYS if field in given), None)
    if written is not None:
        yield written, pair


def _is_overwritten(module: Module, holder: Node, pair: Node) -> bool:
    """Whether the header is set again in any case, as soon as the object has a name."""
    around = module.parent(holder)
    name = around.child_by_field_name("name") if around is not None else None
    binding = module.resolve(name) if name is not None and name.type == "identifier" else None
    own = module.guards(pair)
    return any(
        _HEADER.match(write.key) and all(clause in own for clause in module.guards(write.node))
        for write in (module.writes(binding) if binding is not None else ())
    )


def _call_values(module: Module, name: Node, arguments: Node) -> Iterator[tuple[Node, Node]]:
    call = module.parent(arguments)
    if call is None or call.type != "call_expression":
        return
    given = module.arguments(call)
    position = given.index(name)
    receiver, method = module.method(call)
    if position + 1 >= len(given) or method not in _WRITERS:
        return
    if receiver is None or is_response_receiver(module, receiver):
        yield given[position + 1], call


def _value_hits(module: Module, value: Node, writer: Node) -> Iterator[Hit]:
    around = module.guards(writer)
    if answers_preflights(module, writer, around):
        return
    found = list(_leaf_hits(module, value, around, set()))
    # `origin ?? "*"` on one line is one place; the echo is what counts there.
    found.sort(key=lambda hit: hit.effect == STAR)
    lines: set[int] = set()
    for hit in found:
        if module.line(hit.node) not in lines:
            lines.add(module.line(hit.node))
            yield hit


def _leaf_hits(module: Module, value: Node, around: Guards, calls: set[int]) -> Iterator[Hit]:
    for leaf in module.possible(value):
        guards = around + leaf.guards
        node, literal = leaf.node, module.string(leaf.node)
        subject = (module.text(node), "origin")
        if not is_served(module, guards, node):
            continue
        if literal in _STARS and not lacks_origin(guards, _SUBJECTS) and not _follows_origin(module, node):
            yield Hit(node, f"{_WHAT} `*`", STAR)
        elif module.literal(node) == "null":
            acts = _with_credentials(module, node)
            yield Hit(node, f"{_WHAT} `null`, the origin of sandboxed frames", ACTS if acts else STAR, strict=not acts)
        elif is_request_origin(module, node):
            if not checks(module, guards, subject) and not lacks_origin(guards, subject):
                effect = ACTS if _with_credentials(module, node) else ECHO
                place = _written_place(module, node, value)
                yield Hit(place, f"{_WHAT} the request's own Origin without a check", effect)
        elif node.type == "identifier" and not checks(module, guards, subject):
            yield from _given_hits(module, node, guards, calls)


def _follows_origin(module: Module, star: Node) -> bool:
    """Whether a star only answers requests without an origin: `req.headers.origin || "*"`."""
    around = module.parent(star)
    left = around.child_by_field_name("left") if around is not None else None
    if around is None or left is None or left == star or module.operator(around) not in ("||", "??"):
        return False
    return any(is_request_origin(module, leaf.node) for leaf in module.possible(left))


def _written_place(module: Module, node: Node, value: Node) -> Node:
    """Where an echo is to be changed: at the write, when the origin was only read before."""
    return node if module.line(node) == module.line(value) else value


def _given_hits(module: Module, name: Node, guards: Guards, calls: set[int]) -> Iterator[Hit]:
    """What the calls of a function in this file give for one of its parameters."""
    binding, function = module.resolve(name), module.enclosing_function(name)
    if binding is None or binding.kind != "parameter" or function is None or function.id in calls:
        return
    names = module.parameters(function)
    if binding.name not in names:
        return
    index = names.index(binding.name)
    for call in callers(module, function):
        arguments = module.arguments(call)
        if len(arguments) > index:
            inside = module.guards(call) + guards
            for hit in _leaf_hits(module, arguments[index], inside, calls | {function.id}):
                if hit.effect == STAR or not module.once(checks_somewhere):
                    yield hit


def _with_credentials(module: Module, node: Node) -> bool:
    """Whether the same function (or file, outside of any) allows credentials too."""
    around = module.enclosing_function(node) or module.root
    return any(around.start_byte <= offset < around.end_byte for offset in module.once(_credentials))


def _credentials(module: Module) -> list[int]:
    """Where the header Access-Control-Allow-Credentials is named, the first few hundred places."""
    strings = (node for node in module.of_type("string") if node.end_byte - node.start_byte < _NAME_LENGTH)
    return [node.start_byte for node in strings if _CREDENTIALS.fullmatch(module.text(node)[1:-1])][:500]
