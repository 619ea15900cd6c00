"""The conditions under which a piece of code runs, in one form for every language."""

from __future__ import annotations

from typing import NamedTuple


class Guard(NamedTuple):
    """One condition: `subject` (dotted text, or a variable of the environment) is true, or one of `values`.

    `values` are lower-cased; empty means "is truthy". `holds` is False where the condition must not hold.
    """

    subject: str
    values: tuple[str, ...]
    holds: bool


# Every inner tuple is an "or", and all of them must hold (conjunctive normal form).
Guards = tuple[tuple[Guard, ...], ...]
