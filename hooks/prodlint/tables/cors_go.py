"""Go: what its CORS libraries and WebSocket servers take for any origin."""

from prodlint.tables.cors_code import Opener, Option
from prodlint.tables.cors_effects import ACTS, SOCKET, STAR

_RS = "github.com/rs/cors github.com/go-chi/cors"
_RS_FUNCTIONS = "AllowOriginFunc AllowOriginRequestFunc AllowOriginVaryRequestFunc"
_GIN = "github.com/gin-contrib/cors github.com/hertz-contrib/cors"
_ECHO = "github.com/labstack/echo/middleware github.com/labstack/echo/v4/middleware"
_ECHO5 = "github.com/labstack/echo/v5/middleware"
_FIBER = "github.com/gofiber/fiber"
_IRIS = "github.com/kataras/iris"
_GORILLA = "github.com/gorilla/handlers"
_DEFAULT = "the default of this CORS middleware lets every origin in"
_WITHOUT = "CORS options without origins let every origin in"
_ALL = "`AllowAll()` lets every origin in"

OPTIONS = (
    # rs/cors and chi cors.go: a star anywhere in the list, `https://*` by prefix, a function that ignores the list
    Option("AllowedOrigins", "star scheme empty", _RS, unless=_RS_FUNCTIONS),
    Option(_RS_FUNCTIONS, "function", _RS),
    # gin-contrib/cors config.go: `https://*` only with AllowWildcard, items between slashes are patterns
    Option("AllowOrigins", "star scheme delimited search", _GIN, beside="AllowWildcard"),
    Option("AllowOrigins", "star delimited search", _GIN),
    Option("AllowAllOrigins", "true", _GIN, effect=STAR),
    Option("AllowOriginFunc AllowOriginWithContextFunc", "function", _GIN),
    Option("CORS", "star", _ECHO5),
    # echo v4: middleware/cors.go makes `^https://.*$` of `https://*`; v5 takes it literally
    Option("AllowOrigins", "star scheme empty", _ECHO, unless="AllowOriginFunc"),
    Option("AllowOrigins", "star", _ECHO5),
    Option("AllowOriginFunc UnsafeAllowOriginFunc", "function", f"{_ECHO} {_ECHO5}"),
    # fiber: middleware/cors/cors.go: the whole text `*` in v2, a list in v3; an empty text is any
    Option("AllowOrigins", "star comma empty", _FIBER, unless="AllowOriginsFunc"),
    Option("AllowOriginsFunc", "function", _FIBER),
    # gorilla/handlers: cors.go
    Option("AllowedOrigins", "star empty", _GORILLA),
    Option("AllowedOriginValidator", "function", _GORILLA),
    # gorilla/websocket server.go, coder/websocket accept.go, x/net/websocket, melody
    Option("CheckOrigin", "function", effect=SOCKET),
    Option("OriginPatterns", "star scheme", effect=SOCKET),
    Option(
        "InsecureSkipVerify",
        "true",
        "github.com/coder/websocket.AcceptOptions nhooyr.io/websocket.AcceptOptions",
        effect=SOCKET,
    ),
    # kataras/iris middleware/cors, iris-contrib, beego filter/cors
    Option("AllowOrigin", "star comma", "github.com/kataras/iris"),
    Option("AllowOriginFunc", "function", "github.com/kataras/iris", marks="AllowAnyOrigin", effect=ACTS),
    Option("AllowedOrigins AllowOrigins", "star scheme", "github.com/iris-contrib github.com/beego github.com/astaxie"),
    Option("AllowAllOrigins", "true", "github.com/beego github.com/astaxie", effect=STAR),
    # grpc-web: WithOriginFunc, WithWebsocketOriginFunc
    Option("WithOriginFunc WithWebsocketOriginFunc", "function", "github.com/improbable-eng/grpc-web"),
)

OPENERS = (
    Opener("cors.AllowAll", _ALL, _RS),
    Opener("cors.Default", _DEFAULT, f"{_RS} {_GIN}"),
    Opener(
        "cors.Options",
        _WITHOUT,
        _RS,
        f"AllowedOrigins {_RS_FUNCTIONS}",
    ),
    Opener("cors.New", _DEFAULT, _FIBER, bare=True),
    Opener("cors.New", _DEFAULT, _FIBER, given="ConfigDefault"),
    Opener("cors.Config", _WITHOUT, _FIBER, "AllowOrigins AllowOriginsFunc"),
    Opener("middleware.CORS", _DEFAULT, _ECHO, bare=True),
    Opener("middleware.CORSConfig", _WITHOUT, _ECHO, "AllowOrigins AllowOriginFunc UnsafeAllowOriginFunc"),
    Opener("middleware.CORSWithConfig", _DEFAULT, _ECHO, given="DefaultCORSConfig"),
    Opener("handlers.CORS", _WITHOUT, _GORILLA, "AllowedOrigins AllowedOriginValidator"),
    Opener("cors.New", _DEFAULT, _IRIS, "AllowOrigin AllowOriginFunc AllowOrigins AllowOriginMatcherFunc", ACTS),
    Opener("cors.AllowAll", _ALL, "github.com/iris-contrib", effect=ACTS),
    Opener("websocket.Upgrade", "the old `Upgrade` checks no origin", "github.com/gorilla/websocket", effect=SOCKET),
)  # fmt: skip
