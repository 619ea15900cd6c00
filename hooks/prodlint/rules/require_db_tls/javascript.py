"""JavaScript and TypeScript: addresses in texts, TLS modes by name, options of pools and clients."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from tree_sitter import Node

from prodlint.context import DEVELOPMENT, EXAMPLE, PRODUCTION, TEST, of_guards, of_name, of_path
from prodlint.context.hosts import INTERNAL, LOOPBACK, UNKNOWN, host_kind
from prodlint.finding import Finding
from prodlint.formats.code import fields
from prodlint.formats.guards import Guards
from prodlint.formats.javascript import Module, reader
from prodlint.rules.require_db_tls import messages
from prodlint.rules.require_db_tls.addresses import HOLE, addresses, fragment
from prodlint.rules.require_db_tls.judgement import Judgement, is_mode, of_address, turn_on
from prodlint.source import Repository, Source
from prodlint.spelling import words_of
from prodlint.tables.database_tls import DATABASE_WORDS, NODE_PACKAGES, OTHER_WORDS, WEAK_MODES

_PACKAGES = "|".join(map(re.escape, NODE_PACKAGES))
_CLIENT = re.compile(rf"""(?:from\s*|require\(\s*|import\(?\s*)["'](?:{_PACKAGES})(?:/[^"']*)?["']""")
# Files without such an import: configuration of knex and Sequelize, pools that another file makes.
_CONFIGURATION = re.compile(
    r"""\bdialect(?:Options)?\b|\bconnectionString\b|\bDATABASE_URL\b|client:\s*["'](?:pg|postgres|mysql)"""
)
_TLS_ELSEWHERE = re.compile(r"(?i)\b\w{0,40}(?:ssl|tls)\w{0,40}[\"']?\s*[:=,?)]")
_SUBSTITUTION = re.compile(r"\$\{[^{}]*\}")
_TALKING = re.compile(
    r"(?:console\.\w+|log\w*\.\w+|\.(?:replace|replaceAll|startsWith|endsWith|includes|split|describe|test|match))$"
)
_TLS_KEYS = ("ssl", "tls")
_TARGETS = {"assignment_expression": "left", "variable_declarator": "name"}
_HOLDERS = frozenset(
    ("ssl", "tls", "dialectOptions", "extra", "socket", "connection", "dbCredentials", "driverOptions")
)
# What an object says, in lower case, that connects to a database.
_BESIDE = frozenset("host database connectionstring user username dialect url port dbname".split())
# Databases that a test starts for itself.
_TESTING = re.compile(r"(?i)testcontainers")
_ASKED = frozenset("ssl tls sslmode secure verify insecure local localhost plaintext".split())
# What a condition asks when a certificate is not checked on purpose.
_ASKED_UNCHECKED = frozenset("verify insecure selfsigned skip unauthorized".split())
_LEVELS = 8
_LOCAL = {LOOPBACK, INTERNAL}


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The places of a file that leave the connection to a database open."""
    if source.path.endswith(".d.ts") or _TESTING.search(source.text):
        return
    yield from _JavaScript(source, source.read(reader(source.kind))).findings()


class _JavaScript:
    def __init__(self, source: Source, module: Module) -> None:
        self._source = source
        self._module = module
        self._example = of_path(source.path) == EXAMPLE
        self._kinds: dict[int, frozenset[str]] = {}  # of the hosts in a node that was asked for before
        self._options: dict[int, bool] = {}

    def findings(self) -> Iterator[Finding]:
        told = bool(_TLS_ELSEWHERE.search(self._source.text))
        for node in self._module.of_type("string", "template_string"):
            found = self._of_text(node, told)
            if found is not None and self._counts(node, ()) and not self._is_asked(node, ()):
                yield self._finding(node, found)
        makes_client = bool(_CLIENT.search(self._source.text))
        if makes_client or _CONFIGURATION.search(self._source.text):
            yield from self._of_options(makes_client)
        yield from self._of_modes()

    def _of_text(self, node: Node, told: bool) -> Judgement | None:
        text = self._module.text(node)[1:-1]
        if ("://" not in text and "=" not in text) or len(text) > 5_000 or self._is_talk(node):
            return None
        text = _SUBSTITUTION.sub(HOLE, text)
        if fragment(text):
            return Judgement("`sslmode` in this piece of an address gives up on TLS")
        judged = (of_address(address, example=self._example, told=told) for address in addresses(text))
        return next(filter(None, judged), None)

    def _is_talk(self, node: Node) -> bool:
        """Whether a text is compared, searched for or printed."""
        around = self._module.parent(node)
        if around is not None and around.type == "arguments":
            call = self._module.parent(around)
            function = call.child_by_field_name("function") if call is not None else None
            return function is not None and bool(_TALKING.search(self._module.text(function)[-60:]))
        return around is not None and self._module.operator(around) in ("==", "===", "!=", "!==", "in")

    def _of_modes(self) -> Iterator[Finding]:
        """`sslmode: "disable"`, `process.env.PGSSLMODE || "prefer"`."""
        for key, value in self._pairs():
            if is_mode(key):
                for leaf in self._module.possible(value):
                    text = None if leaf.element else self._module.string(leaf.node)
                    if text and text.lower() in WEAK_MODES and self._counts(leaf.node, leaf.guards):
                        if not self._is_local(value) and not self._is_asked(leaf.node, leaf.guards):
                            yield self._finding(
                                leaf.node, Judgement(f"`{key}` allows connections without TLS", fix=turn_on(key))
                            )
        for name, node in self._module.environment_reads():
            around = self._module.parent(node)
            if is_mode(name) and around is not None and self._module.operator(around) in ("||", "??"):
                other = around.child_by_field_name("right")
                text = self._module.string(other) if other is not None else None
                if other is not None and text and text.lower() in WEAK_MODES and self._counts(other, ()):
                    yield self._finding(
                        other, Judgement(f"`{name}` allows connections without TLS by default", fix=turn_on(name))
                    )

    def _of_options(self, makes_client: bool) -> Iterator[Finding]:
        """`ssl: false` where a client is made, and `rejectUnauthorized: false` in its options."""
        for key, value in self._pairs():
            if key in _TLS_KEYS and makes_client:
                for leaf in self._module.possible(value):
                    if self._module.text(leaf.node) == "false" and self._is_chosen(leaf.node, leaf.guards):
                        if not self._is_local(value) and self._is_client_option(value):
                            yield self._finding(
                                leaf.node, Judgement(f"`{key}: false` turns TLS off for the database", fix=turn_on(key))
                            )
            elif key == "rejectUnauthorized" and self._module.text(value) == "false":
                asked = self._is_asked(value, (), _ASKED_UNCHECKED) or self._is_local(value, sure=True)
                if self._is_within_tls(value) and self._counts(value, ()) and not asked:
                    what = "`rejectUnauthorized: false` turns off the check of the certificate"
                    yield self._finding(value, Judgement(what, messages.UNCHECKED, messages.CHECK))

    def _pairs(self) -> Iterator[tuple[str, Node]]:
        """The keys and values of objects, and what is assigned to members."""
        for pair in self._module.of_type("pair"):
            key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
            if key is not None and value is not None:
                yield self._module.text(key).strip("'\"`"), value
        for assignment in self._module.of_type("assignment_expression"):
            left, value = assignment.child_by_field_name("left"), assignment.child_by_field_name("right")
            target, name = self._module.member(left) if left is not None else (None, "")
            if target is not None and value is not None:
                yield name, value

    def _is_within_tls(self, node: Node) -> bool:
        """Whether a value stands in what is called `ssl` or `tls`, or in the options of a client around that."""
        for around in islice(self._module.around(node), _LEVELS):
            if around.type == "pair" and self._key(around) in _HOLDERS:
                return True
            target = around.child_by_field_name(_TARGETS.get(around.type, ""))
            if target is not None:
                words = frozenset(words_of(self._module.text(target)[-100:]))
                is_other = words & OTHER_WORDS and not words & DATABASE_WORDS
                return not words.isdisjoint(_TLS_KEYS) and not is_other
        return False

    def _is_client_option(self, node: Node) -> bool:
        """Whether an object looks like the options of a database: what it connects to stands beside `ssl`."""
        for around in islice(self._module.around(node), _LEVELS):
            if around.type == "object":
                if around.id not in self._options:
                    keys = {key.lower() for key in fields(self._module.entries(around))}
                    self._options[around.id] = bool(keys & _BESIDE)
                if self._options[around.id]:
                    return True
            if around.type in ("new_expression", "call_expression"):
                return True
        return False

    def _is_local(self, node: Node, *, sure: bool = False) -> bool:
        """Whether the host that stands beside a value, or around it, is this machine or within.

        Not `sure`: it is enough that it is so by default.
        """
        for around in islice(self._module.around(node), _LEVELS):
            if around.type in ("object", "arguments") and around.id not in self._kinds:
                self._kinds[around.id] = frozenset(self._hosts(around))
            kinds = self._kinds.get(around.id, frozenset())
            if not sure:
                kinds -= {UNKNOWN}
            if kinds:
                return kinds <= _LOCAL
        return False

    def _hosts(self, node: Node) -> Iterator[str]:
        given = [child for child in node.named_children if child.type == "string"]
        if node.type == "object":
            given = [
                p.value
                for p in self._module.entries(node) or ()
                if p.key in ("host", "url", "connectionString", "server")
            ]
        for value in given:
            for leaf in self._module.possible(value):
                text = self._module.string(leaf.node)
                if text and "://" in text:
                    yield from (kind for address in addresses(text) for kind in address.hosts)
                elif node.type == "object":
                    yield host_kind(text or "")

    def _key(self, pair: Node) -> str:
        key = pair.child_by_field_name("key")
        return self._module.text(key).strip("'\"`") if key is not None else ""

    def _is_chosen(self, node: Node, guards: Guards) -> bool:
        """Whether a switch is off without a condition, or in production: whoever asks a setting has it decide."""
        around = self._module.parent(node)
        if around is not None and self._module.operator(around) in ("||", "??"):
            return False
        everything = (*guards, *self._module.guards(node))
        return not everything or of_guards(everything) == PRODUCTION

    def _is_asked(self, node: Node, guards: Guards, asked: frozenset[str] = _ASKED) -> bool:
        """Whether a condition is about one of these words: by default about TLS, or about where the database is."""
        for clause in (*guards, *self._module.guards(node)):
            for guard in clause:
                words = {*words_of(guard.subject), *(word for value in guard.values for word in words_of(value))}
                if words & asked or ("ssl" in asked and any("ssl" in word for word in words)):
                    return True
        return False

    def _counts(self, node: Node, guards: Guards) -> bool:
        everything = (*guards, *self._module.guards(node))
        if any(of_guards((clause,)) in (DEVELOPMENT, TEST) for clause in everything):
            return False
        keys = (self._key(around) for around in islice(self._module.around(node), 30) if around.type == "pair")
        return all(of_name(key) not in (DEVELOPMENT, TEST) for key in keys)

    def _finding(self, node: Node, found: Judgement) -> Finding:
        place = self._module.line(node), self._module.column(node)
        statement = self._module.statement(node)
        return messages.finding(
            self._source.path, *place, found.what, found.means, found.fix, statement=statement, strict=found.strict
        )
