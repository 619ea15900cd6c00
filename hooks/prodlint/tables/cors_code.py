"""What rows about CORS libraries say: which calls let every origin in, and which options take what for any origin."""

from prodlint.light_typing import NamedTuple
from prodlint.tables.cors_effects import ECHO
from prodlint.tables.cors_effects import STAR as ANY

# What an option takes for any origin, as its library reads it.
PLAIN = "plain"  # a star as a text, not in a list
ALONE = "alone"  # a star, if it is all there is
STAR = "star"  # a star anywhere in the list
COMMA = "comma"  # a star in a text of several
SCHEME = "scheme"  # `https://*`: the library makes a pattern of it
SEARCH, FULL, PREFIX = "search", "full", "prefix"  # an expression that fits everybody, and how it is applied
PATTERN = "pattern"  # texts are expressions too
DELIMITED = "delimited"  # an expression between slashes or other delimiters
FUNCTION = "function"  # a function that says yes to everybody, or gives back who asks
TRUE, FALSE = "true", "false"
EMPTY = "empty"  # an empty list, or an empty text


class Option(NamedTuple):
    """Fields, keywords, methods, entries and settings of these names, and what they take for any origin.

    `of`: beginnings of the qualified names of what they belong to, or what such a file holds; every file if empty.
    `marks`: names and texts that stand for any origin. `effect` is that of what is not a plain star. `beside`: a switch
    of the same object that must be on. `unless`: what makes an empty list mean something else. `first`: the first
    argument counts, where at least so many are given.
    """

    names: str
    takes: str
    of: str = ""
    marks: str = ""
    effect: str = ECHO
    beside: str = ""
    unless: str = ""
    first: int = 0


class Opener(NamedTuple):
    """A call that lets every origin in, by its qualified name, the end of it, or `.method` of anything.

    `unless`: names of arguments, fields, entries or further calls that decide otherwise; behind an `@`, anywhere in the
    file. `bare`: without arguments. `given`: names or texts of which one must be an argument. `settings`: an
    application's settings that decide otherwise, with the key. `statement`: the name alone is a call.
    """

    calls: str
    what: str
    of: str = ""
    unless: str = ""
    effect: str = ANY
    bare: bool = False
    given: str = ""
    settings: str = ""
    statement: bool = False


class Lacking(NamedTuple):
    """A mapping that has these keys (`key=qualified name` with that value), and lacks others."""

    has: str
    lacks: str
    what: str
    effect: str = ANY
