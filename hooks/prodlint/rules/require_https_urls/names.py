"""Names of variables that hold the address of something public, in any spelling."""

from __future__ import annotations

from functools import lru_cache

from prodlint.spelling import words_of
from prodlint.tables.public_prefixes import BARE, EXPOSURES

# What a name of an address ends in; `NEXT_PUBLIC_SCHEMA` is none.
_ADDRESS = frozenset(
    "url urls uri endpoint api host origin origins base server backend domain ws websocket socket".split()
)
_NO_ADDRESS = frozenset("schema namespace xmlns xmlnamespace vocabulary license doctype rdf".split())
# The addresses of one's own site, by the whole name and by its end.
_SITES = frozenset("siteurl appurl publicurl weburl webappurl websiteurl clienturl nextauthurl authurl".split())
_SITE_ENDS = ("frontendurl", "frontendurls", "siteurl", "nextauthurl", "webappurl", "clienturl", "frontendhost")
_ORIGIN = frozenset(("origin", "origins"))
_ALLOWED = frozenset("allow allowed cors trusted whitelist whitelisted allowlist permitted csrf".split())
_LISTS = frozenset(("domains", "domain", "urls", "url", "hosts"))
_OTHER = frozenset(
    "regex regexes regexp pattern patterns header headers method methods credentials credential age all any enabled "
    "enable path paths policy exempt resource embedder opener dev".split()
)


@lru_cache(maxsize=4096)
def is_public(name: str) -> bool:
    """Whether a build copies the variable into a page and it is an address: `NEXT_PUBLIC_API_URL`."""
    prefix = next((exposure.prefix for exposure in (*EXPOSURES, BARE) if name.startswith(exposure.prefix)), "")
    words = frozenset(words_of(name[len(prefix) :]))
    return bool(prefix) and bool(words & _ADDRESS) and not words & _NO_ADDRESS


@lru_cache(maxsize=4096)
def is_site(name: str) -> bool:
    """Whether it is the address of one's own site: `SITE_URL`, `NEXTAUTH_URL`, `SHOP_FRONTEND_URL`."""
    squeezed = "".join(words_of(name))
    return squeezed in _SITES or squeezed.endswith(_SITE_ENDS)


@lru_cache(maxsize=4096)
def holds_origins(name: str) -> bool:
    """Whether browsers compare its value with the origin of a page: `CORS_ORIGINS`, `ALLOWED_ORIGINS`."""
    words = frozenset(words_of(name))
    if words & _OTHER:
        return False
    if words & _ORIGIN:
        return bool(words & _ALLOWED) or words <= _ORIGIN | {"frontend", "client", "web"}
    glued = "".join(words_of(name))
    return glued.endswith(("allowedorigins", "alloworigins", "corsorigins", "corsorigin")) or bool(
        "cors" in words and words & _LISTS
    )


@lru_cache(maxsize=4096)
def is_frontend(name: str) -> bool:
    """Whether it is the frontend's address, which servers compare with origins: `FRONTEND_URL`."""
    return "".join(words_of(name)).endswith(("frontendurl", "frontendurls")) and not is_public(name)


def takes_bare_hosts(name: str) -> bool:
    """Whether hosts without a scheme may be meant: `CORS_DOMAINS`, `CORS_HOSTS`."""
    return not {"domain", "domains", "hosts"}.isdisjoint(words_of(name))
