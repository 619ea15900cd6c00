"""Whether a name is about the origins that a server lets in: one answer for every language, format and hook."""

from functools import lru_cache

from prodlint.expressions import expression
from prodlint.spelling import words_of
from prodlint.tables import origin_names as table

# What a name holds: origins; expressions for them; a switch that lets in every one; the address of one's own site,
# for which `*` can only be meant for CORS; what the header says; origins that are compared for another reason.
LIST, PATTERNS, SWITCH, SITE, HEADER, CSRF = "list", "patterns", "switch", "site", "header", "csrf"
# `ORIGIN`, `API_ORIGIN`, `API_CORS`: origins where it is a variable of the environment; elsewhere it can be anything.
VARIABLE = "variable"
SETTINGS = (LIST, PATTERNS, SWITCH, SITE)

_LONGEST = 100
_PARTS = "|".join(sorted(table.PARTS, key=len, reverse=True))
_PART, _GLUED = expression(_PARTS), expression(f"(?:{_PARTS})+")
_SITE_URL = expression(rf"(?:^|[^a-z])(?:{'|'.join(table.SITE_URLS)})s?(?![a-z])")


@lru_cache(maxsize=4096)
def meaning_of(name: str) -> str:
    """What a setting, variable, keyword or option of this name holds; "" where it is not about origins."""
    name = name[-_LONGEST:]
    listed = _words(name)
    words = frozenset(listed)
    names_origin, names_cors = words & table.ORIGIN, words & table.CORS
    is_header = words >= table.HEADER and bool(names_origin)
    if (words - table.HEADER if is_header else words) & table.OTHER:
        return ""
    if is_header and "origin" in words:
        return HEADER
    if any(words >= one for one in table.CSRF):
        return CSRF if names_origin and words & table.ALLOW else ""
    if _is_switch(words):
        return SWITCH
    if words & table.PATTERN:
        return PATTERNS if names_origin and (names_cors or words & table.ALLOW) else ""
    if names_origin and (names_cors or words & table.ALLOW):
        return LIST
    lists = words & table.LISTED and "proxy" not in words
    if names_cors and (lists or words <= table.CORS | table.ALLOW | table.SHOPS):
        return LIST
    if words & table.ELSEWHERE:
        return ""
    if _is_site(name, words):
        return SITE
    return VARIABLE if name.isupper() and listed and listed[-1] in table.ORIGIN | table.CORS else ""


def _words(name: str) -> tuple[str, ...]:
    """The words of a name, those that are written in one taken apart."""
    taken = ((word, _PART.findall(word) if _GLUED.fullmatch(word) else ()) for word in words_of(name))
    return tuple(part for word, parts in taken for part in parts or (word,))


def _is_switch(words: frozenset[str]) -> bool:
    """`CORS_ALLOW_ALL_ORIGINS`, `allowAnyOrigin`; `all_cors_origins` is a list."""
    for_all = "all" in words and words & table.ALLOW
    for_any = words & table.ANY and words & (table.ALLOW | table.ORIGIN)
    return bool((for_all or for_any) and words & (table.CORS | table.ORIGIN))


def _is_site(name: str, words: frozenset[str]) -> bool:
    """`FRONTEND_URL`, `WEB_URL`, `APP_ORIGIN`."""
    if "frontend" in words and words & {"url", "urls"}:
        return True
    return bool(words & table.SITE and words & table.ORIGIN) or _SITE_URL.search(name.lower()) is not None
