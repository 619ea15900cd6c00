"""The libraries that answer CORS requests or check origins: one row a callable.

The key is the first and the last part of the dotted origin, so that `fastapi.middleware.cors.CORSMiddleware`
is `fastapi.CORSMiddleware`; a method has its class before it. To add a library, add a row and two cases.
"""

from __future__ import annotations

from typing import NamedTuple

from prodlint.tables.cors_effects import ACTS, ECHO, STAR
from prodlint.tables.cors_readings import EXACT, GLOB, REGEX, TEXT, Reading


class Row(NamedTuple):
    """How one callable takes origins.

    `origins` are the keywords that hold them, `at` the position of the first; `reads` says how one is read.
    `missing`: without origins it lets everyone in, unless one of the `config` keys of the application is set.
    `app`: it only does so when it is given the application. `patterns` are keywords with regular expressions,
    `resources` one with options for each path, `switches` those whose True lets everyone in, `functions` says
    that origins may be a callable. `credentials` is the keyword that allows them, `default_credentials` its
    default. `alone` and `together` are the effects without and with credentials.
    """

    name: str
    origins: tuple[str, ...] = ()
    at: int | None = None
    reads: Reading = EXACT
    missing: bool = False
    app: bool = False
    config: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    resources: str = ""
    switches: tuple[str, ...] = ()
    functions: bool = False
    credentials: str = "allow_credentials"
    default_credentials: bool = False
    alone: str = STAR
    together: str = ACTS
    fix: str = ""


_STARLETTE = Row(  # starlette/middleware/cors.py: `"*" in allow_origins`, `fullmatch`; echoes when a cookie is sent
    "CORSMiddleware",
    origins=("allow_origins",),
    at=1,
    reads=TEXT,
    patterns=("allow_origin_regex",),
    fix='Give it `allow_origins=["https://app.example.com"]`, or a setting without a wildcard default.',
)
_FLASK = Row(  # flask_cors/core.py: DEFAULT_OPTIONS, `re.match`, the origin is sent back
    "Flask-CORS",
    origins=("origins",),
    reads=REGEX,
    missing=True,
    app=True,
    config=("CORS_ORIGINS", "CORS_RESOURCES"),
    resources="resources",
    credentials="supports_credentials",
    alone=ECHO,
    fix='Give it `origins=["https://app.example.com"]`, or set `CORS_ORIGINS` in the configuration of the app.',
)
_FLASK_ROUTE = _FLASK._replace(name="cross_origin", app=False, config=("CORS_ORIGINS",), resources="")
_QUART = Row(  # quart_cors: QUART_CORS_ALLOW_ORIGIN is ["*"] by default; refuses to start with credentials
    "Quart-CORS",
    origins=("allow_origin",),
    missing=True,
    config=("QUART_CORS_ALLOW_ORIGIN",),
    together=STAR,
    fix='Give it `allow_origin=["https://app.example.com"]`.',
)
_LITESTAR = Row(  # litestar/config/cors.py: ["*"] by default, `*` inside an origin becomes `.*`
    "CORSConfig",
    origins=("allow_origins",),
    at=0,
    reads=GLOB,
    missing=True,
    patterns=("allow_origin_regex",),
    together=STAR,
    fix='Give it `allow_origins=["https://app.example.com"]`.',
)
_FALCON = Row(  # falcon/middleware.py: "*" by default; `allow_credentials="*"` sends the origin back
    "falcon.CORSMiddleware",
    origins=("allow_origins",),
    at=0,
    missing=True,
    fix='Give it `allow_origins=["https://app.example.com"]`.',
)
_FALCON_APP = Row(  # falcon/app.py
    "falcon's `cors_enable`",
    switches=("cors_enable",),
    fix='Use `middleware=[falcon.CORSMiddleware(allow_origins=["https://app.example.com"])]` instead.',
)
_ENGINEIO = Row(  # engineio/base_server.py: credentials are on by default, [] turns the check of the Origin off
    "the socket server",
    origins=("cors_allowed_origins",),
    functions=True,
    credentials="cors_credentials",
    default_credentials=True,
    alone=ECHO,
    fix='Give it `cors_allowed_origins=["https://app.example.com"]`; without it, only its own origin may connect.',
)
_CHALICE = Row(  # chalice/app.py: `cors=True` is CORSConfig(), allow_origin "*"
    "Chalice's `cors=True`",
    switches=("cors",),
    fix='Use `cors=CORSConfig(allow_origin="https://app.example.com")` instead.',
)
_ALLOW_ORIGIN = Row(  # chalice/app.py, aws_lambda_powertools/event_handler/api_gateway.py
    "CORSConfig",
    origins=("allow_origin", "extra_origins"),
    at=0,
    missing=True,
    together=STAR,
    fix='Give it `allow_origin="https://app.example.com"`.',
)
_BLACKSHEEP = Row("BlackSheep's CORS policy", origins=("allow_origins",))  # blacksheep/server/cors.py
_CROSSDOMAIN = Row("crossdomain", origins=("origin",), at=0)  # flask_restful/utils/cors.py

