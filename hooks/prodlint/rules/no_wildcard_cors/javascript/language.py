"""What is JavaScript's own in the judgement of origins."""

from tree_sitter import Node

from prodlint.formats.guards import Guards
from prodlint.formats.javascript import Module
from prodlint.formats.javascript.tree import FUNCTIONS
from prodlint.rules.no_wildcard_cors.code import values
from prodlint.rules.no_wildcard_cors.code.values import Language
from prodlint.rules.no_wildcard_cors.javascript.echo import checks, is_request_origin
from prodlint.rules.no_wildcard_cors.javascript.functions import accepting_exit
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


def _accepting(module: Module, node: Node) -> Node | None:
    return accepting_exit(module, node) if node.type in FUNCTIONS else None


def _echoes(module: Module, node: Node, guards: Guards) -> bool:
    return is_request_origin(module, node) and not checks(module, guards, (module.text(node),))


_FIX = 'Give {name} the origins of your own frontends: `{key}: ["https://app.example.com"]`.'
SCRIPT = Language(SAYS, SEARCH, _accepting, _echoes, _FIX, unknown_is_true=True)
