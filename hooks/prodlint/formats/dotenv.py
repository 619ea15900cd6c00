"""Assignments of dotenv files and of what is like them: `.envrc`, `.dev.vars`, env files of systemd and compose.

No two readers of dotenv files agree; this one takes for an assignment whatever any of them does.
"""

import re

from prodlint.expressions import expression
from prodlint.formats import bounded
from prodlint.formats.position import Positions
from prodlint.light_typing import NamedTuple

_LINE = expression(
    r"""
    [ \t]* (?P<hash>\#[\#\ \t]*)? (?: (?:export|set|setx)[ \t]+ | \$env: )? (?P<name>[A-Za-z_][\w.-]*)
    (?: [ \t]* (?P<equals>=) [ \t]* | (?P<colon>:) (?:[ \t]+|$) | [ \t]*$ )
    """,
    re.VERBOSE | re.MULTILINE | re.ASCII,
)
_QUOTED = {
    '"': expression(r'"([^"\\]*(?:\\.[^"\\]*)*)"', re.DOTALL),
    "'": expression(r"'([^']*)'"),
    "`": expression(r"`([^`]*)`"),
}
_REST = expression(r"[ \t]*(?:;[ \t]*)?(?:#.*)?$", re.MULTILINE)
_COMMENT = expression(r"[ \t]#")


class Assignment(NamedTuple):
    """`name` is given `value`, the raw text between its quotes; None where the name stands alone.

    `line` is where the name is, `column` where the value begins on it (at its quote, if it has one) and
    `end_line` where the value ends. `quote` is one of `"`, `'`, a backtick or "". `commented`: the assignment
    itself is commented out.
    """

    name: str
    value: str | None
    line: int
    column: int
    end_line: int
    quote: str
    commented: bool


def read(text: str) -> list[Assignment]:
    """All assignments, also those that are commented out, in the order of the text.

    Raises Unparsable only for what is too large.
    A quoted value may go over several lines; a quote that is not closed, or that has more than a comment after
    it, is part of a value of one line.
    """
    found = []
    positions = Positions(bounded(text))
    offset = 0
    while offset < len(text):
        end = _line_end(text, offset)
        line = _LINE.match(text, offset, end)
        if line and not (line["hash"] and not line["equals"]):
            assignment, end = _assignment(text, line, end, positions)
            found.append(assignment)
        offset = end + 1
    return found


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _assignment(text: str, line: re.Match[str], end: int, positions: Positions) -> tuple[Assignment, int]:
    """The assignment on a line that ends at `end`, and the offset where its value's last line ends."""
    start, commented = line.end(), line["hash"] is not None
    row, column = positions.at(line.start("name"))[0], positions.at(start)[1]
    if not line["equals"] and not line["colon"]:
        return Assignment(line["name"], None, row, column, row, "", False), end
    # What is commented out ends with its line: the next line of a longer value is no comment.
    limit = end if commented else len(text)
    pattern = _QUOTED.get(text[start : start + 1])
    quoted = pattern.match(text, start, limit) if pattern else None
    rest = _REST.match(text, quoted.end(), limit) if quoted else None
    if quoted and rest:
        end_row = positions.at(quoted.end() - 1)[0]
        return Assignment(line["name"], quoted[1], row, column, end_row, text[start], commented), rest.end()
    value, quote = _plain(text[start - 1 : end])
    return Assignment(line["name"], value, row, column, row, quote, commented), end


def _plain(text: str) -> tuple[str, str]:
    """Value and quote of the text after a separator, whose last character it begins with.

    `A=#x` has a value, `A= #x` has none.
    """
    mark = _COMMENT.search(text)
    value = text[1 : mark.start() if mark else None].strip()
    if len(value) > 1 and value[0] in _QUOTED and value[0] == value[-1]:
        return value[1:-1], value[0]
    return value, ""
