"""Apache: `Header set Access-Control-Allow-Origin` in virtual hosts and .htaccess files."""

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.rules.no_wildcard_cors.messages import ANY, CREDENTIALS, ECHO
from prodlint.rules.no_wildcard_cors.opening import Opening
from prodlint.rules.no_wildcard_cors.patterns import SEARCH, is_any_regex
from prodlint.rules.no_wildcard_cors.static_paths import is_static
from prodlint.rules.no_wildcard_cors.wildcards import any_origin

Spot = tuple[int, int]

_WHAT = "Apache sends Access-Control-Allow-Origin to everyone"
_OPEN = expression(r"\s*<(?P<name>\w+)\s*(?P<argument>[^>\n]*)>?")
_CLOSE = expression(r"\s*</\w+")
_HEADER = expression(
    r"""\s*Header\s+(?:(?:always|onsuccess)\s+)?(?:set|add|append|merge|setifempty|echo)\s+
    ["']?access-control-allow-origin:?["']?\s+(?P<value>"[^"]*"|'[^']*'|\S+)(?P<rest>[^\n]*)""",
    re.VERBOSE | re.IGNORECASE,
)
_CREDENTIALS = expression(r"^[ \t]*Header[ \t].*access-control-allow-credentials\W+true", re.IGNORECASE | re.MULTILINE)
_SET_ENV = expression(
    r"""\s*SetEnvIf(?:NoCase)?\s+["']?(?:Origin|%\{HTTP_ORIGIN\})["']?\s+(?P<regex>"[^"]*"|'[^']*'|\S+)\s+
    (?P<name>\w+)(?P<assigned>=\S+)?""",
    re.VERBOSE | re.IGNORECASE,
)
_REWRITE_ENV = expression(r"\bE=(?P<name>\w+):%\{(?:HTTP:Origin|HTTP_ORIGIN)\}", re.IGNORECASE)
_ENVIRONMENT = expression(r"%\{(?P<name>\w+)\}e$")
_ORIGIN = expression(r"(?:expr=)?%\{(?:Origin\}i|req:Origin\}|HTTP:Origin\}|HTTP_ORIGIN\}e?)$", re.IGNORECASE)


def openings(text: str) -> Iterator[Opening]:
    """Where any origin is let in."""
    lines = text.split("\n")
    echoed = CREDENTIALS if _CREDENTIALS.search(text) else ECHO
    variables = dict(_variables(lines))
    around: list[str] = []
    for number, line in enumerate(lines, 1):
        if _CLOSE.match(line):
            del around[-1:]
        elif opened := _OPEN.match(line):
            around.append(opened["argument"] if opened["name"].lower() not in ("ifmodule", "virtualhost") else "")
        elif header := _HEADER.match(line):
            static = any(is_static(argument) for argument in around)
            spot = (number, header.start("value") + 1)
            yield from _of_value(header["value"].strip("\"'"), header["rest"], spot, variables, echoed, static)


def _of_value(
    value: str, rest: str, spot: Spot, variables: dict[str, Spot | None], echoed: str, static: bool
) -> Iterator[Opening]:
    environment = _ENVIRONMENT.match(value)
    if any_origin(value):
        yield Opening(*spot, _WHAT, ANY, strict=static)
    elif _ORIGIN.match(value):
        condition = re.search(r"env=!?(\w+)", rest)
        # A condition on the origin that matches everything is none.
        if condition is None or variables.get(condition[1]):
            yield Opening(*spot, _WHAT, echoed, strict=static)
    elif environment and variables.get(environment["name"]):
        at = variables[environment["name"]]
        if at:
            yield Opening(*at, _WHAT, echoed, strict=static)


def _variables(lines: list[str]) -> Iterator[tuple[str, Spot | None]]:
    """The variables that hold the origin: where they take every one, or None where they were checked."""
    condition = ""
    for number, line in enumerate(lines, 1):
        assigned = _SET_ENV.match(line)
        if assigned:
            anybody = is_any_regex(assigned["regex"].strip("\"'"), SEARCH)
            yield assigned["name"], (number, assigned.start("regex") + 1) if anybody else None
        rewritten = _REWRITE_ENV.search(line)
        if rewritten and not line.lstrip().startswith("#"):
            yield rewritten["name"], None if "origin" in condition.lower() else (number, rewritten.start() + 1)
        condition = line if "RewriteCond" in line else ""
