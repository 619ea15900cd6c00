"""Comments out of the way: source text of any common language with its comments blanked."""

import re

from prodlint.expressions import expression

_C_STRINGS = r""" "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' """
_TRIPLE = r' """(?:[^"\\]|\\.|"(?!""))*""" '
_BLOCK = r" /\*(?:[^*]|\*(?!/))*(?:\*/)? "

# What is a comment in a family of languages, and what is a string in which no comment begins.
_FAMILIES = {
    "java kotlin groovy csharp dart": rf"(?P<comment> //[^\n]* | {_BLOCK} ) | {_TRIPLE} | {_C_STRINGS}",
    "go": rf"(?P<comment> //[^\n]* | {_BLOCK} ) | `[^`]*` | {_C_STRINGS}",
    # A lone quote is a lifetime.
    "rust": rf"""(?P<comment> //[^\n]* | {_BLOCK} ) | "(?:[^"\\]|\\.)*" | '(?:[^'\\\n]|\\.)' """,
    "terraform": rf'(?P<comment> //[^\n]* | \#[^\n]* | {_BLOCK} ) | "(?:[^"\\\n]|\\.)*"',
    "php": rf"(?P<comment> //[^\n]* | \#(?!\[)[^\n]* | {_BLOCK} ) | {_C_STRINGS}",
    "ruby shell python": rf"(?P<comment> (?<![^\s;])\#[^\n]* | ^=begin\b(?:[^=]|=(?!end))* ) | {_C_STRINGS}",
    # A string of several lines stands between two quotes twice.
    "nix": rf"(?P<comment> \#[^\n]* | {_BLOCK} ) | ''(?:[^']|'(?!'))*'' | \"(?:[^\"\\]|\\.)*\"",
    "xml": r"(?P<comment> <!--(?:[^-]|-(?!->))*(?:-->)? )",
}
_PATTERNS = {
    kind: expression(pattern, re.VERBOSE | re.MULTILINE | re.DOTALL)
    for kinds, pattern in _FAMILIES.items()
    for kind in kinds.split()
}
_FILLED = expression(r"[^\n]")


def blank(text: str, kind: str) -> str:
    """The text with its comments as blanks, so that every other character keeps its line and column.

    `kind` is that of `kinds.kind_of`; a text of an unknown kind comes back as it is.
    """
    pattern = _PATTERNS.get(kind)
    if pattern is None:
        return text
    return pattern.sub(lambda match: _FILLED.sub(" ", match[0]) if match["comment"] else match[0], text)
