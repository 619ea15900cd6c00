"""Headers that Python writes into answers, not into requests that it makes itself."""

import ast
from collections.abc import Iterator

from prodlint.formats.python import Module
from prodlint.rules.no_wildcard_cors.code.headers import Headers, Written, writes
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.python.requests import asks, client_values, is_client


def hits(module: Module) -> Iterator[Hit]:
    """The stars and unchecked echoes among the values of the header."""
    client, headers = client_values(module), Headers(module)
    for written in writes(module):
        if not (written.value in client or _asks(module, written)):
            yield from headers.hits(written)


def _asks(module: Module, written: Written) -> bool:
    """Whether what is written belongs to a request, or is only compared."""
    if written.of is not None and is_client(written.of):
        return True
    site = written.site
    return isinstance(site, ast.Dict) and (asks(module, site) or isinstance(module.parent(site), ast.Compare))
