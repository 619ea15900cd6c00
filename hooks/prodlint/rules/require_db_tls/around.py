"""What stands around an option in code: the host, the login, the options of a driver, the call of a client."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from prodlint.context.hosts import INTERNAL, LOOPBACK, UNKNOWN, host_kind
from prodlint.expressions import expression
from prodlint.formats.code import CALL, MAPPING, Code, Named, Node, fields, given_as
from prodlint.rules.require_db_tls.addresses import addresses
from prodlint.spelling import words_of
from prodlint.tables.database_tls import DATABASE_KEYS, DATABASE_WORDS, HOST_KEYS, LOGIN_KEYS, OTHER_WORDS, Clients

_LOCAL = {LOOPBACK, INTERNAL}
_LEVELS = 8  # mappings and calls around a value that are looked at
_PART = expression(r"[./]|$")


class Around:
    """Answers for one file; `imports` says whether it imports a client."""

    def __init__(self, code: Code, clients: Clients) -> None:
        self._code = code
        self._clients = clients
        self._kinds: dict[Node, frozenset[str]] = {}  # of the hosts in a node that was asked for before
        self._logins: dict[Node, bool] = {}
        self.imports = any(map(self.is_client, code.imports()))

    def is_client(self, name: str | None) -> bool:
        """Whether a qualified name is of a package that connects to databases."""
        ends = (found.start() for found in _PART.finditer(name or ""))
        return any((name or "")[:end] in self._clients.packages for end in islice(ends, _LEVELS))

    def is_within(self, holders: str, named: Named) -> bool:
        """Whether what holds an entry is called so: `connect_args={"ssl": x}`, `dialectOptions: { ssl: x }`."""
        return bool(holders) and any(re.fullmatch(holders, name) for name in self._names(named))

    def is_called_tls(self, named: Named) -> bool:
        """Whether what holds an option is called like the TLS of a database: `tlsOptions = {...}`."""
        words = next((frozenset(words_of(name)) for name in self._names(named)), frozenset())
        return not words.isdisjoint(("ssl", "tls")) and (not words & OTHER_WORDS or bool(words & DATABASE_WORDS))

    def _names(self, named: Named) -> Iterator[str]:
        """The names of what holds an entry, the nearest first."""
        if named.of is not None:
            yield self._code.name(named.of)
        else:
            yield from (one.name for one in given_as(self._code, named.node, _LEVELS))

    def is_in_login(self, node: Node) -> bool:
        """Whether an option stands beside what a client connects to, or in the call of a client."""
        for around in islice(self._code.around(node), _LEVELS):
            if self._code.kind(around) == MAPPING and around not in self._logins:
                keys = {key.lower() for key in fields(self._code.entries(around))}
                is_login = len(keys & (DATABASE_KEYS | LOGIN_KEYS)) > 1
                # Each of the three may be said of something else; two of them are enough.
                sure = self.imports or self._clients.alone
                self._logins[around] = sure and self.imports + bool(keys & DATABASE_KEYS) + is_login > 1
            elif self._code.kind(around) == CALL and around not in self._logins:
                self._logins[around] = self.is_client(self._code.callee(around))
            if self._logins.get(around):
                return True
        return False

    def is_local(self, node: Node, *, sure: bool = False) -> bool:
        """Whether the host that stands beside a value, or around it, is this machine or within.

        Not `sure`: it is enough that it is so by default.
        """
        for around in islice(self._code.around(node), _LEVELS):
            if self._code.kind(around) not in (CALL, MAPPING):
                continue
            if around not in self._kinds:
                self._kinds[around] = frozenset(self._hosts(around))
            kinds = self._kinds[around] if sure else self._kinds[around] - {UNKNOWN}
            if kinds:
                return kinds <= _LOCAL
        return False

    def _hosts(self, node: Node) -> Iterator[str]:
        is_call = self._code.kind(node) == CALL
        options = self._code.keywords(node) if is_call else fields(self._code.entries(node))
        given = [value for key, value in options.items() if key.lower() in HOST_KEYS]
        for value in (*given, *(self._code.arguments(node)[:1] if is_call else ())):
            for leaf in self._code.possible(value):
                text = self._code.string(leaf.node)
                if text and "://" in text:
                    yield from (kind for address in addresses(text) for kind in address.hosts)
                elif value in given:
                    yield host_kind(text or "")
