"""Libraries that compare each origin with the header as it is, so that a `*` within one matches nobody."""

from typing import NamedTuple


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
    Exact(
        "allow_origins",
        r"(?:fastapi|starlette)\.(?:.*\.)?CORSMiddleware",
        listed=True,
        unless=("allow_origin_regex", "**"),
    ),
    # measured: django-cors-headers 4.9
    _DJANGO,
    _DJANGO._replace(name="CORS_ORIGIN_WHITELIST"),
    # github.com/expressjs/cors (`origin === allowedOrigin`), github.com/honojs/hono (`includes`); others read patterns
    Exact("origin", r"cors|hono/cors\.cors"),
)
