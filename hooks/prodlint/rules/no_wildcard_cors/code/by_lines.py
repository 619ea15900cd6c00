"""What cannot be read as a tree, by lines without comments: the header, and lists of origins, with a star."""

import re
from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, TEST
from prodlint.context.conditions import of_guards
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats.comments import blank
from prodlint.formats.guards_by_indent import guards
from prodlint.formats.position import Positions
from prodlint.origins import LIST, meaning_of
from prodlint.rules.no_wildcard_cors.opening import Opening
from prodlint.source import Repository, Source

# A Dart program is mostly a client; these write answers.
_DART_SERVERS = ("package:shelf", "package:dart_frog", "HttpServer", "package:serverpod")
_HEADER = expression(
    r"""["']access-control-allow-origin(?:["']\]?[ ]?(?:[,:=]|=>|->|to)[ ]?(?:List\(|\[)?["']|:[ ]?)(?P<at>\*)["']""",
    re.IGNORECASE,
)
_LIST = expression(
    r"""\b(?P<name>[A-Za-z]\w{5,40})["']?[ ]?(?:=>|->|<-|[:=(])[ ]?(?:new[ ])?(?:\w{1,20}[(\[])?[\[({]?"""
    r"""["'](?P<at>\*)["']"""
)
_SWITCH = expression(r"^[ ]*(?P<name>CORS_(?:ALLOW_ALL_ORIGINS|ORIGIN_ALLOW_ALL))[ ]?=[ ]?(?P<at>True)\b", re.MULTILINE)
_BARE = expression(r"^[ ]*(?:\w{1,40}[ ]?=[ ]?)?(?P<at>CORS)\(\w{1,40}\)[ ]*$", re.MULTILINE)
_NOT_ANSWER = expression(
    r"assert|expect|\breq(?:uest)?\w*\.|\bclient\.|\b(?:http|dio)\.(?:get|post|put|delete|patch)", re.I
)


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The places of a file that let any origin in, once a line."""
    text = blank(source.text, source.kind)
    if source.kind == "dart" and not any(server in text for server in _DART_SERVERS):
        return
    lines, positions, seen = text.split("\n"), Positions(text), set[int]()
    for offset, what in _found(text):
        line, column = positions.at(offset)
        if line not in seen and of_guards(guards(lines, line, column)) not in (DEVELOPMENT, TEST):
            seen.add(line)
            yield Opening(line, column, what).finding(source.path)


def _found(text: str) -> Iterator[tuple[int, str]]:
    for found in _HEADER.finditer(text):
        before = text[max(0, found.start() - 80) : found.start()]
        if not _NOT_ANSWER.search(before[before.rfind("\n") + 1 :]):
            yield found.start("at"), "Access-Control-Allow-Origin is `*`"
    for found in _LIST.finditer(text):
        if meaning_of(found["name"]) == LIST:
            yield found.start("at"), f"`{found['name']}` takes `*`"
    for found in _SWITCH.finditer(text):
        yield found.start("at"), f"every origin is allowed by `{found['name']}`"
    for found in _BARE.finditer(text):
        yield found.start("at"), "without origins, every one is let in by Flask-CORS"
