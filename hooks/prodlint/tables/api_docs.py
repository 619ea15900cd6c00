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


class Page(NamedTuple):
    """A call that serves a page: what it serves, how to restrict it, and what tells that somebody has.

    `starts` is what a file imports that starts the application; `asks` are the arguments that restrict the page,
    `login` a module that asks for a password; `within` the calls that it may stand in alone; `setting` restricts all.
    """

    what: str
    fix: str
    starts: str
    asks: frozenset[str]
    login: str = ""
    within: frozenset[str] = frozenset()
    setting: str = ""


# docs.nestjs.com/openapi/introduction; drf-spectacular.readthedocs.io/en/latest/settings.html (SERVE_PERMISSIONS).
_NEST = Page(
    "SwaggerModule serves Swagger UI and the schema of the API to everyone",
    "Call it where a setting says so that is off in production, or ask for a password in front of it.",
    "@nestjs/core", frozenset(("ui", "raw", "swaggerUiEnabled")), login="basic-auth",
)  # fmt: skip
_SPECTACULAR = Page(
    "drf-spectacular serves the schema of the API to everyone",
    'Set `"SERVE_PERMISSIONS": ["rest_framework.permissions.IsAdminUser"]` in SPECTACULAR_SETTINGS.',
    "drf_spectacular.views", frozenset(("permission_classes", "authentication_classes")),
    within=frozenset(("path", "re_path", "url")), setting="SERVE_PERMISSIONS",
)  # fmt: skip
PAGE_CALLS = {
    "@nestjs/swagger.SwaggerModule.setup": _NEST,
    **{f"drf_spectacular.views.Spectacular{one}APIView.as_view": _SPECTACULAR for one in ("", "JSON", "YAML")},
}
SETTING_WORDS = frozenset("settings setting config conf".split())  # of the path of a module with settings

# nginx: what hands a request on to an application.
PASSES = frozenset("proxy_pass uwsgi_pass fastcgi_pass grpc_pass scgi_pass".split())

# What is included under a name with such a word asks who it is: `include snippets/authelia.conf`, `import internal`.
ASKING_WORDS = frozenset(
    "auth authelia authentik authrequest oauth oauth2 sso login allow whitelist acl internal restrict restricted "
    "deny private protect protected vpn".split()
)

# The part of a path that leads to documentation.
DOCUMENTATION = r"(?:docs|redoc|openapi\.json|openapi|swagger(?:-ui)?|swagger\.json|api-docs)"
