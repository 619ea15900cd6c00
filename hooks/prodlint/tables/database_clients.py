"""The clients of databases, language by language: what they are called, and the switches that leave them open."""

# prodlint: ignore-file[require-db-tls] the weak values are what this table is about

from collections.abc import Mapping
from types import MappingProxyType

from prodlint.light_typing import NamedTuple
from prodlint.tables.database_tls import OFF, ON, POSTGRES, REDIS, WEAK_MODES, Database

# Keys of what holds a login, which has one of the second row.
LOGIN_KEYS = frozenset("host user username password port db url".split())
DATABASE_KEYS = frozenset("database dbname dsn dialect connectionstring".split())
HOST_KEYS = frozenset(
    "host hostname server url connectionstring dsn addr addrs address datasource servername servernames endpoints "
    "endpoint jdbcurl".split()
)


class Switch(NamedTuple):
    """An argument or option that leaves a connection open with one of these values (lower-cased).

    `unchecked`: it is encrypted, to whoever answers. `anywhere`: nothing but a database has such an option, and names
    that end so hold it. `within` is an expression for the names of options that hold it in files about a database.
    `given`: it counts in what a client is given, or makes. `but`: the beginning of what means something else by it.
    `unless`: options beside it that check instead. `listed`: what a list holds counts. A function counts as what it
    answers to everything.
    """

    values: frozenset[str]
    what: str = "`{name}` gives up on TLS"
    unchecked: bool = False
    anywhere: bool = False
    within: str = ""
    given: bool = False
    but: str = ""
    unless: tuple[str, ...] = ()
    listed: bool = False
    fix: str = ""


class Clients(NamedTuple):
    """The clients of one language: packages and types that connect to a database, and their switches, squeezed.

    `holders` is an expression for the names of options that go to the driver. `alone`: a mapping that holds a login
    is one in files without a client too (in those of a frontend it can be a form). `hosts` are calls that take the host
    as an argument of its own, and what turns TLS on beside it. `marks` are arguments, and calls without any, that say
    by their name what a switch says by its value. `verifiers` are functions that a client asks about a certificate,
    with what they answer to accept it. `modules`: what the names of those end in that are told by name. `ca` is what
    takes the server's CA.
    """

    packages: frozenset[str]
    switches: dict[str, Switch]
    holders: str = ""
    alone: bool = False
    hosts: Mapping[str, tuple[Database, str]] = MappingProxyType({})
    marks: Mapping[str, Switch] = MappingProxyType({})
    verifiers: Mapping[str, frozenset[str]] = MappingProxyType({})
    modules: tuple[str, ...] = ()
    ca: str = "`ca`, `ssl_ca_certs`"


_OFF, _UNCHECKED = Switch(OFF), Switch(ON, "`{name}` turns off the check of the certificate", unchecked=True)
_UNASKED = _UNCHECKED._replace(values=OFF)  # a check that is not asked for
_SURE, _SURE_UNASKED = _UNCHECKED._replace(anywhere=True), _UNASKED._replace(anywhere=True)
# Nothing but a database has these. learn.microsoft.com: TrustServerCertificate of SQL Server (Npgsql's `Require` needs
# it since version 6: npgsql/doc security.md); mongodb.com/docs: connection string options, and those of drivers.
_ANYWHERE = {
    "trustservercertificate": _SURE._replace(but="Npgsql"),
    **dict.fromkeys(("tlsinsecure", "allowinsecuretls"), _SURE),
    **dict.fromkeys(("tlsallowinvalidcertificates", "tlsallowinvalidhostnames"), _SURE),
    "sslvalidate": _SURE_UNASKED,
}
# What counts where a client is given it.
_GIVEN, _GIVEN_UNCHECKED = Switch(OFF, given=True), _UNCHECKED._replace(given=True)
_GIVEN_UNASKED = _UNASKED._replace(given=True)
ACCEPTS = Switch(frozenset(("true",)), "`{name}` accepts every certificate", unchecked=True, given=True)

