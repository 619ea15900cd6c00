"""no-default-secrets: Blocks keys and first passwords that everybody who reads the repository knows.

Who knows the key that signs sessions or tokens can become anybody; who knows the password that a server is started
with, or the first administrator's, can log in. A default in the code is such a value: it works wherever the variable
is missing, and nobody notices.

Blocks: literals and literal defaults for keys that sign or encrypt (`os.environ.get("SECRET_KEY", "changeme")`,
`process.env.JWT_SECRET || "dev"`, fields of settings, `session({ secret: "keyboard cat" })`, `Fernet(b"...")`), in
code, compose, Kubernetes, Helm values, Terraform, platform files, properties, env files for production and scripts that
an image starts with; there also the password that a database is started with and that of the first administrator.

Lets pass: tests, documentation, examples, development; what is generated, read from a secret store or encrypted; a
default that the program refuses to start with; what a vendor or another server checks; services of compose that mount
the source, databases in compose files that nothing says production of, and passwords with which code logs in to a
database (`--strict` shows those).

Fix: read it from the environment without a default, and fail where it is missing.
"""

from prodlint.kinds import NOT_PRODUCTION, kind_of
from prodlint.looks import is_given_text, squeeze

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prodlint.kinds import Needles
    from prodlint.source import Repository, Source

# Of a tuple, the first is a part of all the others.
_KEYS = (
    b"secret", (b"encrypt", b"encryption", b"encrypt_key", b"encryptkey", b"encrypt-key"), b"fernet", b"signing",
    b"hmac", b"jwt", (b"keys", b"app_keys", b"appkeys", b"app-keys"), (b"pwd", b"min_pwd", b"minpwd"),
    (b"salt", b"password_salt", b"passwordsalt", b"token_salt", b"tokensalt"),
)  # fmt: skip
_PASSWORD = (
    b"pass", b"min_pass", b"minpass", b"min-pass", b"user_pass", b"userpass", b"initial_pass", b"initialpass",
    b"bootstrap_pass", b"bootstrappass", b"operator_pass", b"operatorpass", b"trator_pass", b"tratorpass",
    b"db_pass", b"dbpass", b"base_pass", b"basepass", b"sql_pass", b"sqlpass", b"gres_pass", b"grespass", b"pgpass",
    b"redis_pass", b"redispass", b"mongo_pass", b"mongopass", b"source_pass", b"sourcepass",
)  # fmt: skip
_CODE = (*_KEYS, _PASSWORD, b"://")
_SETTINGS = (
    b"secret", b"encrypt", b"fernet", b"signing", b"hmac", b"jwt", b"pass", b"_key", b"neo4j_auth",
    b"salt", b"app-keys", b"appkeys",
)  # fmt: skip
_TREES = (
    *_CODE, b"app_key", b"gorilla/", b"sessions/cookie", b"jsonwebtoken", b"securitykey", b"joken", b"keyspec",
)  # fmt: skip
_LANGUAGES = "go java kotlin php ruby csharp rust elixir".split()
_NEEDLES = {
    "python": (*_CODE, b"itsdangerous"),
    **dict.fromkeys(
        ("javascript", "typescript", "sfc"),
        (*_CODE, (b"cookie", b"cookie-parser", b"cookie-session"), b"iron-session", b"koa"),
    ),
    **dict.fromkeys(_LANGUAGES, _TREES),
    **dict.fromkeys("yaml compose json toml ini properties dotenv shell terraform bicep".split(), _SETTINGS),
}
MODULES = {
    **dict.fromkeys((*_LANGUAGES, "python", "javascript", "typescript", "sfc"), ("code",)),
    **dict.fromkeys(("yaml", "json", "toml", "ini", "properties", "terraform", "bicep"), ("settings",)),
    "compose": ("compose",),
    "dotenv": ("dotenv",),
    "shell": ("script",),
}
ONCE = "line"


_SEEDS = frozenset("seed seeds seeder seeders seeding bench benchmark benchmarks".split())  # what they make is no user


def is_silent(source: "Source", repository: "Repository") -> bool:
    """Whether nothing in a file runs in production; what a template engine makes files of is none yet."""
    from prodlint.context.evidence import context_shown

    if "{{" in source.path or not _SEEDS.isdisjoint(source.path.lower().replace("-", "/").split("/")[:-1]):
        return True
    return context_shown(source.path, repository) in (*NOT_PRODUCTION, "example")


