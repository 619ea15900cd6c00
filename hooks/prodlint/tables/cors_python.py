"""The libraries that answer CORS requests or check origins: one row a callable.

The key is the first and the last part of the dotted origin, so that `fastapi.middleware.cors.CORSMiddleware`
is `fastapi.CORSMiddleware`; a method has its class before it. To add a library, add a row and two cases.
"""

from prodlint.tables.cors_effects import ACTS, CLOSED, ECHO, STAR
from prodlint.tables.cors_library import Library
from prodlint.tables.cors_readings import EXACT, GLOB, REGEX, TEXT

# A setting; of a library, what is given by name. Credentials turn a star into an echo.
UNNAMED = Library(
    "", options="", keys=(), reads=EXACT, missing=CLOSED, listed=STAR, true=CLOSED, match=STAR, starred=ACTS,
    credentials="allow_credentials",
)  # fmt: skip

# starlette/middleware/cors.py: `"*" in allow_origins`, `fullmatch`; echoes when a cookie is sent
_STARLETTE = UNNAMED._replace(
    name="CORSMiddleware", keys=("allow_origins",), at=1, reads=TEXT, patterns=("allow_origin_regex",),
    fix='Give it `allow_origins=["https://app.example.com"]`, or a setting without a wildcard default.',
)  # fmt: skip
_FLASK = UNNAMED._replace(  # flask_cors/core.py: DEFAULT_OPTIONS, `re.match`, the origin is sent back
    name="Flask-CORS", keys=("origins",), reads=REGEX, missing=ECHO, app=True,
    config=("CORS_ORIGINS", "CORS_RESOURCES"), resources="resources", credentials="supports_credentials", star=ECHO,
    listed=ECHO, match=ECHO,
    fix='Give it `origins=["https://app.example.com"]`, or set `CORS_ORIGINS` in the configuration of the app.',
)  # fmt: skip
_FLASK_ROUTE = _FLASK._replace(name="cross_origin", app=False, config=("CORS_ORIGINS",), resources="")
_QUART = UNNAMED._replace(  # quart_cors: QUART_CORS_ALLOW_ORIGIN is ["*"] by default; refuses to start with credentials
    name="Quart-CORS", keys=("allow_origin",), missing=STAR, config=("QUART_CORS_ALLOW_ORIGIN",), starred=STAR,
    fix='Give it `allow_origin=["https://app.example.com"]`.',
)  # fmt: skip
_LITESTAR = UNNAMED._replace(  # litestar/config/cors.py: ["*"] by default, `*` inside an origin becomes `.*`
    name="CORSConfig", keys=("allow_origins",), at=0, reads=GLOB, missing=STAR, patterns=("allow_origin_regex",),
    starred=STAR, fix='Give it `allow_origins=["https://app.example.com"]`.',
)  # fmt: skip
_FALCON = UNNAMED._replace(  # falcon/middleware.py: "*" by default; `allow_credentials="*"` sends the origin back
    name="falcon.CORSMiddleware", keys=("allow_origins",), at=0, missing=STAR,
    fix='Give it `allow_origins=["https://app.example.com"]`.',
)  # fmt: skip
_FALCON_APP = UNNAMED._replace(  # falcon/app.py
    name="falcon's `cors_enable`",
    switches=("cors_enable",),
    fix='Use `middleware=[falcon.CORSMiddleware(allow_origins=["https://app.example.com"])]` instead.',
)
# engineio/base_server.py: credentials are on by default, [] turns the check of the Origin off
_ENGINEIO = UNNAMED._replace(
    name="the socket server", keys=("cors_allowed_origins",), empty_list=STAR, starred=STAR,
    credentials="cors_credentials", default_credentials=True, star=ECHO, listed=ECHO, match=ECHO,
    fix='Give it `cors_allowed_origins=["https://app.example.com"]`; without it, only its own origin may connect.',
)  # fmt: skip
_CHALICE = UNNAMED._replace(  # chalice/app.py: `cors=True` is CORSConfig(), allow_origin "*"
    name="Chalice's `cors=True`",
    switches=("cors",),
    fix='Use `cors=CORSConfig(allow_origin="https://app.example.com")` instead.',
)
_ALLOW_ORIGIN = UNNAMED._replace(  # chalice/app.py, aws_lambda_powertools/event_handler/api_gateway.py
    name="CORSConfig", keys=("allow_origin", "extra_origins"), at=0, missing=STAR, starred=STAR,
    fix='Give it `allow_origin="https://app.example.com"`.',
)  # fmt: skip
_BLACKSHEEP = UNNAMED._replace(name="BlackSheep's CORS policy", keys=("allow_origins",))  # blacksheep/server/cors.py
_CROSSDOMAIN = UNNAMED._replace(name="crossdomain", keys=("origin",), at=0)  # flask_restful/utils/cors.py

