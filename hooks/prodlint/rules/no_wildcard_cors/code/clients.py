"""Where headers go: into the answer of a server, or into the request of a client.

People write Access-Control-Allow-Origin into requests too, where it does nothing.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from prodlint.expressions import expression
from prodlint.formats.code import ASSIGNED, CALL, FUNCTION, LIST, MAPPING, Code, Node, fields, given_as
from prodlint.rules.no_wildcard_cors.code.headers import Written
from prodlint.tables import cors_clients as table
from prodlint.tables.cors_clients import Words

_DEPTH_LIMIT, _VALUES_LIMIT, _LEVELS, _AROUND_LIMIT = 4, 20, 50, 12
_REQUEST, _RESPONSE = "request", "response"
_CLIENT, _SERVER, _CARRIER, _VERB = map(expression, (table.CLIENTS, table.SERVERS, table.CARRIERS, table.VERB))
_SENDING = expression(table.SENDING, re.IGNORECASE | re.DOTALL)
_OF_REQUEST = expression(table.REQUEST_NAMES, re.IGNORECASE)
_OF_RESPONSE = expression(table.RESPONSE_NAMES, re.IGNORECASE)
_SENDS, _ANSWERS = expression(table.SENDING_LIBRARIES), expression(table.ANSWERING)
_CLIENT_FILE, _SERVER_FILE = expression(table.CLIENT_FILES), expression(table.SERVER_FILES)


class Clients:
    """What one file knows of the requests that it sends, and of the answers that it gives."""

    def __init__(self, code: Code, words: Words) -> None:
        self._code, self._guesses = code, words.guesses
        self._to_request = re.compile(words.requests, re.IGNORECASE)
        self._to_response = re.compile(words.responses, re.IGNORECASE)

    def is_answer(self, written: Written) -> bool:
        """Whether what is written belongs to an answer."""
        code, site = self._code, written.site
        if not self._guesses and (self._only_sends or self._is_within_sender(site)):
            return False
        if written.of is not None:
            return self._is_answering(written.of)
        if written.beside or code.kind(site) not in (MAPPING, LIST):
            return True
        for verdict in (_RESPONSE, _REQUEST):
            if written.value in self._carried[verdict]:
                return verdict == _RESPONSE
        return self._by_names(site)

    def _is_within_sender(self, site: Node) -> bool:
        """Whether what stands here is put into what sends a request: `client.get(url) { headers { append(...) } }`."""
        code, inner = self._code, site
        for around in (site, *islice(code.around(site), _AROUND_LIMIT)):
            if code.kind(around) == FUNCTION and len(code.inside(inner)) > len(code.inside(around)):
                return False  # a function with a name
            if code.kind(around) == CALL and (_SENDING.search(self._named(around)) or self._is_sender(around)):
                return True
            inner = around
        return False

    def _is_answering(self, receiver: Node) -> bool:
        """Whether a header that is set on an object is an answer's: not a request's, nor of a client's options."""
        code, text = self._code, self._code.shown(receiver)
        if verdict := self._of_target(text):
            return verdict == _RESPONSE
        made = code.instance_of(receiver) or ""
        if (_CLIENT if self._guesses else _SENDING).search(made):
            return False
        leaves = {leaf.node for leaf in code.possible(receiver)[:_VALUES_LIMIT]}
        for verdict in (_RESPONSE, _REQUEST):
            if not leaves.isdisjoint(self._carried[verdict]):
                return verdict == _RESPONSE
        return not self._guesses or _OF_REQUEST.search(text) is None

    @cached_property
    def _carried(self) -> dict[str, set[Node]]:
        """What requests and answers are given: the values of mappings, and what makes objects of headers."""
        code = self._code
        found: dict[str, set[Node]] = {_REQUEST: set(), _RESPONSE: set()}
        for call in code.calls:
            verdict = self._of_call(call)
            for given in (*code.arguments(call), *code.keywords(call).values()) if verdict else ():
                self._collect(given, found[verdict], 0)
        for mapping in code.of_kind(MAPPING):
            keys = {key.lower() for key in fields(code.entries(mapping))}
            if keys & table.REQUEST_KEYS and "statuscode" not in keys:
                self._collect(mapping, found[_REQUEST], 0)
            elif keys & table.RESPONSE_KEYS:
                self._collect(mapping, found[_RESPONSE], 0)
        for named in code.named_values():
            if named.of is not None or (named.how == ASSIGNED and not self._guesses):
                target = f"{code.shown(named.of)}.{named.name}" if named.of is not None else named.name
                if verdict := self._of_target(target):
                    self._collect(named.value, found[verdict], 0)
        return found

    def _collect(self, node: Node, into: set[Node], depth: int) -> None:
        code = self._code
        if depth > _DEPTH_LIMIT:
            return
        for item in code.items(node) if code.kind(node) == LIST else ():
            into.add(item)
            self._collect(item, into, depth + 1)
        for leaf in code.possible(node)[:_VALUES_LIMIT]:
            if leaf.node in into and leaf.node != node:
                continue
            into.add(leaf.node)
            for entry in code.entries(leaf.node) or ():
                into.add(entry.value)
                self._collect(entry.value, into, depth + 1)
            if code.kind(leaf.node) == CALL and (not self._guesses or _CARRIER.search(self._named(leaf.node))):
                for given in code.arguments(leaf.node):
                    self._collect(given, into, depth + 1)

    def _named(self, call: Node) -> str:
        owner, name = self._code.method(call)
        return f"{self._code.shown(owner)}.{name}" if owner is not None else name

    def _of_call(self, call: Node) -> str:
        text, whole = self._named(call), self._code.callee(call) or ""
        sends = _CLIENT.search(text) or _CLIENT.search(whole) or (not self._guesses and _SENDING.search(text))
        if sends or self._asks(call, text) or self._is_sender(call):
            return _REQUEST
        return _RESPONSE if _SERVER.search(text) else ""

    def _is_sender(self, call: Node) -> bool:
        """Whether headers are given by name to what sends a request."""
        owner, name = self._code.method(call)
        if name in table.SENDERS and table.HEADERS & self._code.keywords(call).keys():
            return True
        given_to = owner is not None and name == "update" and self._of_target(self._code.shown(owner)) == _REQUEST
        return given_to or name in table.GIVEN_ALL

    def _of_target(self, text: str) -> str:
        """What something that is written to is by its name."""
        if self._to_response.search(text):
            return _RESPONSE
        return _REQUEST if self._to_request.search(text) else ""

    def _asks(self, call: Node, text: str) -> bool:
        """Whether a call is `anything.get(url, { headers })`: a route of a server would be given a handler."""
        code, given = self._code, self._code.arguments(call)
        if not _VERB.search(text) or len(given) < 2 or any(code.kind(one) == FUNCTION for one in given):
            return False
        return code.kind(given[0]) not in (CALL, MAPPING, LIST)

    def _by_names(self, holder: Node) -> bool:
        """What names around a mapping and the rest of the file suggest, where its way cannot be followed."""
        for name in self._names_around(holder) if self._guesses else ():
            if _OF_RESPONSE.search(name):
                return True
            if _OF_REQUEST.search(name):
                return False
        return self._serves or not self._guesses

    def _names_around(self, holder: Node) -> Iterator[str]:
        yield from (named.name for named in given_as(self._code, holder, _LEVELS))
        yield from reversed(self._code.inside(holder))

    @cached_property
    def _only_sends(self) -> bool:
        """Whether a file has a library that sends requests, and nothing that answers them."""
        text = self._code.whole_text
        return _SENDS.search(text) is not None and not _ANSWERS.search(text)

    @cached_property
    def _serves(self) -> bool:
        """Whether a file has anything of a server, or nothing of a client."""
        text = self._code.whole_text
        return bool(_SERVER_FILE.search(text)) or not _CLIENT_FILE.search(text)
