"""What the rules for JavaScript hand back."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from prodlint.rules.no_wildcard_cors.messages import ANY, CREDENTIALS, ECHO
from prodlint.tables import cors_javascript as table

EFFECTS = {table.STAR: ANY, table.ECHO: ECHO, table.ACTS: CREDENTIALS}


class Hit(NamedTuple):
    """A value that lets any origin in: `effect` is a key of EFFECTS, `what` the construct in words."""

    node: Node
    what: str
    effect: str
    strict: bool = False
    fix: str = ""
