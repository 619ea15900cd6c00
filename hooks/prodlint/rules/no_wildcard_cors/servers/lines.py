"""Servers whose configuration is read by lines: Apache, Caddy, HAProxy, and `_headers` of Netlify and Cloudflare Pages.

Each answers where a text lets any origin in.
"""

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats.caddy import read
from prodlint.formats.regex import SEARCH
from prodlint.rules.no_wildcard_cors.code.harmless import is_static
from prodlint.rules.no_wildcard_cors.opening import Opening
from prodlint.rules.no_wildcard_cors.wildcards import any_origin, is_any_regex
from prodlint.tables.cors_effects import ACTS, ECHO, STAR

Spot = tuple[int, int]

_SENDS = "{} sends Access-Control-Allow-Origin to everyone"
_CREDENTIALS = expression(r"allow-credentials\W+true", re.IGNORECASE)

_NETLIFY = expression(r"\s+access-control-allow-origin\s*:\s*(?P<value>\S+)", re.IGNORECASE)


def headers_file(text: str) -> Iterator[Opening]:
    """A path, and below it the headers of its answers."""
    static = False
    for number, line in enumerate(text.split("\n"), 1):
        found = _NETLIFY.match(line)
        if found and any_origin(found["value"]):
            yield Opening(number, found.start("value") + 1, _SENDS.format("the host"), strict=static)
        elif line[:1].strip() and not line.startswith("#"):
            static = is_static(line)


_CADDY = expression(
    r"""\s*(?:(?:header|header_down)\s+(?P<matcher>[@/*]\S*\s+)?)?[+?>]?access-control-allow-origin\s+
    (?P<value>"[^"]*"|`[^`]*`|\S+)""",
    re.VERBOSE | re.IGNORECASE,
)
_CADDY_ORIGIN = expression(r"\{(?:http\.request\.)?header\.origin\}|\{>origin\}", re.IGNORECASE)
_CADDY_MATCHER = expression(r"@[\w{}.-]+")


def caddy(text: str) -> Iterator[Opening]:
    """`header Access-Control-Allow-Origin`, alone or in blocks."""
    caddyfile, echoed = read(text), ACTS if _CREDENTIALS.search(text) else ECHO
    for number, line in enumerate(caddyfile.lines, 1):
        found = _CADDY.match(line.text)
        if found is None:
            continue
        scopes = [*line.around, found["matcher"] or ""]
        names = [name for scope in scopes for name in _CADDY_MATCHER.findall(scope)]
        conditions = [" ".join(caddyfile.matchers.get(name, ())) for name in names]
        value, checked = found["value"].strip('"`'), any("origin" in condition.lower() for condition in conditions)
        if any_origin(value) or (_CADDY_ORIGIN.fullmatch(value) and not checked):
            strict = any(is_static(scope) for scope in (*scopes[1:], *conditions))
            effect = STAR if any_origin(value) else echoed
            yield Opening(number, found.start("value") + 1, _SENDS.format("Caddy"), effect, strict=strict)


_HAPROXY = expression(
    r"""[^\n#]*?
    (?:set-header|add-header|hdr|rspadd)\s+["']?access-control-allow-origin:?["']?\\?\s+
    (?P<value>"[^"]*"|'[^']*'|%\[[^\]\n]*\]|\S+)(?P<rest>[^\n]*)""",
    re.VERBOSE | re.IGNORECASE,
)
_HAPROXY_ORIGIN = expression(
    r"%\[(?:capture\.req\.hdr\(\d+\)|req\.hdr\(origin\)|var\((?P<name>\w+\.\w+)\))[^\]]*\]", re.IGNORECASE
)
_HAPROXY_SET = expression(
    r"""[^\n#]*?set-var\((?P<name>\w+\.\w+)\)\s+(?:capture\.req\.hdr\(\d+\)|req\.hdr\(origin\))
    (?P<rest>[^\n]*)""",
    re.VERBOSE | re.IGNORECASE,
)
# That there is an origin is no condition.
_NO_CHECK = expression(r"\s*(?:if\s+(?:\{[^}]*-m\s+found\s*\}|has_origin\w*|origin_present\w*)\s*)?")


