"""Caddy, HAProxy and `_headers` files, by lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prodlint.rules.no_wildcard_cors.messages import ANY, CREDENTIALS, ECHO
from prodlint.rules.no_wildcard_cors.servers.place import Place
from prodlint.rules.no_wildcard_cors.wildcards import any_origin, is_static

_SENDS = "sends Access-Control-Allow-Origin to everyone"

_CADDY_HEADER = re.compile(
    r"""\s*(?:(?:header|header_down)\s+(?P<matcher>[@/*]\S*\s+)?)?[+?>]?access-control-allow-origin\s+
    (?P<value>"[^"]*"|`[^`]*`|\S+)""",
    re.VERBOSE | re.IGNORECASE,
)
_CADDY_ORIGIN = re.compile(r"\{(?:http\.request\.)?header\.origin\}|\{>origin\}", re.IGNORECASE)
_MOST_BLOCKS = 20  # around a header that are looked at
_CADDY_MATCHER = re.compile(r"\s*(?P<name>@[\w{}.-]+)\s+(?P<rest>[^\n]*)")


def caddy(text: str) -> Iterator[Place]:
    """`header Access-Control-Allow-Origin`, alone or in blocks."""
    matchers = {found["name"]: found["rest"] for found in map(_CADDY_MATCHER.match, text.split("\n")) if found}
    echoed = CREDENTIALS if re.search(r"(?i)allow-credentials\W+true", text) else ECHO
    around: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        code = line.split(" #")[0].rstrip()
        if code.lstrip().startswith("#"):
            continue
        found = _CADDY_HEADER.match(code)
        if found:
            scopes = [*around[-_MOST_BLOCKS:], found["matcher"] or ""]
            conditions = [matchers.get(name, "") for scope in scopes for name in re.findall(r"@[\w{}.-]+", scope)]
            value = found["value"].strip('"`')
            static = any(is_static(scope) for scope in (*scopes[1:], *conditions))
            checked = any("origin" in condition.lower() for condition in conditions)
            column = found.start("value") + 1
            if any_origin(value):
                yield Place(number, column, f"Caddy {_SENDS}", ANY, static)
            elif _CADDY_ORIGIN.fullmatch(value) and not checked:
                yield Place(number, column, f"Caddy {_SENDS}", echoed, static)
        if code.endswith("{"):
            around.append(code)
        elif code.strip() == "}":
            del around[-1:]


_HAPROXY_HEADER = re.compile(
    r"""[^\n#]*?
    (?:set-header|add-header|hdr|rspadd)\s+["']?access-control-allow-origin:?["']?\\?\s+
    (?P<value>"[^"]*"|'[^']*'|%\[[^\]\n]*\]|\S+)(?P<rest>[^\n]*)""",
    re.VERBOSE | re.IGNORECASE,
)
_HAPROXY_ORIGIN = re.compile(
    r"%\[(?:capture\.req\.hdr\(\d+\)|req\.hdr\(origin\)|var\(\w+\.\w*origin\w*\))[^\]]*\]", re.IGNORECASE
)
# That there is an origin is no condition.
_HAPROXY_NO_CHECK = re.compile(r"\s*(?:if\s+(?:\{[^}]*-m\s+found\s*\}|has_origin\w*|origin_present\w*)\s*)?")


def haproxy(text: str) -> Iterator[Place]:
    """`http-response set-header Access-Control-Allow-Origin`."""
    echoed = CREDENTIALS if re.search(r"(?i)allow-credentials\W+true", text) else ECHO
    for number, line in enumerate(text.split("\n"), 1):
        found = None if line.lstrip().startswith("#") else _HAPROXY_HEADER.match(line)
        if found is None:
            continue
        value = found["value"].strip("\"'")
        rest = found["rest"].partition(" #")[0]
        column = found.start("value") + 1
        if any_origin(value):
            yield Place(number, column, f"HAProxy {_SENDS}", ANY, is_static(rest))
        elif _HAPROXY_ORIGIN.fullmatch(value) and _HAPROXY_NO_CHECK.fullmatch(rest):
            yield Place(number, column, f"HAProxy {_SENDS}", echoed)


_HEADERS_LINE = re.compile(r"\s+access-control-allow-origin\s*:\s*(?P<value>\S+)", re.IGNORECASE)


def headers(text: str) -> Iterator[Place]:
    """`_headers` of Netlify and Cloudflare Pages: a path, and below it the headers of its answers."""
    static = False
    for number, line in enumerate(text.split("\n"), 1):
        found = _HEADERS_LINE.match(line)
        if found and any_origin(found["value"]):
            yield Place(number, found.start("value") + 1, f"The host {_SENDS}", ANY, static)
        elif line[:1].strip() and not line.startswith("#"):
            static = is_static(line)
