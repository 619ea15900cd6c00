"""How libraries compare origins with the header: most as they are, so that a slash or a `*` in one matches nobody."""

from prodlint.light_typing import NamedTuple


class Exact(NamedTuple):
    """One option or setting. `callables` is an expression for what takes it, or is handed over with it.

    `listed`: only the items of a list; a text is read in another way. `unless` are options, or words of the file, that
    bring patterns in; `needs` is a word of the file.
    """

    name: str
    callables: str = ""
    listed: bool = False
    unless: tuple[str, ...] = ()
    needs: str = ""


_DJANGO = Exact("CORS_ALLOWED_ORIGINS", listed=True, unless=("ORIGIN_REGEX",), needs="corsheaders")

EXACT = (
    # measured: starlette 1.10, `origin in self.allow_origins`
    Exact("allow_origins", r"(?:fastapi|starlette)\.(?:.*\.)?CORSMiddleware", listed=True,
        unless=("allow_origin_regex", "**")),
    # measured: django-cors-headers 4.9
    _DJANGO,
    _DJANGO._replace(name="CORS_ORIGIN_WHITELIST"),
    # github.com/expressjs/cors (`origin === allowedOrigin`), github.com/honojs/hono (`includes`); others read patterns
    Exact("origin", r"cors|hono/cors\.cors"),
)  # fmt: skip


class Library(NamedTuple):
    """How a library of the other languages reads origins; `needs` is a word of the file.

    `names`: further names of its options. `slash`: it takes one at the end off. `bare`: it takes hosts as well.
    `star`: what to do instead of a `*`, where it takes one as it is. `unless`: a word of the file that turns that off.
    """

    needs: str
    names: str = ""
    slash: bool = False
    bare: bool = False
    star: str = ""
    unless: str = "\0"


_EXPRESSION = "Give a regular expression with escaped dots."

# Each as its source says, read 2026-11-30.
LIBRARIES = (
    Library("gofiber/fiber", slash=True),  # middleware/cors/cors.go, v2 and v3
    Library("gorilla/handlers", star="Decide in `AllowedOriginValidator`."),  # cors.go
    # CorsConfiguration.java: trimTrailingSlash; patterns are another property
    Library("springframework", "crossorigin", slash=True, star="Give patterns to `allowedOriginPatterns`."),
    # tower-http src/cors/allow_origin.rs, actix-cors src/inner.rs
    Library("tower_http", star="Decide with `AllowOrigin::predicate`."),
    Library("actix_cors", star="Decide with `allowed_origin_fn`."),
    Library("Rack::Cors", bare=True, star=_EXPRESSION),  # lib/rack/cors/resource.rb, README Origin Matching
    Library("->cors(", bare=True),  # CakePHP src/Http/CorsBuilder.php _normalizeDomains
    # CorsPolicy.cs, CorsService.cs
    Library("WithOrigins", "withorigins", star="Call `SetIsOriginAllowedToAllowWildcardSubdomains()` too.",
        unless="SetIsOriginAllowedToAllowWildcardSubdomains"),
    Library("io.vertx", "addorigin addorigins"),  # CorsHandlerImpl.java
    Library("CORSPlug", star=_EXPRESSION),  # lib/cors_plug.ex
    Library("Corsica", star=_EXPRESSION),  # lib/corsica.ex matching_origin?
    Library("check_origin", "checkorigin"),  # phoenix lib/phoenix/socket/transport.ex
)  # fmt: skip
ANY_LIBRARY = Library("")
