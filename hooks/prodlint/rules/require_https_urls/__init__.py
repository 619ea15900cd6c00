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
    from prodlint.kinds import Needles

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
_ORIGIN_WORDS = (b"origins", b"_origin", b"alloworigin", b"allow-origin", b"allowedorigin")


def tells(path: str, text: bytes, words: "frozenset[bytes]") -> bool:
    """Whether there is a URL in plain http that may be a finding, or the name of a list of origins."""
    base = path[path.rfind("/") + 1 :].lower()
    if asks_outside(text) or (b"://localhost" in text and any(word in base for word in _PRODUCTION)):
        return True
    told = set()
    if b"origin" in text:
        told = {word for word in words if b"origin" in word and (b"originallow" in word or b"original" not in word)}
    if b"origin" in told and (kind_of(path) == "dotenv" or _is_about_cors(text, words)):
        return True
    if any(one in word for word in told for one in _ORIGIN_WORDS):
        return True
    if b"crossorigin" in told and kind_of(path) in ("java", "kotlin"):  # elsewhere it is an attribute of HTML
        return True
    if b"allowhost" in words:
        return True
    return _is_about_cors(text, words - {b"cors"}) or (
        b"frontend" in text and b"frontendur" in squeeze(b" ".join(words))
    )


def _is_about_cors(text: bytes, words: "frozenset[bytes]") -> bool:
    return b"cors" in text and any(b"cors" in word for word in words)
