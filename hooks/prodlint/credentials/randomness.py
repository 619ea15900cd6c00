"""Whether a text was generated rather than thought up."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise

_SHORTEST = 16
_LONGEST = 4_096
_LONG = 24
_ENTROPY = 3.0  # bits a character: words of people stay below it only when short
_CHANGES = 0.2  # changes between lower case, capitals and digits, for each character; compound words have fewer
_HEX = re.compile(r"(?:0x)?[0-9a-f]{16,}|(?:0x)?[0-9A-F]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SEPARATORS = frozenset(" -_./:,@+=")  # stand between words and numbers
_PREFIX = re.compile(r"(?:base64|hex|sha256|Basic|Bearer|Token|ApiKey)[: ]\s*", re.IGNORECASE)


def is_random(text: str) -> bool:
    """Whether a text of 16 characters or more looks generated: hexadecimal, base64, or letters and digits mixed.

    Words joined by separators, version numbers and sentences do not.
    """
    text = _PREFIX.sub("", text.strip(), count=1)
    if not _SHORTEST <= len(text) <= _LONGEST or re.search(r"\s", text):
        return False
    if _HEX.fullmatch(text):
        return re.search(r"[a-fA-F]", text.removeprefix("0x")) is not None and re.search(r"\d", text) is not None
    letters_and_digits = re.search(r"[A-Za-z]", text) is not None and re.search(r"\d", text) is not None
    mixed_case = len(text) >= 20 and re.search(r"[a-z]", text) is not None and re.search(r"[A-Z]", text) is not None
    return (letters_and_digits or mixed_case) and entropy(text) >= _ENTROPY and _changes(text) >= _CHANGES


def is_long(text: str) -> bool:
    """Whether a random text is so long that nobody chose it as an example."""
    return len(_PREFIX.sub("", text.strip(), count=1)) >= _LONG


def entropy(text: str) -> float:
    """Bits a character, by Shannon, of the text itself."""
    return -sum(n / len(text) * math.log2(n / len(text)) for n in Counter(text).values()) if text else 0.0


def _changes(text: str) -> float:
    """How often the class of a character changes, for each character.

    From a capital to a small letter is none, words begin so; nor is a separator.
    """
    steps = pairwise(_class_of(c) for c in text)
    return sum(a != b and " " not in (a, b) and (a, b) != ("A", "a") for a, b in steps) / len(text)


def _class_of(c: str) -> str:
    if c in SEPARATORS:
        return " "
    return "A" if c.isupper() else "a" if c.islower() else "1" if c.isdigit() else "!"
