"""Access-Control-Allow-Origin written by hand: which values it gets, and what they let in."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise

from prodlint.expressions import expression
from prodlint.formats.code import (
    CALL,
    ENTRY,
    FUNCTION,
    KEYWORD,
    LIST,
    MAPPING,
    NAME,
    UNKNOWN,
    Code,
    Node,
    fields,
    text_of,
)
from prodlint.formats.guards import Guards, all_of
from prodlint.light_typing import Any, NamedTuple, TypeAlias
from prodlint.rules.no_wildcard_cors.code.harmless import answers_preflights, serves_files
from prodlint.rules.no_wildcard_cors.code.requests import Requests
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.tables.cors_effects import ACTS, ECHO, STAR

_HEADER = expression(
    r"(?:[.\w]*\.header\.)?access-control-allow-origin|(?:\w+_)?access_control_allow_origin", re.IGNORECASE
)
_CONSTANT = expression(r"(?:\w+_)?ACCESS_CONTROL_ALLOW_ORIGIN|(?:Header)?AccessControlAllowOrigin")
_RAW = expression(r"(?:^|\n)access-control-allow-origin:[ \t]*(?P<value>\*|null)[ \t]*(?:\r?\n|$)", re.IGNORECASE)
_CREDENTIALS = expression(r"allow.?credentials", re.IGNORECASE)
_RECORDED = ("date", "cf-ray", "x-amzn-requestid")
_STARS = ("*", "'*'", '"*"')
_NAME_LENGTH, _AROUND_LIMIT = 120, 200
# Calls that look, compare or tell.
_LOOKS = expression(
    r"assert\w*|expect\w*|equals?\w*|contains\w*|has\w*|get\w*|verify\w*|remove\w*|del(?:ete)?\w*|should\w*|log\w*|print\w*"
    r"|setRequestProperty|setRequestHeader|refute|not_to|to\w*|eq|include\w*|describe|it|test|Http|fetch|is\w*|matches|config|replace",
    re.IGNORECASE,
)
_SENDS = frozenset("print write send sendall".split())
_PICKS = expression(r"filter|take_?if|find|detect|select|grep|array_filter|array_intersect|intersection", re.IGNORECASE)
_NAME_KEYS, _VALUE_KEYS = ("key", "name", "header"), ("value", "headervalue", "values")
_WHAT = "Access-Control-Allow-Origin is"
_FIX = "Send the origin of your own frontend; with several, that of the request after looking it up in their list."


Callers: TypeAlias = Callable[[Any, Node], Iterable[Node]]


class Written(NamedTuple):
    """What the header is given, the node that says so, and the object whose header it is.

    `text`: where it stands in a text with the name. `beside`: the name and the value are entries of a mapping.
    """

    value: Node
    site: Node
    of: Node | None = None
    text: str | None = None
    beside: bool = False


def is_name(text: str) -> bool:
    """Whether a text, or the name of a constant, is the name of the header."""
    return bool(_HEADER.fullmatch(text.strip()) or _CONSTANT.fullmatch(text))


def is_header(code: Code, node: Node) -> bool:
    """Whether an expression is the name of the header: a text, or a constant that is called after it."""
    text = text_of(code, node) if len(code.shown(node)) <= _NAME_LENGTH else ""
    if text is not None:
        return is_name(text)
    given = code.arguments(node) if code.kind(node) == CALL else ()  # `new HttpString("...")`
    return _CONSTANT.fullmatch(code.name(node)) is not None or (len(given) == 1 and is_header(code, given[0]))


def writes(code: Code) -> Iterator[Written]:
    """All that the header is given in a file."""
    for named in code.named_values():
        if named.of is not None or named.how in (ENTRY, KEYWORD):
            if is_name(named.name):
                yield Written(named.value, named.node, named.of)
    for node in code.of_kind(MAPPING):
        yield from _pair(code, node)
        for entry in code.entries(node) or ():
            if entry.key is None and not entry.unpacked and is_header(code, entry.node):
                yield Written(entry.value, node)
    for node in code.of_kind(LIST):
        items = code.items(node)
        if len(items) == 2 and is_header(code, items[0]):
            yield Written(items[1], node)
    for call in code.calls:
        yield from _called(code, call)


def _pair(code: Code, node: Node) -> Iterator[Written]:
    """`{ key: "Access-Control-Allow-Origin", value: "*" }`, `add(name = "...", value = "*")`."""
    given = {key.lower(): value for key, value in fields(code.entries(node)).items()}
    if "operation" not in given and any(is_header(code, given[key]) for key in _NAME_KEYS if key in given):
        yield from (Written(given[key], node, beside=True) for key in _VALUE_KEYS if key in given)


def _called(code: Code, call: Node) -> Iterator[Written]:
    of, name = code.method(call)
    given, named = code.arguments(call), code.keywords(call)
    raw = _RAW.search(text_of(code, given[0]) or "") if name in _SENDS and given else None
    if raw is not None:
        yield Written(given[0], call, of, raw["value"])
    if _LOOKS.fullmatch(name):
        return
    for first, second in pairwise(given):
        if is_header(code, first):
            yield Written(second, call, of)
    if named:
        yield from _pair(code, call)
    if _CONSTANT.fullmatch(name.removeprefix("set").removeprefix("add")) and given:
        yield Written(given[0], call, of)


class Headers:
    """The judge of what the header is given in one file; `callers` gives the calls of a function, which tell what its
    parameters are where the reader does not."""

    def __init__(self, code: Code, callers: Callers | None = None) -> None:
        self._code, self._callers = code, callers
        self._requests: Requests = code.once(Requests)
        self._credentials = _CREDENTIALS.search(code.whole_text) is not None

    def hits(self, written: Written) -> Iterator[Hit]:
        """What lets any origin in among what is written: at most once a line, an echo before a star."""
        code, site = self._code, written.site
        around = code.guards(site)
        if not is_served(code, (), site) or answers_preflights(code, site, around) or self._is_recorded(site):
            return
        if written.text is not None:
            found = [self._star(written.value) if written.text in _STARS else self._null(written.value)]
        else:
            found = list(self._leaves(written.value, around, frozenset()))
        found.sort(key=lambda hit: hit.effect == STAR)
        lines, strict = set[int](), bool(found) and serves_files(code, site)
        for hit in found:
            if code.line(hit.node) not in lines:
                lines.add(code.line(hit.node))
                yield hit._replace(strict=hit.strict or strict)

    def _is_recorded(self, site: Node) -> bool:
        """Whether headers are those of an answer that was recorded: nobody writes out the date of one."""
        beside = fields(self._code.entries(site) if self._code.kind(site) == MAPPING else None)
        return any(key.lower() in _RECORDED and self._code.constant(beside[key]) is not UNKNOWN for key in beside)

    def _leaves(self, value: Node, around: Guards, calls: frozenset[Node]) -> Iterator[Hit]:
        code, requests = self._code, self._requests
        for leaf in code.possible(value):
            node = leaf.node
            guards = all_of((around, leaf.guards, code.guards(node)))
            if not is_served(code, guards, node) or any(_PICKS.fullmatch(code.method(call)[1]) for call in leaf.via):
                continue  # `.filter(ALLOWED::contains)`
            text, names, shown = text_of(code, node), requests.names, code.shown(node)
            origin = next((one for one in (node, *leaf.via) if requests.is_origin(one)), None)
            if requests.lacks_origin(guards, names, shown) or (origin and requests.checks(guards, names, shown)):
                continue
            if origin is not None:
                # an echo is to be changed at the write, when the origin was only read before
                place = node if code.line(node) == code.line(value) else value
                effect = ACTS if self._credentials else ECHO
                yield Hit(place, f"{_WHAT} the request's own Origin without a check", effect, fix=_FIX)
            elif text is not None and text.strip() in _STARS:
                yield self._star(node)
            elif text == "null":
                yield self._null(node)
            elif code.kind(node) == NAME and not requests.checks(guards, names, shown):
                yield from self._given(node, guards, calls)

    def _given(self, name: Node, guards: Guards, calls: frozenset[Node]) -> Iterator[Hit]:
        """What the calls of a function in this file give for one of its parameters."""
        code = self._code
        function = next((one for one in islice(code.around(name), _AROUND_LIMIT) if code.kind(one) == FUNCTION), None)
        names = code.parameters(function) if function is not None else []
        if function is None or function in calls or self._callers is None or code.name(name) not in names:
            return
        at = names.index(code.name(name))
        for call in self._callers(code, function):
            arguments = code.arguments(call)
            if len(arguments) > at:
                for hit in self._leaves(arguments[at], all_of((code.guards(call), guards)), calls | {function}):
                    if hit.effect == STAR or not self._requests.looks:
                        yield hit

    def _star(self, node: Node) -> Hit:
        return Hit(node, f"{_WHAT} `*`", STAR, fix=_FIX)

    def _null(self, node: Node) -> Hit:
        acts = self._credentials
        what = f"{_WHAT} `null`, the origin of sandboxed frames"
        return Hit(node, what, ACTS if acts else STAR, strict=not acts, fix=_FIX)
