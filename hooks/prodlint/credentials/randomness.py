"""Whether a text was generated rather than thought up."""

import math
import re
from collections import Counter
from itertools import pairwise

from prodlint.expressions import expression
from prodlint.tables.letters import FOLLOWERS

_SHORTEST = 16
SHORT = 10  # from here on, a text of letters and digits without any separator may be tested
_LONGEST = 4_096
_LONG = 24
_ENTROPY = 3.0  # bits a character: words of people stay below it only when short
_CHANGES = 0.2  # changes between lower case, capitals and digits, for each character; compound words have fewer
_SURPRISES = 0.42  # of the steps from one character to the next, those that words do not take
_HEX = expression(r"(?:0x)?[0-9a-f]{16,}|(?:0x)?[0-9A-F]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHORT_HEX = expression(r"(?=(?:.*\d){3})(?=(?:.*[a-f]){2})[0-9a-f]{10,15}")
_IN_GROUPS = expression(r"[A-Za-z0-9]{4,}(?:-[A-Za-z0-9]{4,})*")  # shorter groups, and those of names, are acronyms
SEPARATORS = frozenset(" -_./:,@+=")  # stand between words and numbers
_PREFIX = expression(r"(?:base64|hex|sha256|Basic|Bearer|Token|ApiKey)[: ]\s*", re.IGNORECASE)


def is_random(text: str, shortest: int = _SHORTEST) -> bool:
    """Whether a text looks generated: hexadecimal, base64, letters and digits mixed, or letters as in no word.

    Words joined by separators, version numbers and sentences do not. Below 16 characters (`shortest` may be as low as
    SHORT) only digits and letters of one piece do.
    """
    text = _PREFIX.sub("", text.strip(), count=1)
    if not shortest <= len(text) <= _LONGEST or re.search(r"\s", text):
        return False
    if len(text) < _SHORTEST:
        return _is_short_and_random(text)
    if _HEX.fullmatch(text):
        return re.search(r"[a-fA-F]", text.removeprefix("0x")) is not None and re.search(r"\d", text) is not None
    if entropy(text) < _ENTROPY:
        return False
    letters_and_digits = re.search(r"[A-Za-z]", text) is not None and re.search(r"\d", text) is not None
    mixed_case = len(text) >= 20 and re.search(r"[a-z]", text) is not None and re.search(r"[A-Z]", text) is not None
    if (letters_and_digits or mixed_case) and _changes(text) >= _CHANGES:
        return True
    return _IN_GROUPS.fullmatch(text) is not None and _surprises(text) >= _SURPRISES


def _is_short_and_random(text: str) -> bool:
    if _SHORT_HEX.fullmatch(text):
        return _surprises(text) >= _SURPRISES / 2
    mixed = text.isascii() and text.isalnum() and sum(map(str.isdigit, text)) >= 2 and not text.isdigit()
    return mixed and _surprises(text) >= _SURPRISES


def is_of_no_words(text: str, surprises: float = 0.25) -> bool:
    """Whether a text of letters is of no words, where something else says already that it may be generated."""
    return _surprises(text) >= surprises


def is_long(text: str) -> bool:
    """Whether a random text is so long that nobody chose it as an example."""
    return len(_PREFIX.sub("", text.strip(), count=1)) >= _LONG


def entropy(text: str) -> float:
    """Bits a character, by Shannon, of the text itself."""
    return -sum(n / len(text) * math.log2(n / len(text)) for n in Counter(text).values()) if text else 0.0


def _changes(text: str) -> float:
    """How often the class of a character changes, for each character."""
    return sum(map(_is_change, text, text[1:])) / len(text)


def _surprises(text: str) -> float:
    """How many of the steps within the pieces of a text no word takes: a change of class, a rare pair of letters."""
    steps = [pair for pair in pairwise(text) if SEPARATORS.isdisjoint(pair)]
    return sum(_is_change(a, b) or _is_rare(a, b) for a, b in steps) / len(steps) if steps else 0.0


def _is_change(before: str, after: str) -> bool:
    """From a capital to a small letter is none, words begin so; nor is a separator."""
    a, b = _class_of(before), _class_of(after)
    return a != b and " " not in (a, b) and (a, b) != ("A", "a")


def _is_rare(before: str, after: str) -> bool:
    return before.isalpha() and after.isalpha() and after.lower() not in FOLLOWERS.get(before.lower(), "")


def _class_of(c: str) -> str:
    if c in SEPARATORS:
        return " "
    return "A" if c.isupper() else "a" if c.islower() else "1" if c.isdigit() else "!"
