"""What a wildcard lets others do, in the words of every message of this hook."""

from __future__ import annotations

from prodlint.finding import Finding

HOOK = "no-wildcard-cors"
FIX = "List the origins of your own frontends instead, without a wildcard as the default."

ANY = "any website can read its answers"
ECHO = "every origin is sent back, so any website can read its answers"
SOCKET = "any website can open its sockets as the user"
CREDENTIALS = "every origin is sent back with credentials allowed, so any website can act as the user"


def finding(
    path: str,
    line: int,
    column: int,
    what: str,
    effect: str = ANY,
    *,
    statement: tuple[int, int] = (0, 0),
    fix: str = FIX,
    strict: bool = False,
) -> Finding:
    """A finding of this hook: `what` names the construct ("CORSMiddleware takes origins from ..."), never a value.

    `statement` is the first and the last line of the whole statement, where an inline ignore counts.
    """
    first, last = statement
    return Finding(path, line, column, HOOK, f"{what}: {effect}", fix, strict, first, last)
