"""The second look: whether a word about TLS or an address can be a finding. As light as the clean path."""

from prodlint.kinds import TREES, kind_of
from prodlint.looks import describes_api, given_to, may_be_public, squeeze, urls_in, value_behind

_SCHEMES = frozenset(
    b"postgres postgresql pgsql pg cockroachdb cockroach timescaledb postgis psql asyncpg mysql mysql2 mariadb mongodb "
    b"redis valkey falkor falkordb rediss valkeys sqlserver mssql".split()
)
_PARAMETERS = (b"ssl", b"tls", b"encrypt", b"trust")  # of addresses
_PAIRS = (b"encrypt=", b",ssl=", b"ssl mode")
# Of an address that is put together; the first two are parts of all.
_SET = (b"ssl=", b"tls=")
_PIECES = tuple(bytes((sign,)) + one for sign in b"?&;\"'`" for one in (b"ssl=", b"tls=", b"usessl="))
_FIXED = ("compose", "yaml", "workflow", "json", "toml")  # where a file gives no value to a variable
# What names hold, without `_` and `-`, that need no word about a database beside them.
_ALONE = (
    b"certreqs", b"trustserver", b"nodetls", b"forcessl", b"securetransport", b"sslenforcement", b"nonsslport",
    b"transitencryption", b"tlsinsecure", b"insecuretls", b"allowinvalid", b"acceptinvalid", b"sslvalidate",
    b"invalidhostname", b"verifyservercert", b"sslfactory", b"sslenable", b"sslhostname", b"notls", b"certnone",
    b"createunverified", b"peerverification", b"sslaccept", b"verifycert", b"servertrusted",
    b"trustcert", b"tlsskip", b"sslskip", b"fallbacktoplain", b"loadtrust", b"mysqlclientflags", b"skipdomain",
    b"verifymode", b"serveridentity", b"certificatevalidation", b"insecuretrust",
)  # fmt: skip
_MODE = b"sslmode"
# What follows on `ssl` or `tls` in a name: of a mode, and of what turns TLS or its checks on and off.
_MODES = frozenset((b"mode", b"modedefault"))
_SWITCHES = frozenset((b"", b"enabled", b"require", b"verify", b"disable", b"disabled"))
_CHECKS = (b"rejectunauthorized", b"sslverify", b"requiretls", b"endpointidentification")
_OFF = frozenset(
    b"0 false f no n off none disable disabled null undefined allow prefer preferred no-verify no_verify skip-verify "
    b"1 true t yes y on ok enable enabled allow_unencrypted_and_encrypted allowtls prefertls allowssl preferssl".split()
)
_ABOUT_DATABASES = (
    b"db", b"database", b"pg", b"sql", b"postgres", b"maria", b"mongo", b"redis", b"valkey", b"rds", b"orm",
    b"sequelize", b"knex", b"cockroach", b"timescale", b"datasource", b"supabase", b"aurora", b"hikari",
    b"memorystore", b"redshift", b"elasticache", b"falkor", b"pq", b"bun", b"redigo", b"asynq", b"pgx", b"tiberius",
    b"redisson", b"gorm",
)  # fmt: skip
_OF_PHPMYADMIN = b"$cfg['servers']"
# Switches of clients, without the verb of a call that sets them: of Python and Node, and of the other languages.
_OPTIONS = frozenset(b"ssl tls encrypt encryption rejectunauthorized ssldisabled requiretls".split())
_TREE_OPTIONS = frozenset(
    b"ssl tls encrypt encryption insecure insecureskipverify tlsconfig verifyfun customizehostnamecheck matchfun "
    b"hostnameverifier trustall verifypeer verifypeername sslverify verifymode sslverificationmode allowselfsigned "
    b"usessl usetls requiressl sslverifycertificate sslverifyhostname".split()
)
_VERBS = (b"set", b"with")
_GIVING = (b"(", b",", b'",', b"',")
# In Python and Node, one of these stands beside a switch: a client, or what connects without one.
_CLIENTS = frozenset(
    b"asyncpg psycopg psycopg2 psycopg_pool aiopg pg8000 pymysql mysqldb mysql aiomysql asyncmy redis aioredis pymongo "
    b"motor sqlalchemy sqlmodel databases peewee playhouse tortoise falkordb connect_args query database dbname dsn "
    b"dialect connectionstring dialectoptions database_url pg pg-pool pg-promise postgres slonik mysql2 mariadb "
    b"mongodb mongoose ioredis knex sequelize sequelize-typescript typeorm drizzle-orm drizzle-kit kysely bullmq "
    b"mikro-orm neondatabase prisma mssql tedious bull pymssql aws-rds".split()
)
_CONNECTS = (b"psycopg", b"asyncpg", b"redis(")


def tells(path: str, text: bytes, words: "frozenset[bytes]") -> bool:
    """Whether an address may lead outside or has parameters, or a switch of a database may be off."""
    kind = kind_of(path)
    if kind == "yaml" and describes_api(text):
        return False
    if any(pair in text for pair in _PAIRS) or (b"dbname" in text and b"host" in text) or _has_address(text, kind):
        return True
    names = squeeze(b" ".join(words))
    if kind in ("conf", "groovy") or any(one in names for one in _ALONE):
        return True
    if kind not in (*TREES, "python", "javascript", "typescript", "sfc"):
        is_near = any(word in text for word in _ABOUT_DATABASES)
        return (is_near and any(one in names for one in _CHECKS)) or _turns_off(text, is_about_databases=is_near)
    if _MODE in names:
        return True
    if any(one in text for one in _SET) and (b"@tcp(" in text or any(piece in text for piece in _PIECES)):
        return True
    if b"host" in words and any(call in text for call in _CONNECTS):
        return True
    if kind not in TREES:
        return not words.isdisjoint(_CLIENTS) and any(_is_set(_OPTIONS, word, text) for word in words)
    if b"verifynone" in names or (kind in ("rust", "elixir") and b"verify" in words):
        return True
    is_near = kind in ("elixir", "ruby") or _OF_PHPMYADMIN in text or any(one in names for one in _ABOUT_DATABASES)
    return is_near and any(_is_set(_TREE_OPTIONS, word, text) for word in words)


def _is_set(options: "frozenset[bytes]", word: bytes, text: bytes) -> bool:
    """Whether a word is one of the options, perhaps with a verb in front, and may be given a value."""
    name = squeeze(word)
    verb = next(filter(name.startswith, _VERBS), b"")
    if name not in options and name[len(verb) :] not in options:
        return False
    return any(word + sign in text for sign in _GIVING) or any(given_to(text, word))


def _has_address(text: bytes, kind: str) -> bool:
    """Whether an address of a database says something about TLS, or its host may be public."""
    return any(
        any(one in rest for one in _PARAMETERS) or may_be_public(rest, variables=kind not in _FIXED)
        for scheme, rest in urls_in(text)
        if scheme.partition(b"+")[0] in _SCHEMES
    )


def _turns_off(text: bytes, *, is_about_databases: bool) -> bool:
    """Whether the value of a mode says that TLS may be off, or that of a switch where databases are named."""
    wanted = _MODES | _SWITCHES if is_about_databases else _MODES
    for root in (b"ssl", b"tls"):
        at = text.find(root)
        while at >= 0:
            ending, values = value_behind(text, at + len(root))
            if ending in wanted and (values is None or not _OFF.isdisjoint(values)):
                return True
            at = text.find(root, at + len(root))
    return False
