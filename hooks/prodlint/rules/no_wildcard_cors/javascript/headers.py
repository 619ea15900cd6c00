"""Headers that JavaScript writes into answers, not into requests that it makes itself."""

from collections.abc import Iterator
from itertools import pairwise

from tree_sitter import Node

from prodlint.formats.code import CALL, MAPPING
from prodlint.formats.javascript import Module
from prodlint.rules.no_wildcard_cors.code.clients import Clients
from prodlint.rules.no_wildcard_cors.code.headers import Headers, Written, is_name, writes
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.tables.cors_clients import SCRIPT
from prodlint.tables.cors_javascript import HEADER_WRITERS

_CALLS_LIMIT = 50
_WRITERS = frozenset(HEADER_WRITERS)


def header_hits(module: Module) -> Iterator[Hit]:
    """What the header is written with, wherever that reaches a response."""
    headers, clients = Headers(module, _callers), Clients(module, SCRIPT)
    for written in writes(module):
        if _is_answer(module, written, clients):
            is_null = module.literal(written.value) == "null"  # which Node and the browser write out
            yield from headers.hits(written._replace(text="null") if is_null else written)


def _is_answer(module: Module, written: Written, clients: Clients) -> bool:
    site, kind = written.site, module.kind(written.site)
    if kind == CALL and module.method(site)[1] not in _WRITERS:
        ways = list(_handed_on(module, written))
        return bool(ways) and is_served(module, (), ways[0].site) and all(map(clients.is_answer, ways))
    return clients.is_answer(written) and not (kind == MAPPING and _is_overwritten(module, site, written.value))


def _handed_on(module: Module, written: Written) -> Iterator[Written]:
    """The write in a function of the file that is given the name and the value: `safeSetHeader(res, name, value)`; and
    what it is given for the object whose header that writes."""
    function, given = module.function_of(written.site), module.arguments(written.site)
    at = given.index(written.value) if written.value in given else 0
    names = module.parameters(function) if function is not None else []
    pair = names[max(at, 1) - 1 : at + 1]
    call = module.once(_writing).get((function.id, *pair)) if function is not None and all(pair) else None
    owner = module.method(call)[0] if call is not None else None
    if call is not None:
        yield Written(written.value, call, owner)
    if owner is not None and module.name(owner) in names[: len(given)]:
        yield written._replace(of=given[names.index(module.name(owner))])


def _writing(module: Module) -> dict[tuple[int | str, ...], Node]:
    """The writes of headers by the function that they stand in, and the names that stand for name and value."""
    found = dict[tuple[int | str, ...], Node]()
    for call in module.calls:
        function = module.enclosing_function(call) if module.method(call)[1] in _WRITERS else None
        if function is not None:
            for first, second in pairwise(module.arguments(call)):
                found.setdefault((function.id, module.name(first), module.name(second)), call)
    return found


def _is_overwritten(module: Module, holder: Node, value: Node) -> bool:
    """Whether the header is set again in any case, as soon as the object has a name."""
    around = module.parent(holder)
    name = around.child_by_field_name("name") if around is not None else None
    binding = module.resolve(name) if name is not None and name.type == "identifier" else None
    own = module.guards(value)
    return any(
        is_name(write.key) and all(clause in own for clause in module.guards(write.node))
        for write in (module.writes(binding) if binding is not None else ())
    )


def _callers(module: Module, function: Node) -> list[Node]:
    """The calls of a function of the file."""
    return module.once(_called).get(function.id, [])[:_CALLS_LIMIT]


def _called(module: Module) -> dict[int, list[Node]]:
    found: dict[int, list[Node]] = {}
    for call in module.calls:
        function = module.function_of(call)
        if function is not None:
            found.setdefault(function.id, []).append(call)
    return found
