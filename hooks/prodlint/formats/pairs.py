"""Names and values line by line: the simple way for text that the reader of its format has refused."""

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.light_typing import NamedTuple

_PAIR = expression(
    r"""
    [ \t]* (?:[-{][ \t]*)* (?:export[ \t]+)?
    (?: (?P<quote>["'])(?P<quoted>[^"'\n]+)(?P=quote) | (?P<bare>[A-Za-z_$][\w.$/-]*) )
    [ \t]* (?: => | [:=] ) [ \t]*
    """,
    re.VERBOSE,
)
_LIST_ITEM = expression(r"""[ \t]*-[ \t]+(["'])(?P<name>[A-Za-z_][\w.-]*)=(?P<value>.*)\1[ \t,]*$""")
_STRING = expression(r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'""")
_COMMENT_MARKS = ("#", "//", ";", "/*", "* ", "<!--", "--")
_COMMENT = expression(r"[ \t](?:#|//)")


class Pair(NamedTuple):
    """A name and its value without quotes, at the 1-based line and column where the value begins."""

    name: str
    value: str
    line: int
    column: int


def read(text: str) -> Iterator[Pair]:
    """The first pair of every line: `key: value`, `"key": "value",`, `key = value`, `- key=value`."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith(_COMMENT_MARKS):
            continue
        item = _LIST_ITEM.match(line)
        if item:
            yield Pair(item["name"], item["value"], number, item.start("value") + 1)
            continue
        pair = _PAIR.match(line)
        if pair:
            yield Pair(pair["quoted"] or pair["bare"], _value(line[pair.end() :]), number, pair.end() + 1)


def _value(rest: str) -> str:
    string = _STRING.match(rest)
    if string:
        return string[1] if string[1] is not None else string[2]
    comment = _COMMENT.search(rest)
    return (rest[: comment.start()] if comment else rest).strip().rstrip(",;").rstrip()
