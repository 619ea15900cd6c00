"""Where headers go: into the answer of a server, or into the request of a client.

People write Access-Control-Allow-Origin into requests too, where it does nothing.
"""

import re
from collections.abc import Iterator

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.code import fields
from prodlint.formats.javascript import Module
from prodlint.formats.javascript.tree import FUNCTIONS
from prodlint.rules.no_wildcard_cors.javascript.index import callers, mentions
from prodlint.tables.cors_javascript import CLIENT_CALLS, RESPONSE_CALLS

_STEP_LIMIT = 300
_REQUEST, _RESPONSE = "request", "response"
_CLIENT = expression(CLIENT_CALLS)
_SERVER = expression(RESPONSE_CALLS)
_REQUEST_KEYS = frozenset(
    "Authorization authorization Accept accept method url data params baseURL mode withCredentials responseType "
    "credentials timeout User-Agent user-agent x-api-key X-Requested-With extraHeaders requestHeaders".split()
)
_RESPONSE_KEYS = frozenset(
    "statusCode status body isBase64Encoded multiValueHeaders statusText responseParameters".split()
)
_REQUEST_TARGET = expression(r"axios|request|\breq\b|config|xhr|client|fetch|^(?:http|api|ajax)\b|init\b", re.I)
_RESPONSE_TARGET = expression(r"\bres\b|response|reply|\bctx\b|context|\bset\.headers|\bevent\b|cors", re.I)
_RESPONSE_NAME = expression(r"cors|respon|reply|preflight|access_?control", re.IGNORECASE)
_REQUEST_NAME = expression(r"request|axios|fetch|client|config|auth", re.IGNORECASE)
_CLIENT_FILE = expression(
    r"""\baxios\b|\bsuperagent\b|XMLHttpRequest|["']ky["']|["']react["']|@angular/common/http|useEffect|apisauce"""
    r"""|VITE_|REACT_APP_|NEXT_PUBLIC_|["']use client["']|localStorage|\bfetch\("""
)
_SERVER_FILE = expression(
    r"""\bnew Response\b|\bres\.(?:json|send|set|end|status|header|write)|statusCode|["']express["']|Deno\.serve"""
    r"""|\bserve\(|next/server|exports\.handler|NextResponse|writeHead|createServer|["']@?aws"""
)
_THROUGH = frozenset(
    (
        "as_expression",
        "await_expression",
        "binary_expression",
        "non_null_expression",
        "parenthesized_expression",
        "satisfies_expression",
        "spread_element",
        "ternary_expression",
        "object",
        "array",
    )
)
_VERB = expression(r"\w\.(?:get|post|put|patch|delete|head|request)$")
_CARRIERS = expression(r"(?:^|\.)(?:Headers|Object\.(?:assign|entries|freeze|fromEntries)|Map)$")


def is_response(module: Module, holder: Node) -> bool:
    """Whether an object (or array) of headers ends up in a response."""
    found = set(_destinations(module, holder))
    if found:
        return _RESPONSE in found
    return _by_names(module, holder)


def is_response_receiver(module: Module, receiver: Node) -> bool:
    """Whether a header that is set on an object is a response's: not a request's, nor of a client's options."""
    text = module.text(receiver)[:300]
    if _RESPONSE_TARGET.search(text):
        return True
    if _REQUEST_TARGET.search(text):
        return False
    if _CLIENT.search(module.instance_of(receiver) or ""):
        return False
    if receiver.type != "identifier":
        return True
    found = set(_uses(module, receiver))
    if found:
        return _RESPONSE in found
    return not _REQUEST_NAME.search(text)


def _destinations(module: Module, start: Node) -> Iterator[str]:
    """The ends of a value's ways: up through objects and calls, and on from every use of a name it is given."""
    seen: set[int] = set()
    stack = [start]
    while stack and len(seen) < _STEP_LIMIT:
        node = stack.pop()
        if node.id in seen:
            continue
        seen.add(node.id)
        if node.type == "object":
            yield from _by_keys(module, node)
        around = module.parent(node)
        if around is None:
            continue
        if around.type == "pair" or around.type in _THROUGH:
            stack.append(around)
        elif around.type == "arguments":
            call = module.parent(around)
            if call is not None:
                yield from _by_call(module, call)
                if _is_carrier(module, call):
                    stack.append(call)
        elif around.type == "variable_declarator":
            name = around.child_by_field_name("name")
            if name is not None and name.type == "identifier":
                stack.extend(mentions(module, name))
        elif around.type == "assignment_expression":
            yield from _by_target(module, around)
        elif around.type in ("return_statement", *FUNCTIONS):
            function = around if around.type in FUNCTIONS else module.enclosing_function(around)
            if function is not None:
                stack.extend(callers(module, function))


def _uses(module: Module, name: Node) -> Iterator[str]:
    for mention in mentions(module, name):
        yield from _destinations(module, mention)


def _is_carrier(module: Module, call: Node) -> bool:
    maker = module.maker(call)
    return maker is not None and bool(_CARRIERS.search(module.text(maker)[-60:]))


def _by_call(module: Module, call: Node) -> Iterator[str]:
    maker = module.maker(call)
    text = module.text(maker)[-120:].replace("?.", ".") if maker is not None else ""
    origin = module.callee(call) or ""
    if _CLIENT.search(text) or _CLIENT.search(origin) or _asks(module, call, text):
        yield _REQUEST
    elif _SERVER.search(text):
        yield _RESPONSE


def _asks(module: Module, call: Node, text: str) -> bool:
    """Whether a call is `anything.get(url, { headers })`: a route of a server would be given a handler."""
    arguments = module.arguments(call)
    if not _VERB.search(text) or len(arguments) < 2 or any(argument.type in FUNCTIONS for argument in arguments):
        return False
    return arguments[0].type in ("string", "template_string", "binary_expression", "identifier", "member_expression")


def _by_keys(module: Module, node: Node) -> Iterator[str]:
    keys = fields(module.entries(node)).keys()
    if keys & _REQUEST_KEYS and "statusCode" not in keys:
        yield _REQUEST
    elif keys & _RESPONSE_KEYS:
        yield _RESPONSE


def _by_target(module: Module, assignment: Node) -> Iterator[str]:
    left = assignment.child_by_field_name("left")
    text = module.text(left)[:200] if left is not None else ""
    if _RESPONSE_TARGET.search(text):
        yield _RESPONSE
    elif _REQUEST_TARGET.search(text):
        yield _REQUEST


def _by_names(module: Module, holder: Node) -> bool:
    """What names around the object and the rest of the file suggest, where its way cannot be followed."""
    for around in module.around(holder):
        named = around.child_by_field_name("name") or around.child_by_field_name("key")
        text = module.text(named)[:80] if named is not None else ""
        if _RESPONSE_NAME.search(text):
            return True
        if _REQUEST_NAME.search(text):
            return False
    return module.once(_serves)


def _serves(module: Module) -> bool:
    """Whether a file has anything of a server, or nothing of a client."""
    text = module.whole_text
    return bool(_SERVER_FILE.search(text)) or not _CLIENT_FILE.search(text)
