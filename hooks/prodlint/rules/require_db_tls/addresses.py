"""URLs and connection strings of databases: where they lead, and whether they leave the connection open."""

import re
from collections.abc import Iterator

from prodlint.context.hosts import INTERNAL, LOOPBACK, PUBLIC, SAMPLE, host_kind
from prodlint.expressions import expression
from prodlint.formats.dockerfile import expand
from prodlint.formats.template import with_defaults
from prodlint.light_typing import NamedTuple
from prodlint.tables.database_tls import (
    FAMILIES,
    MYSQL,
    OFF,
    ON,
    POSTGRES,
    REDIS,
    REDISS,
    SCHEMES,
    SQL_SERVER,
    WEAK_MODES,
    Database,
)

# What stands for a value that is only known at run time, in text that is put together from code.
HOLE = "\x00"

_PIECE = r"(?:\$?\{\{[^{}]{0,200}\}\}|[^\s\"'`])"
_URL = expression(
    rf"(?<![A-Za-z0-9+.-])(?:jdbc:)?(?P<scheme>[A-Za-z][A-Za-z0-9]*)(?P<driver>\+[A-Za-z0-9_]+)?://(?P<rest>{_PIECE}+)"
)
_GO_DSN = expression(rf"@tcp\((?P<host>[^()\s]*)\)/[^?\s\"'`]*(?P<query>\?{_PIECE}*)?")
_HOST = expression(r"\[[^\[\]]*\]|(?:\$?\{\{[^{}]*\}\}|\$\{[^{}]*\}|[^:])*")
_PAIR = expression(r"(?<![\w-])(?P<key>[A-Za-z_][A-Za-z_ ]{0,24}?)\s?=\s?(?P<value>'[^']*'|\"[^\"]*\"|[^\s;'\"&]+)")
_NAMES_HOST = expression(r"://|(?:^|;)\s*(?:server|data source|host|addr|address)\s*=", re.IGNORECASE)
_LONGEST = 5_000
_ANYBODYS = (("ssl", True), ("tls", True), ("encrypt", True), ("encrypt", False))  # parameters of others too
# Of StackExchange.Redis: its Configuration.md.
_MULTIPLEXER = expression(
    r"(?P<hosts>[\w.-]{1,253}(?::\d+)?(?:,[\w.-]{1,253}(?::\d+)?){0,9})(?P<options>(?:,\s*\w{1,40}=[^,=]{0,200}){1,40})"
)
_THIS_MACHINE = ("", ".", "(local)", "(localdb)")
_HOST_KEYS = ("host", "hostaddr", "server", "data source", "addr", "address")
_LOGIN_KEYS = ("dbname", "database", "user", "username", "user id", "uid", "initial catalog", "password", "port")
_MODE_KEYS = ("sslmode", "ssl mode", "ssl_mode")
_PARAMETERS = expression(r"[?&;]+")


class Address(NamedTuple):
    """A database and the kinds of the hosts that lead to it (`context.hosts`); "" says how it is left open.

    `weak` and `value` are the parameter that leaves it open; `missing`: it says nothing about TLS. `start` is the
    offset in the text.
    """

    database: Database
    hosts: frozenset[str]
    weak: str
    missing: bool
    start: int
    value: str = ""

    @property
    def is_local(self) -> bool:
        """Whether all of its hosts are this machine or within an inner network."""
        return self.hosts <= {LOOPBACK, INTERNAL}

    @property
    def is_public(self) -> bool:
        """Whether one of its hosts has a public name or address."""
        return PUBLIC in self.hosts or SAMPLE in self.hosts


def addresses(text: str) -> Iterator[Address]:
    """The addresses of databases in a text. `HOLE` in it stands for what only a run can tell."""
    text = with_defaults(text)
    if "://" in text:
        for url in _URL.finditer(text):
            scheme = url["scheme"].lower()
            with_driver = scheme + (url["driver"] or "").lower()
            database = SCHEMES.get(with_driver) or SCHEMES.get(scheme)
            if database is not None:
                yield _of_url(database, url["rest"], url.start())
    elif "@tcp(" in text:
        for dsn in _GO_DSN.finditer(text):
            yield _of_url(SCHEMES["mysql"], dsn["host"] + "/" + (dsn["query"] or ""), dsn.start())._replace(
                missing=False
            )
    elif "=" in text:
        multiplexer = _MULTIPLEXER.fullmatch(text)
        yield from _of_multiplexer(multiplexer) if multiplexer else _of_pairs(text)


