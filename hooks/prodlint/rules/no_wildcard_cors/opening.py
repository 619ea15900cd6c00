"""A value that lets everyone in: where it is written, what lets it in, and what others can do then."""

from collections.abc import Iterable, Iterator

from prodlint.finding import Finding, reasoned
from prodlint.formats.code import Code, Node
from prodlint.light_typing import NamedTuple
from prodlint.tables.cors_effects import ACTS, ECHO, SOCKET, STAR

_FIX = "List the origins of your own frontends instead, without a wildcard as the default."
_EFFECTS = {  # by what the tables of libraries say
    STAR: "any website can read its answers",
    ECHO: "every origin is sent back, so any website can read its answers",
    ACTS: "every origin is sent back with credentials allowed, so any website can act as the user",
    SOCKET: "any website can open its sockets as the user",
}


class Opening(NamedTuple):
    """Where it is (1-based line and column of the value), what it is, and what others can do then (`cors_effects`).

    `what` names the construct ("CORSMiddleware takes ..."), never a value. `statement`: the first and the last line of
    the whole statement, where an inline ignore counts; (0, 0) is the line alone. `strict`: true, but often accepted.
    `fix`: what to write instead.
    """

    line: int
    column: int
    what: str
    effect: str = STAR
    statement: tuple[int, int] = (0, 0)
    strict: bool = False
    fix: str = ""

    def finding(self, path: str) -> Finding:
        """The finding of this hook in the file at a path."""
        fix = reasoned(_EFFECTS.get(self.effect, self.effect), self.fix or _FIX)
        return Finding(path, self.line, self.column, "no-wildcard-cors", self.what, fix, self.strict, *self.statement)


class Hit(NamedTuple):
    """An opening at a node of code. The effect is CLOSED where it is whatever the library makes of it."""

    node: Node
    what: str
    effect: str = STAR
    strict: bool = False
    fix: str = ""


def findings(code: Code, hits: Iterable[Hit], path: str) -> Iterator[Finding]:
    """One finding a line: one that always counts before a strict one, what acts or echoes before a star."""
    seen = set[int]()
    for node, what, effect, strict, fix in sorted(hits, key=lambda hit: (hit.strict, hit.effect == STAR)):
        line = code.line(node)
        if line not in seen:
            seen.add(line)
            yield Opening(line, code.column(node), what, effect, code.statement(node), strict, fix).finding(path)