ROWS = {
    **dict.fromkeys(("starlette.CORSMiddleware", "fastapi.CORSMiddleware"), _STARLETTE),
    # flask.CORS is flask.ext.cors; sanic_cors is a port of Flask-CORS
    **dict.fromkeys(
        "flask_cors.CORS flask_cors.CORS.init_app flask.CORS sanic_cors.CORS sanic_cors.CORS.init_app".split(), _FLASK
    ),
    **dict.fromkeys(("flask_cors.cross_origin", "flask.cross_origin", "sanic_cors.cross_origin"), _FLASK_ROUTE),
    **dict.fromkeys(("quart_cors.cors", "quart_cors.route_cors", "quart_cors.websocket_cors"), _QUART),
    **dict.fromkeys(("litestar.CORSConfig", "starlite.CORSConfig"), _LITESTAR),
    "falcon.CORSMiddleware": _FALCON,
    **dict.fromkeys(("falcon.App", "falcon.API"), _FALCON_APP),
    "falcon_cors.CORS": UNNAMED._replace(
        name="falcon-cors", keys=("allow_origins_list",), switches=("allow_all_origins",)
    ),
    **dict.fromkeys(
        "socketio.Server socketio.AsyncServer engineio.Server engineio.AsyncServer flask_socketio.SocketIO "
        "flask_socketio.SocketIO.init_app".split(),
        _ENGINEIO,
    ),
    "fastapi_socketio.SocketManager": _ENGINEIO._replace(missing=ECHO),  # fastapi_socketio/socket_manager.py
    **dict.fromkeys(("chalice.Chalice.route", "chalice.Blueprint.route"), _CHALICE),
    **dict.fromkeys(("chalice.CORSConfig", "aws_lambda_powertools.CORSConfig"), _ALLOW_ORIGIN),
    **dict.fromkeys(("blacksheep.Application.use_cors", "blacksheep.Application.add_cors_policy"), _BLACKSHEEP),
    "robyn.ALLOW_CORS": UNNAMED._replace(name="ALLOW_CORS", keys=("origins",), at=1),  # robyn/__init__.py
    "hug.CORSMiddleware": _FALCON._replace(name="hug.CORSMiddleware", at=1, default_credentials=True),
    "channels.OriginValidator": UNNAMED._replace(name="OriginValidator", keys=("allowed_origins",), at=1),
    **dict.fromkeys(
        ("cornice.Service", "cornice.resource"),
        UNNAMED._replace(name="Cornice", keys=("cors_origins",), reads=GLOB, credentials="cors_credentials"),
    ),
    "aiohttp_middlewares.cors_middleware": UNNAMED._replace(
        name="cors_middleware", keys=("origins",), switches=("allow_all",)
    ),
    "asgi_cors.asgi_cors": UNNAMED._replace(name="asgi-cors", switches=("allow_all",)),
    "bottle_cors_plugin.cors_plugin": UNNAMED._replace(name="cors_plugin", keys=("origins",), at=0),
    **dict.fromkeys(
        ("flask_restful.crossdomain", "flask_restx.crossdomain", "flask_restplus.crossdomain"), _CROSSDOMAIN
    ),
    "sanic_ext.cors": UNNAMED._replace(name="sanic-ext", keys=("origin", "allow_origins")),  # extensions/http/cors.py
    "aws_cdk.CorsPreflightOptions": UNNAMED._replace(name="the API of this stack", keys=("allow_origins",), reads=GLOB),
    "aws_cdk.CorsOptions": UNNAMED._replace(name="the API of this stack", keys=("allow_origins",)),
}
