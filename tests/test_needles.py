"""Every row of every table is behind a needle of each hook that reads it: what the row knows is not lost on the clean
path. A failure says what stands in a file that only this row is about, and where a needle for it belongs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module

import pytest

from prodlint.clean import hook_module, sift
from prodlint.rules.no_wildcard_cors.javascript import _SUBJECT
from prodlint.tables.cors_effects import CLOSED
from prodlint.tables.cors_javascript import LIBRARIES
from prodlint.tables.cors_python import ROWS
from prodlint.tables.database_clients import CLIENTS
from prodlint.tables.database_tls import SCHEMES
from prodlint.tables.debug_code import SETTINGS
from prodlint.tables.debug_files import DEBUG_KEYS
from prodlint.tables.default_secrets import ADMINISTRATORS, KEYS, SERVERS
from prodlint.tables.programs import Program
from prodlint.tables.programs_javascript import JAVASCRIPT
from prodlint.tables.programs_others import OTHERS
from prodlint.tables.programs_python import PYTHON
from prodlint.tables.public_prefixes import EXPOSURES

TREES = {
    "a.go": "cors_go",
    "a.java": "cors_jvm",
    "a.php": "cors_php",
    "a.rb": "cors_ruby",
    "a.cs": "cors_csharp",
    "a.rs": "cors_rust",
    "a.ex": "cors_elixir",
}

ENDINGS = {
    "go": "a.go", "csharp": "a.cs", "php": "a.php", "java": "a.java", "kotlin": "a.kt", "python": "a.py",
    "typescript": "a.ts", "ruby": "a.rb", "rust": "a.rs", "elixir": "a.ex",
}  # fmt: skip


def texts() -> Iterator[tuple[str, str, str]]:
    """Hook, path, and the least that stands in a file of that name for a row to find something in it."""
    for exposure in EXPOSURES:
        variable = f"{exposure.prefix}API_KEY"
        for path in ("src/a.ts", ".env", "compose.yaml", "Dockerfile", ".github/workflows/a.yml"):
            yield "no-public-secrets", path, variable
        yield "no-public-secrets", "src/a.ts", f"new OpenAI({{apiKey: process.env.{exposure.prefix}NAME}})"
        yield "require-https-urls", "src/a.ts", f"process.env.{exposure.prefix}API_BASE || 'http://api.example.com'"
    for program in (*PYTHON, *JAVASCRIPT, *OTHERS):
        for command in commands(program):
            for path in ("compose.yaml", "start.sh", "fly.toml", "app.service", "Makefile"):
                yield "no-reload-in-prod", path, command
            yield "no-reload-in-prod", "package.json", f'{{"scripts": {{"start": "{command}"}}}}'
            yield "no-reload-in-prod", ".github/workflows/deploy.yml", f"ssh host {command}"
    for path, libraries in (("a.py", ROWS.items()), ("a.ts", ((row.callable, row) for row in LIBRARIES))):
        for name, library in libraries:
            is_open = (library.unset if "." in library.options else library.missing) != CLOSED and not library.strict
            options = " ".join((library.options, *library.keys, *library.switches))
            yield "no-wildcard-cors", path, name if is_open else f"{name} {options}"
    for name in own_secrets():
        for path in ("a.py", "a.ts", "a.go", "compose.yaml", "application.properties", ".env.production", "start.sh"):
            yield "no-default-secrets", path, f"{name} = 'changeme'"
    for variable in SERVERS:
        yield "no-default-secrets", "compose.yaml", f"{variable}: x"
    for path, module in TREES.items():
        table = import_module(f"prodlint.tables.{module}")
        for row in table.OPTIONS:
            yield from (("no-wildcard-cors", path, f"{row.of} {name}") for name in row.names.split())
        for row in table.OPENERS:
            yield from (("no-wildcard-cors", path, f"{row.of} {row.given} {name}") for name in row.calls.split())
        for row in getattr(table, "LACKING", ()):
            yield "no-wildcard-cors", path, row.has
    for setting in (setting for setting in SETTINGS if not setting.file):
        for kind in setting.kinds.split():
            yield "no-reload-in-prod", ENDINGS[kind], f"{setting.of} x.{setting.names} = true"
    for key in DEBUG_KEYS:
        path = "appsettings.json" if "json" in key.file else "application-prod.yml"
        yield "no-reload-in-prod", path, key.key.replace(".", ": ")
    for scheme in (scheme for scheme, database in SCHEMES.items() if database.missing):
        for path in ("a.py", "a.ts", ".env", "a.yaml"):
            yield "require-db-tls", path, f"{scheme}://db.example.com"
    for kind, clients in ((kind, CLIENTS[kind]) for kind in ENDINGS):
        for name in (*clients.switches, *clients.marks):
            yield "require-db-tls", ENDINGS[kind], f"import database # cert {name} = x"
        for package in clients.packages:
            yield "require-db-tls", ENDINGS[kind], f"import '{package}' # cert {next(iter(clients.switches))} = x"


def own_secrets() -> Iterator[str]:
    """Names of keys and first passwords in two spellings."""
    phrases = (*KEYS, *(f"{words} password" for words in ADMINISTRATORS))
    for words in (phrase.replace("*", "app").split() for phrase in phrases):
        yield "_".join(words).upper()
        yield words[0] + "".join(map(str.title, words[1:]))


def commands(program: Program) -> Iterator[str]:
    """The commands that a row is about, without a word too many."""
    for name in program.names.split():
        yield from (f"{name} {word}" for word in (*program.on.split(), *program.dev.replace("*", "").split()))
        if program.dev == "*":
            yield name


def test_javascript_that_is_about_a_row_is_read() -> None:
    """The hook looks for words in JavaScript once more before it parses it."""
    rows = {text for hook, path, text in texts() if (hook, path) == ("no-wildcard-cors", "a.ts")}
    unread = sorted(text for text in rows if not _SUBJECT.search(text))
    assert unread == [], "add a word to the expression in rules/no_wildcard_cors/javascript/__init__.py"


@pytest.mark.parametrize(("hook", "path", "text"), sorted(set(texts())), ids=lambda value: value)
def test_a_needle_stands_for_each_row(hook: str, path: str, text: str) -> None:
    module = hook_module(hook)
    assert module.wants(path) is not None, f"{hook} does not want {path}"
    hits, _ = sift({hook: module}, [path], contents={os.path.abspath(path): text.encode()})
    assert [wanted for _, _, wanted in hits] == [[hook]], (
        f"no needle of {hook} is in `{text}`, or its second look lets that pass: see rules/{hook.replace('-', '_')}"
    )
