"""require-db-tls: Blocks database connections that are, or may become, plain text.

`disable` never encrypts; `allow` and `prefer` stop encrypting when anybody on the way says that the server cannot;
`no-verify`, `rejectUnauthorized: false` and `ssl_cert_reqs=None` encrypt to whoever answers. Passwords and data can
then be read, or changed, on the way.

Blocks: such modes in URLs and connection strings of PostgreSQL, MySQL, MongoDB, Redis and SQL Server, in settings
(`PGSSLMODE`, `ssl_mode`, `DATABASE_SSL`) of env files, YAML, JSON, TOML, ini files, Dockerfiles and scripts, and in
Python and JavaScript, also as a default (`cfg.get("ssl_mode", "prefer")`); `redis://` and PostgreSQL addresses that
say nothing about TLS, where the host is public; pg_hba.conf lines that take plain text from everywhere; `ssl = off`.

Lets pass: `require`, `verify-ca`, `verify-full`, TLS contexts, `rediss://`; hosts that are this machine or a name of
an inner network; sockets; comparisons and lists of valid modes; development, tests and documentation.

Fix: `sslmode=require`, better `verify-full` with the server's CA. With --strict: also MySQL and MongoDB addresses of
public hosts that say nothing about TLS.
"""

from prodlint.kinds import kind_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from prodlint.finding import Finding
    from prodlint.source import Repository, Source

_ADDRESSES = (
    b"postgres://", b"postgres+", b"postgresql://", b"postgresql+", b"pgsql://", b"redis://", b"mysql://", b"mysql2://",
    b"mysql+", b"mongodb://", b"mongodb+", b"mariadb://", b"mariadb+", b"cockroach", b"valkey://", b"falkor",
    b"postgis://", b"psql://", b"timescaledb://", b"asyncpg://", b"pg://", b"dbname",
)  # fmt: skip
_MODES = (
    b"sslmode", b"ssl_mode", b"ssl-mode", b"ssl mode", b"cert_reqs", b"certreqs", b"sslaccept", b"tls=", b"ssl=",
    b"encrypt=", b"trustserver",
)  # fmt: skip
_SWITCHES = (
    b"ssl:", b"ssl =", b'ssl"', b"ssl'", b"_ssl", b"ssl_", b"sslenabled", b"ssldisabled", b"enablessl", b"usessl",
    b"tls: f", b"tls: n", b"tls: o", b"tls: d", b'tls: "', b"tls: '", b"tls =", b'tls"', b"tls'", b"_tls\n",
    b"tlsenabled", b"enabletls", b"usetls", b"tlsallow", b"tlsinsecure", b"rejectunauthorized", b"reject_unauthorized",
    b"requiressl", b"sslrequire", b"disablessl",
)  # fmt: skip
_OPTIONS = (b"rejectunauthorized", b"ssl:", b"ssl =", b'ssl"', b"ssl'", b"tls:", b"tls =", b'tls"', b"tls'")
_SETTINGS = (*_ADDRESSES, *_MODES, *_SWITCHES)
_NEEDLES = {
    **dict.fromkeys(("yaml", "compose", "workflow", "json", "toml", "dotenv", "dockerfile"), _SETTINGS),
    **dict.fromkeys(("ini", "properties", "shell", "makefile", "procfile"), _SETTINGS),
    "python": (
        *_ADDRESSES, *_MODES, b"asyncpg", b"psycopg", b"redis(", b'"ssl"', b"'ssl'", b"ssl_disabled", b"tlsinsecure",
        b"tlsallow", b'"tls"', b"'tls'",
    ),
    **dict.fromkeys(("javascript", "typescript", "sfc"), (*_ADDRESSES, *_MODES, *_OPTIONS)),
    "conf": (b"ssl", b"host"),
}  # fmt: skip


def wants(path: str) -> "tuple[bytes, ...] | None":
    """The needles for a file of this name; None where no rule reads such files."""
    kind = kind_of(path)
    base = path[path.rfind("/") + 1 :].lower()
    if kind == "conf" and "hba" not in base and "postgres" not in base:
        return None
    return _NEEDLES.get(kind)


def check(source: "Source", repository: "Repository") -> "Iterable[Finding]":
    """The places in a file that leave the connection to a database open."""
    from prodlint.require_db_tls.dispatch import check

    return check(source, repository)
