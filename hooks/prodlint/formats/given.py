"""What names are given in code: by assignment, by key and keyword, and by calls that set what they are called like."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from prodlint.expressions import expression
from prodlint.formats.code import CALL, KEYWORD, Code, Named, Node

_VERB = expression(r"(?:[sS]et|[wW]ith)(?:_|(?=[A-Z]))")
# Calls that give the second of two arguments to what the first one names, or take it where nothing else is set.
_GIVES = expression(
    r"(?:set|put|add|with|options?|param|config|string|bool|define|register|get_?or|get_?property|default|mysqli)\w*",
    re.IGNORECASE,
)
_MOST_PAIRED, _MOST = 4, 100  # arguments


def given(code: Code, wanted: Callable[[str], bool]) -> list[Named]:
    """All that gives a value to a name, in the order of the file; of what calls set, the names that are wanted."""
    called = (one for call in code.calls for one in _set_by(code, call, wanted))
    found = [*code.named_values(), *called]
    return sorted(found, key=lambda one: (code.line(one.value), code.column(one.value)))


def plain(name: str) -> str:
    """A name without its verb: "SslMode" of "setSslMode"."""
    return _VERB.sub("", name, count=1)


def _set_by(code: Code, call: Node, wanted: Callable[[str], bool]) -> Iterator[Named]:
    """`.sslMode(x)`, `setSslMode(x)`, `WithOrigins(x, y)`, `setProperty("sslmode", x)`, `option(SSL, x)`."""
    owner, method = code.method(call)
    arguments: Sequence[Node] = code.arguments(call)
    if wanted(plain(method)):
        yield from (Named(method, one, call, KEYWORD, owner) for one in arguments[:_MOST])
    elif 1 < len(arguments) <= _MOST_PAIRED and _GIVES.fullmatch(method):
        for key, value in pairwise(arguments):
            named = next(iter(code.arguments(key)), key) if code.kind(key) == CALL else key  # `Option.valueOf("ssl")`
            name = code.string(named) or code.name(named)
            if wanted(name):
                yield Named(name, value, call, KEYWORD, owner)