def haproxy(text: str) -> Iterator[Opening]:
    """`http-response set-header Access-Control-Allow-Origin`."""
    lines, what, echoed = text.split("\n"), _SENDS.format("HAProxy"), ACTS if _CREDENTIALS.search(text) else ECHO
    asked = filter(None, map(_HAPROXY_SET.match, lines))
    unchecked = {one["name"] for one in asked if _NO_CHECK.fullmatch(one["rest"].partition(" #")[0])}
    for number, line in enumerate(lines, 1):
        found = None if line.lstrip().startswith("#") else _HAPROXY.match(line)
        if found is None:
            continue
        value, rest, column = found["value"].strip("\"'"), found["rest"].partition(" #")[0], found.start("value") + 1
        if any_origin(value):
            yield Opening(number, column, what, strict=is_static(rest))
        elif (origin := _HAPROXY_ORIGIN.fullmatch(value)) and _NO_CHECK.fullmatch(rest):
            if origin["name"] is None or origin["name"] in unchecked:
                yield Opening(number, column, what, echoed)


_OPEN, _CLOSE = expression(r"\s*<(?P<name>\w+)\s*(?P<argument>[^>\n]*)>?"), expression(r"\s*</\w+")
_APACHE = expression(
    r"""\s*Header\s+(?:(?:always|onsuccess)\s+)?(?:set|add|append|merge|setifempty|echo)\s+
    ["']?access-control-allow-origin:?["']?\s+(?P<value>"[^"]*"|'[^']*'|\S+)(?P<rest>[^\n]*)""",
    re.VERBOSE | re.IGNORECASE,
)
_APACHE_CREDENTIALS = expression(
    r"^[ \t]*Header[ \t].*access-control-allow-credentials\W+true", re.IGNORECASE | re.MULTILINE
)
_SET_ENV = expression(
    r"""\s*SetEnvIf(?:NoCase)?\s+["']?(?:Origin|%\{HTTP_ORIGIN\})["']?\s+(?P<regex>"[^"]*"|'[^']*'|\S+)\s+
    (?P<name>\w+)(?P<assigned>=\S+)?""",
    re.VERBOSE | re.IGNORECASE,
)
_REWRITE_ENV = expression(r"\bE=(?P<name>\w+):%\{(?:HTTP:Origin|HTTP_ORIGIN)\}", re.IGNORECASE)
_ENVIRONMENT, _CONDITION = expression(r"%\{(?P<name>\w+)\}e$"), expression(r"env=!?(\w+)")
_APACHE_ORIGIN = expression(r"(?:expr=)?%\{(?:Origin\}i|req:Origin\}|HTTP:Origin\}|HTTP_ORIGIN\}e?)$", re.IGNORECASE)


def apache(text: str) -> Iterator[Opening]:
    """`Header set Access-Control-Allow-Origin` in virtual hosts and .htaccess files."""
    lines, what, around = text.split("\n"), _SENDS.format("Apache"), list[str]()
    variables, echoed = dict(_variables(lines)), ACTS if _APACHE_CREDENTIALS.search(text) else ECHO
    for number, line in enumerate(lines, 1):
        if _CLOSE.match(line):
            del around[-1:]
        elif opened := _OPEN.match(line):
            around.append(opened["argument"] if opened["name"].lower() not in ("ifmodule", "virtualhost") else "")
        elif header := _APACHE.match(line):
            spot: Spot | None = (number, header.start("value") + 1)
            value, condition = header["value"].strip("\"'"), _CONDITION.search(header["rest"])
            effect, environment = STAR if any_origin(value) else echoed, _ENVIRONMENT.match(value)
            if effect != STAR and _APACHE_ORIGIN.match(value):
                # A condition on the origin that matches everything is none.
                spot = spot if condition is None or variables.get(condition[1]) else None
            elif effect != STAR:
                spot = variables.get(environment["name"]) if environment else None
            if spot is not None:
                yield Opening(*spot, what, effect, strict=any(map(is_static, around)))


def _variables(lines: list[str]) -> Iterator[tuple[str, Spot | None]]:
    """The variables that hold the origin: where they take every one, or None where they were checked."""
    condition = ""
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("#"):
            continue
        if assigned := _SET_ENV.match(line):
            anybody = is_any_regex(assigned["regex"].strip("\"'"), SEARCH)
            yield assigned["name"], (number, assigned.start("regex") + 1) if anybody else None
        if rewritten := _REWRITE_ENV.search(line):
            yield rewritten["name"], None if "origin" in condition.lower() else (number, rewritten.start() + 1)
        condition = line if "RewriteCond" in line else ""
