"""Regular expressions of Python and JavaScript, matched without backtracking: what an untrusted pattern accepts.

A pattern becomes steps from a set of positions to a set of positions, so that a budget bounds the work, whatever
the pattern. Raises `Unparsable` for what is not understood: references, look-behind, characters by their number.
"""

from collections.abc import Callable

from prodlint.formats import Unparsable

FULL, PREFIX, SEARCH = "full", "prefix", "search"

Positions = frozenset[int]
Step = Callable[[Positions], Positions]
Test = Callable[[str], bool]

_MAX_PATTERN = 1_000
_MAX_DEPTH = 30
_MAX_STEPS = 5_000
_CLASSES: dict[str, Test] = {"d": str.isdecimal, "s": str.isspace, "w": lambda char: char.isalnum() or char == "_"}


def matches(pattern: str, text: str, how: str = FULL) -> bool:
    """Whether the pattern accepts the text: the whole of it (`fullmatch`), its start (`match`), or a part.

    Raises Unparsable where the pattern is not understood, or too much work.
    """
    if len(pattern) > _MAX_PATTERN:
        raise Unparsable(1, "a pattern too long to judge")
    starts = frozenset(range(len(text) + 1)) if how == SEARCH else frozenset({0})
    ends = _Pattern(pattern, text).whole()(starts)
    return len(text) in ends if how == FULL else bool(ends)


class _Pattern:
    """One pattern and one text; `_at` is where the reader of the pattern stands."""

    def __init__(self, pattern: str, text: str) -> None:
        self._pattern = pattern
        self._text = text
        self._at = 0
        self._fold = False
        self._left = _MAX_STEPS

    def whole(self) -> Step:
        step = self._alternatives(0)
        if self._at < len(self._pattern):
            raise _refusal()
        return step

    def _peek(self, ahead: int = 0) -> str:
        return self._pattern[self._at + ahead : self._at + ahead + 1]

    def _take(self, *wanted: str) -> str:
        """Step over the first of the texts that comes next; "" when none does."""
        found = next((text for text in wanted if self._pattern.startswith(text, self._at)), "")
        self._at += len(found)
        return found

    def _alternatives(self, depth: int) -> Step:
        if depth > _MAX_DEPTH:
            raise _refusal()
        steps = [self._sequence(depth)]
        while self._take("|"):
            steps.append(self._sequence(depth))
        return lambda starts: frozenset().union(*(step(starts) for step in steps))

    def _sequence(self, depth: int) -> Step:
        steps: list[Step] = []
        while self._peek() not in ("", "|", ")"):
            steps.append(self._repeated(self._atom(depth)))

        def run(starts: Positions) -> Positions:
            for step in steps:
                self._left -= 1
                if self._left < 0:
                    raise Unparsable(1, "a pattern that takes too much work")
                starts = step(starts)
            return starts

        return run

    def _repeated(self, step: Step) -> Step:
        low, high = self._counts()
        if (low, high) == (1, 1):
            return step

        def run(starts: Positions) -> Positions:
            for count in range(high):
                following = step(starts) if count < low else starts | step(starts)
                if following == starts:
                    break
                starts = following
            return starts

        return run

    def _counts(self) -> tuple[int, int]:
        """How often the atom before may occur; a text is never longer than `most`."""
        most = len(self._text) + 1
        counts = {"*": (0, most), "+": (1, most + 1), "?": (0, 1)}.get(self._take("*", "+", "?"))
        if counts is None:
            end = self._pattern.find("}", self._at) if self._peek() == "{" else -1
            low, comma, high = self._pattern[self._at + 1 : end].partition(",")
            if end < 0 or not (low + high).isdecimal() or len(low + high) > 8:
                return 1, 1
            self._at = end + 1
            least = min(int(low or 0), most)
            counts = least, max(least, min(int(high), most)) if high else most if comma else least
        self._take("?", "+")
        return counts

    def _atom(self, depth: int) -> Step:
        char = self._peek()
        self._at += 1
        if char == "(":
            return self._group(depth)
        if char == "[":
            return self._one(self._class())
        if char == ".":
            return self._one(lambda found: found != "\n")
        if char in ("^", "$"):
            wanted = {0 if char == "^" else len(self._text)}
            return lambda starts: starts & wanted
        if char == "\\":
            return self._escape()
        if char in "*+?":
            raise _refusal()
        return self._one(self._same(char))

    def _group(self, depth: int) -> Step:
        if self._take("?i)"):
            self._fold = True
            return lambda starts: starts
        ahead = self._take("?=", "?!")
        if not ahead and not self._take("?:") and self._take("?P<", "?<"):
            if self._peek() in ("=", "!"):
                raise _refusal()
            self._at = self._pattern.find(">", self._at) + 1 or len(self._pattern)
        inner = self._alternatives(depth + 1)
        if not self._take(")"):
            raise _refusal()
        if not ahead:
            return inner
        return lambda starts: frozenset(at for at in starts if bool(inner(frozenset({at}))) is (ahead == "?="))

    def _one(self, test: Test) -> Step:
        text = self._text
        return lambda starts: frozenset(at + 1 for at in starts if at < len(text) and test(text[at]))

    def _same(self, char: str) -> Test:
        fold = self._fold
        return lambda found: found == char or (fold and found.lower() == char.lower())

    def _escape(self) -> Step:
        anchor = self._take("A", "Z", "z", "b")
        if not anchor:
            return self._one(self._escaped())
        wanted = {"A": {0}, "b": set(range(len(self._text) + 1))}.get(anchor, {len(self._text)})
        return lambda starts: starts & wanted

    def _escaped(self) -> Test:
        char = self._peek()
        self._at += 1
        test = _CLASSES.get(char.lower())
        if test is not None:
            return test if char.islower() else lambda found: not test(found)
        if not char or char.isalnum():
            raise _refusal()
        return self._same(char)

    def _class(self) -> Test:
        negated = bool(self._take("^"))
        tests: list[Test] = []
        while not tests or self._peek() != "]":
            char = self._peek()
            self._at += 1
            if not char:
                raise _refusal()
            if char == "\\":
                tests.append(self._escaped())
            elif self._peek() == "-" and self._peek(1) not in ("]", ""):
                tests.append(_between(char, self._peek(1)))
                self._at += 2
            else:
                tests.append(self._same(char))
        self._at += 1
        return lambda found: any(test(found) for test in tests) is not negated


def _between(low: str, high: str) -> Test:
    return lambda found: low <= found <= high


def _refusal() -> Unparsable:
    return Unparsable(1, "a pattern that is not understood")
