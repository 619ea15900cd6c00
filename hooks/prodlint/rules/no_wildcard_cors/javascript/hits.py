"""What the rules for JavaScript hand back."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node


class Hit(NamedTuple):
    """A value that lets any origin in: `effect` is a key of `messages.EFFECTS`, `what` the construct in words."""

    node: Node
    what: str
    effect: str
    strict: bool = False
    fix: str = ""
