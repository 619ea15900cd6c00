"""Go: rs/cors, chi, gin, fiber, echo, gorilla and WebSockets."""

from __future__ import annotations

from prodlint.rules.no_wildcard_cors.languages.row import Row
from prodlint.rules.no_wildcard_cors.messages import ECHO

_SETS = (
    r"\b(?:AllowedOrigins|AllowOrigins|AllowOriginFunc|AllowOriginRequestFunc|AllowOriginVaryRequestFunc"
    r"|AllowOriginsFunc|UnsafeAllowOriginFunc)\b"
)
_STAR = r"(?P<at>[\"`]\*[\"`])"
_TRUE = r"func\s*\([^)]{0,300}\)\s*(?:(?:bool|\(\s*(?:\w+\s+)?bool[^)]{0,300}\))\s*)?\{\s*return\s+(?P<at>true)\b"
_DEFAULT = "The default of this CORS middleware lets every origin in"
_LIST = "`*` in the allowed origins lets every origin in"
_FUNCTIONS = r"\b(?:AllowOriginFunc|AllowOriginRequestFunc|AllowOriginsFunc|WithOriginFunc|WithWebsocketOriginFunc)\b"

ROWS = (
    # pkg.go.dev: rs/cors and go-chi/cors take every origin where AllowedOrigins is empty
    Row(r"\bcors\.(?:AllowAll|Default)\(\)", _DEFAULT, needs=r"\"[^\"\n]*(?:rs|gin-contrib|go-chi)/cors\b"),
    Row(
        r"\bcors\.(?:New|Handler)\s*\(\s*cors\.Options\s*\{",
        "CORS options without `AllowedOrigins` let every origin in",
        needs=r"\"[^\"\n]*(?:rs|go-chi)/cors\b",
        unless=_SETS,
    ),
    # docs.gofiber.io/api/middleware/cors, echo.labstack.com/docs/middleware/cors, gorilla/handlers: `*` by default
    Row(r"\bcors\.New\(\s*\)", _DEFAULT, needs=r"gofiber/"),
    Row(r"\bcors\.New\s*\(\s*cors\.Config\s*\{", _DEFAULT, needs=r"gofiber/", unless=_SETS),
    Row(r"\bmiddleware\.CORS\(\)", _DEFAULT, needs=r"labstack/echo"),
    Row(r"\bmiddleware\.CORSWithConfig\s*\(\s*middleware\.CORSConfig\s*\{", _DEFAULT, needs="labstack", unless=_SETS),
    Row(r"\bhandlers\.CORS\(\s*\)", _DEFAULT, needs=r"gorilla/handlers"),
    Row(rf"\bAllow(?:ed)?Origins\b\s*(?::|=|\()\s*[^{{}}\n]{{0,300}}?{_STAR}", _LIST),
    Row(rf"\bAllow(?:ed)?Origins\b\s*(?::|=|\()\s*\[\]string\s*\{{[^{{}}]{{0,300}}?{_STAR}", _LIST),
    Row(r"\bAllowAllOrigins\s*[:=]\s*(?P<at>true)\b", "`AllowAllOrigins` lets every origin in"),
    Row(rf"{_FUNCTIONS}\s*[:=(]\s*{_TRUE}", "The origin function accepts everyone", ECHO),
    # pkg.go.dev: gorilla/websocket, coder/websocket
    Row(rf"\bCheckOrigin\s*[:=]\s*{_TRUE}", "`CheckOrigin` accepts everyone"),
    Row(rf"\bOriginPatterns\s*[:=]\s*\[\]string\s*\{{[^{{}}]{{0,300}}?{_STAR}", "`OriginPatterns` accepts everyone"),
    Row(
        r"\bwebsocket\.AcceptOptions\s*\{[^{}]{0,300}?\bInsecureSkipVerify\s*:\s*(?P<at>true)",
        "`InsecureSkipVerify` accepts WebSockets from everyone",
    ),
)
