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
    from prodlint.kinds import Needles

# Of a tuple, the first is a part of all the others, and looked for first.
_ADDRESSES = (
    (b"postg", b"postgres://", b"postgres+", b"postgresql://", b"postgresql+", b"postgis://"),
    (b"sql", b"pgsql://", b"psql://", b"mysql://", b"mysql2://", b"mysql+"),
    (b"mongodb", b"mongodb://", b"mongodb+"),
    (b"mariadb", b"mariadb://", b"mariadb+"),
    b"redis://", b"valkey://", b"timescaledb://", b"pg://", b"dbname", b"cockroach", b"falkor",
)  # fmt: skip
_SSL = (b"sslmode", b"ssl_mode", b"ssl-mode", b"ssl mode", b"sslaccept", b"ssl=")
_MODES = ((b"cert", b"cert_reqs", b"certreqs"), b"encrypt=", b"trustserver")
_SWITCHES = (
    (
        b"ssl", *_SSL, b"ssl:", b"ssl =", b'ssl"', b"ssl'", b"_ssl", b"ssl_", b"sslenabled", b"ssldisabled",
        b"enablessl", b"usessl", b"requiressl", b"sslrequire", b"disablessl",
    ),
    (
        b"tls", b"tls=", b"tls: f", b"tls: n", b"tls: o", b"tls: d", b'tls: "', b"tls: '", b"tls =", b'tls"', b"tls'",
        b"_tls\n", b"tls_", b"require_tls", b"requiretls",
        b"tlsenabled", b"enabletls", b"usetls", b"tlsallow", b"tlsinsecure",
    ),
    (b"unauthorized", b"rejectunauthorized", b"reject_unauthorized"),
)  # fmt: skip
# What servers and their parameters are called, in settings and in code that makes them.
_SERVERS = (
    (b"transit", b"transit_encryption", b"transitencryption"),
    (b"secure", b"secure_transport", b"securetransport"),
    *(b"nonsslport", b"non_ssl_port", b"force_ssl", b"sslenforcement"),
)
_OPTIONS = (
    (b"ssl", *_SSL, b"ssl:", b"ssl =", b'ssl"', b"ssl'"),
    (b"tls", b"tls=", b"tls:", b"tls =", b'tls"', b"tls'"),
    (b"unauthorized", b"rejectunauthorized", b"reject_unauthorized"),
    *(b"sslvalidate", b"serveridentity"),
    (b"encrypt", b"encrypt:", b'encrypt"', b"encrypt'"),
)
_PYTHON = (
    (b"ssl", *_SSL, b'"ssl"', b"'ssl'", b"ssl_disabled"),
    (b"tls", b"tls=", b"tlsinsecure", b"tlsallow", b'"tls"', b"'tls'"),
    (b"cert", b"cert_none"),
    b"ssl_verify_cert", b"asyncpg", b"psycopg", b"redis(", b"_create_unverified_context",
)  # fmt: skip
_CALLS = (
    (b"insecure", b"insecureskipverify", b"insecure_skip_verify", b"withinsecure", b"allowinsecure"),
    (b"ssl", b"ssl(", b"ssl,", b"sslverif", b"sslenable", b"sslfactory"),
    (b"verif", b"verify_mode", b"verify_none", b"verify_peer", b"verify_server",
     b"verify_cert", b"verify_ssl", b"verify_ca", b"verifyserver", b"verifypeer", b"disablepeerverification"),
    (b"invalid", b"accept_invalid", b"allow_invalid", b"invalidhostname"),
    *(b"tlsconfig", b"notls", b"trustall", b"self_signed", b"encrypt", b"certificatevalidation"),
)  # fmt: skip
_SETTINGS = (*_ADDRESSES, *_MODES, *_SWITCHES, *_SERVERS)
_NEEDLES = {
    **dict.fromkeys(("yaml", "compose", "workflow", "json", "toml", "dotenv", "dockerfile"), _SETTINGS),
    **dict.fromkeys(("ini", "properties", "shell", "makefile", "procfile"), _SETTINGS),
    "python": (*_ADDRESSES, *_MODES, *_PYTHON, *_SERVERS),
    **dict.fromkeys(("javascript", "typescript", "sfc"), (*_ADDRESSES, *_MODES, *_OPTIONS, *_SERVERS)),
    **dict.fromkeys(TREES, (*_ADDRESSES, *_MODES, *_SWITCHES, *_CALLS)),
    **dict.fromkeys(("terraform", "bicep", "xml", "sql"), _SETTINGS),
    **dict.fromkeys(("conf", "groovy"), (b"ssl", b"host", *_ADDRESSES)),
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
