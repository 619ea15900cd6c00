"""Settings of any format: addresses in their values, and modes by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prodlint.context import EXAMPLE, PRODUCTION, of_path
from prodlint.context.deployed import deployed
from prodlint.context.hosts import INTERNAL, LOOPBACK, host_kind
from prodlint.context.settings import Setting, served_of
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats.comments import blank
from prodlint.formats.node import Scalar
from prodlint.rules.require_db_tls import messages
from prodlint.rules.require_db_tls.addresses import addresses, host_of
from prodlint.rules.require_db_tls.judgement import (
    Judgement,
    asks_for_tls,
    default_of,
    is_mode,
    of_address,
    of_server,
    of_setting,
)
from prodlint.source import Repository, Source
from prodlint.spelling import squeeze, words_of
from prodlint.tables.database_tls import DATABASE_WORDS, OTHER_WORDS, SERVERS

_HOST_WORDS = frozenset("host hostname server endpoint address".split())
_TLS_WORDS = frozenset(("ssl", "tls", "sslmode"))
_SSL_WORDS = frozenset(
    "ssl tls sslmode mode use enabled enable reject unauthorized cert reqs disabled pgsslmode".split()
)
LOCAL, ELSEWHERE = "local", "elsewhere"
# Of Rails, Sequelize, TypeORM and CloudFormation; mappings around a setting.
_ADAPTERS, _NEAR = ("adapter", "dialect", "type", "Type"), 5
_STATES = ("enabled", "mode")  # of what the key above names
_IN_TREES = ("yaml", "json", "toml")
_BY_LINE = ("shell", "makefile", "procfile", "dockerfile", "xml", "sql")
_CLOUD = ("terraform", "bicep")  # what is made there is reached from elsewhere
_SQL_OPTION = expression(r"\b(host|dbname|user|sslmode) '", re.IGNORECASE)
_QUOTED, _ALL = expression(r"[^\"]+"), expression(r".+")
# Node's switch in front of a command; the kinds of files, and the words of package scripts, that production runs.
_SWITCHED = expression(r"(?<![\w-])NODE_TLS_REJECT_UNAUTHORIZED=[\"']?(?P<value>\w+)")
_RUN = ("shell", "procfile", "dockerfile")
# mongodb.com/docs/manual/reference/program/mongod: `--tlsMode`, before version 4.2 `--sslMode`
_MONGOD = expression(r"--(?P<name>(?:tls|ssl)Mode)[\s=\"',]{1,6}(?P<value>(?:allow|prefer)(?:TLS|SSL)|disabled)\b")
_LONGEST_OPTION = 40
_STARTS = frozenset("start serve prod production worker web".split())
_ASKED = expression(r"\$\{(\w+):-?\w*\}")
_COMMENT = expression(r"\s*(?:#|//|;|rem\b)", re.IGNORECASE)


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The settings of a file that leave a database's connection open."""
    settings = served_of(source)
    if source.kind == "properties":
        settings = [one._replace(keys=tuple(".".join(one.keys).split("."))) for one in settings]
    hosts = _Hosts(settings)
    example = of_path(source.path) == EXAMPLE
    told = any(asks_for_tls(one.name, one.text) or is_mode(one.name) for one in settings)

    def judged(one: Setting) -> Judgement | None:
        return _judged(one, source, hosts, example=example, told=told) if len(one.text) < 20_000 else None

    for one in settings:
        found = judged(one)
        given = _deployed(one, repository) if found is not None else []
        if found is not None and (not given or any(map(judged, given))):
            yield _finding(source.path, one.line, one.column, found, one.last)
    for one, found in _mongods(settings):
        yield _finding(source.path, one.line, one.column, found, one.last)
    if source.kind in _BY_LINE:
        yield from by_lines(source, example=example, told=told)


def _deployed(one: Setting, repository: Repository) -> list[Setting]:
    """The same with each value that a deployment gives the variable whose default it is: `${REDIS_SSL:false}`."""
    asked = _ASKED.fullmatch(one.text)
    return [one._replace(text=value) for _, value in deployed(asked.groups(), repository)] if asked else []


def _judged(one: Setting, source: Source, hosts: _Hosts, *, example: bool, told: bool) -> Judgement | None:
    for address in addresses(one.text):
        found = of_address(address, example=example, told=told)
        if found is not None:
            return found
    if one.listed or source.kind == "workflow":  # a list of the valid modes; the databases of a job
        return None
    found = _of_command(one)
    if found is not None:
        return found
    *_, above, name = ["", *".".join(one.keys).split(".")]
    is_state = name in _STATES and above in _TLS_WORDS
    name = above if above and name == "default" else f"{above}.{name}" if is_state else name
    if one.keys and squeeze(one.keys[-1]) in SERVERS:  # `rds.force_ssl` has a dot of its own
        name = one.keys[-1]
    around = _words_around(one, source)
    places = hosts.beside(one, near=is_state)
    sure = bool(places) or source.kind in _CLOUD or (of_path(source.path) == PRODUCTION and not is_state)
    found = of_setting(name, one.text, around, sure=sure)
    if found is None or (places == {LOCAL} and not found.anywhere) or (example and not is_mode(name)):
        return None
    return found


