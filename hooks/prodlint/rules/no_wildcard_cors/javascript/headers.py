"""Headers that JavaScript writes into answers, not into requests that it makes itself."""

from collections.abc import Iterator

from tree_sitter import Node

from prodlint.formats.code import CALL, LIST, MAPPING
from prodlint.formats.javascript import Module
from prodlint.rules.no_wildcard_cors.code.headers import Headers, Written, is_name, writes
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.javascript.index import callers
from prodlint.rules.no_wildcard_cors.javascript.requests import is_response, is_response_receiver
from prodlint.tables.cors_javascript import HEADER_WRITERS

_WRITERS = frozenset(HEADER_WRITERS)


def header_hits(module: Module) -> Iterator[Hit]:
    """What the header is written with, wherever that reaches a response."""
    headers = Headers(module, callers)
    for written in writes(module):
        if _is_answer(module, written):
            yield from headers.hits(written)


def _is_answer(module: Module, written: Written) -> bool:
    site, kind = written.site, module.kind(written.site)
    if kind == CALL and module.method(site)[1] not in _WRITERS:
        return False
    if kind == LIST:
        return is_response(module, site)
    if kind == MAPPING and not written.beside:
        return is_response(module, site) and not _is_overwritten(module, site, written.value)
    return written.of is None or is_response_receiver(module, written.of)


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
