"""Other languages, by lines without comments: one table of constructs for each, and what all have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, TEST, of_guards
from prodlint.finding import Finding
from prodlint.formats.comments import blank
from prodlint.formats.guards import Guards
from prodlint.formats.guards_by_indent import guards
from prodlint.formats.position import Positions
from prodlint.rules.no_wildcard_cors.languages import rows_go, rows_jvm, rows_others
from prodlint.rules.no_wildcard_cors.languages.defaults import defaults
from prodlint.rules.no_wildcard_cors.languages.headers import NULL, written
from prodlint.rules.no_wildcard_cors.languages.row import Row, matches
from prodlint.rules.no_wildcard_cors.messages import ANY
from prodlint.rules.no_wildcard_cors.opening import Opening
from prodlint.source import Repository, Source

_ROWS: dict[str, tuple[Row, ...]] = {
    "java": rows_jvm.ROWS,
    "go": rows_go.ROWS,
    "ruby": rows_others.RUBY,
    "php": rows_others.PHP,
    "csharp": rows_others.CSHARP,
    "rust": rows_others.RUST,
    "xml": rows_others.XML,
}
# A Dart program is mostly a client; these write answers.
_DART_SERVERS = ("package:shelf", "package:dart_frog", "HttpServer", "package:serverpod")
_HEADER = "The answer carries Access-Control-Allow-Origin for everyone"


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The places of a file that let any origin in, once a line."""
    text = blank(source.text, source.kind)
    if source.kind == "dart" and not any(server in text for server in _DART_SERVERS):
        return
    lines = text.split("\n")
    seen: set[int] = set()
    for opening in _openings(source.kind, text):
        around = guards(lines, opening.line, opening.column)
        if opening.line not in seen and of_guards(around) not in (DEVELOPMENT, TEST) and not _asks_for_star(around):
            seen.add(opening.line)
            yield opening.finding(source.path)


def _asks_for_star(around: Guards) -> bool:
    """Whether a condition compares with a star: then a setting decides, and it is the setting that is looked at."""
    return any("*" in guard.values or re.search(r"""["']\*["']""", guard.subject) for (guard, *_) in around)


def _openings(kind: str, text: str) -> Iterator[Opening]:
    """The places in code without comments, also those that only development sees."""
    positions = Positions(text)
    for row in _ROWS.get(kind, ()):
        for offset in matches(row, text):
            yield Opening(*positions.at(offset), row.what, row.effect)
    if kind == "xml":
        return
    for offset, effect in written(text):
        yield Opening(*positions.at(offset), _HEADER, effect, strict=effect == NULL)
    for name, offset in defaults(text):
        yield Opening(*positions.at(offset), f"`{name}` lets every origin in where it is not set", ANY)
