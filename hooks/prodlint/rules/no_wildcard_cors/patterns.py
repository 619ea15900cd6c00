"""What a regular expression of origins lets in. Patterns are foreign text: they are never given to `re`."""

import re

from prodlint.expressions import expression
from prodlint.formats import Unparsable
from prodlint.formats.regex import FULL, PREFIX, SEARCH, matches

__all__ = ["FULL", "PREFIX", "SEARCH", "is_any_regex", "is_open_regex"]

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

_LONGEST = 1_000  # of a pattern; beyond it nothing is judged
_DOMAIN = expression(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)


def is_any_regex(pattern: str, how: str = FULL) -> bool:
    """Whether the pattern accepts every https (or http) origin; `how` as the library applies it."""
    return any(_accepts(pattern, origin, how) for origin in _HOSTILE)


def is_shared_regex(pattern: str, how: str = FULL) -> bool:
    """Whether the pattern accepts any name below a host where everybody can get one."""
    spelled = _FIRST.search(pattern[:_LONGEST].replace("\\", ""))  # `https://shop-.*\.vercel\.app`
    names = ("x7q-evil", f"{spelled[1]}x7q-evil" if spelled else "x7q-evil")
    return any(_accepts(pattern, f"https://{name}.{host}", how) for host in _SHARED_HOSTS for name in names)


def names_shared_host(text: str) -> bool:
    """Whether a text holds the name of such a host."""
    plain = text.replace("\\.", ".")
    return any(host in plain for host in _SHARED_HOSTS)


def shares_host(text: str) -> bool:
    """Whether a text is an expression, a glob or a suffix for all names below such a host."""
    if len(text) > _LONGEST or not names_shared_host(text):
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


def is_open_regex(pattern: str, how: str = FULL) -> bool:
    """Whether strangers can get a host that the pattern accepts, beside the owned one.

    `https://.*example\\.com` accepts `https://evilexample.com`; without an end, `https://example.com.evil.test`;
    `https://app.example.com`, whose dots stand for anything, `https://appxexample.com`.
    """
    return any(_accepts(pattern, origin, how) for origin in _neighbours(pattern))


def _neighbours(pattern: str) -> list[str]:
    """Origins beside the domains that the pattern spells out."""
    domains = _DOMAIN.findall(pattern[:_LONGEST].replace("\\", ""))[:8]
    beside = "evil{0} x7q.evil{0} {0}.evil.test x7q.{0}.evil.test".split()
    hosts = [form.format(domain) for domain in domains for form in beside]
    hosts += [domain.replace(".", "x", domain.count(".") - 1) for domain in domains if domain.count(".") > 1]
    return [f"https://{host}" for host in hosts]


def _accepts(pattern: str, origin: str, how: str) -> bool:
    try:
        return matches(_DIALECT.sub("", pattern).replace("\\h", "\\s"), origin, how)
    except Unparsable:
        return False
