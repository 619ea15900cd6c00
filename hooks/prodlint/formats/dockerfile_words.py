"""The words of a Dockerfile's instruction: quoted words, assignments, JSON arrays, the heredocs it announces."""

import re

from prodlint.expressions import expression
from prodlint.formats.word import Word
from prodlint.light_typing import NamedTuple

NON_BLANK = expression(r"\S+")
# A word that may hold quotes, and one part of it; by escape character.
QUOTED_WORD = {
    escape: expression(rf"(?:{e}.|'[^']*(?:'|$)|\"(?:[^\"{e}]|{e}.)*(?:\"|{e}?$)|[^\s'\"{e}]|{e}$)+")
    for escape, e in (("\\", r"\\"), ("`", "`"))
}
PART = {
    escape: expression(rf"{e}(.)|'([^']*)'?|\"(?P<double>(?:[^\"{e}]|{e}.)*)\"?|[^'\"{e}]+")
    for escape, e in (("\\", r"\\"), ("`", "`"))
}
IN_DOUBLE_QUOTES = {escape: expression(rf"{e}([\"${e}])|[^{e}]+|{e}") for escape, e in (("\\", r"\\"), ("`", "`"))}
JSON_STRING = expression(r'"((?:[^"\\]|\\.)*)"')
JSON_PIECE = expression(r"(?:\\u[0-9a-fA-F]{4})+|\\.|[^\\]+")
HEREDOC = expression(
    r"(?<!\S)\d*<<(?:(?P<tabs>-)|[ \t]*)(?P<name>(?:[^\s<'\"\\]|\\.|'[^']*'|\"(?:[^\"\\]|\\.)*\")+)(?!\S)"
    r"|(?:[^\s'\"\\]|\\.|'[^']*'|\"(?:[^\"\\]|\\.)*\")+|(?P<open>['\"])"
)


class Pair(NamedTuple):
    """One assignment of ENV, ARG or LABEL, quotes removed, variables as written; None: ARG without default.

    The line and column (1-based) are those of the value, or of the name where there is none.
    """

    name: str
    value: str | None
    line: int
    column: int


def divided(text: Word) -> tuple[Word, ...]:
    """The words between blanks."""
    return tuple(text.slice(*match.span()) for match in NON_BLANK.finditer(text.text))


def quoted_words(text: Word, escape: str) -> tuple[Word, ...]:
    """The words between blanks that no quotes protect, as written."""
    return tuple(text.slice(*match.span()) for match in QUOTED_WORD[escape].finditer(text.text))


def unquoted(word: Word, escape: str) -> Word:
    """A word without its quotes and escapes."""
    pieces: list[tuple[str, int]] = []
    for part in PART[escape].finditer(word.text):
        if part["double"] is not None:
            for inner in IN_DOUBLE_QUOTES[escape].finditer(part["double"]):
                group = inner.lastindex or 0
                pieces.append((inner.group(group), part.start("double") + inner.start(group)))
        else:
            group = part.lastindex or 0
            pieces.append((part.group(group), part.start(group)))
    return word.pick(pieces or [("", 0)])


def assignments(text: Word, escape: str, bare: bool) -> tuple[tuple[Word, ...], tuple[Pair, ...]]:
    """The words of `A=b "C=d e"` and their pairs; of `A rest of the line` too unless names may be `bare` (ARG)."""
    words = quoted_words(text, escape)
    if words and not bare and "=" not in words[0].text:
        return _old_form(text, escape)
    pairs = []
    for word in words:
        plain = unquoted(word, escape)
        name, equal, value = plain.text.partition("=")
        place = plain.position(len(name) + 1 if value else 0)
        pairs.append(Pair(name, value if equal else None, *place))
    return words, tuple(pairs)


def _old_form(text: Word, escape: str) -> tuple[tuple[Word, ...], tuple[Pair, ...]]:
    """`ENV NAME the rest of the line`; a name alone, which BuildKit refuses, assigns nothing."""
    name, *rest = re.split(r"[\t\v\f\r ]+", text.text, maxsplit=1)
    if not rest:
        return (text,), ()
    value = text.slice(len(text.text) - len(rest[0]), len(text.text))
    plain = unquoted(value, escape)
    return (text.slice(0, len(name)), value), (Pair(name, plain.text, plain.line, plain.column),)


def strings(text: Word) -> tuple[Word, ...] | None:
    """The strings of a JSON array; None when the text is anything else."""
    if not text.text.startswith("["):
        return None
    import json

    try:
        values = json.loads(text.text)
    except (ValueError, RecursionError):
        return None
    if not all(isinstance(value, str) for value in values):
        return None
    return tuple(_string(text, *match.span(1)) for match in JSON_STRING.finditer(text.text))


def _string(text: Word, start: int, end: int) -> Word:
    import json

    pieces = [
        (json.loads(f'"{piece.group()}"'), start + piece.start()) for piece in JSON_PIECE.finditer(text.text[start:end])
    ]
    return text.pick(pieces or [("", start)])


def heredocs(text: str) -> list[tuple[str, bool]]:
    """The heredocs that a line announces: the word that ends each, and whether tabs before it count (`<<-`)."""
    found = list(HEREDOC.finditer(text))
    if any(match["open"] for match in found):  # BuildKit finds no heredoc in a line with an open quote
        return []
    return [(re.sub(r"['\"]", "", match["name"]), bool(match["tabs"])) for match in found if match["name"]]
