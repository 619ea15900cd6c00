"""Names of variables that hold the address of something public, in any spelling."""

from functools import lru_cache

from prodlint.origins import CSRF, HEADER, LIST, SITE, VARIABLE, meaning_of
from prodlint.spelling import words_of
from prodlint.tables import origin_names
from prodlint.tables.public_prefixes import ALL_PREFIXES

# What a name of an address ends in; `NEXT_PUBLIC_SCHEMA` is none.
_ADDRESS = frozenset(
    "url urls uri endpoint api host origin origins base server serve service backend domain ws websocket socket".split()
)
# The last six: authjs.dev/getting-started/providers.
_ISSUERS = frozenset("url uri oidc oauth oauth2 openid sso keycloak auth0 authentik okta zitadel cognito".split())
_RETURNS, _PLACES = frozenset(("callback", "redirect")), frozenset(("url", "uri"))
_PRODUCTION = frozenset("prod production prd live staging preprod".split())
_NO_ADDRESS = frozenset("schema namespace xmlns xmlnamespace vocabulary license doctype rdf".split())
# The addresses of one's own site, by the whole name and by its end.
_SITES = frozenset("siteurl appurl publicurl weburl webappurl websiteurl clienturl nextauthurl authurl".split())
_SITE_ENDS = ("frontendurl", "frontendurls", "siteurl", "nextauthurl", "webappurl", "clienturl", "frontendhost")


def is_for_production(path: str) -> bool:
    """Whether a file of this name is for production alone: `.env.production`, `environment.prod.ts`."""
    return not _PRODUCTION.isdisjoint(words_of(path.rpartition("/")[2]))


@lru_cache(maxsize=4096)
def is_public(name: str) -> bool:
    """Whether a build copies the variable into a page and it is an address: `NEXT_PUBLIC_API_URL`."""
    prefix = next((prefix for prefix in ALL_PREFIXES if name.startswith(prefix)), "")
    words = frozenset(words_of(name[len(prefix) :]))
    return bool(prefix) and is_address("_".join(words))


def is_address(name: str) -> bool:
    """Whether a name says that it is an address: `apiUrl`, not `schemaUrl`."""
    words = frozenset(words_of(name))
    return bool(words & _ADDRESS) and not words & _NO_ADDRESS


@lru_cache(maxsize=4096)
def is_site(name: str) -> bool:
    """Whether it is the address of one's own site: `SITE_URL`, `NEXTAUTH_URL`, `SHOP_FRONTEND_URL`."""
    squeezed = "".join(words_of(name))
    return squeezed in _SITES or squeezed.endswith(_SITE_ENDS)


@lru_cache(maxsize=4096)
def is_login(name: str) -> bool:
    """Whether tokens or their keys come from or go to the address: `OIDC_ISSUER`, `issuer-uri`, `OAUTH_CALLBACK_URL`.

    A `JWT_ISSUER` is a name that is compared, and nobody goes there.
    """
    words = frozenset(words_of(name))
    if "issuer" in words:
        return bool(words & _ISSUERS) and "jwt" not in words
    return bool(words & _RETURNS and words & _PLACES) or "".join(words_of(name)).endswith("authserverurl")


@lru_cache(maxsize=4096)
def holds_origins(name: str) -> bool:
    """Whether browsers compare its value with the origin of a page: `CORS_ORIGINS`, `ALLOWED_ORIGINS`."""
    words = frozenset(words_of(name))
    if meaning_of(name) in (SITE, VARIABLE):
        return bool(words & origin_names.ORIGIN) and words <= origin_names.ORIGIN | origin_names.SITE
    return meaning_of(name) in (LIST, HEADER, CSRF) and words != {"cors"}  # what is called so may be anything


@lru_cache(maxsize=4096)
def is_frontend(name: str) -> bool:
    """Whether it is the frontend's address, which servers compare with origins: `FRONTEND_URL`."""
    return "".join(words_of(name)).endswith(("frontendurl", "frontendurls")) and not is_public(name)


def takes_bare_hosts(name: str) -> bool:
    """Whether hosts without a scheme may be meant: `CORS_DOMAINS`, `CORS_HOSTS`."""
    return not {"domain", "domains", "hosts"}.isdisjoint(words_of(name))