ROWS = {
    "starlette.CORSMiddleware": _STARLETTE,
    "fastapi.CORSMiddleware": _STARLETTE,
    "flask_cors.CORS": _FLASK,
    "flask_cors.CORS.init_app": _FLASK,
    "flask_cors.cross_origin": _FLASK_ROUTE,
    "flask.CORS": _FLASK,  # flask.ext.cors
    "flask.cross_origin": _FLASK_ROUTE,
    "sanic_cors.CORS": _FLASK,  # a port of Flask-CORS
    "sanic_cors.CORS.init_app": _FLASK,
    "sanic_cors.cross_origin": _FLASK_ROUTE,
    "quart_cors.cors": _QUART,
    "quart_cors.route_cors": _QUART,
    "quart_cors.websocket_cors": _QUART,
    "litestar.CORSConfig": _LITESTAR,
    "starlite.CORSConfig": _LITESTAR,
    "falcon.CORSMiddleware": _FALCON,
    "falcon.App": _FALCON_APP,
    "falcon.API": _FALCON_APP,
    "falcon_cors.CORS": Row("falcon-cors", origins=("allow_origins_list",), switches=("allow_all_origins",)),
    "socketio.Server": _ENGINEIO,
    "socketio.AsyncServer": _ENGINEIO,
    "engineio.Server": _ENGINEIO,
    "engineio.AsyncServer": _ENGINEIO,
    "flask_socketio.SocketIO": _ENGINEIO,
    "flask_socketio.SocketIO.init_app": _ENGINEIO,
    "fastapi_socketio.SocketManager": _ENGINEIO._replace(missing=True),  # fastapi_socketio/socket_manager.py
    "chalice.Chalice.route": _CHALICE,
    "chalice.Blueprint.route": _CHALICE,
    "chalice.CORSConfig": _ALLOW_ORIGIN,
    "aws_lambda_powertools.CORSConfig": _ALLOW_ORIGIN,
    "blacksheep.Application.use_cors": _BLACKSHEEP,
    "blacksheep.Application.add_cors_policy": _BLACKSHEEP,
    "robyn.ALLOW_CORS": Row("ALLOW_CORS", origins=("origins",), at=1),  # robyn/__init__.py
    "hug.CORSMiddleware": _FALCON._replace(name="hug.CORSMiddleware", at=1, default_credentials=True),
    "channels.OriginValidator": Row("OriginValidator", origins=("allowed_origins",), at=1),
    "cornice.Service": Row("Cornice", origins=("cors_origins",), reads=GLOB, credentials="cors_credentials"),
    "cornice.resource": Row("Cornice", origins=("cors_origins",), reads=GLOB, credentials="cors_credentials"),
    "aiohttp_middlewares.cors_middleware": Row("cors_middleware", origins=("origins",), switches=("allow_all",)),
    "asgi_cors.asgi_cors": Row("asgi-cors", switches=("allow_all",)),
    "bottle_cors_plugin.cors_plugin": Row("cors_plugin", origins=("origins",), at=0),
    "flask_restful.crossdomain": _CROSSDOMAIN,
    "flask_restx.crossdomain": _CROSSDOMAIN,
    "flask_restplus.crossdomain": _CROSSDOMAIN,
    "sanic_ext.cors": Row("sanic-ext", origins=("origin", "allow_origins")),  # extensions/http/cors.py
    "aws_cdk.CorsOptions": Row("the API of this stack", origins=("allow_origins",)),
}
