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

from prodlint.kinds import NOT_PRODUCTION, kind_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prodlint.kinds import Needles

_NEEDLES = (
    *(b"cors", b"origin", b"frontend"),
    (b"_url", b"client_url", b"web_url", b"webapp_url", b"ui_url", b"front_url"),  # the first is a part of the others
    *(
        b"fastapi_socketio",
        b"graphql-yoga",
        b"gorilla/websocket",
        b"acceptoptions",
        b"disable_request_forgery",
        b"anyhost",
        b"allowhost",
        b"applypermitdefaultvalues",
        b"org.http4k.filter",
        b"allowed_methods",
    ),  # open without a word about origins
)
MODULES = {
    "python": ("python",),
    **dict.fromkeys(("javascript", "typescript", "sfc"), ("javascript",)),
    **dict.fromkeys(("nginx", "apache", "caddy", "haproxy", "headers", "other"), ("servers",)),
    **dict.fromkeys(("yaml", "compose", "conf", "shell", "dockerfile"), ("config", "servers")),
    **dict.fromkeys("workflow json toml dotenv ini properties makefile procfile terraform bicep".split(), ("config",)),
    **dict.fromkeys("go java kotlin php ruby csharp rust elixir".split(), ("tree",)),
    **dict.fromkeys(("dart", "groovy"), ("tree.by_lines",)),
    "xml": ("servers.xml",),
}
SILENT = NOT_PRODUCTION  # a wildcard in an example is copied into production; one in a test is not


def wants(path: str) -> "Needles | None":
    """The needles for a file of this name; None where no rule reads such files."""
    return _NEEDLES if kind_of(path) in MODULES else None
