"""Headers that are written into answers, also as a whole line: `header("Access-Control-Allow-Origin: $origin")`."""

import re
from collections.abc import Iterator
from itertools import islice

from prodlint.expressions import expression
from prodlint.formats.code import Node
from prodlint.formats.tree import Module, terms
from prodlint.rules.no_wildcard_cors.code.clients import Clients
from prodlint.rules.no_wildcard_cors.code.headers import Headers, Written, writes
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.tables.cors_clients import OTHERS

_LINE = expression(r"\s*access-control-allow-origin\s*:\s*(?P<value>.*)", re.IGNORECASE | re.DOTALL)
_LINES = ("header", "add_header", "addheader", "headers")
_DEPTH_LIMIT = 20


def hits(module: Module, answers: str = "") -> Iterator[Hit]:
    """What lets any origin in among what the header is given in answers; `answers`: what makes them is called so."""
    clients, headers, names = Clients(module, OTHERS), Headers(module), re.compile(answers, re.IGNORECASE)
    for written in (*writes(module), *_lines(module)):
        if clients.is_answer(written) and names.search(_maker(module, written.site)):
            yield from headers.hits(written)


def _maker(module: Module, site: Node) -> str:
    """What an object is called that a mapping is handed to when it is made, or a bare function that is given the name
    and the value."""
    for around in (site, *islice(module.around(site), _DEPTH_LIMIT)):
        term = module.term(around)
        if isinstance(term, terms.Call) and term.owner is None and (term.makes or around == site):
            return f"{module.callee(around)} {term.name}"
        if isinstance(term, terms.Call | terms.Function):
            break
    return ""


def _lines(module: Module) -> Iterator[Written]:
    """PHP: the whole line of the header in one text, put together of pieces."""
    for call in module.calls:
        given = (*module.arguments(call), *module.keywords(call).values())
        for one in given if module.method(call)[1].lower() in _LINES and len(given) <= 3 else ():
            pieces = list(_pieces(module, one, 0))
            line = _LINE.match(pieces[0]) if pieces and isinstance(pieces[0], str) else None
            rest = [line["value"], *pieces[1:]] if line is not None else []
            values = [piece for piece in rest if not isinstance(piece, str)]
            text = "".join(piece for piece in rest if isinstance(piece, str)).strip()
            if text in ("*", "null"):
                yield Written(one, call, None, text)
            elif values and not text:
                yield Written(values[0], call)


def _pieces(module: Module, node: Node, depth: int) -> Iterator[str | Node]:
    """A text that is put together, piece by piece; constants are texts."""
    term = module.meaning(node)
    if isinstance(term, terms.Call) and term.name in ("sprintf", "format") and term.arguments and depth < _DEPTH_LIMIT:
        pattern = module.string(term.arguments[0]) or ""
        for text, value in zip(re.split("%[sv]", pattern), (*term.arguments[1:], None), strict=False):
            yield text
            if value is not None:
                yield value
    elif isinstance(term, terms.Join) and depth < _DEPTH_LIMIT:
        yield from _pieces(module, term.left, depth + 1)
        yield from _pieces(module, term.right, depth + 1)
    elif isinstance(term, terms.Text):
        yield from term.parts
    elif isinstance(term, terms.Name) and depth == 0 and len(bound := module.bindings(node)) == 1 and bound[0].value:
        inner = module.meaning(bound[0].value)
        is_text = isinstance(inner, terms.Text | terms.Join)
        yield from _pieces(module, bound[0].value, depth + 1) if is_text else [node]
    else:
        yield node
