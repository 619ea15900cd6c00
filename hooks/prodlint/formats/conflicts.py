"""Merge conflicts that were left in a text: both sides are read, without the marks around them."""

import re

from prodlint.expressions import expression

# As `git merge-file` writes them, with what both sides come from in the style diff3.
_CONFLICT = expression(
    r"^<{7}\ [^\n]*\n"
    r"(?P<ours>(?:(?!={7}$|\|{7}|[<>]{7}\ )[^\n]*\n)*)"
    r"(?P<base>(?:\|{7}[^\n]*\n(?:(?!={7}$|[<>]{7}\ )[^\n]*\n)*)?)"
    r"={7}\n"
    r"(?P<theirs>(?:(?![<>]{7}\ )[^\n]*\n)*)"
    r">{7}\ [^\n]*$",
    re.MULTILINE,
)


def both_sides(text: str) -> str:
    """The text with the marks of its conflicts, and what both sides come from, as empty lines."""
    return _CONFLICT.sub(_sides, text)


def _sides(conflict: re.Match[str]) -> str:
    return "\n" + conflict["ours"] + "\n" * conflict["base"].count("\n") + "\n" + conflict["theirs"]
