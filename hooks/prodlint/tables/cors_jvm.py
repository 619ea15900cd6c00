"""Java and Kotlin: Spring, servlet filters, Micronaut, Ktor, Javalin, Vert.x, http4k, Quarkus, Dropwizard, Play."""

from prodlint.tables.cors_code import Opener, Option
from prodlint.tables.cors_effects import ACTS

_SPRING = "org.springframework.web"
_MICRONAUT, _VERTX, _HTTP4K, _KTOR = "io.micronaut", "io.vertx", "org.http4k.filter", "io.ktor"
_PATTERNS = "setAllowedOriginPatterns allowedOriginPatterns addAllowedOriginPattern"
_BARE = "`@CrossOrigin` without origins lets every origin in"
_ALLOWED = "origins originPatterns value allowedOrigins allowedOriginsRegex"

OPTIONS = (
    # Micronaut CrossOriginUtil.java: a star in the annotation is a literal, a regular expression is matched
    Option("origins value allowedOrigins", "none", f"{_MICRONAUT}.http.server.cors"),
    Option("allowedOriginsRegex", "full pattern", f"{_MICRONAUT}.http.server.cors"),
    # docs.spring.io CrossOrigin, CorsRegistration, CorsConfiguration, WebSocketHandlerRegistration
    Option("origins value", "star comma", f"CrossOrigin {_SPRING}.bind.annotation.CrossOrigin", marks="ALL"),
    Option("originPatterns", "star comma scheme", f"CrossOrigin {_SPRING}", marks="ALL", effect=ACTS),
    Option("setAllowedOrigins allowedOrigins addAllowedOrigin", "star comma function", marks="ALL"),
    Option(_PATTERNS, "star comma scheme function", marks="ALL"),
    # Tomcat CorsFilter.java takes a star only alone; Jetty CrossOriginFilter.java anywhere; RESTEasy CorsFilter
    Option("cors.allowed.origins", "alone"),
    Option("ALLOWED_ORIGINS_PARAM allowedOrigins ALLOWED_ORIGINS PARAM_CORS_ALLOWED_ORIGINS", "star comma scheme"),
    # api.ktor.io CORSConfig: `allowHost("*")` is any host
    Option("allowHost", "alone", _KTOR, first=1),
    Option("host", "alone", "io.ktor.features.CORS io.ktor.server.plugins.cors", first=1),
    Option("allowOrigins", "function", _KTOR),
    # Vert.x 4 CorsHandler: `addOrigin("*")`, expressions; 3.x `create("*")` (an expression otherwise)
    Option("addOrigin addOrigins", "star", _VERTX),
    Option("addRelativeOrigin addRelativeOrigins addOriginWithRegex addOriginsWithRegex", "star full pattern", _VERTX),
    # Javalin CorsPlugin.kt: `reflectClientOrigin`
    Option("reflectClientOrigin", "true", effect=ACTS),
    # http4k OriginPolicy.kt: `Pattern` matches whole; texts of `Only` and `AnyOf` are literals
    Option("Pattern", "full", _HTTP4K),
    Option("Cors", "none", _HTTP4K, marks="UnsafeGlobalPermissive", effect=ACTS),
)  # fmt: skip

OPENERS = (
    Opener("CrossOrigin", _BARE, f"{_MICRONAUT}.http.server.cors", _ALLOWED, ACTS),
    Opener("CrossOrigin", _BARE, unless="origins originPatterns value"),
    Opener(
        "CorsRegistry.addMapping",
        "a CORS mapping without origins lets every origin in",
        unless="allowedOrigins allowedOriginPatterns combine",
    ),
    Opener(
        ".applyPermitDefaultValues",
        "`applyPermitDefaultValues()` lets every origin in",
        unless="setAllowedOrigins addAllowedOrigin setAllowedOriginPatterns addAllowedOriginPattern allowedOrigins",
    ),
    Opener("anyHost", "`anyHost()` lets every origin in"),
    Opener(".anyHost", "`anyHost()` lets every origin in"),
    Opener(".enableCorsForAllOrigins", "`enableCorsForAllOrigins()` lets every origin in"),
    Opener(
        "CorsHandler.create",
        "a `CorsHandler` without origins lets every origin in",
        _VERTX,
        "addOrigin addOrigins addRelativeOrigin addRelativeOrigins addOriginWithRegex addOriginsWithRegex",
        bare=True,
    ),
    Opener("CorsHandler.create", "the `CorsHandler` lets every origin in", _VERTX, given="* .*"),
    Opener("OriginPolicy.AllowAll AllowAll", "`OriginPolicy.AllowAll()` lets every origin in", _HTTP4K),
    Opener(
        ".addFilter .setFilter",
        "`CrossOriginFilter` without origins lets every origin in",
        "",
        "ALLOWED_ORIGINS_PARAM allowedOrigins setInitParameters",
        ACTS,
        given="CrossOriginFilter",
    ),
)
