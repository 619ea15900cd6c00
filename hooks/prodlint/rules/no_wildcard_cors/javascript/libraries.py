"""Calls of CORS libraries and of servers that take CORS options."""

from collections.abc import Iterator

from tree_sitter import Node

from prodlint.formats.code import fields
from prodlint.formats.guards import Guards
from prodlint.formats.javascript import Module
from prodlint.formats.javascript.tree import FUNCTIONS
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_wildcard_cors.code.libraries import Options
from prodlint.rules.no_wildcard_cors.code.requests import Requests
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.code.values import Language, in_words, open_origins
from prodlint.rules.no_wildcard_cors.javascript.functions import SCRIPT, exits
from prodlint.rules.no_wildcard_cors.opening import Hit
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
# Other keys that give the origins: fastify's `delegator`, h3's `isOriginAllowed`.
_OTHER_DECIDERS = frozenset(("delegator", "isOriginAllowed", "origins", "getOrigin", "dynamicOrigin"))


def library_hits(module: Module, language: Language = SCRIPT) -> Iterator[Hit]:
    """What the calls of a file let in, by the table of libraries."""
    for call in module.calls:
        (target, method), names = module.method(call), list[str]()
        if target is None or method in _LAST_NAMES:
            names.append(module.callee(call) or "")
        if target is not None and method in _PLUGIN_METHODS:
            names += [module.qualified_name(given) or "" for given in module.arguments(call)[:1]]
        elif target is not None and method in _SOCKET_SETTERS:
            yield from _setter_hits(module, call, method)
        elif target is not None and method in _METHODS and target.type != "this":
            names.append(f"*.{method}")
        rows = [row for name in names for row in _ROWS.get(name, ())]
        for row in rows if rows and is_served(module, (), call) else ():
            yield from _Call(module, language, call, row).hits()


class _Call(NamedTuple):
    """One call, read by the row of its library."""

    module: Module
    language: Language
    call: Node
    row: Library

    def hits(self) -> Iterator[Hit]:
        """What lets everyone in among what is given, or by default."""
        place, _, path = self.row.options.partition(".")
        arguments = self.module.arguments(self.call)
        if any(argument.type == "spread_element" for argument in arguments):
            return
        found = reversed(arguments) if place == "-1" else arguments[int(place) : int(place) + 1]
        options = next((one for one in found if place != "-1" or self._holds_options(one)), None)
        if options is not None:
            keys = tuple(path.split(".")) if path else ()
            yield from self._of_options(options, keys, self.module.guards(self.call))
        else:
            yield from self._bare().default(self.call, "unset" if path else "missing")

    def _holds_options(self, argument: Node) -> bool:
        is_one = argument.type in ("object", "identifier", "ternary_expression")
        return is_one and self.module.literal(argument) is None

    def _bare(self) -> Options:
        """Of a call that says nothing about origins."""
        return Options(self.module, SCRIPT, self.row, self.call)

    def _of_options(
        self, options: Node, keys: tuple[str, ...], guards: Guards, *, switch: bool = False
    ) -> Iterator[Hit]:
        """What options let in: `keys` lead from them to the object that holds the row's key.

        `switch`: the options are the value of a key such as `cors`, which may also be true, or missing.
        """
        module, row = self.module, self.row
        for leaf in module.possible(options):
            around = guards + leaf.guards
            if not is_served(module, around):
                continue
            node, literal = leaf.node, module.literal(leaf.node)
            if node.type == "object":
                yield from self._of_object(node, keys, around)
            elif node.type in FUNCTIONS:  # which answers with options, by its result or by its callback
                requests: Requests = module.once(Requests)
                for answer, when, _ in exits(module, node):
                    if answer is not None and not requests.checks(when, requests.names):
                        yield from self._of_options(answer, keys, around + when)
            elif keys or literal is None:
                continue
            elif literal == "true" or (literal in _ABSENT and not switch):
                yield from self._bare().default(node)
            elif literal == "*":
                fix = SCRIPT.fix.format(name=row.shown, key=row.keys[0])
                yield Hit(node, in_words(VALUE, row), STAR, fix=fix)

    def _of_object(self, node: Node, keys: tuple[str, ...], guards: Guards) -> Iterator[Hit]:
        module, call = self.module, self.call
        if keys:
            inner = module.property(node, keys[0])
            if inner is not None:
                yield from self._of_options(inner, keys[1:], guards, switch=True)
            elif len(keys) == 1 and module.is_complete(node):
                yield from self._bare().default(call, "unset")
            return
        written, values = list(_written(module, node, self.row.keys[0])), fields(module.entries(node))
        options = Options(module, self.language, self.row, call, values, written)
        yield from options.hits()
        if not written and module.is_complete(node) and _OTHER_DECIDERS.isdisjoint(values):
            yield from options.default(node if call.start_byte <= node.start_byte < call.end_byte else call)


def _written(module: Module, options: Node, key: str) -> Iterator[Node]:
    """The values of a key, the last one of the literal and those that are assigned later."""
    for found in reversed(module.entries(options) or ()):
        if found.key == key:
            yield found.value
            if found.node.type != "assignment_expression":
                return


def _setter_hits(module: Module, call: Node, method: str) -> Iterator[Hit]:
    """socket.io v1 and v2: `io.set("origins", "*:*")` and `io.origins("*:*")`."""
    arguments = module.arguments(call)
    named = len(arguments) == 2 and module.string(arguments[0]) == "origins"
    if named if method == "set" else len(arguments) == 1:
        row = Library("socket.io", name="socket.io", listed=STAR)
        yield from open_origins(module, SCRIPT, arguments[-1], row, call)
