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

from prodlint.kinds import NOT_PRODUCTION, TREES, kind_of
from prodlint.looks import describes_api, is_given_text, is_name, squeeze, urls_in

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
_IN_TREES = (
    *_CODE, b"app_key", b"gorilla/", b"sessions/cookie", b"jsonwebtoken", b"securitykey", b"joken", b"keyspec",
)  # fmt: skip
_NEEDLES = {
    "python": (*_CODE, b"itsdangerous"),
    **dict.fromkeys(
        ("javascript", "typescript", "sfc"),
        (*_CODE, (b"cookie", b"cookie-parser", b"cookie-session"), b"iron-session", b"koa"),
    ),
    **dict.fromkeys(TREES, _IN_TREES),
    **dict.fromkeys("yaml compose json toml ini properties dotenv shell terraform bicep".split(), _SETTINGS),
}
MODULES = {
    **dict.fromkeys((*TREES, "python", "javascript", "typescript", "sfc"), ("code",)),
    **dict.fromkeys(("yaml", "json", "toml", "ini", "properties", "terraform", "bicep"), ("settings",)),
    "compose": ("compose",),
    "dotenv": ("dotenv",),
    "shell": ("script",),
}
ONCE = "line"


# What these make is no user; and texts for people.
_SEEDS = frozenset("seed seeds seeder seeders seeding bench benchmark benchmarks".split())
_TEXTS = frozenset("lang locale locales i18n translations".split())
_TOOLS = ("package.json", "pyproject.toml", "cargo.toml", "setup.cfg", "tox.ini", "pytest.ini", "mypy.ini")


def is_silent(source: "Source", repository: "Repository") -> bool:
    """Whether nothing in a file runs in production; what a template engine makes files of is none yet."""
    from prodlint.context.evidence import context_shown

    folders = source.path.lower().replace("-", "/").split("/")[:-1]
    if "{{" in source.path or not (_SEEDS | _TEXTS).isdisjoint(folders):
        return True
    return context_shown(source.path, repository) in (*NOT_PRODUCTION, "example")


def wants(path: str) -> "Needles | None":
    """The needles for a file of this name; None where no rule reads such files."""
    low = path.lower()
    if low.endswith(_TOOLS) or not _TEXTS.isdisjoint(low.split("/")[:-1]):
        return None
    return _NEEDLES.get(kind_of(path))


# What a word holds that is about a key, without `_` and `-`; what libraries and languages call what takes one.
_NAMES = (
    b"secretkey", b"keysecret", b"encryptionkey", b"encryptkey", b"encryptionsecret", b"signingkey", b"hmackey",
    b"appkey", b"passwordsalt", b"tokensalt", b"masterkey", b"jwtkey", b"fernet",
)  # fmt: skip
# What a file says that hands a key to what takes one, whatever the key is called.
_WEB = (
    b"jsonwebtoken", b"jose", b"hono/jwt", b"nestjs/jwt", b"fastify/jwt", b"elysiajs/jwt", b"express-jwt", b"koa-jwt",
    b"createhmac", b"cookie-parser", b"cookie-session", b"iron-session", b'"koa', b"'koa", b"secretorkey",
)  # fmt: skip
_PYTHON = (
    b"jwt.", b"jose", b"itsdangerous", b"fernet(", b"sessionmiddleware", b"starlette.datastructures",
    b"fastapi_users", b"hmac", b"tornado",
)  # fmt: skip
_OTHERWISE = (b"||", b"??", b"?", b"(", b"=", b",")  # between a name and its default; a pair alone is none
_TAKING = {
    "python": _PYTHON,
    **dict.fromkeys(("javascript", "typescript", "sfc"), _WEB),
    "go": (b"gorilla/", b"sessions/cookie", b"signedstring", b"hmac.new"),
    **dict.fromkeys(("java", "kotlin"), (b"hmac", b"jsonwebtoken", b"keyspec", b"jwt.")),
    "csharp": (b"securitykey", b"jwt:"),
    "php": (b"jwt",),
    "ruby": (b"jwt.",),
    "rust": (b"from_secret",),
    "elixir": (b"joken", b"signing_salt"),
}
_FIRST = (
    b"admin", b"superuser", b"rootuser", b"defaultuser", b"initial", b"bootstrap", b"operator", b"trator",
)  # fmt: skip
_SERVERS = (b"neo4jauth", b"salt", b"requirepass")
_ENDS = (
    b"secret", b"secretkey", b"secretkeybase", b"secrettoken", b"secretorkey", b"encryptionkey",
    b"encryptkey", b"encryptionkeys", b"signingkey", b"hmackey", b"appkey", b"appkeys", b"passwordsalt", b"tokensalt",
    b"masterkey", b"jwtkey", b"fernetkey",
)  # fmt: skip
# A name that is no more than `SECRET` is a key only where one of these stands.
_ASKING = (
    b"environ", b"getenv", b".env", b"env(", b"env.", b"env[", b"settings)", b"config(", b"config.get",
    b"config.secret", b".secret:", b'.secret"', b".secret'",
)  # fmt: skip
_PASSWORDS = (b"pass", b"pwd", b"password", b"passwd")
_DATABASES = (b"db", b"database", b"sql", b"postgres", b"pg", b"redis", b"mongo", b"source", b"amqp", b"mq", b"maria")
_ADDRESSES = (b"url", b"uri", b"dsn")
_MANY = 100  # names, from which on the file is read
# What takes a key that is called `secret` or may have any name.
_LIBRARIES = (
    b"-session", b"sessionmiddleware", b"next-auth", b"@auth/", b"better-auth", b"passport", b"fastify", b"hono",
)  # fmt: skip


