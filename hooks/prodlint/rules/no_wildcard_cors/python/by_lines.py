"""Python that this interpreter cannot parse (Python 2, templates), looked at line by line for the clearest forms."""

from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.rules.no_wildcard_cors.opening import Opening

_RULES = (
    (
        "`*` is among the origins",
        expression(
            r"""(?i)\b\w*(?:allow(?:ed)?_?origins?|cors_?origins?|allow_origin)["'\]]*\s*(?::[^=]{1,60})?[=:,]\s*"""
            r"""(?:[\[({]\s*)?["']\*["']"""
        ),
    ),
    ("every origin is allowed", expression(r"^\s*CORS_(?:ALLOW_ALL_ORIGINS|ORIGIN_ALLOW_ALL)\s*=\s*True\b")),
    (
        "`Access-Control-Allow-Origin` is set to `*`",
        expression(r"""(?i)["']access-control-allow-origin["']\]?\s*[=:,]\s*["']\*["']"""),
    ),
    ("without origins, every one is let in by Flask-CORS", expression(r"^\s*(?:\w+\s*=\s*)?CORS\(\w+\)\s*(?:#|$)")),
)


def check(path: str, lines: list[str]) -> Iterator[Finding]:
    """At most one finding a line."""
    for number, line in enumerate(lines, 1):
        code = line[:2_000].lstrip()
        if code.startswith("#") or ("origin" not in code.lower() and "CORS(" not in code):
            continue
        for what, pattern in _RULES:
            found = pattern.search(line[:2_000])
            if found:
                yield Opening(number, found.start() + 1, what).finding(path)
                break