PYTHON = Clients(
    frozenset(
        "asyncpg psycopg psycopg2 psycopg_pool aiopg pg8000 pymysql MySQLdb mysql aiomysql asyncmy redis aioredis "
        "pymongo motor sqlalchemy sqlmodel databases peewee playhouse tortoise falkordb pymssql".split()
    ),
    {
        "ssl": Switch(OFF | WEAK_MODES),
        "tls": _OFF,
        "ssldisabled": Switch(ON),
        "encryption": Switch(frozenset(("off",))),  # pymssql.readthedocs.io ref/pymssql.html
        **_ANYWHERE,
        "sslverifycert": _UNASKED._replace(values=OFF - {"none"}),  # dev.mysql.com/doc/connector-python
        "sslcertreqs": _SURE._replace(values=OFF | {"cert_none"}),
        # of a context (docs.python.org/3/library/ssl.html), and of what PyMySQL makes one from (`_create_ssl_ctx`)
        "verifymode": _UNASKED._replace(values=OFF | {"cert_none"}, given=True),
    },
    r"\w*connect_args|query",
    alone=True,
    hosts={
        **dict.fromkeys(("psycopg.connect", "psycopg2.connect", "psycopg.Connection.connect"), (POSTGRES, "sslmode")),
        "psycopg.AsyncConnection.connect": (POSTGRES, "sslmode"),
        **dict.fromkeys(("asyncpg.connect", "asyncpg.create_pool"), (POSTGRES, "ssl")),
        **dict.fromkeys(("redis.Redis", "redis.StrictRedis", "redis.asyncio.Redis"), (REDIS, "ssl")),
    },
    marks={"_create_unverified_context": _GIVEN_UNCHECKED},  # docs.python.org/3/library/ssl.html
    ca="`ssl.create_default_context(cafile=...)`, `ssl_ca_certs`",
)

# nodejs.org/api/cli.html: whatever the process connects to may answer with any certificate
NODE_TLS = _SURE_UNASKED._replace(
    what="`{name}` turns off the check of every certificate",
    fix="Take it out, and give Node the CA of the server in NODE_EXTRA_CA_CERTS.",
)
_NODE_OFF = Switch(frozenset(("false",)), "`{name}: false` turns TLS off for the database")
_NODE_CHECK = Switch(
    frozenset(("false",)),
    "`{name}: false` turns off the check of the certificate",
    unchecked=True,
    within=r"ssl|tls|dialectOptions|extra|socket|connection|dbCredentials|driverOptions",
)

NODE = Clients(
    frozenset((
        "pg", "pg-pool", "pg-promise", "postgres", "slonik", "mysql", "mysql2", "mariadb", "mongodb", "mongoose",
        "redis", "ioredis", "knex", "sequelize", "sequelize-typescript", "typeorm", "drizzle-orm", "drizzle-kit",
        "kysely", "bullmq", "bull", "@nestjs/typeorm", "@nestjs/sequelize", "@mikro-orm", "@vercel/postgres",
        "@neondatabase/serverless", "@prisma", "mssql", "tedious", "@mikro-orm/core", "aws-cdk-lib/aws-rds",
    )),
    {
        **_ANYWHERE,
        # github.com/tediousjs/node-mssql; docs.aws.amazon.com/cdk: aws_rds.DatabaseProxy
        **dict.fromkeys(("encrypt", "requiretls"), _NODE_OFF._replace(given=True)),
        "nodetlsrejectunauthorized": NODE_TLS,
        "ssl": Switch(frozenset(("false", *WEAK_MODES))),  # the modes: postgres.js
        "tls": _NODE_OFF,
        "rejectunauthorized": _NODE_CHECK,
        # nodejs.org/api/tls.html: an error, or nothing
        "checkserveridentity": _NODE_CHECK._replace(
            values=frozenset(("none", "undefined")), what="`{name}` accepts the certificate of any host"
        ),
    },
)  # fmt: skip

