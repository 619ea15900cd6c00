"""What the rules for code hand back."""

from typing import NamedTuple

from prodlint.formats.code import Code, Node
from prodlint.rules.no_wildcard_cors.messages import EFFECTS, FIX
from prodlint.rules.no_wildcard_cors.opening import Opening
from prodlint.tables.cors_effects import STAR


class Hit(NamedTuple):
    """A value that lets any origin in: `effect` is a key of `messages.EFFECTS`, `what` the construct in words.

    CLOSED where it is whatever the library makes of it. `strict`: true, but often accepted.
    """

    node: Node
    what: str
    effect: str = STAR
    strict: bool = False
    fix: str = ""

    def opening(self, code: Code, *, strict: bool = False) -> Opening:
        """The opening at the place of the node; `strict`: for another reason."""
        line, column, statement = code.line(self.node), code.column(self.node), code.statement(self.node)
        return Opening(line, column, self.what, EFFECTS[self.effect], statement, self.strict or strict, self.fix or FIX)
