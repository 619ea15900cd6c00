"""Settings whose default in code is any origin: `getEnv("CORS_ORIGINS", "*")`, `@Value("${cors.origins:*}")`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prodlint.origins import LIST, PATTERNS, SITE, VARIABLE, meaning_of

_DEFAULT = re.compile(
    r"""
    ["'`](?P<name>[A-Za-z][\w.:-]{2,60})["'`]
    (?: \s* (?:\)\s*)? (?:\]\s*)? (?: , | \?\? | \|\| | \?: | \bor\b | \.unwrap_or(?:_else)?\((?:\s*\|_?\w*\|)? )
      | \s+(?:envDefault|default|env-default):
      | ["'`]?\s*\)\.(?:defaultValue|withDefault|orElse)\( )
    \s* (?P<at>["'`]\*["'`])
  | \$\{(?P<key>[\w.-]+):(?P<star>\*)\}
    """,
    re.VERBOSE,
)


def defaults(text: str) -> Iterator[tuple[str, int]]:
    """The names of such settings in code without comments, with the offset of the default."""
    for found in _DEFAULT.finditer(text):
        name = found["name"] or found["key"]
        if meaning_of(name) in (LIST, PATTERNS, SITE, VARIABLE):
            yield name, found.start("at") if found["at"] else found.start("star")
