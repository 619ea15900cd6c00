"""Which values of an env file are secrets, for the hooks that judge them."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from prodlint.context import DOCUMENTATION, EXAMPLE, TEST, of_path
from prodlint.context.env_entries import Entry, entries
from prodlint.context.env_files import Role, words_of_name
from prodlint.credentials.audited import is_audited
from prodlint.credentials.formats import kind_of
from prodlint.credentials.mail import app_password, providers_in
from prodlint.credentials.names import secret_words_of
from prodlint.credentials.randomness import SEPARATORS
from prodlint.credentials.references import is_encrypted
from prodlint.credentials.values import Verdict, judge
from prodlint.expressions import expression
from prodlint.light_typing import NamedTuple
from prodlint.source import Source
from prodlint.tables.env_names import NAMELESS_WORDS, OWN_SECRET_WORDS, RELAXED_WORDS, TEST_WORDS
from prodlint.tables.public_prefixes import ALL_PREFIXES
from prodlint.tables.secret_names import STRONG_SECRET_WORDS

# Places whose values are made up: only what nobody makes up counts there.
_MADE_UP = (TEST, EXAMPLE, DOCUMENTATION)

_SHORTEST_WORD = 4
_FILLED_IN = 10
_LAST_WORDS = ("key", "token")
_NO_PASSWORD = expression(
    r"\d+ ?(?:[smhdwy]|ms|[kmg]i?b?|(?:sec|second|min|minute|hour|day|week|month|year)s?)"
    r"|[^@\s]+@[^@\s]+\.[a-z]+(?:,.*)?"
)
_FRAME = expression(r"<[^<>]+>")
_CIPHERTEXT = (b"\0GITCRYPT\0", b"Salted__", b"age-encryption.org/v1\n")
_OPENPGP = (b"\x84", b"\x85", b"\x8c")  # first byte of a message: RFC 4880, section 4.2
_PEM = expression(r"-----BEGIN (?:[A-Z0-9]{1,10} ){0,3}PRIVATE KEY")
_PEM_LENGTH = 8_000
_MOST_PEMS = 50  # private keys of one file, of which the first few are findings already
_SHORTEST_TOKEN = 16
_PUBLIC_HALVES = ("DOTENV_PUBLIC_KEY", "sops_")

# https://github.com/symfony/recipes, framework-bundle and phpunit-bridge: what they generate for these files is
# for development and tests; since 7.3 they leave it empty in .env.
_RECIPE_MARK = "symfony/framework-bundle"
_RECIPE_FILES = (".env.dev", ".env.test")


class Secret(NamedTuple):
    """A secret: the name of its variable ("" where it has none), what it is, and where (1-based, up to `last`)."""

    name: str
    verdict: Verdict
    line: int
    column: int
    last: int


def secrets(source: Source, role: Role, allowed: frozenset[str] = frozenset()) -> list[Secret]:
    """The secrets in an env file of that role, in the order of the text; `allowed` are hashes of audited values."""
    if _is_ciphertext(source.data):
        return []
    found = entries(source)
    secrets = [
        Secret(e.name, verdict, e.line, e.column, e.last) for e, verdict in _judged(source, role, found, allowed)
    ]
    covered = {line for entry in found for line in range(entry.line, entry.last + 1)}
    secrets += [*_loose_keys(source, {secret.line for secret in secrets}), *_loose_tokens(source, covered, allowed)]
    return sorted(secrets, key=lambda secret: (secret.line, secret.column))


def is_sealed(source: Source) -> bool:
    """Whether nothing of the file can be read without a key: all of it is encrypted, or each of its values."""
    if _is_ciphertext(source.data) or is_encrypted(source.text.lstrip()):
        return True
    categories = {judge(e.name, e.value).category for e in entries(source) if not e.name.startswith(_PUBLIC_HALVES)}
    return "encrypted" in categories and categories <= {"encrypted", "empty", "reference"}


def _is_ciphertext(data: bytes) -> bool:
    return data.startswith(_CIPHERTEXT) or (data.startswith(_OPENPGP) and not _is_text(data))


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _judged(source: Source, role: Role, found: list[Entry], allowed: frozenset[str]) -> Iterator[tuple[Entry, Verdict]]:
    place = of_path(f"{source.path.rpartition('/')[0]}/.env")
    words = {word for part in source.path.split("/")[-3:] for word in words_of_name(part)}
    made_up = role == "template" or place in _MADE_UP
    # A plain word is a password in use, unless the file is for people who know it or has hints such as <password>.
    words_count = not made_up and words.isdisjoint(RELAXED_WORDS) and not any(_FRAME.search(e.value) for e in found)
    values = Counter(entry.value.lower() for entry in found)
    providers = providers_in(source.text)
    for entry in found:
        name = without_public_prefix(entry.name)
        verdict = app_password(name, entry.value, providers) or judge(name, entry.value)
        if is_audited(entry.value, allowed) or (name != entry.name and not _counts_in_public(name, verdict)):
            continue
        if verdict.category == "word":
            counts = words_count and not entry.commented and values[entry.value.lower()] == 1 and _is_password(entry)
        elif verdict.category in ("provider", "remote url"):
            counts = verdict.certain or not (made_up or entry.commented)
        elif place == TEST or entry.commented or not verdict.is_secret:
            counts = False
        else:
            counts = (verdict.certain or not made_up or _is_filled_in(verdict, entry)) and not _is_for_tests(
                source, entry, words
            )
        if counts:
            yield entry, verdict


def _is_password(entry: Entry) -> bool:
    """Whether a plain word may be the secret: by a name that ends as those of passwords do, and no duration or mail."""
    words = [word for word in secret_words_of(entry.name) if not word.isdigit()]
    return (
        not STRONG_SECRET_WORDS.isdisjoint(words)
        and (words[-1] in STRONG_SECRET_WORDS or words[-1] in _LAST_WORDS)
        and len(entry.value) >= _SHORTEST_WORD
        and not _NO_PASSWORD.fullmatch(entry.value)
    )


def _is_filled_in(verdict: Verdict, entry: Entry) -> bool:
    """Whether a template has the password of somebody who filled it in: of every class of characters, and long."""
    value = entry.value
    kinds = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum() and c not in SEPARATORS)
    return verdict.category == "password" and len(value) >= _FILLED_IN and all(any(map(kind, value)) for kind in kinds)


def _is_for_tests(source: Source, entry: Entry, words: set[str]) -> bool:
    """Whether a generated value opens nothing: the application's own secret, in a file that only tests read."""
    if is_from_recipe(source, entry.name):
        return source.path.rpartition("/")[2] in _RECIPE_FILES
    own = {word for word in secret_words_of(entry.name) if not word.isdigit()} <= OWN_SECRET_WORDS
    return own and not words.isdisjoint(TEST_WORDS)


