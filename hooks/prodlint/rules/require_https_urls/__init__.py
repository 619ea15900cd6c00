"""require-https-urls: Blocks plain http in public URLs, and origins that no browser will ever send.

What a page loads or sends over http can be read and changed by whoever is on the way; from an https page browsers
refuse it. CORS compares origins letter by letter: `https://app.shop.com/` with its slash matches nobody.

Blocks: `http://` (and `ws://`) to a public host in the URLs that a frontend is built with (`NEXT_PUBLIC_API_URL`,
`VITE_...`), in `FRONTEND_URL`, `SITE_URL`, `APP_URL`, `NEXTAUTH_URL` and in lists of origins; localhost in such a
variable of a production file; origins with a path, a trailing slash, a default port or without a scheme, in
variables and in lists of origins of eleven languages, as their library reads them (Spring and fiber take the slash
off); there also `https://*.shop.com`, where the library compares letter by letter (Starlette, django-cors-headers,
cors of Express, Spring, ASP.NET, rack-cors, tower-http); issuers and callback addresses of logins over plain http.

Lets pass: names of an inner network, localhost outside of production, paths in API URLs, ports, templates, app
schemes such as `capacitor://`, other variables; development, tests and documentation.

Fix: write the scheme, the host and a port that is not the default one: `https://app.shop.com`.
"""

from prodlint.kinds import NOT_PRODUCTION, TREES, kind_of
from prodlint.looks import asks_outside, squeeze

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prodlint.looks import Needles

# Of a tuple, the first is a part of all the others, and looked for first.
_ORIGIN = (
    b"origin",
    b"origins",
    b"_origin",
    b"crossorigin",
    b"alloworigin",
    b"allow-origin",
    b"allowed_origin",
    b"allowedorigin",
)
_ORIGINS = (b"cors", _ORIGIN, (b"frontend", b"frontend_url", b"frontend_origin", b"frontendurl"))
_ADDRESSES = (b"://", b"http://", b"ws://", b"://localhost")
_SETTINGS = (b"http://", b"ws://", b"cors", (*_ORIGIN, b"alloworigin", b"allowedorigin"), b"frontend")
_NEEDLES = {
    **dict.fromkeys("yaml compose workflow json toml dotenv dockerfile ini properties shell".split(), _SETTINGS),
    "dotenv": (*_SETTINGS, b"origin"),
    **dict.fromkeys(("terraform", "bicep"), _SETTINGS),
    **dict.fromkeys(("python", "javascript", "typescript", "sfc"), (*_ORIGINS, _ADDRESSES)),
    **dict.fromkeys(TREES, (*_ORIGINS, _ADDRESSES, b"allowhost")),
}
MODULES = {
    **dict.fromkeys(_NEEDLES, ("settings",)),
    **dict.fromkeys(("python", "javascript", "typescript", "sfc", *TREES), ("code",)),
}
SILENT = NOT_PRODUCTION
ONCE = "place"


def wants(path: str) -> "Needles | None":
    """The needles for a file of this name; None where no rule reads such files."""
    return _NEEDLES.get(kind_of(path))


_PRODUCTION = ("prod", "prd", "live", "stag")  # what the name of a file for production alone holds
_MANIFESTS = ("package.json", "composer.json", "pyproject.toml", "cargo.toml")
# What the names of addresses hold, without what parts their words: of logins, of one's own site, of public variables.
_LOGINS = (b"issuer", b"callback", b"redirect", b"authserverurl")
_SITES = (
    b"siteurl", b"appurl", b"publicurl", b"weburl", b"websiteurl", b"clienturl", b"authurl", b"frontendurl",
    b"frontendhost",
)  # fmt: skip
_PUBLIC = (
    b"public_", b"vite_", b"_app_", b"_env_", b"gatsby_", b"storybook_", b"wxt_", b"gridsome_",
)  # fmt: skip
# What a name says, beside `origin` or `cors`, that holds origins.
_LISTED = (b"allow", b"accept", b"permit", b"trust", b"list", b"cors", b"ollama")
_DOMAINS = (*_LISTED[:-2], b"domain", b"url", b"host", b"from", b"store", b"admin", b"auth", b"vendor")


def tells(path: str, text: bytes, words: "frozenset[bytes]") -> bool:
    """Whether there is a URL in plain http and the name of an address, or the name of a list of origins."""
    kind, base = kind_of(path), path[path.rfind("/") + 1 :].lower()
    if base in _MANIFESTS:
        return False
    if asks_outside(text) or (b"://localhost" in text and any(word in base for word in _PRODUCTION)):
        plain = squeeze(text).replace(b".", b"")
        names = _LOGINS if kind == "python" else (*_LOGINS, *_SITES)
        is_setting = kind not in ("python", *TREES) and any(prefix in text for prefix in _PUBLIC)
        is_public = is_setting or base.startswith("environment")  # of Angular
        if is_public or any(name in plain for name in names):
            return True
    about_cors = {word for word in words if b"cors" in word} if b"cors" in text else set()
    told = set()
    if b"origin" in text:
        told = {word for word in words if b"origin" in word and (b"originallow" in word or b"original" not in word)}
    if told and (about_cors or (kind == "dotenv" and b"origin" in told)):
        return True
    if any(
        word.endswith((b"origin", b"origins")) or any(one in word for one in _LISTED) for word in told - _ATTRIBUTES
    ):
        return True
    if b"crossorigin" in told and kind in ("java", "kotlin"):
        return True
    if b"allowhost" in words or any(one in word for word in about_cors for one in _DOMAINS):
        return True
    return b"frontend" in text and b"frontendur" in squeeze(b" ".join(words))


# Which alone are attributes and policies of pages, and anything.
_ATTRIBUTES = frozenset(
    b"origin crossorigin cross-origin same-origin sameorigin strict-origin origin-when-cross-origin transform-origin "
    b"transformorigin strict-origin-when-cross-origin".split()
)
