"""Lines of a Helm or Jinja template that are there for debugging or development only."""

import re

from prodlint.context import DEVELOPMENT, of_name
from prodlint.expressions import expression

_TAG = expression(r"\{[{%]-?\s*(if|with|range|define|block|for|else|end)\w*\b([^}%]{0,200})")


def guarded_lines(lines: list[str]) -> frozenset[int]:
    """The 1-based lines between `{{ if .Values.debug }}` and its end, or its else."""
    found: set[int] = set()
    open_blocks: list[bool] = []
    for number, line in enumerate(lines, 1):
        if "{{" in line or "{%" in line:
            for tag in _TAG.finditer(line):
                if tag[1] == "end":
                    del open_blocks[-1:]
                elif tag[1] == "else" and open_blocks:
                    open_blocks[-1] = _is_development(tag[2])
                elif tag[1] != "else":
                    open_blocks.append(_is_development(tag[2]))
        if any(open_blocks):
            found.add(number)
    return frozenset(found)


def _is_development(condition: str) -> bool:
    """Whether a condition asks for development or debugging, and not for its absence."""
    return of_name(condition) == DEVELOPMENT and not re.search(r"\bnot\b|\bne\b|!", condition)