def is_from_recipe(source: Source, name: str) -> bool:
    """Whether Symfony's recipe wrote the variable."""
    return name == "APP_SECRET" and _RECIPE_MARK in source.text


def without_public_prefix(name: str) -> str:
    """The name without what makes it public, also where prefixes are chained: `VITE_REACT_APP_X` is X."""
    prefix = next((prefix for prefix in ALL_PREFIXES if name.upper().startswith(prefix)), "")
    return without_public_prefix(name[len(prefix) :]) if prefix else name


def _counts_in_public(name: str, verdict: Verdict) -> bool:
    """Whether a value that everybody may see by its prefix is a secret in spite of it."""
    if verdict.category in ("provider", "remote url"):
        return True
    words = secret_words_of(name)
    strong = not STRONG_SECRET_WORDS.isdisjoint(words) or "private" in words or "role" in words
    # REACT_APP_API_KEY names no vendor whose keys browsers may have.
    nameless = verdict.category == "random" and verdict.certain and NAMELESS_WORDS.issuperset(words)
    return (strong and verdict.category != "word") or nameless


def _loose_keys(source: Source, known: set[int]) -> Iterator[Secret]:
    """Private keys without quotes, whose lines are none of a value."""
    for begin in islice(_PEM.finditer(source.text), _MOST_PEMS):
        line = source.text.count("\n", 0, begin.start()) + 1
        kind = kind_of(source.text[begin.start() : begin.start() + _PEM_LENGTH])
        if line not in known and kind:
            yield Secret("", Verdict("provider", kind, certain=True), line, 1, line)


def _loose_tokens(source: Source, covered: set[int], allowed: frozenset[str]) -> Iterator[Secret]:
    """Credentials on lines that are no entries: in prose, in a list, in what an editor saved."""
    for number, line in enumerate(source.lines, 1):
        kind = kind_of(line) if len(line) >= _SHORTEST_TOKEN and number not in covered else None
        if kind and not is_audited(line, allowed):
            yield Secret("", Verdict("provider", kind, certain=True), number, 1, number)
