"""What the rules for code hand back."""

from collections.abc import Iterable, Iterator

from prodlint.finding import Finding
from prodlint.formats.code import Code, Node
from prodlint.light_typing import NamedTuple
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

    def opening(self, code: Code) -> Opening:
        """The opening at the place of the node."""
        line, column, statement = code.line(self.node), code.column(self.node), code.statement(self.node)
        return Opening(line, column, self.what, EFFECTS[self.effect], statement, self.strict, self.fix or FIX)


def findings(code: Code, hits: Iterable[Hit], path: str) -> Iterator[Finding]:
    """One finding a line: one that always counts before a strict one, what acts or echoes before a star."""
    seen = set[int]()
    for hit in sorted(hits, key=lambda hit: (hit.strict, hit.effect == STAR)):
        if code.line(hit.node) not in seen:
            seen.add(code.line(hit.node))
            yield hit.opening(code).finding(path)
