"""What names are given in code: by assignment, by key and keyword, and by calls that set what they are called like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from prodlint.expressions import expression
from prodlint.formats.code import KEYWORD, Code, Named, Node

_VERB = expression(r"(?:[sS]et|[wW]ith)(?:_|(?=[A-Z]))")
# Calls that give the second of two arguments to what the first one names, or take it where nothing else is set.
_GIVES = expression(
    r"(?:set|put|add|with|options?|param|config|string|bool|define|register|get_?or|get_?property|default|mysqli)\w*",
    re.IGNORECASE,
)
_MOST_ARGUMENTS = 4


def given(code: Code, wanted: Callable[[str], bool]) -> list[Named]:
    """All that gives a value to a name, in the order of the file; of what calls set, the wanted names."""
    called = (one for call in code.calls for one in _set_by(code, call) if wanted(one.name))
    found = [*code.named_values(), *called]
    return sorted(found, key=lambda one: (code.line(one.value), code.column(one.value)))


def _set_by(code: Code, call: Node) -> Iterator[Named]:
    """`.sslMode(x)`, `setSslMode(x)`, `setProperty("sslmode", x)`, `option(SSL, x)`."""
    owner, method = code.method(call)
    arguments: Sequence[Node] = code.arguments(call)
    if len(arguments) == 1:
        yield Named(_VERB.sub("", method, count=1), arguments[0], call, KEYWORD, owner)
    elif 1 < len(arguments) <= _MOST_ARGUMENTS and _GIVES.fullmatch(method):
        for key, value in pairwise(arguments):
            yield Named(code.string(key) or code.name(key), value, call, KEYWORD, owner)
