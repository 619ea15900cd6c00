"""How connections to databases are told whether to encrypt: schemes, parameters, names of settings, libraries.

Tried: libpq 17 and asyncpg 0.32 (`prefer` by default), node pg 8.23 and postgres.js 3.4 (no TLS by default),
pg-connection-string 2.14, redis-py 8.1. The others by their manuals.
"""

# prodlint: ignore-file[require-db-tls] the weak values are what this table is about

from prodlint.light_typing import NamedTuple
from prodlint.tables.truth import FALSE, TRUE


class Database(NamedTuple):
    """One family of databases: `parameters` of its URLs with the values that leave a connection open.

    `missing`: what a client does without any of them; "" where it encrypts. `strict`: that is shown with --strict.
    """

    name: str
    parameters: dict[str, frozenset[str]]
    missing: str = ""
    strict: bool = False
    hint: str = "sslmode=require"


OFF, ON = FALSE, TRUE

# libpq: disable, allow and prefer end in plain text when the other side asks for it; pg: no-verify checks nothing.
WEAK_MODES = frozenset(
    (
        *("disable", "disabled", "allow", "prefer", "preferred", "no-verify", "no_verify", "none", "false"),
        "allow_unencrypted_and_encrypted",  # cloud.google.com/sql/docs: sslMode
        "preferred_noverify",  # github.com/trilogy-libraries/trilogy
    )
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
        "sslfactory": frozenset(("org.postgresql.ssl.nonvalidatingfactory",)),  # jdbc.postgresql.org/documentation/ssl
    },
    "without sslmode the connection may be plain text",
)
MYSQL = Database(
    "MySQL",
    {
        "ssl-mode": WEAK_MODES,
        "ssl_mode": WEAK_MODES,
        "sslmode": WEAK_MODES | {"trust"},  # Connector/J; mariadb.com/kb: "does not check" the certificate
        "ssl": OFF,
        "tls": OFF | _SKIPPING,
        "usessl": OFF,  # Connector/J 5
        "ssl_disabled": ON,  # Connector/Python
        "sslaccept": frozenset(("accept_invalid_certs",)),
        "verifyservercertificate": OFF,  # Connector/J 5
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
    {
        "ssl_cert_reqs": OFF | frozenset(("cert_none",)),
        "ssl": OFF,
        "skip_verify": ON,  # go-redis options.go
        "#insecure": ON,  # redis-rs redis/src/connection.rs
        **dict.fromkeys(("ssl[verify_peer]", "ssl[verify_peer_name]"), OFF),  # github.com/predis/predis README
    },
    "redis:// is plain text",
    hint="rediss://",
)
REDISS = REDIS._replace(missing="")
SQL_SERVER = Database(
    "SQL Server", {"encrypt": OFF | frozenset(("optional",)), "trustservercertificate": ON}, hint="encrypt=true"
)

FAMILIES = (POSTGRES, MYSQL, MONGO, SQL_SERVER)

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
    "db database databases pg pgsql postgres postgresql psql mysql mariadb mongo mongodb mongoid redis valkey "
    "falkordb sql rds typeorm sequelize knex cockroach cockroachdb timescale timescaledb datasource datasources "
    "sqlalchemy supabase pgbouncer redisson npgsql mssql sqlserver docdb documentdb memorydb memorystore elasticache "
    "redshift aurora hikari r2dbc jdbc".split()
)
# Other things that have a TLS mode.
OTHER_WORDS = frozenset(
    "kafka smtp mail nodemailer email imap ldap mqtt amqp rabbitmq nginx cloudflare http https proxy ftp cdn ingress "
    "s3 minio elastic elasticsearch opensearch nats statsd sentry vault consul zookeeper web server".split()
)


class Server(NamedTuple):
    """What lets clients into a database without TLS: the values (lower-cased) that do, and what to write instead."""

    values: frozenset[str]
    safe: str


# By the name without punctuation; each belongs to a database and nothing else.
SERVERS = {
    # docs.aws.amazon.com: parameters of RDS and Redshift; MySQL's and Azure's of the same name
    "rdsforcessl": Server(OFF, "1"),
    "requiresecuretransport": Server(OFF, "ON"),
    # registry.terraform.io azurerm_postgresql_server, azurerm_redis_cache (two names); learn.microsoft.com: ARM, Bicep
    "sslenforcementenabled": Server(OFF, "true"),
    "sslenforcement": Server(OFF, "Enabled"),
    "enablenonsslport": Server(ON, "false"),
    "nonsslportenabled": Server(ON, "false"),
    # aws_elasticache_replication_group, AWS::ElastiCache::ReplicationGroup; google_redis_instance
    "transitencryptionenabled": Server(OFF, "true"),
    "transitencryptionmode": Server(OFF | {"preferred"}, "required"),
    # mongodb.com/docs/manual/reference/configuration-options: net.tls.mode; other servers have a mode of this name too
    "tlsmode": Server(frozenset(("allowtls", "prefertls", "allowssl", "preferssl")), "requireTLS"),
}
