"""Calls of CORS libraries and of servers that take CORS options."""

from collections.abc import Iterator

from tree_sitter import Node

from prodlint.formats.code import fields
from prodlint.formats.guards import Guards
from prodlint.formats.javascript import Module
from prodlint.formats.javascript.tree import FUNCTIONS
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.code.libraries import Options
from prodlint.rules.no_wildcard_cors.code.requests import Requests
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.code.values import Language, in_words, open_origins
from prodlint.rules.no_wildcard_cors.javascript.functions import SCRIPT, exits
from prodlint.rules.no_wildcard_cors.wildcards import VALUE
from prodlint.tables.cors_effects import STAR
from prodlint.tables.cors_javascript import LIBRARIES
from prodlint.tables.cors_library import Library

_ROWS: dict[str, list[Library]] = {}
for _row in LIBRARIES:
    _ROWS.setdefault(_row.callable, []).append(_row)
_METHODS = {row.callable[2:] for row in LIBRARIES if row.callable.startswith("*.")}
# The last name of every callable: the origins of all other members need not be looked up.
_LAST_NAMES = {row.callable.rpartition(".")[2] for row in LIBRARIES} | {"default"}
_PLUGIN_METHODS = ("register",)
_ABSENT = ("undefined", "null")
_SOCKET_SETTERS = ("set", "origins")
_OTHER_DECIDERS = frozenset(("delegator", "isOriginAllowed", "origins", "getOrigin", "dynamicOrigin"))


def library_hits(module: Module, language: Language = SCRIPT) -> Iterator[Hit]:
    """What the calls of a file let in, by the table of libraries."""
    for call in module.calls:
        target, method = module.method(call)
        if target is None or method in _LAST_NAMES:
            yield from _call_hits(module, call, module.callee(call) or "", language)
        if target is None:
            continue
        if method in _PLUGIN_METHODS:
            yield from _call_hits(module, call, _plugin(module, call), language)
        elif method in _SOCKET_SETTERS:
            yield from _setter_hits(module, call, method)
        elif method in _METHODS and target.type != "this":
            yield from _call_hits(module, call, f"*.{method}", language)


def _plugin(module: Module, call: Node) -> str:
    arguments = module.arguments(call)
    return module.qualified_name(arguments[0]) or "" if arguments else ""


def _call_hits(module: Module, call: Node, origin: str, language: Language) -> Iterator[Hit]:
    rows = _ROWS.get(origin, ())
    guards = module.guards(call) if rows else ()
    if is_served(module, guards, call):
        for row in rows:
            yield from _row_hits(module, call, row, guards, language)


def _row_hits(module: Module, call: Node, row: Library, guards: Guards, language: Language) -> Iterator[Hit]:
    place, _, path = row.options.partition(".")
    arguments = module.arguments(call)
    if any(argument.type == "spread_element" for argument in arguments):
        return
    if place == "-1":
        options = next((a for a in reversed(arguments) if _holds_options(module, a)), None)
    else:
        options = arguments[int(place)] if len(arguments) > int(place) else None
    if options is not None:
        keys = tuple(path.split(".")) if path else ()
        yield from options_hits(module, call, options, keys, row, guards, language)
    else:
        yield from _bare(module, row, call).default(call, "unset" if path else "missing")


def _holds_options(module: Module, argument: Node) -> bool:
    return argument.type in ("object", "identifier", "ternary_expression") and module.literal(argument) is None


def options_hits(
    module: Module,
    call: Node,
    options: Node,
    keys: tuple[str, ...],
    row: Library,
    guards: Guards,
    language: Language,
    *,
    switch: bool = False,
) -> Iterator[Hit]:
    """What options let in: `keys` lead from them to the object that holds the row's key.

    `switch`: the options are the value of a key such as `cors`, which may also be true, or missing.
    """
    for leaf in module.possible(options):
        around = guards + leaf.guards
        if not is_served(module, around):
            continue
        node, literal = leaf.node, module.literal(leaf.node)
        if node.type == "object":
            yield from _object_hits(module, call, node, keys, row, around, language)
        elif node.type in FUNCTIONS:
            requests: Requests = module.once(Requests)
            for answer, when in _delegated(module, node):
                if not requests.checks(when, requests.names):
                    yield from options_hits(module, call, answer, keys, row, around + when, language)
        elif keys or literal is None:
            continue
        elif literal == "true" or (literal in _ABSENT and not switch):
            yield from _bare(module, row, call).default(node)
        elif literal == "*":
            fix = SCRIPT.fix.format(name=row.shown, key=row.keys[0])
            yield Hit(node, in_words(VALUE, row), STAR, fix=fix)


def _object_hits(
    module: Module, call: Node, node: Node, keys: tuple[str, ...], row: Library, guards: Guards, language: Language
) -> Iterator[Hit]:
    if keys:
        inner = module.property(node, keys[0])
        if inner is not None:
            yield from options_hits(module, call, inner, keys[1:], row, guards, language, switch=True)
        elif len(keys) == 1 and module.is_complete(node):
            yield from _bare(module, row, call).default(call, "unset")
        return
    written = list(_written(module, node, row.keys[0]))
    options = Options(module, language, row, call, fields(module.entries(node)), written)
    yield from options.hits()
    if not written and module.is_complete(node) and not _decides_elsewhere(module, node):
        yield from options.default(node if call.start_byte <= node.start_byte < call.end_byte else call)


def _bare(module: Module, row: Library, call: Node) -> Options:
    """Of a call that says nothing about origins."""
    return Options(module, SCRIPT, row, call, {}, ())


def _decides_elsewhere(module: Module, options: Node) -> bool:
    """Whether another key gives the origins: fastify's `delegator`, h3's `isOriginAllowed`."""
    return not _OTHER_DECIDERS.isdisjoint(fields(module.entries(options)))


def _written(module: Module, options: Node, key: str) -> Iterator[Node]:
    """The values of a key, the last one of the literal and those that are assigned later."""
    for found in reversed(module.entries(options) or ()):
        if found.key == key:
            yield found.value
            if found.node.type != "assignment_expression":
                return


def _delegated(module: Module, function: Node) -> Iterator[tuple[Node, Guards]]:
    """The options that a function answers with, by its result or by its callback, and when."""
    for answer, guards, _ in exits(module, function):
        if answer is not None:
            yield answer, guards


def _setter_hits(module: Module, call: Node, method: str) -> Iterator[Hit]:
    """socket.io v1 and v2: `io.set("origins", "*:*")` and `io.origins("*:*")`."""
    arguments = module.arguments(call)
    if method == "set" and (len(arguments) != 2 or module.string(arguments[0]) != "origins"):
        return
    if method == "origins" and len(arguments) != 1:
        return
    row = Library("socket.io", name="socket.io", listed=STAR)
    yield from open_origins(module, SCRIPT, arguments[-1], row, call)
