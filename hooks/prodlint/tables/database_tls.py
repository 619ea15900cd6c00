"""How connections to databases are told whether to encrypt: schemes, parameters, names of settings, libraries.

Tried: libpq 17 and asyncpg 0.32 (`prefer` by default), node pg 8.23 and postgres.js 3.4 (no TLS by default),
pg-connection-string 2.14, redis-py 8.1. The others by their manuals.
"""

# prodlint: ignore-file[require-db-tls] the weak values are what this table is about

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Database(NamedTuple):
    """One family of databases: `parameters` of its URLs with the values that leave a connection open.

    `missing`: what a client does without any of them; "" where it encrypts. `strict`: that is shown with --strict.
    """

    name: str
    parameters: dict[str, frozenset[str]]
    missing: str = ""
    strict: bool = False
    hint: str = "sslmode=require"


OFF = frozenset(("false", "0", "no", "off", "disable", "disabled", "none"))
ON = frozenset(("true", "1", "yes", "on"))

# libpq: disable, allow and prefer end in plain text when the other side asks for it; pg: no-verify checks nothing.
WEAK_MODES = frozenset(
    ("disable", "disabled", "allow", "prefer", "preferred", "no-verify", "no_verify", "none", "false")
)
# go-sql-driver/mysql
_SKIPPING = frozenset(("skip-verify", "preferred"))

POSTGRES = Database(
    "PostgreSQL",
    {
        "sslmode": WEAK_MODES,
        "ssl_mode": WEAK_MODES,
        "ssl": WEAK_MODES | OFF,  # asyncpg, postgres.js, JDBC
        "sslaccept": frozenset(("accept_invalid_certs",)),  # Prisma
    },
    "without sslmode the connection may be plain text",
)
MYSQL = Database(
    "MySQL",
    {
        "ssl-mode": WEAK_MODES,
        "ssl_mode": WEAK_MODES,
        "sslmode": WEAK_MODES,  # Connector/J
        "ssl": OFF,
        "tls": OFF | _SKIPPING,
        "usessl": OFF,  # Connector/J 5
        "ssl_disabled": ON,  # Connector/Python
        "sslaccept": frozenset(("accept_invalid_certs",)),
    },
    "most clients do not encrypt unless they are told to",
    strict=True,
    hint="ssl-mode=REQUIRED",
)
MONGO = Database(
    "MongoDB",
    {
        "tls": OFF,
        "ssl": OFF,
        "tlsinsecure": ON,
        "tlsallowinvalidcertificates": ON,
        "tlsallowinvalidhostnames": ON,
        "sslallowinvalidcertificates": ON,
    },
    "without tls=true the connection is plain text",
    strict=True,
    hint="tls=true",
)
# mongodb+srv turns TLS on by itself.
MONGO_SRV = MONGO._replace(missing="")
REDIS = Database(
    "Redis",
    {"ssl_cert_reqs": OFF | frozenset(("cert_none",)), "ssl": OFF},
    "redis:// is plain text",
    hint="rediss://",
)
REDISS = REDIS._replace(missing="")
SQL_SERVER = Database(
    "SQL Server",
    {"encrypt": OFF | frozenset(("optional",)), "trustservercertificate": ON},
    hint="encrypt=true",
)

# By the scheme of a URL, without its driver (`postgresql+asyncpg`) and without `jdbc:`.
SCHEMES = {
    **dict.fromkeys(("postgres", "postgresql", "pgsql", "pg", "cockroachdb", "cockroach", "timescaledb"), POSTGRES),
    **dict.fromkeys(("postgis", "psql", "asyncpg"), POSTGRES),
    **dict.fromkeys(("mysql", "mysql2", "mariadb"), MYSQL),
    "mongodb": MONGO,
    "mongodb+srv": MONGO_SRV,
    **dict.fromkeys(("redis", "valkey", "falkor", "falkordb"), REDIS),
    **dict.fromkeys(("rediss", "valkeys"), REDISS),
    **dict.fromkeys(("sqlserver", "mssql"), SQL_SERVER),
}

# Words of a name that say that it is about a database.
DATABASE_WORDS = frozenset(
    "db database databases pg pgsql postgres postgresql psql mysql mariadb mongo mongodb redis valkey falkordb sql rds "
    "typeorm sequelize knex cockroach cockroachdb timescale timescaledb datasource sqlalchemy supabase "
    "pgbouncer".split()
)
# Other things that have a TLS mode.
OTHER_WORDS = frozenset(
    "kafka smtp mail email imap ldap mqtt amqp rabbitmq nginx cloudflare http https proxy ftp cdn ingress s3 minio "
    "elastic elasticsearch opensearch nats statsd sentry vault consul zookeeper web server".split()
)

# Keys of what holds a login; one of the second row is enough where the file imports a client.
LOGIN_KEYS = frozenset("host user username password port db url".split())
DATABASE_KEYS = frozenset("database dbname dsn dialect connectionstring".split())
HOST_KEYS = frozenset("host hostname server url connectionstring dsn".split())


