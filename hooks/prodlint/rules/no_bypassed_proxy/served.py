"""What the files of a proxy say that it serves: hosts with their ports, each with its line."""

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats import Unparsable, caddy, nginx
from prodlint.formats.node import Node, Scalar, mappings, text_of
from prodlint.light_typing import NamedTuple
from prodlint.source import Source
from prodlint.tables.proxies import LINES, PASSES, URL_KEYS, Proxy

_ADDRESS = expression(
    r"(?:(?P<scheme>https?|wss?|h2c?|grpcs?|fcgi|fastcgi|uwsgi)://)?(?P<host>[A-Za-z0-9_][\w.-]*)(?::(?P<port>\d{1,5}))?(?:[/?$].*)?"
)
_VARIABLE = expression(
    r"\$\{(?P<braces>\w+)\b[^{}]{0,200}\}|\$(?P<plain>[A-Z]\w*)|\{(?:\$|env\.)(?P<caddy>\w+)\b[^{}]{0,200}\}"
)
_CADDY = expression(r"\s*(?:reverse_proxy|php_fastcgi|to)\s+(?P<rest>\S.*)")
_URL_LINE = expression(r"""^\s*(?:-\s*)?["']?(?:url|service)["']?\s*[:=]\s*["']?(?P<address>\w+://[\w.:-]+)""")
_LONGEST = 2000  # characters of a line


class Served(NamedTuple):
    """A host that a proxy asks, its port, and the line that says so (1-based)."""

    host: str
    port: int
    line: int


def address(text: str) -> tuple[str, int] | None:
    """The host and the port of an address; by its scheme where it says none."""
    match = _ADDRESS.fullmatch(text)
    if match is None or (match["scheme"] is None and match["port"] is None):
        return None
    port = int(match["port"]) if match["port"] else 443 if match["scheme"] in ("https", "wss", "grpcs") else 80
    return match["host"].lower(), port


def served(text: str, proxy: Proxy, environment: dict[str, str]) -> list[Served]:
    """What a file of a proxy hands on, its variables replaced by the environment of the proxy."""

    def value(match: re.Match[str]) -> str:
        return environment.get(_name(match), match.group())

    plain = _VARIABLE.sub(value, text)
    if proxy.reader == "nginx":
        return list(_in_nginx(plain))
    if proxy.reader == "caddy":
        return list(_in_caddy(plain))
    return list(_in_lines(plain) if proxy.reader == "lines" else _in_urls(plain))


def _in_nginx(text: str) -> Iterator[Served]:
    try:
        directives = nginx.read(text)
    except Unparsable:
        return
    for parents, one in nginx.walk(directives):
        around = {parent.name for parent in parents}
        words = [word.text for word in one.args]
        if not words or "stream" in around:
            continue
        is_server = one.name == "server" and "upstream" in around
        named = words[0] if one.name in PASSES or is_server else words[-1] if one.name == "set" else ""
        if one.name in PASSES[2:] or is_server:
            named = named if ":" in named else f"http://{named}"
        if found := address(named):
            yield Served(*found, one.line)


def _in_caddy(text: str) -> Iterator[Served]:
    for number, line in enumerate(caddy.read(text).lines, start=1):
        match = _CADDY.match(line.text) if len(line.text) < _LONGEST else None
        for word in match["rest"].split() if match else ():
            if found := address(word):
                yield Served(*found, number)


def _in_lines(text: str) -> Iterator[Served]:
    for number, line in enumerate(text.split("\n"), start=1):
        for pattern in LINES if len(line) < _LONGEST else ():
            match = re.match(pattern, line)
            if match and (found := address(match["address"])):
                yield Served(*found, number)


def _in_urls(text: str) -> Iterator[Served]:
    """`url` and `service` in YAML and TOML, `address` beside `port_value` as Envoy says it."""
    try:
        documents = _yaml(text)
    except Unparsable:
        documents = []
    for node in (node for document in documents for node in mappings(document)):
        port = text_of(node.get("port_value"))
        if port.isdecimal():
            yield Served(text_of(node.get("address")).lower(), int(port[:5]), node.line)
        for key in URL_KEYS:
            value = node.get(key)
            if isinstance(value, Scalar) and (found := address(value.text)):
                yield Served(*found, value.line)
    for number, line in enumerate(text.split("\n") if not documents else (), start=1):
        match = _URL_LINE.match(line) if len(line) < _LONGEST else None
        if match and (found := address(match["address"])):
            yield Served(*found, number)


def _yaml(text: str) -> list[Node]:
    from prodlint.formats import yaml

    return yaml.read(text)


def of_source(source: Source, proxy: Proxy, environment: dict[str, str]) -> list[Served]:
    """What a file hands on, read once for each environment that it looks into; nothing of one that is no text."""
    if "\0" in source.text[:1000]:
        return []
    named = source.once(_name, lambda: {_name(match) for match in _VARIABLE.finditer(source.text)})
    given = {name: environment[name] for name in sorted(named & environment.keys())}
    return source.once((served, proxy, *given.items()), lambda: served(source.text, proxy, given))


def _name(match: re.Match[str]) -> str:
    """The variable that a file of a proxy names."""
    return str(match["braces"] or match["plain"] or match["caddy"])
