"""Code in every language that `formats/tree` reads: rows of libraries, headers written by hand, settings by name."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module

from prodlint.context.tracked import of_kind, read_tracked
from prodlint.finding import Finding
from prodlint.formats import Unparsable
from prodlint.formats.spelled import spelled
from prodlint.formats.tree import Module, read
from prodlint.kinds import TREES
from prodlint.rules.no_wildcard_cors.code.shared import shared_hits
from prodlint.rules.no_wildcard_cors.opening import Opening, findings
from prodlint.rules.no_wildcard_cors.tree import headers
from prodlint.rules.no_wildcard_cors.tree.libraries import Libraries
from prodlint.source import Repository, Source

# Kind of file -> the table of its libraries.
_TABLES = {kind: "cors_jvm" if kind in ("java", "kotlin") else f"cors_{kind}" for kind in TREES}
# One object for each, so that a file is read once for all who ask.
_READERS: dict[str, Callable[[str], Module]] = {kind: partial(read, language=kind) for kind in _TABLES}


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The places of a file that let any origin in, once a line."""
    try:
        module = source.read(_READERS[source.kind])
    except (Unparsable, ImportError) as refusal:
        if isinstance(refusal, ImportError):
            yield from _told_once(source, repository)
        by_lines = import_module("prodlint.rules.no_wildcard_cors.code.by_lines")
        yield from by_lines.check(source, repository)
        return
    table = import_module(f"prodlint.tables.{_TABLES[source.kind]}")
    libraries = Libraries(module, table, partial(_decides, repository))
    written = headers.hits(module, getattr(table, "ANSWERS", ""))
    yield from findings(module, (*written, *libraries.hits(), *shared_hits(module, source.read(spelled))), source.path)


def _told_once(source: Source, repository: Repository) -> Iterator[Finding]:
    """With --strict: that this machine has no grammar of a language, at the first file of it."""
    kind = source.kind
    if repository.once((__name__, kind), lambda: source.path) == source.path:
        what = f"`{kind}` is read by lines, for want of its grammar"
        opening = Opening(1, 1, what, "less is found", strict=True, fix=f"Install the grammar of {kind}.")
        yield opening.finding(source.path)


def _decides(repository: Repository, setting: str) -> bool:
    """Whether a configuration that Mix reads has the setting ("application key"): `config :application, key: ...`."""
    return setting in repository.once(_decided, lambda: frozenset(_decided(repository)))


def _decided(repository: Repository) -> Iterator[str]:
    paths = (path for path in of_kind(repository, "elixir") if path.endswith(".exs") and "/config/" in f"/{path}")
    for module in filter(None, (read_tracked(path, _READERS["elixir"], repository) for path in paths)):
        for call in (call for call in module.calls if module.method(call)[1] == "config"):
            for application in map(module.string, module.arguments(call)[:1]):
                yield from (f"{application} {key}" for key in module.keywords(call))
