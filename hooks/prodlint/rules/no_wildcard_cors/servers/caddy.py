"""Caddy: `header Access-Control-Allow-Origin`, alone or in blocks."""

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats.caddy import read
from prodlint.rules.no_wildcard_cors.messages import ANY, CREDENTIALS, ECHO
from prodlint.rules.no_wildcard_cors.opening import Opening
from prodlint.rules.no_wildcard_cors.static_paths import is_static
from prodlint.rules.no_wildcard_cors.wildcards import any_origin

_WHAT = "Caddy sends Access-Control-Allow-Origin to everyone"
_HEADER = expression(
    r"""\s*(?:(?:header|header_down)\s+(?P<matcher>[@/*]\S*\s+)?)?[+?>]?access-control-allow-origin\s+
    (?P<value>"[^"]*"|`[^`]*`|\S+)""",
    re.VERBOSE | re.IGNORECASE,
)
_ORIGIN = expression(r"\{(?:http\.request\.)?header\.origin\}|\{>origin\}", re.IGNORECASE)
_MATCHER = expression(r"@[\w{}.-]+")


def openings(text: str) -> Iterator[Opening]:
    """Where any origin is let in."""
    caddyfile = read(text)
    echoed = CREDENTIALS if re.search(r"(?i)allow-credentials\W+true", text) else ECHO
    for number, line in enumerate(caddyfile.lines, 1):
        found = _HEADER.match(line.text)
        if found is None:
            continue
        scopes = [*line.around, found["matcher"] or ""]
        names = [name for scope in scopes for name in _MATCHER.findall(scope)]
        conditions = [" ".join(caddyfile.matchers.get(name, ())) for name in names]
        strict = any(is_static(scope) for scope in (*scopes[1:], *conditions))
        value, column = found["value"].strip('"`'), found.start("value") + 1
        if any_origin(value):
            yield Opening(number, column, _WHAT, ANY, strict=strict)
        elif _ORIGIN.fullmatch(value) and not any("origin" in condition.lower() for condition in conditions):
            yield Opening(number, column, _WHAT, echoed, strict=strict)
