"""What a place is: production, development, test, documentation, example, vendored or unknown.

It says what a place *is*; each hook says for itself where it is silent. The word lists are those that told
production from development in 390 public repositories.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from prodlint.formats.guards import Guard, Guards
from prodlint.spelling import words_of

PRODUCTION = "production"
DEVELOPMENT = "development"
TEST = "test"
DOCUMENTATION = "documentation"
EXAMPLE = "example"
VENDORED = "vendored"
UNKNOWN = "unknown"

PRODUCTION_WORDS = frozenset(
    "prod prd production release live stag stage staging preprod preproduction deploy deployment deployed "
    "swarm stack".split()
)
DEVELOPMENT_WORDS = frozenset(
    "dev devel develop development developer local localhost debug hot watch test tests testing ci e2e "
    "override sandbox storybook devcontainer".split()
)

_UNSPLIT = re.compile("e2e")  # a word with a digit in it, which are three otherwise

_FOLDERS = {
    TEST: "test tests testing testfiles testdata test-data __tests__ __mocks__ mocks e2e spec specs fixtures fixture "
    "cypress playwright benchmark benchmarks loadtest loadtests load-test load-tests",
    DOCUMENTATION: "doc docs documentation tutorial tutorials docs_src",
    EXAMPLE: "example examples sample samples demo demos template templates playground boilerplate",
    VENDORED: "node_modules vendor vendored third_party third-party .venv venv site-packages bower_components",
    DEVELOPMENT: ".devcontainer .devenv .vscode .idea",
}
_FOLDER_CONTEXT = {name: context for context, names in _FOLDERS.items() for name in names.split()}

_TEST_FILE = re.compile(
    r"(?:^|/)(?:conftest\.py|test_[^/]*\.py|[^/]*_tests?\.(?:py|go|rb)|[^/]*\.(?:test|spec|stories|cy|e2e)\.[a-z]+"
    r"|[^/]*Tests?\.(?:java|kt|cs|php)|[^/]*_spec\.rb"
    r"|(?:[Dd]ockerfile|(?:docker-)?compose)\b[^/]*[.-]integration(?:[.-][^/]*)?)$"
)
_DOCUMENTATION_FILE = re.compile(r"\.(?:md|mdx|rst|adoc|ipynb)$", re.IGNORECASE)
_EXAMPLE_FILE = re.compile(
    r"\.(?:example|sample|template|tmpl|tpl|dist|schema|skel)(?:\.|$)|[._-](?:example|sample)\.[a-z]+$",
    re.IGNORECASE,
)
_VENDORED_FILE = re.compile(r"\.min\.(?:js|css)$|[.-]bundle\.js$|(?:^|/)\.yarn/releases/")


def of_path(path: str) -> str:
    """What the file at a path from the repository's root is for. The base name beats the folders."""
    *folders, base = path.split("/")
    skipped = _skipped(path, folders)
    if skipped != UNKNOWN:
        return skipped
    names = (base, *reversed(folders))
    return next((context for name in names if (context := of_name(name)) != UNKNOWN), UNKNOWN)


def _skipped(path: str, folders: list[str]) -> str:
    contexts = [_FOLDER_CONTEXT[name.lower()] for name in folders if name.lower() in _FOLDER_CONTEXT]
    # Helm keeps the manifests that it ships in a folder called templates.
    if contexts == [EXAMPLE] and "templates" in folders and path.endswith((".yaml", ".yml", ".tpl")):
        contexts = []
    for pattern, context in (
        (_VENDORED_FILE, VENDORED),
        (_TEST_FILE, TEST),
        (_DOCUMENTATION_FILE, DOCUMENTATION),
        (_EXAMPLE_FILE, EXAMPLE),
    ):
        if pattern.search(path):
            contexts.append(context)
    return next((c for c in (VENDORED, TEST, DOCUMENTATION, EXAMPLE, DEVELOPMENT) if c in contexts), UNKNOWN)


def of_name(name: str) -> str:
    """What a file, stage, service, script, class or branch is for, by the words of its name.

    Production beats development: `deploy-dev-stack` is deployed. A negation (`not-dev`) leaves it open.
    """
    words = {*words_of(name), *_UNSPLIT.findall(name.lower())}
    if words & {"not", "non"}:
        return UNKNOWN
    if words & PRODUCTION_WORDS:
        return PRODUCTION
    return DEVELOPMENT if words & DEVELOPMENT_WORDS else UNKNOWN


def of_guards(guards: Guards) -> str:
    """What the code is for that runs under these conditions; the first that says anything decides."""
    for alternatives in guards:
        contexts = {of_guard(guard) for guard in alternatives}
        if len(contexts) == 1 and UNKNOWN not in contexts:
            return contexts.pop()
    return UNKNOWN


_TRUE = frozenset("1 true t yes y on".split())
_FALSE = frozenset(("", "0", "false", "f", "no", "n", "off", "none", "null", "undefined"))
_NEGATIONS = frozenset(("not", "non", "no", "disable", "disabled"))

# Words of a condition that say development or production, beyond those of file names.
_GUARD_DEVELOPMENT = DEVELOPMENT_WORDS - {"hot", "watch", "override", "ci"} | {"debugging", "isdev"}
_GUARD_PRODUCTION = PRODUCTION_WORDS - {"live", "stack", "release", "swarm"} | {"isprod"}


def of_guard(guard: Guard) -> str:
    """What one condition says: `settings.DEBUG` development, `NODE_ENV == "production"` production ..."""
    holds = guard.holds
    values = set(guard.values)
    if values and values <= _FALSE:
        values, holds = set(), not holds
    if not values or values <= _TRUE:
        words = words_of(guard.subject)
        if _NEGATIONS & set(words):
            holds = not holds
        return _either(_says(words), holds)
    return _either(_only(values), holds)


def _says(words: Iterable[str]) -> str:
    found = set(words)
    development = bool(found & _GUARD_DEVELOPMENT)
    production = bool(found & _GUARD_PRODUCTION)
    if development == production:
        return UNKNOWN
    return DEVELOPMENT if development else PRODUCTION


def _only(values: set[str]) -> str:
    """What values stand for when they all stand for the same."""
    contexts = {_says(words_of(value)) for value in values}
    return contexts.pop() if len(contexts) == 1 else UNKNOWN


def _either(context: str, holds: bool) -> str:
    if holds or context == UNKNOWN:
        return context
    return PRODUCTION if context == DEVELOPMENT else DEVELOPMENT