class Switch(NamedTuple):
    """An argument or option that leaves a connection open with one of these values (lower-cased).

    `unchecked`: it is encrypted, to whoever answers. `anywhere`: nothing but a database has such an option, and names
    that end so hold it. `within` is an expression for the names of options that hold it in files about a database.
    """

    values: frozenset[str]
    what: str = "`{name}` gives up on TLS"
    unchecked: bool = False
    anywhere: bool = False
    within: str = ""


class Clients(NamedTuple):
    """The clients of one language: packages whose calls connect to a database, and their switches in lower case.

    `holders` is an expression for the names of options that go to the driver. `alone`: a mapping that holds a login
    is one in files without a client too (in those of a frontend it can be a form). `hosts` are calls that take the host
    as an argument of its own, and what turns TLS on beside it. `contexts` take a context of the ssl module, `makers`
    make one, and `unverified` one that checks nothing unless its `verify_mode` is set.
    """

    packages: frozenset[str]
    switches: dict[str, Switch]
    holders: str = ""
    alone: bool = False
    hosts: Mapping[str, tuple[Database, str]] = MappingProxyType({})
    contexts: frozenset[str] = frozenset()
    makers: frozenset[str] = frozenset()
    unverified: str = ""


_OFF, _UNCHECKED = Switch(OFF), Switch(ON, "`{name}` turns off the check of the certificate", unchecked=True)

PYTHON = Clients(
    frozenset(
        "asyncpg psycopg psycopg2 psycopg_pool aiopg pg8000 pymysql MySQLdb mysql aiomysql asyncmy redis aioredis "
        "pymongo motor sqlalchemy sqlmodel databases peewee playhouse tortoise falkordb".split()
    ),
    {
        "ssl": Switch(OFF | WEAK_MODES),
        "tls": _OFF,
        "ssl_disabled": Switch(ON),
        "tlsinsecure": _UNCHECKED,
        "tlsallowinvalidcertificates": _UNCHECKED,
        "tlsallowinvalidhostnames": _UNCHECKED,
        "ssl_cert_reqs": _UNCHECKED._replace(values=OFF | {"cert_none"}, anywhere=True),
    },
    r"\w*connect_args|query",
    alone=True,
    hosts={
        **dict.fromkeys(("psycopg.connect", "psycopg2.connect", "psycopg.Connection.connect"), (POSTGRES, "sslmode")),
        "psycopg.AsyncConnection.connect": (POSTGRES, "sslmode"),
        **dict.fromkeys(("asyncpg.connect", "asyncpg.create_pool"), (POSTGRES, "ssl")),
        **dict.fromkeys(("redis.Redis", "redis.StrictRedis", "redis.asyncio.Redis"), (REDIS, "ssl")),
    },
    # docs.python.org/3/library/ssl.html: with CERT_NONE any certificate is taken; the last begins so
    contexts=frozenset(("ssl", "ssl_context")),
    makers=frozenset(("ssl.create_default_context", "ssl.SSLContext")),
    unverified="ssl._create_unverified_context",
)

_NODE_OFF = Switch(frozenset(("false",)), "`{name}: false` turns TLS off for the database")

NODE = Clients(
    frozenset((
        "pg", "pg-pool", "pg-promise", "postgres", "slonik", "mysql", "mysql2", "mariadb", "mongodb", "mongoose",
        "redis", "ioredis", "knex", "sequelize", "sequelize-typescript", "typeorm", "drizzle-orm", "drizzle-kit",
        "kysely", "bullmq", "@nestjs/typeorm", "@nestjs/sequelize", "@mikro-orm", "@vercel/postgres",
        "@neondatabase/serverless", "@prisma",
    )),
    {
        "ssl": _NODE_OFF,
        "tls": _NODE_OFF,
        "rejectunauthorized": Switch(
            frozenset(("false",)),
            "`{name}: false` turns off the check of the certificate",
            unchecked=True,
            within=r"ssl|tls|dialectOptions|extra|socket|connection|dbCredentials|driverOptions",
        ),
    },
)  # fmt: skip

# Of the languages that `formats.tree` reads. pkg.go.dev/crypto/tls Config.InsecureSkipVerify; hexdocs.pm/ecto_sql and
# hexdocs.pm/redix take the options of Erlang's ssl, erlang.org/doc/man/ssl.html `verify_none`.
GO = Clients(
    frozenset((
        "database/sql", "github.com/jackc/pgx", "github.com/lib/pq", "github.com/go-sql-driver/mysql", "gorm.io",
        "github.com/redis/go-redis", "github.com/go-redis/redis", "go.mongodb.org/mongo-driver", "entgo.io/ent",
    )),
    {
        "insecureskipverify": Switch(
            frozenset(("true",)), "`{name}` turns off the check of the certificate", unchecked=True, within=r"TLS\w*"
        ),
    },
)  # fmt: skip
_PLAIN = Clients(frozenset(), {})

# By the kind of file.
CLIENTS = {
    "python": PYTHON,
    **dict.fromkeys(("javascript", "typescript", "sfc"), NODE),
    "go": GO,
    **dict.fromkeys("java kotlin php ruby csharp rust elixir".split(), _PLAIN),
}
