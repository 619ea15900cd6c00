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

from prodlint.kinds import NOT_PRODUCTION, TRANSLATIONS, TREES, kind_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prodlint.looks import Needles
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
    **dict.fromkeys("yaml compose json toml ini properties dotenv terraform bicep".split(), _SETTINGS),
    "shell": (*_SETTINGS, b"create_superuser"),
}
MODULES = {
    **dict.fromkeys((*TREES, "python", "javascript", "typescript", "sfc"), ("code",)),
    **dict.fromkeys(("yaml", "json", "toml", "ini", "properties", "terraform", "bicep"), ("settings",)),
    "compose": ("compose",),
    "dotenv": ("dotenv",),
    "shell": ("script",),
}
ONCE = "line"


_TOOLS = ("package.json", "pyproject.toml", "cargo.toml", "setup.cfg", "tox.ini", "pytest.ini", "mypy.ini")


SILENT = NOT_PRODUCTION  # by the name alone


def is_silent(source: "Source", repository: "Repository") -> bool:
    """Whether nothing in a file runs in production; what a template engine makes files of is none yet."""
    from prodlint.context.evidence import context_shown
    from prodlint.tables.default_secrets import SEEDS

    folders = source.path.lower().replace("-", "/").split("/")[:-1]
    if "{{" in source.path or not SEEDS.isdisjoint(folders):
        return True
    return context_shown(source.path, repository) in (*NOT_PRODUCTION, "example")


def wants(path: str) -> "Needles | None":
    """The needles for a file of this name; None where no rule reads such files."""
    low = path.lower()
    if low.endswith(_TOOLS) or any(folder in "/" + low for folder in TRANSLATIONS):
        return None
    return _NEEDLES.get(kind_of(path))


def tells(path: str, text: bytes, words: "frozenset[bytes]") -> bool:
    """Whether a word is about a key or a first password, and in code whether a string may be its value."""
    from prodlint.rules.no_default_secrets.telling import tells

    return tells(path, text, words, in_code=MODULES.get(kind_of(path)) == ("code",))
