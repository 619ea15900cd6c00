"""Whom a text of origins, or a switch, lets in: one answer, with the way in which its reader takes it."""

import re

from prodlint.expressions import expression
from prodlint.rules.no_wildcard_cors.patterns import (
    SEARCH,
    is_any_regex,
    is_open_regex,
    is_shared_host,
    is_shared_regex,
    undelimited,
)
from prodlint.tables.cors_readings import SETTING, Reading
from prodlint.tables.truth import FALSE, TRUE

# What a text is: any origin; that unless it is set elsewhere; a text that holds a star, where a part is looked for; an
# expression that every origin matches, or every customer of a host, or strangers' too; `null`, the origin of sandboxed
# frames.
VALUE, DEFAULT, PART, NULL = "value", "default", "part", "null"
MATCHES_ALL, MATCHES_SHARED, MATCHES_STRANGERS = "all", "shared", "strangers"

_LONGEST = 2000
_PARTS = expression(r"[\s,;|\"'\[\](){}\\]+")
_WORD = expression(r"(?!localhost$|null$)[a-z]+", re.IGNORECASE)
# A star with a scheme or a port: nothing is left that an origin would have to match.
_STAR = expression(r"\*{1,2}|(?:\*|https?|https\?|http\*|wss?)://\*(?::?\*)?|\*:\*|http\*")
# What shows that a value is meant as a regular expression, so that a plain origin is never taken for one; the second
# is flask_cors.core.probably_regex.
_SIGNS = {
    "full": expression(r"\^|\.[*+]|\[\^|\\S"),
    **dict.fromkeys(("prefix", "search"), expression(r"[*\\\]?$^\[()]")),
}
_DEFAULT = expression(
    r"""
      \$\{[\w.-]+:?[-:=][ ]?["']?(?P<shell>\*)["']?\}          # compose, shell, Spring: ${X:-*}, ${X:*}
    | \{\$\w+:(?P<caddy>\*)\}
    | \bdefault[ (]+["'](?P<template>\*)["']                   # Helm, Jinja
    | \b(?:env-?)?default\s*:\s*"(?P<tag>\*)"                 # Go
    | (?:\|\||\?\?|\bor)[ ]?["'](?P<expression>\*)["']\s*\}\}  # workflows
    """,
    re.VERBOSE,
)
_SWITCHES = frozenset(("", "true", "false", "1", "0", "yes", "no", "on", "off", "http", "https", "http://", "https://"))


def let_in(text: str, reads: Reading) -> str:
    """Whom a text of origins lets in (VALUE, DEFAULT, PART ...), one or several in any spelling; "" for nobody new."""
    if len(text) > _LONGEST:
        return ""
    if reads.defaults and _DEFAULT.search(text):
        return DEFAULT
    if reads.defaults and ("{{" in text or "${" in text):
        return ""
    if "*" in text and any(item == "*" or (reads.hosts and _STAR.fullmatch(item)) for item in _items(text)):
        return VALUE
    if reads.anywhere and "*" in text:
        return PART
    if reads.globs and any(is_shared_host(item) for item in _items(text)):
        return MATCHES_SHARED
    if reads.delimited and (inner := undelimited(text)) is not None:
        return matched_by(inner, SEARCH)
    stripped = text.strip().strip("\"'")
    if reads.regex and _SIGNS[reads.regex].search(stripped):
        return matched_by(stripped.strip("/") if reads.regex == "full" else text, reads.regex)
    return NULL if stripped.lower() == "null" else ""


def _items(text: str) -> list[str]:
    """The origins in a text: one, or several with commas, blanks or as JSON; none where it is prose."""
    items = [item for item in _PARTS.split(text) if item]
    is_prose = " " in text.strip() and any(_WORD.fullmatch(item) for item in items)
    return [] if is_prose else items


def matched_by(pattern: str, how: str) -> str:
    """Whom a regular expression of origins lets in: MATCHES_ALL, MATCHES_SHARED, MATCHES_STRANGERS or ""."""
    if is_any_regex(pattern, how):
        return MATCHES_ALL
    if is_shared_regex(pattern, how):
        return MATCHES_SHARED
    return MATCHES_STRANGERS if is_open_regex(pattern, how) else ""


def any_origin(text: str) -> str:
    """VALUE where a setting lets any origin in, DEFAULT where it does unless it is set elsewhere, else ""."""
    if "*" not in text and "+" not in text:
        return ""
    found = let_in(text, SETTING)
    return found if found == DEFAULT else VALUE if found in (VALUE, MATCHES_ALL) else ""


def may_mean(text: str) -> bool:
    """Whether a value can mean anything here, so that few names are looked at."""
    return "*" in text or "+" in text or text.startswith("^") or text.strip().lower() in _SWITCHES


def is_true(text: str) -> str:
    """VALUE for what switches on."""
    return VALUE if text.strip().lower() in TRUE else ""


def is_false(text: str) -> str:
    """VALUE for what switches off."""
    return VALUE if text.strip().lower() in FALSE else ""
