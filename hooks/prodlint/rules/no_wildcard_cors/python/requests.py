"""Headers of requests that this program makes itself: they open nothing."""

import ast

from prodlint.formats.python import Module
from prodlint.spelling import words_of

# Methods and classes of requests, httpx, aiohttp, urllib, websockets, Selenium and Playwright.
_CALLS = frozenset(
    "Request Session ClientSession Client AsyncClient connect delete fetch get head new_context options patch post "
    "put request set_extra_http_headers stream urlopen ws_connect".split()
)
_HEADERS = frozenset({"headers", "extra_headers", "additional_headers", "extra_http_headers", "default_headers"})
_CLIENTS = frozenset("request requests req session client scraper opener".split())
_WITH_HEADERS = ("Request", "set_extra_http_headers")
_SERVERS = frozenset("response resp res reply".split())

# Headers that only a request has.
_ASKING = frozenset("accept accept-language authorization cookie host origin referer sec-fetch-mode user-agent".split())


def asks(module: Module, headers: ast.Dict) -> bool:
    """Whether a dictionary of headers is that of a request: it also holds what only a request has."""
    return any((module.string(key) or "").lower() in _ASKING for key in headers.keys if key is not None)


def is_client(expr: ast.expr) -> bool:
    """Whether the name of what holds the headers says that a request is made: `session.headers`."""
    words: set[str] = set()
    while isinstance(expr, ast.Attribute):
        words.update(words_of(expr.attr))
        expr = expr.value
    words.update(words_of(getattr(expr, "id", "")))
    return bool(words & _CLIENTS) and not words & _SERVERS


def client_values(module: Module) -> set[ast.expr]:
    """The values in dictionaries that are the headers of requests made here."""
    found: set[ast.expr] = set()
    for call in module.calls:
        target, name = module.method(call)
        given: list[ast.expr] = []
        if name in _CALLS:
            given = [value for key, value in module.keywords(call).items() if key in _HEADERS]
        if (name == "update" and target is not None and is_client(target)) or name in _WITH_HEADERS:
            given += call.args
        for expr in given:
            found.update(_values(module, expr))
    for assignment in module.assignments:  # scrapy's DEFAULT_REQUEST_HEADERS, `session.headers = {...}`
        target = assignment.target
        if isinstance(target, (ast.Name, ast.Attribute)) and is_client(target):
            found.update(_values(module, assignment.value))
    return found


def _values(module: Module, expr: ast.expr) -> set[ast.expr]:
    places = [expr, *(leaf.node for leaf in module.possible(expr))]
    return {item.value for place in places for item in module.entries(place) or ()}
