"""Python: addresses in texts, TLS modes by name, keywords of the libraries, hosts given as keywords."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, EXAMPLE, TEST, of_guards, of_name, of_path
from prodlint.context.hosts import INTERNAL, LOOPBACK, PUBLIC, host_kind
from prodlint.finding import Finding
from prodlint.formats import Unparsable
from prodlint.formats.code import ENTRY, KEYWORD, UNKNOWN, Named
from prodlint.formats.guards import Guard, Guards
from prodlint.formats.python import Module, read
from prodlint.formats.python.syntax import text_of
from prodlint.rules.require_db_tls import contexts, messages
from prodlint.rules.require_db_tls.addresses import HOLE, addresses, fragment
from prodlint.rules.require_db_tls.judgement import Judgement, is_mode, of_address, turn_on
from prodlint.source import Repository, Source
from prodlint.spelling import words_of
from prodlint.tables.database_tls import PYTHON_HOSTS, PYTHON_KEYWORDS, PYTHON_PACKAGES, WEAK_MODES

_TLS_ELSEWHERE = re.compile(r"""(?i)\b\w{0,40}(?:ssl|tls)\w{0,40}["']?\s*[:=,)(\]]""")
# Databases that a test starts for itself.
_TESTING = re.compile(r"(?i)testcontainers|pytest_postgresql")
# What a condition asks that leads to plain text on purpose, and to a certificate that is not checked.
_ASKED = frozenset("ssl tls sslmode secure verify insecure local localhost socket plaintext".split())
_ASKED_UNCHECKED = frozenset("verify insecure selfsigned skip local localhost".split())
# Keywords and names of dictionaries that go to the driver, and keys of those that hold a whole login.
_OPTIONS = ("connect_args", "query")
_LOGIN = frozenset("host database dbname db user username password port dsn".split())
_LEVELS = 6  # dictionaries and calls around a value in which its host may stand
_UNCHECKED = ("cert", "invalid", "insecure")
_CERTS_LINE = re.compile(r"""(?<!\w)ssl_cert_reqs["']?\s*[:=]\s*(?:None|False|ssl\.CERT_NONE|["']none["'])""")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The places of a Python file that leave the connection to a database open."""
    if _TESTING.search(source.text):
        return
    try:
        module = source.read(read)
    except Unparsable:
        yield from _by_lines(source)
        return
    yield from _Python(source, module).findings()


class _Python:
    def __init__(self, source: Source, module: Module) -> None:
        self._source = source
        self._module = module
        self._example = of_path(source.path) == EXAMPLE
        self._packages = _imported(module) & PYTHON_PACKAGES
        self._kinds: dict[ast.AST, frozenset[str]] = {}  # of the hosts in a node that was asked for before

    def findings(self) -> Iterator[Finding]:
        told = bool(_TLS_ELSEWHERE.search(self._source.text))
        for text, node in self._module.texts(HOLE):
            found = self._of_text(text, told)
            if found is not None and self._counts(node, ()):
                yield self._finding(node, found)
        has_open_context = bool(contexts.TELLS.search(self._source.text))
        for named in self._module.named_values():
            yield from self._of_named(named)
            if has_open_context and contexts.goes_to_database(self._module, named):
                yield from self._of_context(named)
        for call in self._module.calls if self._packages else ():
            yield from self._of_call(call)

    def _of_text(self, text: str, told: bool) -> Judgement | None:
        if fragment(text):
            return Judgement("`sslmode` in this piece of an address gives up on TLS")
        if "://" in text or "=" in text:
            judged = (of_address(address, example=self._example, told=told) for address in addresses(text))
            return next(filter(None, judged), None)
        return None

    def _of_named(self, named: Named) -> Iterator[Finding]:
        name = named.name.rpartition(".")[2]
        if is_mode(name):
            for leaf in self._module.possible(named.value):
                value = self._module.constant(leaf.node)
                if isinstance(value, str) and value.lower() in WEAK_MODES and not leaf.element:
                    if self._counts(leaf.node, leaf.guards) and not self._is_local(named.node):
                        yield self._finding(
                            leaf.node, Judgement(f"`{name}` allows connections without TLS", fix=turn_on(name))
                        )
        elif name.lower() in PYTHON_KEYWORDS and named.how in (KEYWORD, ENTRY):
            yield from self._of_switch(name, named)
        elif name.lower().endswith("ssl_cert_reqs"):
            is_open = self._is_open(named.value, PYTHON_KEYWORDS["ssl_cert_reqs"] - {"none"})
            if (is_open or text_of(named.value) == "none") and self._counts(named.value, (), _ASKED_UNCHECKED):
                yield self._finding(named.value, _judgement(name))

    def _of_switch(self, name: str, named: Named) -> Iterator[Finding]:
        """`ssl=False`, `"ssl": "disable"`, `ssl_cert_reqs=None` where it is about a database."""
        if not self._is_about_database(name, named):
            return
        found = _judgement(name)
        asked = _ASKED_UNCHECKED if found.means == messages.UNCHECKED else _ASKED
        for leaf in self._module.possible(named.value):
            if self._is_open(leaf.node, PYTHON_KEYWORDS[name.lower()]) and self._counts(leaf.node, leaf.guards, asked):
                if not self._is_local(named.node):
                    yield self._finding(leaf.node, found)

    def _of_context(self, named: Named) -> Iterator[Finding]:
        """`ssl=context`, where the context takes any certificate."""
        if self._is_local(named.node) or not self._counts(named.node, (), contexts.ASKED):
            return
        for place, guards in contexts.unchecked(self._module, named.value):
            if self._counts(place, guards, contexts.ASKED):
                what = "The TLS context of this database connection checks no certificate"
                yield self._finding(place, Judgement(what, messages.UNCHECKED, messages.CONTEXT))

    def _is_open(self, expr: ast.expr, values: frozenset[str]) -> bool:
        value = self._module.constant(expr)
        if value is UNKNOWN:
            return (self._module.qualified_name(expr) or "").endswith("CERT_NONE") and "cert_none" in values
        return (value is None or isinstance(value, (str, bool))) and str(value).lower() in values

    def _is_about_database(self, name: str, named: Named) -> bool:
        if name.lower() == "ssl_cert_reqs":
            return True
        if isinstance(named.node, ast.Call):
            return self._package(named.node) in PYTHON_PACKAGES and not self._is_redis_default(name, named)
        around = self._module.parent(named.node)
        if isinstance(around, ast.keyword):
            return around.arg in _OPTIONS
        if isinstance(around, ast.Assign) and getattr(around.targets[0], "id", "").lower().endswith(_OPTIONS):
            return True
        return isinstance(named.node, ast.Dict) and len({text_of(key) for key in named.node.keys} & _LOGIN) > 1

    def _is_redis_default(self, name: str, named: Named) -> bool:
        """`redis.Redis(ssl=False)` says what is the default; with a public host its own rule speaks."""
        return name == "ssl" and isinstance(named.node, ast.Call) and "redis" in self._package(named.node)

    def _package(self, call: ast.Call) -> str:
        return (self._module.qualified_name(call.func) or "").partition(".")[0]

    def _of_call(self, call: ast.Call) -> Iterator[Finding]:
        """`psycopg.connect(host="pg.shop.example")` without a word about TLS."""
        known = PYTHON_HOSTS.get(self._module.qualified_name(call.func) or "")
        keywords = self._module.keywords(call)
        if known is None or "host" not in keywords or "**" in keywords:
            return
        database, switch = known
        host = self._module.string(keywords["host"])
        given = keywords.get(switch)
        is_open = given is None or (switch == "ssl" and self._module.constant(given) is False)
        if host and is_open and host_kind(host) == PUBLIC and self._counts(call, ()):
            what = f"This connection to {database.name} leads to a public host and says nothing about TLS"
            fix = (
                messages.REQUIRE
                if switch == "sslmode"
                else f"Pass `{switch}=True`, or a context that checks the certificate."
            )
            yield self._finding(keywords["host"], Judgement(what, fix=fix))

    def _is_local(self, node: ast.AST) -> bool:
        """Whether the host that stands beside a value, or around it, is this machine or within."""
        around: ast.AST | None = node
        for _ in range(_LEVELS):
            if around is None:
                break
            if around not in self._kinds:
                self._kinds[around] = frozenset(self._hosts(around))
            if self._kinds[around]:
                return self._kinds[around] <= {LOOPBACK, INTERNAL}
            around = self._module.parent(around)
        return False

    def _hosts(self, node: ast.AST) -> Iterator[str]:
        given: list[ast.expr] = []
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            given = [value for key, value in pairs if text_of(key).lower() in ("host", "hostname", "server")]
        elif isinstance(node, ast.Call):
            given = [keyword.value for keyword in node.keywords if keyword.arg in ("host", "hostname", "dsn", "url")]
            given += node.args[:1]
        for expr in given:
            for leaf in self._module.possible(expr):
                text = self._module.string(leaf.node)
                if text and "://" in text:
                    yield from (kind for address in addresses(text) for kind in address.hosts)
                elif text and expr not in getattr(node, "args", ()):
                    yield host_kind(text)

    def _counts(self, node: ast.AST, guards: Guards, asked: frozenset[str] = _ASKED) -> bool:
        """Whether production gets there without a condition that asks for it in one of these words."""
        everything = (*guards, *self._module.guards(node))
        if any(of_guards((clause,)) in (DEVELOPMENT, TEST) for clause in everything):
            return False
        if any(_words(guard) & asked for clause in everything for guard in clause):
            return False
        return all(of_name(one.name) not in (DEVELOPMENT, TEST) for one in self._module.definitions_around(node))

    def _finding(self, node: ast.AST, found: Judgement) -> Finding:
        place = self._module.line(node), self._module.column(node)
        statement = self._module.statement(node)
        return messages.finding(
            self._source.path, *place, found.what, found.means, found.fix, statement=statement, strict=found.strict
        )


def _words(guard: Guard) -> frozenset[str]:
    """The words of a condition: what it is about, and the values it asks for."""
    return frozenset(word for text in (guard.subject, *guard.values) for word in words_of(text))


def _judgement(name: str) -> Judgement:
    if any(part in name.lower() for part in _UNCHECKED):
        return Judgement(f"`{name}` turns off the check of the certificate", messages.UNCHECKED, messages.CHECK)
    return Judgement(f"`{name}` gives up on TLS", fix=turn_on(name))


def _imported(module: Module) -> set[str]:
    plain = (alias.name for node in module.nodes if isinstance(node, ast.Import) for alias in node.names)
    parts = (node.module or "" for node in module.nodes if isinstance(node, ast.ImportFrom) and not node.level)
    return {name.partition(".")[0] for name in (*plain, *parts)}


def _by_lines(source: Source) -> Iterator[Finding]:
    """Addresses, and checks that are off, in Python that this interpreter cannot parse: templates."""
    for number, line in enumerate(source.lines, start=1):
        if len(line) > 5_000 or line.lstrip().startswith("#"):
            continue
        for address in addresses(line):
            found = of_address(address)
            if found is not None and address.weak:
                yield messages.finding(source.path, number, address.start + 1, found.what, found.means, found.fix)
        off = _CERTS_LINE.search(line)
        if off:
            found = _judgement("ssl_cert_reqs")
            yield messages.finding(source.path, number, off.start() + 1, found.what, found.means, found.fix)
