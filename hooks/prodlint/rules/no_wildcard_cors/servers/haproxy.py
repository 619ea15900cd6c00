"""HAProxy: `http-response set-header Access-Control-Allow-Origin`."""

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.rules.no_wildcard_cors.messages import ANY, CREDENTIALS, ECHO
from prodlint.rules.no_wildcard_cors.opening import Opening
from prodlint.rules.no_wildcard_cors.static_paths import is_static
from prodlint.rules.no_wildcard_cors.wildcards import any_origin

_WHAT = "HAProxy sends Access-Control-Allow-Origin to everyone"
_HEADER = expression(
    r"""[^\n#]*?
    (?:set-header|add-header|hdr|rspadd)\s+["']?access-control-allow-origin:?["']?\\?\s+
    (?P<value>"[^"]*"|'[^']*'|%\[[^\]\n]*\]|\S+)(?P<rest>[^\n]*)""",
    re.VERBOSE | re.IGNORECASE,
)
_ORIGIN = expression(
    r"%\[(?:capture\.req\.hdr\(\d+\)|req\.hdr\(origin\)|var\((?P<name>\w+\.\w+)\))[^\]]*\]", re.IGNORECASE
)
_SET = expression(
    r"""[^\n#]*?set-var\((?P<name>\w+\.\w+)\)\s+(?:capture\.req\.hdr\(\d+\)|req\.hdr\(origin\))
    (?P<rest>[^\n]*)""",
    re.VERBOSE | re.IGNORECASE,
)
# That there is an origin is no condition.
_NO_CHECK = expression(r"\s*(?:if\s+(?:\{[^}]*-m\s+found\s*\}|has_origin\w*|origin_present\w*)\s*)?")


def openings(text: str) -> Iterator[Opening]:
    """Where any origin is let in."""
    echoed = CREDENTIALS if re.search(r"(?i)allow-credentials\W+true", text) else ECHO
    lines = text.split("\n")
    asked = filter(None, map(_SET.match, lines))
    unchecked = {one["name"] for one in asked if _NO_CHECK.fullmatch(one["rest"].partition(" #")[0])}
    for number, line in enumerate(lines, 1):
        found = None if line.lstrip().startswith("#") else _HEADER.match(line)
        if found is None:
            continue
        value, rest = found["value"].strip("\"'"), found["rest"].partition(" #")[0]
        column = found.start("value") + 1
        if any_origin(value):
            yield Opening(number, column, _WHAT, ANY, strict=is_static(rest))
        elif (origin := _ORIGIN.fullmatch(value)) and _NO_CHECK.fullmatch(rest):
            if origin["name"] is None or origin["name"] in unchecked:
                yield Opening(number, column, _WHAT, echoed)
