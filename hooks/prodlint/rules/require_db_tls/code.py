"""Source code: addresses in texts, TLS modes by name, switches of the clients, hosts without a word about TLS."""

from collections.abc import Iterator

from prodlint.context import EXAMPLE, PRODUCTION, of_path
from prodlint.context.conditions import of_guards
from prodlint.context.hosts import PUBLIC, host_kind
from prodlint.context.reach import conditions, is_reached
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats import Unparsable
from prodlint.formats.code import ASKED, CALL, ENTRY, KEYWORD, Code, Named, Node, Possible, given_as
from prodlint.formats.given import given, plain
from prodlint.formats.guards import Guards
from prodlint.formats.languages import reader
from prodlint.rules.require_db_tls import messages, settings
from prodlint.rules.require_db_tls.addresses import HOLE, addresses, fragment
from prodlint.rules.require_db_tls.around import Around
from prodlint.rules.require_db_tls.asked import asks
from prodlint.rules.require_db_tls.judgement import Judgement, is_mode, of_address, of_piece, of_server, turn_on
from prodlint.rules.require_db_tls.values import flags, is_open
from prodlint.rules.require_db_tls.verifiers import Verifiers
from prodlint.source import Repository, Source
from prodlint.spelling import squeeze
from prodlint.tables.database_clients import ACCEPTS, CLIENTS, Switch
from prodlint.tables.database_tls import OFF, SERVERS, WEAK_MODES