def wants(path: str) -> "Needles | None":
    """The needles for a file of this name; None where no rule reads such files."""
    return _NEEDLES.get(kind_of(path))


# What a word holds that is about a key, without `_` and `-`; what libraries and languages call what takes one.
_NAMES = (
    b"secretkey", b"keysecret", b"encryptionkey", b"encryptkey", b"encryptionsecret", b"signingkey", b"hmackey",
    b"appkey", b"passwordsalt", b"tokensalt", b"masterkey", b"jwtkey", b"fernet",
)  # fmt: skip
_TAKERS = (
    b"jwt", b"fernet", b"hmac", b"itsdangerous", b"cookieparser", b"cookiesession", b"ironsession", b"koa", b"joken",
    b"keyspec", b"securitykey", b"nextauth", b"betterauth", b"jsonwebtoken", b"signing_salt",
)  # fmt: skip
_FIRST = (
    b"admin", b"superuser", b"rootuser", b"defaultuser", b"initial", b"bootstrap", b"operator", b"trator",
)  # fmt: skip
_SERVERS = (b"neo4jauth", b"salt", b"--pass", b"requirepass")


_ENDS = (
    b"secret", b"secrets", b"secretkey", b"secretkeybase", b"secrettoken", b"secretorkey", b"encryptionkey",
    b"encryptkey", b"encryptionkeys", b"signingkey", b"hmackey", b"appkey", b"appkeys", b"salt", b"masterkey",
    b"jwtkey", b"fernetkey",
)  # fmt: skip
_PASSWORDS = (b"pass", b"pwd", b"password", b"passwd")
_DATABASES = (b"db", b"database", b"sql", b"postgres", b"pg", b"redis", b"mongo", b"source", b"amqp", b"mq", b"maria")
_LONGEST_LOGIN = 300
_STORES = (b"gorilla/sessions", b"gorilla/csrf", b"gorilla/securecookie", b"sessions/cookie", b"starlette.config")
# What takes a key that is called `secret` or may have any name.
_LIBRARIES = (
    b"-session",
    b"sessionmiddleware",
    b"next-auth",
    b"@auth/",
    b"better-auth",
    b"passport",
    b"fastify",
    b"hono",
)


def tells(path: str, text: bytes, words: "frozenset[bytes]") -> bool:
    """Whether a word is about a key or a first password, and in code whether a string may be its value."""
    code = MODULES.get(kind_of(path)) == ("code",)
    pairs = [(squeeze(word), word) for word in words]
    if not code:
        is_manifest = path.endswith("package.json")
        passwords = any(b"passw" in name or name.endswith((b"pass", b"pwd")) for name, _ in pairs)
        named = any(b"secret" in name or any(one in name for one in (*_NAMES, *_SERVERS)) for name, _ in pairs)
        return named or (passwords and not is_manifest)
    if any(_is_taker(name) for name, _ in pairs) or any(store in text for store in _STORES):
        return True
    telling = {
        word for name, word in pairs if name.rstrip(b"0123456789").endswith(_ENDS) and b"clientsecret" not in name
    }
    if telling and any(library in text for library in _LIBRARIES):
        return True
    telling |= {word for name, word in pairs if _is_of_client(name, text)}
    return any(is_given_text(text, word, blocks=kind_of(path) == "python") for word in telling)


def _is_of_client(name: bytes, text: bytes) -> bool:
    """Whether a program logs in to a database with it, and for an address whether one of the file holds a login."""
    if not any(one in name for one in _DATABASES):
        return False
    return name.endswith(_PASSWORDS) or (name.endswith((b"url", b"uri", b"dsn")) and _holds_login(text))


def _holds_login(text: bytes) -> bool:
    at = text.find(b"://")
    while at >= 0:
        authority = text[at + 3 : at + _LONGEST_LOGIN].partition(b"@")
        if authority[1] and authority[0].isascii() and not set(authority[0]) & set(b" \"'`\n"):
            return True
        at = text.find(b"://", at + 3)
    return False


def _is_taker(name: bytes) -> bool:
    """Whether it takes a key, or is a first password."""
    is_password = name.rstrip(b"0123456789").endswith(_PASSWORDS)
    return any(one in name for one in (_FIRST if is_password else _TAKERS))
