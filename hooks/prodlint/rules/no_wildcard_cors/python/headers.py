"""`Access-Control-Allow-Origin` written by hand: header objects, dictionaries, pairs, raw text."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from prodlint.expressions import expression
from prodlint.formats.guards import Guards
from prodlint.formats.python import Module
from prodlint.rules.no_wildcard_cors.code.harmless import answers_preflights, serves_files
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.code.values import ECHOED, open_origins
from prodlint.rules.no_wildcard_cors.python.echo import is_checked, is_request_origin
from prodlint.rules.no_wildcard_cors.python.language import PYTHON
from prodlint.rules.no_wildcard_cors.python.requests import asks, client_values, is_client
from prodlint.rules.no_wildcard_cors.wildcards import DEFAULT, NULL, VALUE
from prodlint.tables.cors_effects import ACTS, ECHO
from prodlint.tables.cors_python import UNNAMED

_NAME = "access-control-allow-origin"
_CREDENTIALS = "access-control-allow-credentials"
_ATTRIBUTE = "access_control_allow_origin"  # werkzeug, webob, quart
_ADDERS = frozenset(
    "add add_header append append_header header insert put replace_header send_header set set_header setdefault "
    "setheader write_header with_header __setitem__ add_response_header set_response_header".split()
)
_WRITERS = frozenset({"print", "write", "send", "sendall", "println"})
_RAW = expression(r"(?:^|\n)access-control-allow-origin:[ \t]*\*[ \t]*(?:\r?\n|$)", re.IGNORECASE)
_FIX = "Send the origin of your own frontend; with several, that of the request after looking it up in their list."


def _echoes(module: Module, node: ast.expr, guards: Guards) -> bool:
    return is_request_origin(module, node) and not is_checked((*guards, *module.guards(node)))


_LANGUAGE = PYTHON._replace(
    says={
        **dict.fromkeys((VALUE, DEFAULT), "`Access-Control-Allow-Origin` is set to `*`"),
        NULL: "`Access-Control-Allow-Origin` is set to `null`, the origin of sandboxed frames",
        ECHOED: "the Origin of the request is not looked up in a list",
    },
    echoes=_echoes,
    handed=False,
)


class Header(NamedTuple):
    """One header written: its value, and the node that says so."""

    value: ast.expr
    node: ast.AST


def hits(module: Module) -> Iterator[Hit]:
    """The stars and unchecked echoes among the values of the header."""
    client = client_values(module)
    credentials = any(_text(module, node) == _CREDENTIALS for node in module.nodes if isinstance(node, ast.Constant))
    for header in _headers(module):
        if header.value in client or answers_preflights(module, header.node, module.guards(header.node)):
            continue
        row = UNNAMED._replace(match=ACTS if credentials else ECHO, fix=_FIX)
        for hit in open_origins(module, _LANGUAGE, header.value, row, header.node, header.value):
            yield hit._replace(strict=hit.strict or serves_files(module, header.node))
    for call in module.calls:
        if _is_raw(module, call) and is_served(module, (), call):
            yield Hit(call.args[0], "`Access-Control-Allow-Origin: *` is written", fix=_FIX)


def _text(module: Module, expr: ast.AST | None) -> str:
    """A text or ASCII bytes, lower-cased; "" for anything else."""
    value = module.constant(expr) if isinstance(expr, ast.expr) else None
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    return value.strip().lower() if isinstance(value, str) else ""


def _is_name(module: Module, expr: ast.AST | None) -> bool:
    """The header's name, also as API Gateway writes it (`method.response.header.Access-...`) and as a constant."""
    text = _text(module, expr).removeprefix("method.response.header.")
    return text == _NAME or (not text and expr is not None and module.name(expr) == _ATTRIBUTE.upper())


def _headers(module: Module) -> Iterator[Header]:
    for assignment in module.assignments:
        target = assignment.target
        if (isinstance(target, ast.Subscript) and _is_name(module, target.slice) and not is_client(target.value)) or (
            isinstance(target, ast.Attribute) and target.attr == _ATTRIBUTE
        ):
            yield Header(assignment.value, assignment.node)
    for node in module.nodes:
        if isinstance(node, ast.Dict) and not isinstance(module.parent(node), ast.Compare) and not asks(module, node):
            for key, value in zip(node.keys, node.values, strict=True):
                if _is_name(module, key):
                    yield Header(value, node)
        elif isinstance(node, (ast.Tuple, ast.List)) and len(node.elts) == 2 and _is_name(module, node.elts[0]):
            yield Header(node.elts[1], node)
        elif isinstance(node, ast.Call):
            yield from _called(module, node)


def _called(module: Module, call: ast.Call) -> Iterator[Header]:
    """`set_header(name, value)`, `append(request, name, value)`, `access_control_allow_origin=value`."""
    if _ATTRIBUTE in (given := module.keywords(call)):
        yield Header(given[_ATTRIBUTE], call)
    target, name = module.method(call)
    if name.lower() not in _ADDERS or (target is not None and is_client(target)):
        return
    for at, argument in enumerate(call.args[:2]):
        if _is_name(module, argument) and at + 1 < len(call.args):
            yield Header(call.args[at + 1], call)


def _is_raw(module: Module, call: ast.Call) -> bool:
    """`print("Access-Control-Allow-Origin: *")` of CGI, `sock.sendall(b"HTTP/1.1 200 OK\\r\\nAccess-...")`."""
    return module.method(call)[1] in _WRITERS and bool(call.args) and bool(_RAW.search(_text(module, call.args[0])))
