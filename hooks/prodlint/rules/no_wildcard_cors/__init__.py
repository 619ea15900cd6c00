"""no-wildcard-cors: Blocks every way to say "any origin may read the answers of this server".

A server that answers `Access-Control-Allow-Origin: *`, or sends back whatever origin asks, lets every web page
that a user visits read its answers. Where it also allows credentials and echoes the origin (Starlette,
Flask-CORS, Django, koa, hapi, elysia and socket servers do), that page acts as the user.

Blocks: `*` in the origins of a framework, a proxy, a gateway or an environment variable, also as a default or
behind a name; regular expressions and functions that accept everyone; libraries whose default is any origin,
used without origins; the request's Origin sent back without a check; `FRONTEND_URL=*`.

Lets pass: exact origins; `*` in methods and headers; `*` that only a development or debug branch, file or
service sees; an Origin that is sent back after a check; requests that a client makes; tests and documentation.

Fix: list the origins of your own frontends, from a setting without a wildcard default.
With --strict: also the `null` origin, expressions that every customer of a shared host can match, and places
that serve nothing but static files.
"""

from prodlint.kinds import NOT_PRODUCTION, TREES, kind_of
from prodlint.looks import holds, holds_star

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prodlint.looks import Needles

_SITES = (b"client_url", b"web_url", b"webapp_url", b"ui_url", b"front_url")
# Open without a word about origins.
_OPEN = (
    b"fastapi_socketio", b"graphql-yoga", b"gorilla/websocket", b"acceptoptions", b"disable_request_forgery",
    b"anyhost", b"allowhost", b"applypermitdefaultvalues", b"org.http4k.filter", b"allowed_methods",
)  # fmt: skip
_ABOUT_ORIGINS = (b"cors", b"origin", b"frontend", (b"_url", *_SITES))  # of a tuple, the first is a part of the others
# What another file may import for its origins; of a tuple, the first is a part of the others.
_GIVEN = (
    (b'"*"', b'= "*"', b'="*"', b': "*"', b'["*"', b'[ "*"', b'| "*"', b'? "*"'),
    (b"'*'", b"= '*'", b"='*'", b": '*'", b"['*'", b"[ '*'", b"| '*'", b"? '*'"),
)
_NEEDLES = {
    "python": (*_ABOUT_ORIGINS, b"fastapi_socketio", *_GIVEN),
    **dict.fromkeys(("javascript", "typescript", "sfc"), (*_ABOUT_ORIGINS, b"graphql-yoga", *_GIVEN)),
}
MODULES = {
    "python": ("python",),
    **dict.fromkeys(("javascript", "typescript", "sfc"), ("javascript",)),
    **dict.fromkeys(("nginx", "apache", "caddy", "haproxy", "headers", "other"), ("servers",)),
    **dict.fromkeys(("yaml", "compose", "conf", "shell", "dockerfile"), ("config", "servers")),
    **dict.fromkeys("workflow json toml dotenv ini properties makefile procfile terraform bicep".split(), ("config",)),
    **dict.fromkeys(TREES, ("tree",)),
    **dict.fromkeys(("dart", "groovy"), ("code.by_lines",)),
    "xml": ("servers.xml",),
}
SILENT = NOT_PRODUCTION  # a wildcard in an example is copied into production; one in a test is not


def wants(path: str) -> "Needles | None":
    """The needles for a file of this name; None where no rule reads such files."""
    kind = kind_of(path)
    return _NEEDLES.get(kind, (*_ABOUT_ORIGINS, *_OPEN)) if kind in MODULES else None


# Words with a needle in them that say nothing alone: an option of a library stands beside the name of the library.
_PLAIN = frozenset(
    b"origin cross-origin same-origin sameorigin non-origin transform-origin transformorigin changeorigin originurl "
    b"origin_url strict-origin strict-origin-when-cross-origin origin-when-cross-origin corso percorso".split()
)
_ABOUT = (b"origin", b"cors", b"crossdomain", b"tuupola")
_MANIFESTS = ("package.json", "composer.json", "pyproject.toml", "cargo.toml")
_CODE = ("python", "javascript", "typescript", "sfc", "go", "rust", "php", "ruby", "csharp", "elixir")
_SCRIPTS = ("workflow", "shell", "makefile")  # where `origin` is what git calls so
_PAGES = ("javascript", "typescript", "sfc")  # in which `crossOrigin` is an attribute
_COMPONENTS = (".tsx", ".jsx", ".vue", ".svelte")  # which export what a page shows, and no origins


def tells(path: str, text: bytes, words: "frozenset[bytes]") -> bool:
    """Whether a word is about CORS; the address of a frontend is, where there is a star."""
    kind = kind_of(path)
    if path.lower().endswith(_MANIFESTS):
        return b'"*"' in text or b"'*'" in text
    about = [one for one in _ABOUT if one in text]
    named = {word.lstrip(b"-") for one in about for word in words if one in word}
    has_star = holds_star(text) or b"socket.io" in text or (kind not in _CODE and b"*" in text)
    if not all(_is_elsewhere(word, kind, has_star=has_star) for word in named - _PLAIN):
        return True
    if has_star and kind not in (*_CODE, *_SCRIPTS) and (b"origin" in named or b"crossorigin" in named):
        return True
    if any(needle in text for needle in (*_OPEN, b"access-control-allow-")):
        return True
    if kind in _NEEDLES and holds(text.replace(b"== '*'", b"").replace(b'== "*"', b""), _GIVEN, set()):
        is_module = kind in _PAGES and b"export" in text and not path.endswith(_COMPONENTS)
        if is_module or (kind == "python" and any(map(_gives_star, text.split(b"\n")))):
            return True
    site = b"frontend" in text and any(b"frontend" in word and b"url" in word for word in words)
    site = site or any(one in text for one in _SITES)
    return site and has_star


def _gives_star(line: bytes) -> bool:
    """Whether a line of Python gives a star to a name that another file may import."""
    if not holds(line, _GIVEN, set()):
        return False
    return line.partition(b"=")[0].partition(b":")[0].strip().replace(b"_", b"").isalnum()


# What a name says that lets every origin in without a star: `allowAllOrigins`, `CheckOrigin`, `cross_origin`.
_LETTING_IN = (
    b"cross", b"allow", b"any", b"all", b"add", b"with", b"check", b"func", b"valid", b"match", b"pattern", b"regex",
    b"trust", b"reflect",
)  # fmt: skip


def _is_elsewhere(word: bytes, kind: str, *, has_star: bool) -> bool:
    """`original_name`, `originated`, `originX` where there is no star, classes of styles, an attribute of pages."""
    if kind == "go" and not has_star and b"cors" in word[1:]:  # a function of one's own: `newCORSMiddleware`
        return True
    if any(one in word for one in (b"cors", b"crossdomain", b"tuupola", b"originallow")):
        return False
    if not has_star and not any(one in word.replace(b"original", b"") for one in _LETTING_IN):
        return True
    is_attribute = b"crossorigin" in word and kind in _PAGES
    return b"original" in word or b"originat" in word or word.startswith(b"origin-") or is_attribute
