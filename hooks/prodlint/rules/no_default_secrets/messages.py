"""What the findings say: what the value lets others do, and what to do instead. Never the value."""

from prodlint.credentials.names import is_database_address
from prodlint.credentials.own_keys import ADMINISTRATOR, is_of_client, kind_of_name
from prodlint.finding import Finding, reasoned
from prodlint.spelling import words_of
from prodlint.tables.default_secrets import DECRYPT, LOGIN, RUN, SIGN

HOOK = "no-default-secrets"

LITERAL, FALLBACK = "is a literal", "falls back to a literal"
ADDRESS = "falls back to an address with a password"
_EFFECTS = {
    SIGN: "who reads the repository can sign as this server and become anybody",
    DECRYPT: "who reads the repository can decrypt what it protects",
    RUN: "who reads the repository can make the server run code",
    LOGIN: "who reads the repository can log in",
}
_AGAIN = "The value was in the repository: make a new one."
_FIXES = {
    "python": 'Read `os.environ["{name}"]`, which fails where it is missing; a field of settings has no default.',
    "javascript": "Read `process.env.{name}` alone, and throw where it is missing.",
    "compose": "Write `${{{name}:?}}`, so that it does not start without a value.",
    "manifest": "Keep it in a secret store, and refer to it: ExternalSecret, SealedSecret, `existingSecret`.",
    "terraform": "Take it from a secret store (`valueFrom`, a data source), or from a variable without a default.",
    "properties": "Write `${{{name}}}` without a default.",
    "shell": "Write `${{{name}:?}}`, which ends the script where it is missing.",
    "dotenv": "Keep the file out of git, and put a generated value there.",
    "go": 'Read `os.Getenv("{name}")`, and `log.Fatal` where it is empty.',
    "java": "Write `${{{name}}}` without a default, or read it from the environment and throw where it is missing.",
    "kotlin": 'Read `System.getenv("{name}")`, and throw where it is missing.',
    "php": "Read `env('{name}')` without a default.",
    "ruby": 'Read `ENV.fetch("{name}")`, which raises where it is missing.',
    "csharp": "Read it from the configuration, and throw where it is missing: `?? throw`.",
    "rust": 'Read `std::env::var("{name}")`, and `.expect` it.',
    "elixir": 'Read `System.fetch_env!("{name}")` in runtime.exs.',
    "": "Read `{name}` from the environment without a default, and fail where it is missing.",
}
_STACKS = {"typescript": "javascript", "sfc": "javascript"}
_DECRYPTS = frozenset(("encryption", "encrypt", "fernet"))


def effect_of(name: str) -> str:
    """What who knows the value under a name can do."""
    if kind_of_name(name) == ADMINISTRATOR or is_of_client(name) or is_database_address(name):
        return LOGIN
    return SIGN if _DECRYPTS.isdisjoint(words_of(name)) else DECRYPT


def finding(
    path: str, place: tuple[int, int], kind: str, what: str, effect: str, name: str, *, variable: str = "",
    statement: tuple[int, int] = (0, 0), strict: bool = False,
) -> Finding:  # fmt: skip
    """A finding at a value. `what` is "`NAME` is a literal"; `kind` the stack whose fix is told."""
    fix = _FIXES.get(_STACKS.get(kind, kind), _FIXES[""]).format(name=variable or name)
    return Finding(
        path, *place, HOOK, what, reasoned(_EFFECTS[effect], f"{fix} {_AGAIN}"), strict=strict,
        first=statement[0], last=statement[1],
    )  # fmt: skip