def _words_around(one: Setting, source: Source) -> frozenset[str]:
    """The words of the keys that lead to a setting, of the adapter beside it, and of the name of a file of settings."""
    adapters = (held.get(key) for held in one.around[:-_NEAR:-1] for key in _ADAPTERS)
    nearest = next((found.text for found in adapters if isinstance(found, Scalar)), "")
    words = words_of(" ".join((*one.keys, nearest)))
    if source.kind not in _IN_TREES or not (OTHER_WORDS - _HOST_WORDS).isdisjoint(words):
        return frozenset(words)
    return frozenset((*words, *words_of(source.path.rpartition("/")[2])))


def _of_command(one: Setting) -> Judgement | None:
    """`NODE_TLS_REJECT_UNAUTHORIZED=0 node server.js`; of the scripts of a package only those that production runs."""
    switched = _SWITCHED.search(one.text)
    if switched is None or ("scripts" in one.keys and _STARTS.isdisjoint(words_of(one.name))):
        return None
    return of_setting("NODE_TLS_REJECT_UNAUTHORIZED", switched["value"])


def _mongods(settings: list[Setting]) -> Iterator[tuple[Setting, Judgement]]:
    """`mongod --tlsMode preferTLS`, in one text or as items of a list."""
    before = ""
    for one in settings:
        if named := _MONGOD.search(f"{before} {one.text}" if one.listed else one.text):
            yield one, of_server(f"--{named['name']}", SERVERS["tlsmode"])
        before = one.text if len(one.text) < _LONGEST_OPTION else ""


class _Hosts:
    """The hosts of databases that a file names, by the keys above them."""

    def __init__(self, settings: list[Setting]) -> None:
        self._below: dict[tuple[str, ...], list[tuple[frozenset[str], str]]] = {}
        for one in settings:
            named = frozenset(words_of(one.name))
            kinds = {kind for address in addresses(one.text) for kind in address.hosts}
            if (
                not kinds
                and not named & _TLS_WORDS
                and (named & _HOST_WORDS or one.name.lower() in ("pghost", "dbhost"))
            ):
                about = named | {word for key in one.keys[:-1] for word in words_of(key)}
                if named <= _HOST_WORDS or about & DATABASE_WORDS or "pghost" in named or "dbhost" in named:
                    kinds = {host_kind(host_of(default_of(one.text)))} if one.text else set()
            if kinds:
                for length in range(max(0, len(one.keys) - 3), len(one.keys)):
                    held = self._below.setdefault(one.keys[:length], [])
                    if len(held) < 50:
                        held.append((named, LOCAL if kinds <= {LOOPBACK, INTERNAL} else ELSEWHERE))

    def beside(self, one: Setting, *, near: bool) -> set[str]:
        """Where the hosts are that a setting is about: LOCAL (this machine, an inner network), ELSEWHERE.

        `near`: those at the top of a file say nothing about it.
        """
        stem = frozenset(words_of(one.name)) - _SSL_WORDS
        for length in range(len(one.keys) - 1, max(near - 1, len(one.keys) - 4), -1):
            known = self._below.get(one.keys[:length])
            if known:
                same = {place for named, place in known if stem and stem <= named}
                return same or {place for _, place in known}
        return set()


def by_lines(source: Source, *, example: bool, told: bool) -> Iterator[Finding]:
    """Addresses that commands, attributes and statements hold, and Node's switch where a command begins with it."""
    for number, line in enumerate(blank(source.text, source.kind).split("\n"), start=1):
        if len(line) > 5_000 or _COMMENT.match(line):
            continue
        if source.kind == "sql":  # OPTIONS (host 'pg.example', sslmode 'disable')
            line = _SQL_OPTION.sub(r"\1='", line)
        for part in _QUOTED.finditer(line) if source.kind == "xml" else _ALL.finditer(line):
            for address in addresses(part[0]):
                found = of_address(address, example=example, told=told)
                if found is not None:
                    yield _finding(source.path, number, part.start() + address.start + 1, found)
        if mongod := _MONGOD.search(line):
            served = of_server(f"--{mongod['name']}", SERVERS["tlsmode"])
            yield _finding(source.path, number, mongod.start() + 1, served)
        switched = _SWITCHED.search(line) if source.kind in _RUN else None
        found = of_setting("NODE_TLS_REJECT_UNAUTHORIZED", switched["value"]) if switched else None
        if switched and found is not None:
            yield _finding(source.path, number, switched.start() + 1, found)


def _finding(path: str, line: int, column: int, found: Judgement, last: int = 0) -> Finding:
    return messages.finding(
        path, line, column, found.what, found.means, found.fix, statement=(line, last), strict=found.strict
    )
