"""Made-up credentials in the form of real ones, put together when a test runs.

Nothing in this repository has the form of a key: the forms' own patterns say how to make one.
"""

from __future__ import annotations

import base64
import json
import random
import string
from collections.abc import Iterable
from typing import Any

try:
    from re import _constants as op  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # Python 3.10
    import sre_constants as op
    import sre_parse as parser

from prodlint.tables.credential_formats import FORMATS, Format

_WORD = string.ascii_letters + string.digits + "_"


def fake(kind: str, seed: int = 0) -> str:
    """A credential of the first form of that kind: `fake("a Stripe secret key")`. The same seed, the same text."""
    return fake_of(next(row for row in FORMATS if row.kind == kind), seed)


def fake_of(row: Format, seed: int = 0) -> str:
    """A credential of that form."""
    return matching(row.pattern, seed)


def matching(pattern: str, seed: int = 0) -> str:
    """A random text that the regular expression matches, with the fewest repetitions that it allows."""
    return "".join(_texts(parser.parse(pattern), random.Random(f"{pattern}{seed}")))


def jwt(seed: int = 0, **payload: object) -> str:
    """A signed JWT with that payload."""
    header = {"alg": "HS256", "typ": "JWT"}
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (header, payload)]
    return ".".join([*parts, matching(r"[A-Za-z0-9_-]{43}", seed)])


def private_key(kind: str = "RSA PRIVATE KEY", lines: int = 6, end: str = "\n", seed: int = 0) -> str:
    """A PEM block with random base64 in it."""
    body = [matching(r"[A-Za-z0-9+/]{64}", seed + line) for line in range(lines)]
    return end.join([f"-----BEGIN {kind}-----", *body, f"-----END {kind}-----"])


def generated(length: int = 40, seed: int = 0) -> str:
    """A random value of letters and digits, as a password manager makes it."""
    return matching(rf"[A-Za-z0-9]{{{length}}}", seed)


def hexadecimal(length: int = 64, seed: int = 0) -> str:
    """Random hexadecimal digits, as `openssl rand -hex` makes them."""
    return matching(rf"[0-9a-f]{{{length}}}", seed)


def _texts(tokens: Iterable[tuple[Any, Any]], choice: random.Random) -> Iterable[str]:
    for code, argument in tokens:
        if code is op.LITERAL:
            yield chr(argument)
        elif code is op.IN:
            yield choice.choice("".join(_members(argument)))
        elif code is op.MAX_REPEAT:
            for _ in range(argument[0]):
                yield from _texts(argument[2], choice)
        elif code is op.SUBPATTERN:
            yield from _texts(argument[3], choice)
        elif code is op.BRANCH:
            yield from _texts(choice.choice(argument[1]), choice)
        else:  # a look around has no text of its own
            assert code is op.ASSERT_NOT, code


def _members(items: Iterable[tuple[Any, Any]]) -> Iterable[str]:
    for code, argument in items:
        if code is op.LITERAL:
            yield chr(argument)
        elif code is op.RANGE:
            yield "".join(map(chr, range(argument[0], argument[1] + 1)))
        else:
            assert argument is op.CATEGORY_WORD, argument
            yield _WORD
