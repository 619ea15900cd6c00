"""Where a web server's configuration lets any origin in."""

from __future__ import annotations

from typing import NamedTuple

from prodlint.rules.no_wildcard_cors.messages import ANY


class Place(NamedTuple):
    """A value at a 1-based line and column of its text; `what` sets it, and `effect` is what others can do."""

    line: int
    column: int
    what: str
    effect: str = ANY
    strict: bool = False
    last: int = 0