_TLS_ELSEWHERE = expression(r"""(?i)\b\w{0,40}(?:ssl|tls)\w{0,40}["']?\s*[:=,?)(\]]""")
# Databases that a test starts for itself.
_TESTING = expression(r"(?i)testcontainers|pytest_postgresql")
# Files that import no client: configuration of knex and Sequelize, pools that another file makes.
_CONFIGURATION = expression(
    r"""\bdialect(?:Options)?\b|\$cfg\['Servers'\]|\bconnectionString\b|\bDATABASE_URL\b|client:\s*["'](?:pg|postgres|mysql)"""
)
# The default of a placeholder, and of a tag of a struct: `${db.sslmode:disable}`, `envDefault:"disable"`.
_DEFAULT = expression(r"""\$\{[\w.-]+:(?P<value>[\w-]+)\}$|\b(?:env-?[dD]efault|default|def)[:=]"?(?P<tag>[\w-]+)""")
# Of texts; lines of a chain of calls.
_LONGEST, _HEAD = 5_000, 40
_MISSING = OFF | {"", "nil"}


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The places of a file that leave the connection to a database open."""
    if source.path.endswith(".d.ts"):
        return
    try:
        module = source.read(reader(source.kind))
    except (Unparsable, ImportError):
        yield from settings.by_lines(source, example=False, told=True)
        return
    if not any(_TESTING.search(name) for name in module.imports()):
        yield from _File(source, module).findings()


class _File:
    def __init__(self, source: Source, module: Code) -> None:
        self._source = source
        self._code = module
        self._clients = CLIENTS[source.kind]
        self._around = Around(module, self._clients)
        self._verifiers = Verifiers(module, self._around, self._clients.verifiers)
        self._example = of_path(source.path) == EXAMPLE
        self._connects = self._around.imports or bool(_CONFIGURATION.search(source.text))

    def findings(self) -> Iterator[Finding]:
        told = bool(_TLS_ELSEWHERE.search(self._source.text))
        for text, node in self._code.texts(HOLE):
            found = self._of_text(text, told, node)
            if found is not None and self._counts(node, ()):
                yield self._finding(node, found)
        for named in given(self._code, self._is_wanted):
            yield from self._of_named(named)
        text = self._source.text.lower()
        for call in self._code.calls if any(mark in text for mark in self._clients.marks) else ():
            yield from self._of_marks(call)
        for name, function in self._verifiers.accepting():
            if self._counts(function, (), unchecked=True):
                yield self._finding(function, self._judgement(name, ACCEPTS), name)
        for call in self._code.calls if self._around.imports else ():
            yield from self._of_call(call)

    def _of_text(self, text: str, told: bool, node: Node) -> Judgement | None:
        if len(text) > _LONGEST or ("://" not in text and "=" not in text):
            return None
        found = list(addresses(text))
        piece = "" if found else fragment(text, alone=any(given_as(self._code, node, 0)))
        if piece:
            return of_piece(piece)
        judged = (of_address(address, example=self._example, told=told) for address in found)
        return next(filter(None, judged), None)

    def _is_wanted(self, name: str) -> bool:
        return is_mode(name) or squeeze(name) in self._clients.switches

    def _of_named(self, named: Named) -> Iterator[Finding]:
        name = named.name.rpartition(".")[2]
        switch = self._clients.switches.get(squeeze(plain(name)))
        server = SERVERS.get(squeeze(named.name)) if named.how in (ENTRY, KEYWORD) else None
        if server is not None:
            if self._is_open(named.value, server.values) and self._counts(named.value, ()):
                yield self._finding(named.value, of_server(named.name, server))
        elif is_mode(name):
            yield from self._of_mode(name, named)
        elif switch is not None and (named.how in (KEYWORD, ENTRY) or named.of is not None):
            if self._is_about_database(name, named, switch):
                yield from self._of_switch(name, named, switch)
        else:
            ends = (one for end, one in self._clients.switches.items() if one.anywhere and squeeze(name).endswith(end))
            for one in ends:  # a name that is None is not set yet
                is_open = self._is_open(named.value, one.values - {"none"}) or self._code.string(named.value) == "none"
                if is_open and self._counts(named.value, (), unchecked=True):
                    yield self._finding(named.value, self._judgement(name, one))

    def _of_marks(self, call: Node) -> Iterator[Finding]:
        """`tokio_postgres::connect(url, NoTls)`, `.disablePeerVerification()`."""
        given = [leaf.node for one in self._code.arguments(call) for leaf in self._code.possible(one)]
        chains = ((self._code.qualified_name(one) or self._code.name(one), one) for one in given)
        names = [(name, one) for chain, one in chains for name in (*chain.split(".")[-2:], *flags(self._code, one))]
        for name, node in names or [(self._code.method(call)[1], call)]:
            mark = self._clients.marks.get(name.lower())
            named = Named(name, node, call, KEYWORD)
            if mark is not None and self._counts(node, (), unchecked=mark.unchecked):
                if not self._around.is_local(named) and (not mark.given or self._around.belongs(named, by_name=False)):
                    yield self._finding(node, self._judgement(name, mark), name)

    def _of_mode(self, name: str, named: Named) -> Iterator[Finding]:
        """`sslmode="disable"`, `process.env.PGSSLMODE || "prefer"`."""
        for leaf in self._code.possible(named.value):
            text = None if leaf.element else self._code.string(leaf.node)
            mode = (text or self._code.name(leaf.node)).lower().removeprefix("ssl_mode_").removeprefix("ssl_")
            by_default = named.how == ASKED and self._code.environment(named.node) is not None
            if text and (default := _DEFAULT.search(text)):
                mode, by_default = (default["value"] or default["tag"]).lower(), True
            if (
                mode in WEAK_MODES
                and self._counts(leaf.node, self._way(leaf, named))
                and not self._around.is_local(named)
            ):
                what = messages.allows(name, mode, by_default=by_default)
                fix = turn_on(name) if text else f"Take the value of `{name}` that checks the server's certificate."
                yield self._finding(leaf.node, Judgement(what, fix=fix))

    def _of_switch(self, name: str, named: Named, switch: Switch) -> Iterator[Finding]:
        """`ssl=False`, `"ssl": "disable"`, `rejectUnauthorized: false` where it is about a database."""
        for leaf in self._code.possible(named.value):
            is_open = (switch.listed or not leaf.element) and self._is_open(leaf.node, switch.values)
            if (
                is_open
                and not (switch.unchecked and self._around.is_set_again(named, switch))
                and not (switch.unless and self._around.is_checked(named, switch))
                and self._counts(leaf.node, self._way(leaf, named), unchecked=switch.unchecked)
            ):
                if not self._around.is_local(named, sure=switch.unchecked) and (
                    switch.unchecked or self._is_chosen(leaf.node, leaf.guards)
                ):
                    yield self._finding(leaf.node, self._judgement(name, switch))

    def _way(self, leaf: Possible, named: Named) -> Guards:
        """The conditions under which a value gets to what is given it."""
        return (*leaf.guards, *self._code.guards(named.node))

    def _is_open(self, node: Node, values: frozenset[str]) -> bool:
        return is_open(self._code, node, values)

    def _is_about_database(self, name: str, named: Named, switch: Switch) -> bool:
        if switch.anywhere:
            return not (switch.but and self._is_made_by(named, switch.but))
        if self._around.is_within(self._clients.holders, named):
            return True
        if switch.given:
            by_way = switch.unchecked and self._verifiers.reaches(named.value)
            return by_way or self._around.belongs(named, by_name=switch.unchecked)
        if named.how == KEYWORD:
            package = self._code.callee(named.node) or ""
            # `redis.Redis(ssl=False)` says what is the default; with a public host its own rule speaks.
            return self._around.is_client(package) and not (name == "ssl" and package.startswith("redis."))
        if switch.within:
            is_within = self._around.is_within(switch.within, named) or self._around.is_called_tls(named)
            return self._connects and is_within and not self._around.is_about_other(named)
        return self._around.belongs(named, by_name=False) or self._around.is_in_login(named)

    def _is_made_by(self, named: Named, what: str) -> bool:
        """Whether what has an option is called so: `new NpgsqlConnectionStringBuilder { ... }`."""
        made = self._code.instance_of(named.of) if named.of is not None else None
        if made is None and self._code.kind(named.node) == CALL:
            made = self._code.callee(named.node)
        return (made or "").rpartition(".")[2].startswith(what)

    def _of_call(self, call: Node) -> Iterator[Finding]:
        """`psycopg.connect(host="pg.shop.example")` without a word about TLS."""
        known = self._clients.hosts.get(self._code.callee(call) or "")
        keywords = self._code.keywords(call)
        if known is None or "host" not in keywords or "**" in keywords:
            return
        database, switch = known
        host = self._code.string(keywords["host"])
        given = keywords.get(switch)
        is_open = given is None or (switch == "ssl" and self._code.constant(given) is False)
        if host and is_open and host_kind(host) == PUBLIC and self._counts(call, ()):
            what = f"this connection to {database.name} leads to a public host and says nothing about TLS"
            context = f"Pass `{switch}=True`, or a context that checks the certificate."
            fix = messages.REQUIRE if switch == "sslmode" else context
            yield self._finding(keywords["host"], Judgement(what, fix=fix))

    def _is_chosen(self, node: Node, guards: Guards) -> bool:
        """Whether a switch is off for more than that a condition fails or a value is missing."""
        everything = conditions(self._code, guards, node)
        asked = [guard for clause in everything for guard in clause if guard.subject != "err"]
        fails = any(not guard.holds or (guard.values and _MISSING.issuperset(guard.values)) for guard in asked)
        return not fails or of_guards(everything) == PRODUCTION

    def _counts(self, node: Node, guards: Guards, *, unchecked: bool = False) -> bool:
        """Whether production gets there, and neither a condition nor the name of a function asks for it."""
        everything = conditions(self._code, guards, node)
        is_asked = any(asks(guard, unchecked=unchecked) for clause in everything for guard in clause)
        inside = map(squeeze, self._code.inside(node)) if unchecked else ()
        told = any("insecure" in name and name not in self._clients.switches for name in inside)
        return not is_asked and not told and is_reached(self._code, guards, node)

    def _judgement(self, name: str, switch: Switch) -> Judgement:
        what = switch.what.format(name=name)
        if switch.unchecked:
            return Judgement(what, messages.UNCHECKED, switch.fix or messages.check(self._clients.ca))
        return Judgement(what, fix=switch.fix or turn_on(name))

    def _finding(self, node: Node, found: Judgement, name: str = "") -> Finding:
        """At a node, or where a name stands in it: the last one of a chain, that of a function with annotations."""
        line, column = self._code.line(node), self._code.column(node)
        for number, text in enumerate(self._source.lines[line - 1 : line + _HEAD] if name else (), start=line):
            at = text.find(name, column - 1 if number == line else 0)
            if at >= 0:
                line, column = number, at + 1
                break
        what, means, fix, strict, _ = found
        lines = self._code.statement(node)
        return messages.finding(self._source.path, line, column, what, means, fix, statement=lines, strict=strict)
