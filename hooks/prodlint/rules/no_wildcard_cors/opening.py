"""A value that lets everyone in, whatever language or format it is written in."""

from prodlint.finding import Finding, reasoned
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_wildcard_cors.messages import ANY, FIX, HOOK


class Opening(NamedTuple):
    """Where it is (1-based line and column of the value), what it is, and what others can do then.

    `what` names the construct ("CORSMiddleware takes origins from ..."), never a value. `statement`: the first and
    the last line of the whole statement, where an inline ignore counts; (0, 0) is the line alone. `strict`: true, but
    often accepted. `fix`: what to write instead.
    """

    line: int
    column: int
    what: str
    effect: str = ANY
    statement: tuple[int, int] = (0, 0)
    strict: bool = False
    fix: str = FIX

    def finding(self, path: str) -> Finding:
        """The finding of this hook in the file at a path."""
        fix = reasoned(self.effect, self.fix)
        return Finding(path, self.line, self.column, HOOK, self.what, fix, self.strict, *self.statement)
