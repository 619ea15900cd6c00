"""`_headers` of Netlify and Cloudflare Pages: a path, and below it the headers of its answers."""

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.rules.no_wildcard_cors.opening import Opening
from prodlint.rules.no_wildcard_cors.static_paths import is_static
from prodlint.rules.no_wildcard_cors.wildcards import any_origin

_WHAT = "the host sends Access-Control-Allow-Origin to everyone"
_HEADER = expression(r"\s+access-control-allow-origin\s*:\s*(?P<value>\S+)", re.IGNORECASE)


def openings(text: str) -> Iterator[Opening]:
    """Where any origin is let in."""
    static = False
    for number, line in enumerate(text.split("\n"), 1):
        found = _HEADER.match(line)
        if found and any_origin(found["value"]):
            yield Opening(number, found.start("value") + 1, _WHAT, strict=static)
        elif line[:1].strip() and not line.startswith("#"):
            static = is_static(line)
