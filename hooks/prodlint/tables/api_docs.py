"""What serves API documentation unless told otherwise.

Tried: fastapi 0.165 (`docs_url=None, redoc_url=None` leaves /openapi.json; `openapi_url` None or "" turns off all
three). Django Ninja: django-ninja.dev/guides/api-docs. flask-restx: its documentation on `Api(doc=...)`.
"""

from prodlint.light_typing import NamedTuple


class Served(NamedTuple):
    """A callable's documentation: the parameter that turns it off, what it serves, and the parameter that guards it."""

    parameter: str
    off: str
    what: str
    guard: str = ""


_NINJA = Served(
    "openapi_url", "openapi_url=None", "Ninja serves /docs and the schema behind it to everyone", "docs_decorator"
)
CALLS = {
    "fastapi.FastAPI": Served(
        "openapi_url", "openapi_url=None", "FastAPI serves /docs, /redoc and the schema behind them to everyone"
    ),
    "ninja.NinjaAPI": _NINJA,
    "ninja_extra.NinjaExtraAPI": _NINJA,
    "flask_restx.Api": Served("doc", "doc=False", "flask-restx serves its Swagger page to everyone"),
    "flask_restplus.Api": Served("doc", "doc=False", "flask-restplus serves its Swagger page to everyone"),
}

# The other switches: without `openapi_url` they leave the schema.
PAGES = ("docs_url", "redoc_url")

# nginx: what hands a request on to an application.
PASSES = frozenset("proxy_pass uwsgi_pass fastcgi_pass grpc_pass scgi_pass".split())

# What is included under a name with such a word asks who it is: `include snippets/authelia.conf`, `import internal`.
ASKING_WORDS = frozenset(
    "auth authelia authentik authrequest oauth oauth2 sso login allow whitelist acl internal restrict restricted "
    "deny private protect protected vpn".split()
)

# The part of a path that leads to documentation.
DOCUMENTATION = r"(?:docs|redoc|openapi\.json|openapi|swagger(?:-ui)?|swagger\.json|api-docs)"
