"""Whom a text of origins, an expression for them, or a switch lets in: one answer, with the way in which its reader
takes it. Expressions are foreign text: they are never given to `re`.
"""

import re

from prodlint.expressions import expression
from prodlint.formats import Unparsable
from prodlint.formats.regex import SEARCH, matches
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
# Origins that nobody lists: a pattern that accepts one of them accepts everybody who buys a name.
_HOSTILE = ("https://evil.test", "https://evil.com", "https://x7q-evil.com", "http://evil.test")

# Hosts below which every customer gets a name of his own.
_SHARED_HOSTS = (
    "amplifyapp.com azurestaticapps.net azurewebsites.net cloudfront.net firebaseapp.com fly.dev github.io "
    "gitlab.io herokuapp.com lovable.app netlify.app ngrok-free.app ngrok.app ngrok.io now.sh onrender.com "
    "pages.dev railway.app repl.co replit.app replit.dev run.app surge.sh trycloudflare.com up.railway.app "
    "vercel.app web.app workers.dev"
).split()

_DELIMITED = expression(r"([/#~@|!%])(?P<inner>.*)\1[a-z]*|\{(?P<braced>.*)\}[a-z]*", re.DOTALL)
_DIALECT = expression(r"^\(\?[a-z]+\)")
_FIRST = expression(r"//([a-z0-9-]+)")
_SHARED = expression(rf"(?:(?:https?://)?\*)?\.(?:{'|'.join(map(re.escape, _SHARED_HOSTS))})(?::\*)?")

_LONGEST_PATTERN = 1_000  # of a pattern; beyond it nothing is judged
_DOMAIN = expression(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)


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


def is_any_regex(pattern: str, how: str) -> bool:
    """Whether the pattern accepts every https (or http) origin; `how` as the library applies it."""
    return any(_accepts(pattern, origin, how) for origin in _HOSTILE)


def is_shared_regex(pattern: str, how: str) -> bool:
    """Whether the pattern accepts any name below a host where everybody can get one."""
    spelled = _FIRST.search(pattern[:_LONGEST_PATTERN].replace("\\", ""))  # `https://shop-.*\.vercel\.app`
    names = ("x7q-evil", f"{spelled[1]}x7q-evil" if spelled else "x7q-evil")
    return any(_accepts(pattern, f"https://{name}.{host}", how) for host in _SHARED_HOSTS for name in names)


def names_shared_host(text: str) -> bool:
    """Whether a text holds the name of such a host."""
    plain = text.replace("\\.", ".")
    return any(host in plain for host in _SHARED_HOSTS)


def shares_host(text: str) -> bool:
    """Whether a text is an expression, a glob or a suffix for all names below such a host."""
    if len(text) > _LONGEST_PATTERN or not names_shared_host(text):
        return False
    pattern = undelimited(text) or text
    return is_shared_host(text) or ("\\." in pattern and is_shared_regex(pattern, SEARCH))


def undelimited(text: str) -> str | None:
    """The expression in a text that is delimited: `/x/`, `#x#i`."""
    found = _DELIMITED.fullmatch(text)
    return found["inner"] or found["braced"] or "" if found is not None else None


def is_shared_host(text: str) -> bool:
    """Whether a text is what such names end with, alone or behind a star: `.vercel.app`, `https://*.vercel.app`."""
    return _SHARED.fullmatch(text.strip().lower()) is not None


def is_open_regex(pattern: str, how: str) -> bool:
    """Whether strangers can get a host that the pattern accepts, beside the owned one.

    `https://.*example\\.com` accepts `https://evilexample.com`; without an end, `https://example.com.evil.test`;
    `https://app.example.com`, whose dots stand for anything, `https://appxexample.com`.
    """
    return any(_accepts(pattern, origin, how) for origin in _neighbours(pattern))


def _neighbours(pattern: str) -> list[str]:
    """Origins beside the domains that the pattern spells out."""
    domains = _DOMAIN.findall(pattern[:_LONGEST_PATTERN].replace("\\", ""))[:8]
    beside = "evil{0} x7q.evil{0} {0}.evil.test x7q.{0}.evil.test".split()
    hosts = [form.format(domain) for domain in domains for form in beside]
    hosts += [domain.replace(".", "x", domain.count(".") - 1) for domain in domains if domain.count(".") > 1]
    return [f"https://{host}" for host in hosts]


def _accepts(pattern: str, origin: str, how: str) -> bool:
    try:
        return matches(_DIALECT.sub("", pattern).replace("\\h", "\\s"), origin, how)
    except Unparsable:
        return False
