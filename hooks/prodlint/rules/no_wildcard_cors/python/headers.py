"""Headers that Python writes into answers, not into requests that it makes itself."""

import ast
from collections.abc import Iterator

from prodlint.formats.python import Module
from prodlint.rules.no_wildcard_cors.code.clients import Clients
from prodlint.rules.no_wildcard_cors.code.headers import Headers, writes
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.tables.cors_clients import PYTHON


def hits(module: Module) -> Iterator[Hit]:
    """The stars and unchecked echoes among the values of the header."""
    clients, headers = Clients(module, PYTHON), Headers(module)
    for written in writes(module):
        if clients.is_answer(written) and not isinstance(module.parent(written.site), ast.Compare):
            yield from headers.hits(written)
