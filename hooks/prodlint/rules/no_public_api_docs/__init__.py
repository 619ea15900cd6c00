"""no-public-api-docs: Blocks API documentation that everybody can read: FastAPI, Django, NestJS, flask-restx, proxies.

`/docs`, `/redoc` and `/openapi.json` list every endpoint and every field, also those that no client of yours uses.

Blocks: `FastAPI()` and `NinjaAPI()` without `openapi_url=None` (`docs_url=None, redoc_url=None` alone leaves the
schema, and another path restricts nobody); `Api()` of flask-restx without `doc=False`; `SwaggerModule.setup()`
of NestJS and the schema of drf-spectacular where no setting decides and nothing asks who it is; locations of nginx and
routes of Caddy that hand such paths to an application without `deny all`, a password or an authorisation.

Lets pass: values that come from settings, or that are None in one case; locations that only serve files; development,
tests, examples and documentation.

Fix: `FastAPI(openapi_url=None)`, or `openapi_url="/openapi.json" if settings.DEBUG else None`; or restrict the paths
at the proxy and allow the finding in the application.
"""

from prodlint.kinds import NOT_PRODUCTION, kind_of

_SCRIPTS = ("javascript", "typescript")
_PATHS = (b"docs", b"redoc", b"openapi", b"swagger")
_NEEDLES = {
    "python": (b"fastapi", b"flask_rest", b"ninja", b"drf_spectacular"), **dict.fromkeys(_SCRIPTS, (b"swaggermodule",)),
    "nginx": _PATHS, "conf": _PATHS, "caddy": _PATHS,
}  # fmt: skip
MODULES = {
    "python": ("python", "pages"), **dict.fromkeys(_SCRIPTS, ("pages",)),
    "nginx": ("nginx",), "conf": ("nginx",), "caddy": ("caddy",),
}  # fmt: skip
SILENT = NOT_PRODUCTION


def wants(path: str) -> "tuple[bytes, ...] | None":
    """The needles for a file of this name; None where no rule reads such files."""
    return _NEEDLES.get(kind_of(path))
