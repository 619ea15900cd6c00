"""What stands around an option in code: the host, the login, the options of a driver, the call of a client."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from prodlint.context.hosts import INTERNAL, LOOPBACK, UNKNOWN, host_kind
from prodlint.expressions import expression
from prodlint.formats.code import CALL, ENTRY, FUNCTION, LIST, MAPPING, Code, Named, Node, fields, given_as
from prodlint.formats.given import given, plain
from prodlint.rules.require_db_tls.addresses import addresses, host_of
from prodlint.rules.require_db_tls.values import NOTHING, is_open
from prodlint.spelling import squeeze, words_of
from prodlint.tables.database_clients import DATABASE_KEYS, HOST_KEYS, LOGIN_KEYS, Clients, Switch
from prodlint.tables.database_tls import DATABASE_WORDS, OTHER_WORDS

_LOCAL = {LOOPBACK, INTERNAL}
_LEVELS = 12  # mappings and calls around a value that are looked at
_CHAIN = 20  # calls of a chain
_HOLDERS, _MOST_VALUES = 3, 10  # nodes in which an option is given to a name; of a member
_PART = expression(r"[./]|$")


class Around:
    """Answers for one file; `imports` says whether it imports a client."""

    def __init__(self, code: Code, clients: Clients) -> None:
        self._code = code
        self._clients = clients
        self._kinds: dict[Node, frozenset[str]] = {}  # of the hosts in a node that was asked for before
        self.imports = any(map(self.is_client, code.imports()))

    def is_client(self, name: str | None) -> bool:
        """Whether a qualified name is of a package that connects to databases."""
        ends = (found.start() for found in _PART.finditer(name or ""))
        return any((name or "")[:end] in self._clients.packages for end in islice(ends, _LEVELS))

    def is_within(self, holders: str, named: Named) -> bool:
        """Whether what holds an entry is called so: `connect_args={"ssl": x}`, `dialectOptions: { ssl: x }`."""
        return bool(holders) and any(re.fullmatch(holders, name) for name in self._names(named))

    def is_about_other(self, named: Named) -> bool:
        """Whether the call around an option is about another kind of server: `createTransport({ host: SMTP_HOST })`."""
        around = (one for one in islice(self._code.around(named.value), _LEVELS) if self._code.kind(one) == CALL)
        words = frozenset(words_of(self._code.shown(next(around, named.node))))
        return not words.isdisjoint(OTHER_WORDS) and words.isdisjoint(DATABASE_WORDS)

    def is_called_tls(self, named: Named) -> bool:
        """Whether what holds an option is called like the TLS of a database: `tlsOptions = {...}`."""
        words = next(map(_words, self._names(named)), frozenset[str]())
        return not words.isdisjoint(("ssl", "tls")) and (not words & OTHER_WORDS or bool(words & DATABASE_WORDS))

    def _names(self, named: Named) -> Iterator[str]:
        """The names of what holds an entry, the nearest first."""
        if named.of is not None:
            yield self._code.name(named.of) or self._code.shown(named.of)
        else:
            yield from (one.name for one in given_as(self._code, named.node, _LEVELS))

    def is_in_login(self, named: Named) -> bool:
        """Whether an option stands beside the keys of a login, where such a mapping is no form."""
        keys = {key.lower() for key in fields(self._code.entries(named.node))} if named.how == ENTRY else set()
        is_login = bool(keys & DATABASE_KEYS) and len(keys & (DATABASE_KEYS | LOGIN_KEYS)) > 1
        return is_login and (self._clients.alone or self.imports)

    def belongs(self, named: Named, *, by_name: bool) -> bool:
        """Whether an option is one of what a client is or is given; `by_name`: or of what is called like one."""
        if named.of is not None and self._is_of_client(named.of):
            return True
        for node in (named.value, *islice(self._code.around(named.value), _LEVELS)):
            if node in self._handed or self.makes_client(node):
                return True
            if self._code.kind(node) == FUNCTION and node != named.value:
                break
        if any(name.endswith(self._clients.modules) for name in self._code.inside(named.value)):
            return True
        return by_name and any(
            words & DATABASE_WORDS and not words & OTHER_WORDS for words in map(_words, self._names(named))
        )

    @cached_property
    def _handed(self) -> frozenset[Node]:
        """All that clients are given, as far as the file tells."""
        code, found = self._code, set[Node]()
        members = [one for one in code.named_values() if one.of is not None]
        values = [one.value for one in members if self._is_client(one.of)]
        for call in filter(self.makes_client, code.calls):
            if not (hosts := frozenset(self._hosts(call))) or not hosts <= _LOCAL:
                values += [*code.arguments(call), *code.keywords(call).values()]
        for value in values:
            found.update(self._made_of(value))
        for one in members:  # `connect_args["ssl"] = context`
            if any(leaf.node in found for leaf in code.possible(one.of)):
                found.update(self._made_of(one.value))
        return frozenset(found)

    def _made_of(self, value: Node) -> Iterator[Node]:
        """What a value can be, the calls on the way and what they begin with, and what is in a mapping."""
        for leaf in self._code.possible(value):
            yield from (leaf.node, *leaf.via)
            root = self.root(leaf.node)
            inner = fields(self._code.entries(leaf.node)).values() if self._code.kind(leaf.node) == MAPPING else ()
            for each in (*inner, *([root] if root is not None else [])):
                yield from (one.node for one in self._code.possible(each))

    def root(self, call: Node) -> Node | None:
        """What a chain of calls begins with: the `builder` of `builder.a().build()`."""
        for _ in range(_CHAIN):
            if self._code.kind(call) != CALL:
                return call
            call = self._code.method(call)[0]
            if call is None:
                break
        return None

    def _is_of_client(self, owner: Node) -> bool:
        return self._is_client(owner) or any(leaf.node in self._handed for leaf in self._code.possible(owner))

    def _is_client(self, owner: Node) -> bool:
        return self.is_client(self._code.instance_of(owner))

    def makes_client(self, node: Node) -> bool:
        """Whether a node is a call of a client, or of what takes one by name: `config :shop, Shop.Repo, ...`."""
        kind = self._code.kind(node)
        if kind == CALL:
            owner, arguments = self._code.method(node)[0], self._code.arguments(node)[:3]
            if self.is_client(self._code.callee(node)) or (owner is not None and self._is_client(owner)):
                return True
        elif kind == LIST:  # `{Redix, host: ...}`
            arguments = [leaf.node for leaf in self._code.possible(node)[:1]]
        else:
            return False
        names = (self._code.qualified_name(one) or "" for one in arguments)
        return any(self.is_client(name) or name.rpartition(".")[2].endswith(self._clients.modules) for name in names)

    def is_checked(self, named: Named, switch: Switch) -> bool:
        """Whether an option beside it checks instead: `VerifyConnection` of Go."""
        around, held = named.node, dict[str, Node]()
        if named.of is not None:
            holder = self._code.name(named.of)
            held = {name: values[-1] for (of, name), values in self._members.items() if of == holder}
        elif self._code.kind(around) in (CALL, MAPPING):
            is_call = self._code.kind(around) == CALL
            options = self._code.keywords(around) if is_call else fields(self._code.entries(around))
            held = {squeeze(name): value for name, value in options.items()}
        return any(name in held and not is_open(self._code, held[name], NOTHING) for name in switch.unless)

    def is_set_again(self, named: Named, switch: Switch) -> bool:
        """Whether what holds an option is given it once more, with a value that checks: `config.insecure = false`."""
        if named.of is not None:
            holders = [self._code.name(named.of)]
        else:
            holders = [one.name for one in given_as(self._code, named.node, _HOLDERS)]
        again = (one for holder in holders for one in self._members.get((holder, squeeze(named.name)), ()))
        return any(not is_open(self._code, value, switch.values) for value in again)

    @cached_property
    def _members(self) -> dict[tuple[str, str], list[Node]]:
        """The first few values that members of a variable are given, by both names."""
        found: dict[tuple[str, str], list[Node]] = {}
        for one in self._code.named_values():
            if one.of is not None:
                values = found.setdefault((self._code.name(one.of), squeeze(one.name)), [])
                if len(values) < _MOST_VALUES:
                    values.append(one.value)
        return found

    def is_local(self, named: Named, *, sure: bool = False) -> bool:
        """Whether the host that stands beside a value, around it, or is given to the same, is this machine or within.

        Not `sure`: it is enough that it is so by default.
        """
        node = named.value
        beside = self._by_owner.get(self._code.name(named.of), frozenset()) if named.of is not None else frozenset()
        if beside:
            return beside <= _LOCAL
        for around in islice(self._code.around(node), _LEVELS):
            if self._code.kind(around) not in (CALL, MAPPING):
                continue
            if around not in self._kinds:
                self._kinds[around] = frozenset(self._hosts(around))
            kinds = self._kinds[around] if sure else self._kinds[around] - {UNKNOWN}
            if kinds:
                return kinds <= _LOCAL
        return False

    @cached_property
    def _by_owner(self) -> dict[str, frozenset[str]]:
        """The kinds of the hosts that variables are given: `config.host = ...`, `source.setServerName(...)`."""
        found: dict[str, frozenset[str]] = {}
        for one in given(self._code, _is_host):
            name = self._code.name(one.of) if one.of is not None and _is_host(one.name) else ""
            if name:
                found[name] = found.get(name, frozenset()) | frozenset(self._kinds_of(one.value, plain=True))
        return found

    def _hosts(self, node: Node) -> Iterator[str]:
        """The kinds of the hosts that a call or a mapping holds, and those that its chain of calls sets."""
        is_call = self._code.kind(node) == CALL
        options = self._code.keywords(node) if is_call else fields(self._code.entries(node))
        for key, value in options.items():
            if _is_host(key):
                yield from self._kinds_of(value, plain=True)
        for _ in range(_CHAIN if is_call else 0):
            owner, method = self._code.method(node)
            for value in self._code.arguments(node)[:1]:
                yield from self._kinds_of(value, plain=_is_host(method))
            if owner is None or self._code.kind(owner) != CALL:
                break
            node = owner

    def _kinds_of(self, value: Node, *, plain: bool) -> Iterator[str]:
        """The kinds of the hosts in a value; `plain`: a text is a host, not only a part of an address."""
        for leaf in self._code.possible(value):
            text = self._code.string(leaf.node)
            found = [kind for address in addresses(text) for kind in address.hosts] if text else []
            if found or not plain:
                yield from found
            else:
                yield host_kind(host_of(text) if text else "")


def _is_host(name: str) -> bool:
    """Whether it is what a host is called, alone or of a database: `setServerName`, `POSTGRESQL_HOST`."""
    words = words_of(name)
    return squeeze(plain(name)) in HOST_KEYS or (words[-1:] == ("host",) and not DATABASE_WORDS.isdisjoint(words))


def _words(name: str) -> frozenset[str]:
    return frozenset(words_of(name))
