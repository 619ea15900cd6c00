"""A matcher for regular expressions that counts its steps: it tries what `re` tries, in the same order.

Steps grow with a text as the time of `re` does, and are the same on every machine, busy or not. Bounded repetitions
are made short (`MOST_TIMES`), so that short texts tell what grows without a bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from attacks import Tokens, fits, op

try:
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # Python 3.10
    import sre_parse as parser

MOST_TIMES = 4

Continuation = Callable[[int], bool]
Part = Callable[[int, Continuation], bool]  # from a place on, with what has to follow


class TooMany(Exception):
    """More steps than were allowed."""


def parsed(pattern: str, flags: int) -> tuple[Tokens, int]:
    """The tokens of a pattern with short repetitions, and all its flags."""
    tree = parser.parse(pattern, flags)
    return _shortened(list(tree)), tree.state.flags


def _shortened(tokens: Tokens) -> Tokens:
    return [(code, _shortened_argument(code, argument)) for code, argument in tokens]


def _shortened_argument(code: Any, argument: Any) -> Any:
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        least, most, body = argument
        most = most if most == op.MAXREPEAT else min(most, MOST_TIMES)
        return min(least, MOST_TIMES), most, _shortened(list(body))
    if code is op.SUBPATTERN:
        return (*argument[:3], _shortened(list(argument[3])))
    if code is op.BRANCH:
        return argument[0], [_shortened(list(branch)) for branch in argument[1]]
    if code in (op.ASSERT, op.ASSERT_NOT):
        return argument[0], list(argument[1]) if argument[0] < 0 else _shortened(list(argument[1]))
    return argument


class Stepping:
    """One pattern; `steps` is how many were made for the last text, `found` where it was found in that."""

    def __init__(self, tokens: Tokens, flags: int) -> None:
        self.steps = 0
        self.found: list[tuple[int, int]] = []
        self._most = 0
        self._text = ""
        self._groups: dict[int, tuple[int, int]] = {}
        self._part = self._sequence(tokens, flags)

    def count(self, way: str, text: str, most: int) -> int:
        """The steps for `match`, `fullmatch` or `finditer` over a text. Raises TooMany above `most`."""
        self.steps, self.found, self._most, self._text = 0, [], most, text
        ends: list[int] = []

        def take(at: int) -> bool:
            ends.append(at)
            return way != "fullmatch" or at == len(text)

        start = 0
        while start <= len(text):
            self._groups.clear()
            found = self._part(start, take)
            if found:
                self.found.append((start, ends[-1]))
            if way != "finditer":
                break
            start = max(ends[-1], start + 1) if found else start + 1
        return self.steps

    def _step(self) -> None:
        self.steps += 1
        if self.steps > self._most:
            raise TooMany

    def _sequence(self, tokens: Tokens, flags: int) -> Part:
        parts = [self._of(code, argument, flags) for code, argument in tokens]
        if len(parts) == 1:
            return parts[0]

        def run(index: int, at: int, follow: Continuation) -> bool:
            if index == len(parts):
                return follow(at)
            return parts[index](at, lambda behind: run(index + 1, behind, follow))

        return lambda at, follow: run(0, at, follow)

    def _of(self, code: Any, argument: Any, flags: int) -> Part:
        if code in (op.MAX_REPEAT, op.MIN_REPEAT):
            return self._repeat(code is op.MIN_REPEAT, argument, flags)
        if code is op.SUBPATTERN:
            return self._group(argument, flags)
        if code is op.BRANCH:
            branches = [self._sequence(list(branch), flags) for branch in argument[1]]
            return lambda at, follow: any(branch(at, follow) for branch in branches)
        if code in (op.ASSERT, op.ASSERT_NOT):
            return self._look(code is op.ASSERT, argument, flags)
        if code is op.AT:
            return self._place(argument, flags)
        if code is op.GROUPREF:
            return lambda at, follow: self._again(argument, at, follow)
        if code is op.GROUPREF_EXISTS:
            yes, no = (self._sequence(list(tokens or ()), flags) for tokens in argument[1:])
            return lambda at, follow: (yes if argument[0] in self._groups else no)(at, follow)
        fitting = self._character(code, argument, flags)
        return lambda at, follow: fitting(at) and follow(at + 1)

    def _character(self, code: Any, argument: Any, flags: int) -> Callable[[int], bool]:
        known: dict[str, bool] = {}

        def fitting(at: int) -> bool:
            self._step()
            if at >= len(self._text):
                return False
            char = self._text[at]
            if char not in known:
                known[char] = fits(char, code, argument, flags)
            return known[char]

        return fitting

    def _repeat(self, lazy: bool, argument: Any, flags: int) -> Part:
        least, most, body = argument
        if len(body) == 1 and body[0][0] in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN):
            return self._run(lazy, least, most, self._character(*body[0], flags))
        inner = self._sequence(body, flags)

        def go(times: int, at: int, follow: Continuation) -> bool:
            self._step()

            def again() -> bool:
                return inner(at, lambda behind: behind > at and go(times + 1, behind, follow))

            if times < least:
                return inner(at, lambda behind: go(times + 1, behind, follow))
            if lazy:
                return follow(at) or (times < most and again())
            return (times < most and again()) or follow(at)

        return lambda at, follow: go(0, at, follow)

    def _run(self, lazy: bool, least: int, most: int, fitting: Callable[[int], bool]) -> Part:
        """The repetition of one character, as long as it can be and then shorter, or the other way round."""

        def run(at: int, follow: Continuation) -> bool:
            end = at
            while end - at < (least if lazy else most) and fitting(end):
                end += 1
            while end - at >= least:
                self._step()
                if follow(end):
                    return True
                if lazy and (end - at >= most or not fitting(end)):
                    return False
                end += 1 if lazy else -1
            return False

        return run

    def _group(self, argument: Any, flags: int) -> Part:
        number, more, less, tokens = argument
        inner = self._sequence(list(tokens), (flags | more) & ~less)
        if number is None:
            return inner

        def run(at: int, follow: Continuation) -> bool:
            def close(behind: int) -> bool:
                before = self._groups.get(number)
                self._groups[number] = at, behind
                if follow(behind):
                    return True
                if before is None:
                    del self._groups[number]
                else:
                    self._groups[number] = before
                return False

            return inner(at, close)

        return run

    def _look(self, wanted: bool, argument: Any, flags: int) -> Part:
        direction, tokens = argument
        inner = self._sequence(list(tokens), flags)
        width = _width(list(tokens)) if direction < 0 else 0

        def run(at: int, follow: Continuation) -> bool:
            self._step()
            found = at >= width and inner(at - width, lambda behind: direction > 0 or behind == at)
            return found == wanted and follow(at)

        return run

    def _place(self, where: Any, flags: int) -> Part:
        lines = bool(flags & re.MULTILINE)
        holds: dict[Any, Callable[[int], bool]] = {
            op.AT_BEGINNING: lambda at: at == 0 or (lines and self._text[at - 1] == "\n"),
            op.AT_BEGINNING_STRING: lambda at: at == 0,
            op.AT_END: lambda at: (
                at == len(self._text) or (self._text[at] == "\n" and (lines or at == len(self._text) - 1))
            ),
            op.AT_END_STRING: lambda at: at == len(self._text),
            op.AT_BOUNDARY: lambda at: self._is_word(at - 1) != self._is_word(at),
            op.AT_NON_BOUNDARY: lambda at: self._is_word(at - 1) == self._is_word(at),
        }

        def run(at: int, follow: Continuation) -> bool:
            self._step()
            return holds[where](at) and follow(at)

        return run

    def _is_word(self, at: int) -> bool:
        return 0 <= at < len(self._text) and (self._text[at].isalnum() or self._text[at] == "_")

    def _again(self, number: int, at: int, follow: Continuation) -> bool:
        self._step()
        start, end = self._groups.get(number, (0, -1))
        return end >= start and self._text.startswith(self._text[start:end], at) and follow(at + end - start)


def _width(tokens: Tokens) -> int:
    """The characters of what a look behind asks for, which are always as many."""
    width = 0
    for code, argument in tokens:
        if code in (op.MAX_REPEAT, op.MIN_REPEAT):
            width += argument[0] * _width(list(argument[2]))
        elif code is op.SUBPATTERN:
            width += _width(list(argument[3]))
        elif code is op.BRANCH:
            width += _width(list(argument[1][0]))
        elif code not in (op.AT, op.ASSERT, op.ASSERT_NOT):
            width += 1
    return width