def _of_multiplexer(found: re.Match[str]) -> Iterator[Address]:
    """`cache.example:6379,ssl=false,abortConnect=false`; without a word about TLS it is plain text too."""
    options = dict(part.strip().lower().split("=", 1) for part in found["options"].split(",")[1:])
    hosts = frozenset(_kind(host) for host in found["hosts"].split(","))
    yield Address(REDIS, hosts, "ssl" if options.get("ssl") in OFF else "", False, 0, "false")


def fragment(text: str, *, alone: bool = False) -> str:
    """What leaves a connection open in a piece of an address: `?sslmode=disable`, `;TrustServerCertificate=yes`.

    `alone`: the piece can be a parameter without a sign in front.
    """
    if len(text) > _LONGEST or _NAMES_HOST.search(text):
        return ""
    for part in _PARAMETERS.split(text)[0 if alone else 1 :]:
        key, _, value = part.strip().partition("=")
        name, value = key.lower(), value.lower()
        if any(value in one.parameters.get(name, ()) for one in FAMILIES) and (name, value in OFF) not in _ANYBODYS:
            return key
    return ""


def _of_url(database: Database, rest: str, start: int) -> Address:
    rest = rest.replace("#insecure", "?#insecure=true") if database is REDISS else rest  # redis-rs
    before, _, query = rest.rstrip(").,;]}>" if "{" not in rest else ").,;").partition("?")
    if database is SQL_SERVER and ";" in before:
        before, _, query = before.partition(";")
    # A slash within `${...}` or a password ends nothing.
    authority = before.rpartition("@")[2].partition("/")[0] if "@" in before else before.partition("/")[0]
    parameters, written = dict[str, str](), dict[str, str]()
    for part in _PARAMETERS.split(expand(query, {})):
        key, equal, value = part.partition("=")
        if equal:
            parameters[key.strip().lower()] = value.strip().lower()
            written[key.strip().lower()] = key.strip()
    named = parameters.get("host", "")
    hosts = {_kind(host) for host in (named or authority).split(",")}
    weak = next((written[key] for key, values in database.parameters.items() if parameters.get(key) in values), "")
    told = any(key in parameters for key in database.parameters) or parameters.get("sslrootcert") == "system"
    value = parameters.get(weak.lower(), "")
    return Address(database, frozenset(hosts), weak, bool(database.missing) and not told and not weak, start, value)


def _kind(host: str) -> str:
    """Of a host with its port; nothing, the path of a socket, and SQL Server's `.` and `(localdb)` are this machine."""
    name = host_of(host).partition("\\")[0]
    return host_kind(name) if name not in _THIS_MACHINE and not name.startswith(("/", "%2f", "%2F")) else LOOPBACK


def host_of(text: str) -> str:
    """The host of `host:port`, its variables replaced by their defaults."""
    found = _HOST.match(expand(text, {}) if "$" in text else text)
    return found[0] if found else ""


def _of_pairs(text: str) -> Iterator[Address]:
    """`host=pg.example dbname=app sslmode=disable`, `Server=...;Encrypt=false`."""
    if len(text) > _LONGEST:
        return
    pairs = {pair["key"].lower().strip(): pair["value"].strip("'\"") for pair in _PAIR.finditer(text)}
    host = next((pairs[key] for key in _HOST_KEYS if key in pairs), "")
    if not host or not any(key in pairs for key in _LOGIN_KEYS):
        return
    hosts = frozenset(_kind(one.removeprefix("tcp:")) for one in host.split(","))
    mode = next((expand(pairs[key], {}).lower() for key in _MODE_KEYS if key in pairs), "")
    if mode:
        database = MYSQL if "server" in pairs else POSTGRES
        yield Address(database, hosts, "sslmode" if mode in WEAK_MODES else "", False, 0, mode)
    elif pairs.get("encrypt", "").lower() in OFF:
        yield Address(SQL_SERVER, hosts, "Encrypt", False, 0, pairs["encrypt"])
    elif pairs.get("trustservercertificate", "").lower() in ON:
        yield Address(SQL_SERVER, hosts, "TrustServerCertificate", False, 0, pairs["trustservercertificate"])
    elif "dbname" in pairs and "sslrootcert" not in pairs:
        yield Address(POSTGRES, hosts, "", True, 0)
