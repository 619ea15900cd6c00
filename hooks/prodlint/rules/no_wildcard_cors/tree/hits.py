"""What the rules of this package find: a place, a message, an effect."""

from __future__ import annotations

from typing import NamedTuple

from prodlint.formats.code import Node
from prodlint.rules.no_wildcard_cors.messages import ANY


class Hit(NamedTuple):
    """A place that lets any origin in; `what` names the construct, `effect` says what that allows."""

    node: Node
    what: str
    effect: str = ANY
    strict: bool = False
