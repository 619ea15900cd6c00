"""What is JavaScript's own in the judgement of origins."""

from prodlint.rules.no_wildcard_cors.code import values
from prodlint.rules.no_wildcard_cors.code.values import Language
from prodlint.rules.no_wildcard_cors.javascript.functions import exits
from prodlint.rules.no_wildcard_cors.patterns import SEARCH
from prodlint.rules.no_wildcard_cors.wildcards import (
    DEFAULT,
    MATCHES_ALL,
    MATCHES_SHARED,
    MATCHES_STRANGERS,
    NULL,
    VALUE,
)

SAYS = {
    **dict.fromkeys((VALUE, DEFAULT), "{name} is given the origin `*`"),
    values.TRUE: "{name} is given `{key}: true`",
    values.EMPTY: "{name} takes an empty origin for `*`",
    values.MISSING: "{name} without `{key}` takes its default, any origin",
    NULL: "{name} takes the `null` origin, which sandboxed frames have",
    MATCHES_ALL: "{name} takes origins by an expression that every one matches",
    **dict.fromkeys(
        (MATCHES_SHARED, MATCHES_STRANGERS),
        "{name} takes origins by an expression that those of strangers match too",
    ),
    values.ACCEPTS: "the origin function of {name} accepts everyone",
    values.ECHOED: "{name} is given the request's own Origin without a check",
}

_FIX = 'Give {name} the origins of your own frontends: `{key}: ["https://app.example.com"]`.'
SCRIPT = Language(SAYS, SEARCH, exits, _FIX, unknown_is_true=True)
