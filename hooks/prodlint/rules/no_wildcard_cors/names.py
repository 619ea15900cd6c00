"""Names of settings, variables, keywords and options that hold origins."""

from __future__ import annotations

from functools import lru_cache

from prodlint.spelling import words_of

_ORIGIN = frozenset({"origin", "origins"})
_ALLOW = frozenset("allow allowed allowable allows permitted accepted whitelist whitelisted allowlist".split())
_CORS = frozenset({"cors", "crossdomain", "crossorigin"})
_PATTERN = frozenset("regex regexes regexp regexps regexs pattern patterns pat".split())
_ANY = frozenset({"any", "wildcard"})
# Other things that such names are about: `CORS_ALLOW_HEADERS`, `CSRF_TRUSTED_ORIGINS`, `Timing-Allow-Origin`;
# the header itself has rules of its own.
_OTHER = frozenset(
    "methods method headers header credentials age csrf control timing frame path paths urls enable exempt redirect "
    "description send".split()
)
_GLUED = {
    "allowedorigins": ("allowed", "origins"),
    "alloworigins": ("allow", "origins"),
    "alloworigin": ("allow", "origin"),
    "corsorigins": ("cors", "origins"),
    "corsorigin": ("cors", "origin"),
    "corsallowedorigins": ("cors", "allowed", "origins"),
    "corsalloworigins": ("cors", "allow", "origins"),
}
# What a team calls the address of its own frontend: as the needles of this hook have it.
_FRONTEND_URLS = ("client_url", "front_url", "ui_url", "web_url", "webapp_url")
_SITE = frozenset("frontend front client webapp web app site ui fe spa dashboard portal".split())
_ELSEWHERE = frozenset({"csrf", "redirect", "media", "static", "header", "headers"})
# One of them is in every name that is about origins.
_HINTS = ("origin", "cors", "crossdomain", "frontend", "_url")


def _words(name: str) -> frozenset[str]:
    return frozenset(part for word in words_of(name) for part in _GLUED.get(word, (word,)))


def holds_origins(name: str) -> bool:
    """`CORS_ORIGINS`, `allowed_origins`, `corsAllowOrigin`, `CORS_DOMAINS`, `--allow-origins`, `OLLAMA_ORIGINS`."""
    words = _words(name)
    if words & _OTHER or words & _PATTERN or _is_switch(words):
        return False
    if words & _CORS:
        return bool(words & _ORIGIN or words & {"domain", "domains"} or words <= _CORS | _ALLOW)
    return bool(words & _ORIGIN and (words & _ALLOW or "ollama" in words))


def holds_patterns(name: str) -> bool:
    """`allow_origin_regex`, `CORS_ALLOWED_ORIGIN_REGEXES`, `allow_origin_pat`."""
    words = _words(name)
    return bool(words & _ORIGIN and words & _PATTERN and words & (_CORS | _ALLOW)) and not words & _OTHER


def allows_all(name: str) -> bool:
    """Names of switches: `CORS_ALLOW_ALL_ORIGINS`, `CORS_ORIGIN_ALLOW_ALL`, `allow_all_origins`; `all_cors_origins`
    is a list."""
    words = _words(name)
    return _is_switch(words) and not words & _OTHER


def _is_switch(words: frozenset[str]) -> bool:
    for_all = "all" in words and words & _ALLOW
    return bool((for_all or (words & _ANY and words & (_ALLOW | _ORIGIN))) and words & (_CORS | _ORIGIN))


def is_frontend(name: str) -> bool:
    """`FRONTEND_URL`, `CLIENT_ORIGIN`, `WEB_URL`: one site, so that `*` can only be meant for CORS."""
    words = _words(name)
    if words & _ELSEWHERE:
        return False
    named = "frontend" in words and not words.isdisjoint({"url", "urls"})
    return named or bool(words & _SITE and words & _ORIGIN) or any(url in name.lower() for url in _FRONTEND_URLS)


@lru_cache(maxsize=4096)
def is_about_origins(name: str) -> bool:
    """Whether a name is any of these."""
    low = name.lower()
    if not any(hint in low for hint in _HINTS):
        return False
    return holds_origins(name) or holds_patterns(name) or allows_all(name) or is_frontend(name)
