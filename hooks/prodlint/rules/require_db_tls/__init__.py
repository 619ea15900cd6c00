"""require-db-tls: Blocks database connections that are, or may become, plain text.

`disable` never encrypts; `allow` and `prefer` stop encrypting when anybody on the way says that the server cannot;
`no-verify`, `rejectUnauthorized: false` and `ssl_cert_reqs=None` encrypt to whoever answers. Passwords and data can
then be read, or changed, on the way.

Blocks: such modes in URLs and connection strings of PostgreSQL, MySQL, MongoDB, Redis and SQL Server, in settings
(`PGSSLMODE`, `ssl_mode`, `DATABASE_SSL`) of env files, YAML, JSON, TOML, ini files, XML, SQL, Dockerfiles and scripts,
and in code of eleven languages, also as a default (`cfg.get("ssl_mode", "prefer")`); checks that a client is given
turned off (`CERT_NONE`, `InsecureSkipVerify`, `VERIFY_NONE`, `trustServerCertificate`), and
`NODE_TLS_REJECT_UNAUTHORIZED=0`; `redis://` and PostgreSQL addresses that say nothing about TLS, where the host is
public; servers that let clients in without it: pg_hba.conf, `ssl = off`, `rds.force_ssl` and the like in Terraform.

Lets pass: `require`, `verify-ca`, `verify-full`, TLS contexts that check, `rediss://`; hosts that are this machine or a
name of an inner network; sockets; comparisons and lists of valid modes; development, tests and documentation.

Fix: `sslmode=require`, better `verify-full` with the server's CA. With --strict: also MySQL and MongoDB addresses of
public hosts that say nothing about TLS.
"""

from prodlint.kinds import NOT_PRODUCTION, TREES, kind_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prodlint.looks import Needles

# Short words that names, modes and addresses hold: `telling` looks at what stands there.
_NEEDLES_OF_ALL = (b"://", b"ssl", b"tls", b"encrypt", b"cert", b"unauthorized", b"dbname", b"secure")
_CALLS = (b"verif", b"invalid", b"trustall", b"self_signed", b"certificatevalidation", b"insecuretrust")
_NEEDLES = {
    **dict.fromkeys("yaml compose workflow json toml dotenv dockerfile ini properties".split(), _NEEDLES_OF_ALL),
    **dict.fromkeys("shell makefile procfile terraform bicep xml sql".split(), _NEEDLES_OF_ALL),
    "python": (*_NEEDLES_OF_ALL, b"asyncpg", b"psycopg", b"redis("),
    **dict.fromkeys(("javascript", "typescript", "sfc"), (*_NEEDLES_OF_ALL, b"serveridentity")),
    **dict.fromkeys(TREES, (*_NEEDLES_OF_ALL, *_CALLS)),
    **dict.fromkeys(("conf", "groovy"), (b"ssl", b"host", b"://")),
}
_CONFS = ("hba", "postgres", "application")  # the last is that of Play, Akka and Ktor
_GRAILS = ("application.groovy", "datasource.groovy", "config.groovy")
MODULES = {
    **dict.fromkeys(_NEEDLES, ("settings",)),
    **dict.fromkeys(("python", "javascript", "typescript", "sfc", *TREES), ("code",)),
    "conf": ("servers", "settings"),
}
SILENT = NOT_PRODUCTION
ONCE = "line"


def wants(path: str) -> "Needles | None":
    """The needles for a file of this name; None where no rule reads such files."""
    kind = kind_of(path)
    base = path[path.rfind("/") + 1 :].lower()
    if (kind == "conf" and not any(name in base for name in _CONFS)) or (kind == "groovy" and base not in _GRAILS):
        return None
    return _NEEDLES.get(kind)


def tells(path: str, text: bytes, words: "frozenset[bytes]") -> bool:
    """Whether an address or a switch of a database may leave it open."""
    from prodlint.rules.require_db_tls.telling import tells

    return tells(path, text, words)
