"""no-default-secrets: Blocks keys and first passwords that everybody who reads the repository knows.

Who knows the key that signs sessions or tokens can become anybody; who knows the password that a server is started
with, or the first administrator's, can log in. A default in the code is such a value: it works wherever the variable
is missing, and nobody notices.

Blocks: literals and literal defaults for keys that sign or encrypt (`os.environ.get("SECRET_KEY", "changeme")`,
`process.env.JWT_SECRET || "dev"`, fields of settings, `session({ secret: "keyboard cat" })`, `Fernet(b"...")`), in
code, compose, Kubernetes, Helm values, platform files, properties, env files for production and scripts that an image
starts with; there also the password that a database is started with and that of the first administrator.

Lets pass: tests, documentation, examples, development; what is generated, read from a secret store or encrypted; a
default that the program refuses to start with; what a vendor or another server checks; services of compose that mount
the source, and databases in compose files that nothing says production of (`--strict` shows those).

Fix: read it from the environment without a default, and fail where it is missing.
"""

from prodlint.kinds import NOT_PRODUCTION, kind_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prodlint.kinds import Needles
    from prodlint.source import Repository, Source

_KEYS = (b"secret", b"encryption", b"encrypt_key", b"encryptkey", b"fernet", b"signing", b"hmac", b"jwt")
_MORE = (
    b"app_keys", b"appkeys", b"app-keys", b"encrypt-key", b"password_salt", b"passwordsalt", b"token_salt",
    b"tokensalt", b"min_pwd", b"minpwd",
)  # fmt: skip
# Of a tuple, the first is a part of all the others.
_PASSWORD = (
    b"pass", b"min_pass", b"minpass", b"min-pass", b"user_pass", b"userpass", b"initial_pass", b"initialpass",
    b"bootstrap_pass", b"bootstrappass", b"operator_pass", b"operatorpass", b"trator_pass", b"tratorpass",
)  # fmt: skip
_CODE = (*_KEYS, *_MORE, _PASSWORD)
_SETTINGS = (
    b"secret", b"encryption", b"encrypt", b"fernet", b"signing", b"hmac", b"jwt", b"pass", b"_key", b"neo4j_auth",
    b"salt", b"app-keys", b"appkeys",
)  # fmt: skip
_TREES = (
    *_CODE, b"app_key", b"gorilla/", b"sessions/cookie", b"jsonwebtoken", b"securitykey", b"joken", b"keyspec",
)  # fmt: skip
_LANGUAGES = "go java kotlin php ruby csharp rust elixir".split()
_NEEDLES = {
    "python": (*_CODE, b"itsdangerous"),
    **dict.fromkeys(
        ("javascript", "typescript", "sfc"), (*_CODE, b"cookie-parser", b"cookie-session", b"iron-session", b"koa")
    ),
    **dict.fromkeys(_LANGUAGES, _TREES),
    **dict.fromkeys("yaml compose json toml ini properties dotenv shell".split(), _SETTINGS),
}
MODULES = {
    **dict.fromkeys((*_LANGUAGES, "python", "javascript", "typescript", "sfc"), ("code",)),
    **dict.fromkeys(("json", "toml", "ini", "properties"), ("settings",)),
    "yaml": ("settings",),
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
