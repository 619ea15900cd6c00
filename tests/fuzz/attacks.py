"""Texts that make a regular expression as slow as it can be, made from the expression itself.

For every part that may repeat: what leads up to it, then the part again and again, then something that nothing fits.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

try:
    from re import _constants as op  # type: ignore[attr-defined]
except ImportError:  # Python 3.10
    import sre_constants as op

_CHARACTERS = " \n\ta0_-A.\"'=:/#*({[\\,;x@<`$zé" + string.punctuation
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_UNFIT = "\0"

Tokens = list[tuple[Any, Any]]


class Attack(NamedTuple):
    """`pump` is repeated between `before` and `after`."""

    before: str
    pump: str
    after: str

    def text(self, length: int) -> str:
        """The text with about as many characters."""
        return self.before + self.pump * (length // len(self.pump)) + self.after


def attacks(tokens: Tokens, flags: int) -> list[Attack]:
    """The attacks on a parsed pattern, each once."""
    found = [Attack("", pump, "") for pump in (" ", "a", "\n")]
    for before, pumps in _repeated(tokens, flags, ""):
        for pump in pumps:
            found += [Attack(before, pump, _UNFIT), Attack(before, pump, "\n" + _UNFIT), Attack("", before + pump, "")]
    whole = _sample(tokens, flags)
    return list(dict.fromkeys([*found, *(Attack("", text, "") for text in (whole, whole[:-1]) if text)]))


def _repeated(tokens: Tokens, flags: int, before: str) -> Iterator[tuple[str, list[str]]]:
    """What stands before each part that has no bound, and some texts that fit the part once."""
    for index, (code, argument) in enumerate(tokens):
        lead = before + _sample(tokens[:index], flags)
        if code in _REPEATS:
            body = list(argument[2])
            if argument[1] == op.MAXREPEAT:
                yield lead, _pumps(body, flags, lead[-1:])
            yield from _repeated(body, flags, lead)
        elif code is op.SUBPATTERN:
            yield from _repeated(list(argument[3]), flags | argument[1], lead)
        elif code is op.BRANCH:
            for branch in argument[1]:
                yield from _repeated(list(branch), flags, lead)
        elif code in (op.ASSERT, op.ASSERT_NOT):
            yield from _repeated(list(argument[1]), flags, lead)


def _pumps(body: Tokens, flags: int, last: str) -> list[str]:
    if len(body) == 1 and (fitting := _characters(*body[0], flags)):
        pumps = [*fitting[:3], *(char for char in (" ", "\n", "a", last) if char and char in fitting)]
    else:
        pumps = [_sample(body, flags, choice) for choice in range(3)]
    return [pump for pump in dict.fromkeys(pumps) if pump]


def _sample(tokens: Tokens, flags: int, choice: int = 0) -> str:
    """A short text that fits; `choice` is which of the characters or branches to take."""
    texts = []
    for code, argument in tokens:
        if code in _REPEATS:
            texts.append(_sample(list(argument[2]), flags, choice) * argument[0])
        elif code is op.SUBPATTERN:
            texts.append(_sample(list(argument[3]), flags | argument[1], choice))
        elif code is op.BRANCH:
            branches = argument[1]
            texts.append(_sample(list(branches[min(choice, len(branches) - 1)]), flags, choice))
        elif fitting := _characters(code, argument, flags):
            texts.append(fitting[min(choice, len(fitting) - 1)])
    return "".join(texts)


def _characters(code: Any, argument: Any, flags: int) -> list[str]:
    """Some characters that a token for one character fits; none for any other token."""
    if code is op.LITERAL:
        return [chr(argument)]
    if code is op.NOT_LITERAL:
        return [char for char in _CHARACTERS if char != chr(argument)]
    if code is op.ANY:
        return [char for char in _CHARACTERS if char != "\n" or flags & re.DOTALL]
    return list(_members(tuple(argument))) if code is op.IN else []


def fits(char: str, code: Any, argument: Any, flags: int) -> bool:
    """Whether a character fits a token for one."""
    forms = {char, char.lower(), char.upper()} if flags & re.IGNORECASE else {char}
    if code is op.ANY:
        return char != "\n" or bool(flags & re.DOTALL)
    if code is op.IN:
        items, negated = tuple(argument), argument[0][0] is op.NEGATE
        return any(_is_member(form, items[negated:]) for form in forms) != negated
    return (chr(argument) in forms) == (code is op.LITERAL)


@cache
def _members(items: tuple[tuple[Any, Any], ...]) -> str:
    if items[0][0] is op.NEGATE:
        return "".join(char for char in _CHARACTERS if not _is_member(char, items[1:]))
    named = [
        chr(argument if code is op.LITERAL else argument[0]) for code, argument in items if code is not op.CATEGORY
    ]
    return "".join(dict.fromkeys([*named, *(char for char in _CHARACTERS if _is_member(char, items))]))


def _is_member(char: str, items: tuple[tuple[Any, Any], ...]) -> bool:
    return any(
        (code is op.LITERAL and ord(char) == argument)
        or (code is op.RANGE and argument[0] <= ord(char) <= argument[1])
        or (code is op.CATEGORY and _CATEGORIES[argument](char))
        for code, argument in items
    )


_CATEGORIES = {
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_NOT_DIGIT: lambda char: not char.isdecimal(),
    op.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    op.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}