def tells(path: str, text: bytes, words: "frozenset[bytes]") -> bool:
    """Whether a word is about a key or a first password, and in code whether a string may be its value."""
    names, kind = squeeze(b" ".join(words)), kind_of(path)
    if MODULES.get(kind) != ("code",):
        telling = any(one in names for one in (b"secret", b"passw", *_NAMES, *_SERVERS))
        is_said = telling or any(map(_is_password, names.split()))
        if kind == "json" and is_said and not any(one in names for one in (*_NAMES, *_SERVERS)):
            is_said = any(is_name(text, root) for root in (b"secret", b"pass", b"pwd"))
        return is_said and not describes_api(text)
    if any(one in text for one in _TAKING[kind]):
        return True
    if any(one in names for one in _FIRST) and any(map(_is_first, names.split())):
        return True
    of_keys, of_clients = set(), {}
    ends = tuple(end for end in (*_ENDS, *_PASSWORDS, *_ADDRESSES) if end in names)
    for word, squeezed in zip(words, names.split(b" "), strict=True) if ends else ():
        name = squeezed.rstrip(b"0123456789")
        if not name.endswith(ends):
            continue
        if name.endswith(_ENDS):
            if b"clientsecret" not in name and not name.startswith(b"generate"):
                of_keys.add(word)
        elif any(one in name for one in _DATABASES):
            of_clients[word] = name.endswith(_PASSWORDS)
    if of_keys and any(library in text for library in _LIBRARIES):
        return True
    if not (any(mark in text for mark in _ASKING) or "settings" in path or "conf" in path):
        of_keys.discard(b"secret")
    has_login = bool(of_clients) and any(b"@" in rest for _, rest in urls_in(text))
    of_keys.update(word for word, is_password in of_clients.items() if is_password or has_login)
    by = _OTHERWISE if _TAKING[kind] is _WEB else ()
    given = (word for word in of_keys if is_given_text(text, word, blocks=kind == "python", by=by))
    return len(of_keys) > _MANY or any(word in of_clients or not _is_of_others(word) for word in given)


def _is_of_others(word: bytes) -> bool:
    """Whether a name says that a vendor checks the key, or that it is none: `stripe_secret_key`, `is_secret`."""
    from prodlint.tables.default_secrets import NO_KEY_BEFORE, OTHERS, SWITCHES

    *before, last = word.decode(errors="replace").replace("-", "_").split("_")
    return not (OTHERS | SWITCHES).isdisjoint(before) or (
        last == "secret" and before[-1:] != [] and before[-1] in NO_KEY_BEFORE
    )


def _is_password(name: bytes) -> bool:
    return name.rstrip(b"0123456789").endswith(_PASSWORDS)


def _is_first(name: bytes) -> bool:
    """Whether it is the first password of an administrator."""
    return _is_password(name) and any(one in name for one in _FIRST)
