"""What a row of the tables of constructs says, and how it is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from prodlint.rules.no_wildcard_cors.messages import ANY

_LONGEST = 1500  # of an argument list; what is longer is not understood
_CLOSING = {"(": ")", "{": "}", "[": "]"}
_BRACKET_OR_STRING = re.compile(r""" "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | [()\[\]{}] """, re.VERBOSE)

# A star as a string of any language.
STAR = r"""(?P<at>["'`]\*["'`])"""
# Arguments or elements before the star that matters.
ITEMS = r"""[^;(){}\[\]]{0,300}?"""


class Row(NamedTuple):
    """`pattern`: what stands in the code without its comments; `at` is the value, else its beginning.

    `needs`: what the file must hold, such as the library's import. `unless`: what closes it, in the brackets
    that the match ends with (its arguments), or anywhere up to the end of the statement if it ends with none.
    """

    pattern: str
    what: str
    effect: str = ANY
    needs: str = ""
    unless: str = ""


def matches(row: Row, text: str) -> Iterator[int]:
    """The offsets of what a row finds in a text."""
    if row.needs and not re.search(row.needs, text):
        return
    for found in re.finditer(row.pattern, text, re.MULTILINE):
        if not (row.unless and re.search(row.unless, _closing_text(text, found))):
            yield found.start("at") if "at" in found.re.groupindex and found["at"] else found.start()


def _closing_text(text: str, found: re.Match[str]) -> str:
    last = found.end() - 1
    if text[last : last + 1] in _CLOSING:
        return arguments(text, last)
    end = text.find(";", found.end(), found.end() + _LONGEST)
    return text[found.end() : end if end >= 0 else found.end() + _LONGEST]


def arguments(text: str, offset: int) -> str:
    """What stands between the bracket at `offset` and the one that closes it."""
    depth = 0
    for piece in _BRACKET_OR_STRING.finditer(text, offset, offset + _LONGEST):
        if piece[0] in "([{":
            depth += 1
        elif piece[0] in ")]}":
            depth -= 1
            if not depth:
                return text[offset + 1 : piece.start()]
    return text[offset + 1 : offset + _LONGEST]
