"""What is Python's own in the judgement of origins."""

from prodlint.rules.no_wildcard_cors.code import values
from prodlint.rules.no_wildcard_cors.code.values import Language
from prodlint.rules.no_wildcard_cors.patterns import PREFIX
from prodlint.rules.no_wildcard_cors.python.functions import exits
from prodlint.rules.no_wildcard_cors.wildcards import (
    DEFAULT,
    MATCHES_ALL,
    MATCHES_SHARED,
    MATCHES_STRANGERS,
    NULL,
    PART,
    VALUE,
)

SAYS = {
    VALUE: "`*` is among the origins of {name}",
    DEFAULT: "`*` is the default for the origins of {name}",
    PART: "a text that holds a `*`, and no list, is given as the origins of {name}",
    MATCHES_ALL: "every origin matches the pattern of {name}",
    **dict.fromkeys(
        (MATCHES_SHARED, MATCHES_STRANGERS), "anyone can register a host that matches the origins of {name}"
    ),
    values.MISSING: "without origins, every one is let in by {name}",
    NULL: "`null`, the origin of sandboxed frames, is among the origins of {name}",
    values.ACCEPTS: "a function that accepts every origin decides for {name}",
    values.EMPTY_LIST: "an empty list turns off the check of the Origin in {name}",
}
PYTHON = Language(SAYS, PREFIX, exits)
