"""Java and Kotlin: Spring, servlets, STOMP, and smaller frameworks."""

from __future__ import annotations

from prodlint.rules.no_wildcard_cors.languages.row import ITEMS, STAR, Row
from prodlint.rules.no_wildcard_cors.messages import CREDENTIALS

_SPRING = "Spring lets every origin in"
_BARE = "`@CrossOrigin` without origins lets every origin in"
_FILTER = "The CORS filter lets every origin in"
_VERTX = "Vert.x lets every origin in"
_NAMED = r"\b(?:origins|originPatterns|value)\s*="
_SETTERS = r"\b(?:setAllowedOrigin(?:s|Patterns)|addAllowedOrigin(?:Pattern)?)\s*\("

ROWS = (
    # docs.spring.io CrossOrigin: without origins, all are allowed
    Row(r"@CrossOrigin\b(?!\s*\()", _BARE),
    Row(r"@CrossOrigin\s*\(", _BARE, unless=rf"{_NAMED}|^\s*[\"\[{{$A-Z]|^\s*\w+\.\w"),
    Row(
        rf"@CrossOrigin\s*\((?:[^)]{{0,300}}?{_NAMED})?[^)=]{{0,300}}?{STAR}",
        _SPRING,
    ),
    # docs.spring.io CorsRegistration, CorsConfiguration, WebSocketHandlerRegistration
    Row(rf"\b(?:setA|a)llowedOrigin(?:s|Patterns)\s*\(\s*(?:[\w.]+\s*\()?{ITEMS}{STAR}", _SPRING),
    Row(rf"\baddAllowedOrigin(?:Pattern)?\s*\(\s*{STAR}", _SPRING),
    Row(rf"{_SETTERS}[^;]{{0,80}}?(?P<at>CorsConfiguration\.ALL)\b", _SPRING),
    Row(rf"\ballowedOrigin(?:s|Patterns)\s*=(?:\s*\w+\()?(?:\s*[\[{{])?{ITEMS}{STAR}", _SPRING),
    Row(
        r"\.applyPermitDefaultValues\s*\(\s*\)",
        "`applyPermitDefaultValues()` lets every origin in",
        needs=r"\A(?![\s\S]*llowedOrigin)",
    ),
    # docs.spring.io CorsRegistration: a mapping begins with the defaults, which are all origins
    Row(
        r"\.addMapping\s*\(\s*\"[^\"]*\"\s*\)",
        "A CORS mapping without origins lets every origin in",
        needs=r"\bCorsRegistry\b",
        unless=r"\ballowedOrigin",
    ),
    # api.ktor.io CORSConfig, javadoc.io javalin, vertx.io CorsHandler, http4k.org
    Row(r"\banyHost\s*\(\s*\)", "`anyHost()` lets every origin in"),
    Row(r"\benableCorsForAllOrigins\s*\(", "`enableCorsForAllOrigins()` lets every origin in"),
    Row(r"\breflectClientOrigin\s*=\s*(?P<at>true)", "Javalin sends the origin back", CREDENTIALS),
    Row(r"\bCorsHandler\.create\s*\(\s*(?P<at>\"(?:\*|\.\*)\")", _VERTX),
    Row(r"\b(?:addOrigin|addRelativeOrigin)\s*\(\s*(?P<at>\"(?:\*|\.\*)\")", _VERTX, needs="CorsHandler"),
    Row(r"\bOriginPolicy\.AllowAll\s*\(\s*\)", "http4k lets every origin in"),
    # tomcat.apache.org CorsFilter, jetty CrossOriginFilter, resteasy CorsFilter
    Row(rf"(?:ALLOWED_ORIGINS(?:_PARAM)?|\"(?:cors\.)?allowed\.?[oO]rigins\")\s*,\s*{STAR}", _FILTER),
    Row(rf"\bgetAllowedOrigins\(\)\.add\(\s*{STAR}", _FILTER),
)