# pkg.go.dev/crypto/tls Config.InsecureSkipVerify; github.com/go-sql-driver/mysql#tls, Config.AllowFallbackToPlaintext;
# bun's pgdriver: WithInsecure; redigo DialTLSSkipVerify; pgx ConnConfig.TLSConfig: "nil disables TLS"; go-mssqldb
GO = Clients(
    frozenset((
        "github.com/jackc/pgx", "github.com/lib/pq", "github.com/go-sql-driver/mysql", "gorm.io", "github.com/go-pg/pg",
        "github.com/redis/go-redis", "github.com/go-redis/redis", "github.com/redis/rueidis", "github.com/uptrace/bun",
        "go.mongodb.org/mongo-driver", "github.com/gomodule/redigo", "github.com/hibiken/asynq",
        "github.com/microsoft/go-mssqldb",
    )),
    {
        **_ANYWHERE,
        "insecureskipverify": _GIVEN_UNCHECKED._replace(unless=("verifyconnection", "verifypeercertificate")),
        "insecure": Switch(ON, given=True),
        "tlsconfig": Switch(frozenset(("skip-verify", "preferred", "false", "none")), given=True),
        "tls": Switch(frozenset(("skip-verify", "preferred")), anywhere=True),
        "encrypt": Switch(frozenset(("disable",)), anywhere=True),
        "allowfallbacktoplaintext": Switch(ON, anywhere=True),
        "dialtlsskipverify": _SURE,
    },
    ca="`RootCAs`",
)  # fmt: skip
# jdbc.postgresql.org/documentation/use: sslfactory; Connector/J guide, Security; mariadb.com/kb Connector/J;
# lettuce.io RedisURI.Builder, SslVerifyMode; redisson.org Config; vertx.io TCPSSLOptions.setTrustAll; mongodb driver
# SslSettings.Builder; spring-data-redis LettuceClientConfigurationBuilder; jedis DefaultJedisClientConfig; httpcore
# SSLContextBuilder; docs.oracle.com X509TrustManager, HostnameVerifier
JVM = Clients(
    frozenset((
        "com.zaxxer.hikari", "org.postgresql", "com.mysql", "org.mariadb", "com.microsoft.sqlserver", "io.r2dbc",
        "io.vertx.pgclient", "io.vertx.mysqlclient", "io.vertx.mssqlclient", "io.vertx.sqlclient", "io.vertx.redis",
        "com.mongodb", "io.lettuce", "redis.clients", "org.redisson", "io.asyncer.r2dbc", "org.apache.commons.dbcp2",
        "io.agroal", "dev.miku.r2dbc", "java.sql.DriverManager",
    )),
    {
        **_ANYWHERE,
        **dict.fromkeys(("ssl", "usessl", "requiressl", "encrypt"), _GIVEN),
        "trustall": _GIVEN_UNCHECKED,
        **dict.fromkeys(("verifypeer", "sslverificationmode"), _GIVEN_UNASKED),
        **dict.fromkeys(("verifyservercertificate", "sslenableendpointidentification"), _SURE_UNASKED),
        **dict.fromkeys(("invalidhostnameallowed", "disablesslhostnameverification"), _SURE),
        **dict.fromkeys(("hostnameverifier", "loadtrustmaterial"), ACCEPTS),
        "sslfactory": _SURE._replace(values=frozenset(("org.postgresql.ssl.nonvalidatingfactory",))),
    },
    marks={
        "disablepeerverification": _UNCHECKED,
        "insecuretrustmanagerfactory": _GIVEN_UNCHECKED,  # netty.io/4.1/api io.netty.handler.ssl.util
    },
    verifiers={"checkServerTrusted": frozenset(("none", "unit")), "verify": frozenset(("true",))},
    ca="a trust store",
)  # fmt: skip
# php.net: PDO MySQL and mysqli constants, SSL context options; learn.microsoft.com: sqlsrv connection options
PHP = Clients(
    frozenset(
        "PDO mysqli mysqli_real_connect mysqli_options Predis MongoDB Redis RedisCluster sqlsrv_connect "
        "Doctrine.DBAL CodeIgniter.Database".split()
    ),
    {
        **_ANYWHERE,
        **dict.fromkeys(("attrsslverifyservercert", "mysqlattrsslverifyservercert"), _SURE_UNASKED),
        "mysqlioptsslverifyservercert": _SURE_UNASKED,
        **dict.fromkeys(("verifypeer", "verifypeername"), _GIVEN_UNASKED),
        "allowselfsigned": _GIVEN_UNCHECKED,
        "encrypt": _GIVEN,
        # of WordPress: wp-includes/class-wpdb.php db_connect
        "mysqlclientflags": _SURE._replace(values=frozenset(("mysqli_client_ssl_dont_verify_server_cert",))),
        # codeigniter.com/user_guide/database/configuration; docs.phpmyadmin.net/en/latest/config.html
        "sslverify": _UNASKED._replace(within=r"encrypt|\$?cfg\['Servers'\].*"),
    },
    marks={"mysqli_client_ssl_dont_verify_server_cert": _UNCHECKED},
    ca="`cafile`",
)
# docs.ruby-lang.org OpenSSL::SSL; redis-client (`ssl_params`) and mongo README; mysql2 README `sslverify`
RUBY = Clients(
    frozenset("PG Mysql2 Redis RedisClient Sidekiq Sequel Mongo Mongoid ActiveRecord Resque Trilogy".split()),
    {
        **dict.fromkeys(("ssl", "tls"), _GIVEN),
        "verifymode": _GIVEN_UNASKED._replace(values=OFF | {"verify_none", "none"}),
        **dict.fromkeys(("sslverify", "sslverifycertificate", "sslverifyhostname"), _GIVEN_UNASKED),
    },
    "ssl_params",
    ca="`ca_file`",
)
# learn.microsoft.com SqlConnectionStringBuilder; StackExchange.Redis Configuration.md; MongoDB C# driver SslSettings
CSHARP = Clients(
    frozenset(
        "NpgsqlConnectionStringBuilder NpgsqlDataSourceBuilder SqlConnectionStringBuilder ConfigurationOptions "
        "MySqlConnectionStringBuilder MySqlDataSourceBuilder MySqlConnection NpgsqlConnection MongoClientSettings "
        "MongoUrlBuilder SslSettings RedisCacheOptions".split()
    ),
    {
        **_ANYWHERE,
        "encrypt": _GIVEN._replace(values=OFF | {"optional"}),
        **dict.fromkeys(("ssl", "usessl", "usetls"), _GIVEN),
        # npgsql.org/doc/security.html (twice), mysqlconnector.net (twice), StackExchange.Redis, MongoDB
        **dict.fromkeys(("usercertificatevalidationcallback", "useusercertificatevalidationcallback"), ACCEPTS),
        **dict.fromkeys(("remotecertificatevalidationcallback", "useremotecertificatevalidationcallback"), ACCEPTS),
        **dict.fromkeys(("certificatevalidation", "servercertificatevalidationcallback"), ACCEPTS),
    },
    ca="`RootCertificate`",
)
# docs.rs: tokio-postgres NoTls, native-tls and openssl builders, mongodb TlsOptions, mysql SslOpts, fred, redis
# ConnectionAddr, tiberius Config and EncryptionLevel, rustls ServerCertVerifier
RUST = Clients(
    frozenset(
        "sqlx tokio_postgres postgres postgres_native_tls postgres_openssl deadpool_postgres bb8_postgres "
        "r2d2_postgres tokio_postgres_rustls mongodb mysql mysql_async redis fred sea_orm diesel diesel_async "
        "tiberius".split()
    ),
    {
        **dict.fromkeys(("dangeracceptinvalidcerts", "dangeracceptinvalidhostnames"), _GIVEN_UNCHECKED),
        **dict.fromkeys(("allowinvalidcertificates", "allowinvalidhostnames"), _GIVEN_UNCHECKED),
        **dict.fromkeys(("dangerskipdomainvalidation", "insecure"), _GIVEN_UNCHECKED),
        "encryption": Switch(frozenset(("notsupported", "off")), given=True),
        "verify": _GIVEN_UNASKED._replace(values=frozenset(("none",))),
    },
    marks={
        "notls": Switch(
            frozenset(),
            "`{name}` never encrypts",
            fix="Give a connector of `postgres_native_tls`, `postgres_openssl` or `tokio_postgres_rustls` instead.",
        ),
        "trust_cert": _UNCHECKED,
    },
    verifiers={"verify_server_cert": frozenset(("assertion",))},
    ca="`add_root_certificate`",
)
# hexdocs.pm: Ecto.Adapters.Postgres, Postgrex, MyXQL, Redix, mongodb_driver; erlang.org/doc/man/ssl.html
ELIXIR = Clients(
    frozenset("Postgrex MyXQL Redix Mongo Tds Xandra".split()),
    {
        "ssl": _GIVEN,
        "verify": _GIVEN_UNASKED._replace(values=frozenset(("verify_none",))),
        "verifyfun": ACCEPTS._replace(values=frozenset(("valid",)), listed=True),
        **dict.fromkeys(("customizehostnamecheck", "matchfun"), ACCEPTS._replace(listed=True)),
    },
    modules=("Repo", "Postgrex", "MyXQL", "Redix", "Mongo", "Tds", "Xandra"),
    ca="`cacertfile`",
)

# By the kind of file.
CLIENTS = {
    "python": PYTHON,
    **dict.fromkeys(("javascript", "typescript", "sfc"), NODE),
    "go": GO,
    **dict.fromkeys(("java", "kotlin"), JVM),
    "php": PHP,
    "ruby": RUBY,
    "csharp": CSHARP,
    "rust": RUST,
    "elixir": ELIXIR,
}

# What nothing but a database has, in settings too.
ANYWHERE = {end: one for clients in CLIENTS.values() for end, one in clients.switches.items() if one.anywhere}
