"""Readers, one a file format: text in, structure with 1-based lines and columns out, no opinion.

A reader knows no hook and touches no file. What it cannot read it refuses with `Unparsable`, which holds what could
be read nevertheless; where that is nothing, the file is told to be unreadable, or the caller looks at its lines.
"""

from prodlint.expressions import expression

# A tree takes a hundred times the memory of its text, and no file may take more than 400 MB; what is longer than this,
# in characters, nobody wrote by hand.
MOST = 2_700_000
_LONGEST = 3  # times that, of what is mostly texts: they are a node each, however long they are
_SOLID = expression(r'''"""[^"]*"""|"[^"\\\n]{4,}"|\'[^\'\\\n]{4,}\'|[ \t]{4,}''')
_AS_LONG = " " * 4


class Unparsable(ValueError):
    """The text is not of the format; `line` (1-based) and `reason`, which holds nothing of the text.

    `begun` is the line at which what could not be read begins, where the parser tells it. `partial` is what the reader
    gives for the rest of the text, None for nothing, and `unread` are the lines (1-based) that it was not made from.
    """

    def __init__(self, line: int, reason: str, begun: int = 0) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason
        self.begun = begun or line
        self.partial: object = None
        self.unread: frozenset[int] = frozenset()


def bounded(text: str, times: int = 1) -> str:
    """The text itself, of which a tree takes so many times the memory of others. Raises Unparsable where it is longer
    than its part of `MOST`, texts and blanks left out."""
    most = MOST // times
    if len(text) > _LONGEST * most or (len(text) > most and len(_SOLID.sub(_AS_LONG, text)) > most):
        raise Unparsable(1, f"longer than {most:,} characters, and so too large to be parsed")
    return text
