"""Hosts below which everybody can get a name, let in with credentials: whoever has one acts as the user."""

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats.code import Code, Node
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.rules.no_wildcard_cors.wildcards import names_shared_host, shares_host
from prodlint.tables.cors_effects import ACTS

_CREDENTIALS = expression(
    r"""credentials["'\])]*\s*(?:=>|[:=,(])\s*["'(]?true|(?:allow|supports?)_?credentials\(\)""", re.IGNORECASE
)
_SUFFIX_TESTS = frozenset("endswith ends_with ends_with? end_with? hassuffix str_ends_with includes contains".split())


def allows_credentials(source: str) -> bool:
    """Whether a file says anywhere that credentials are allowed."""
    return _CREDENTIALS.search(source) is not None


def shared_hits(code: Code, source: str) -> Iterator[Hit]:
    """What lets in all names below such a host, where the file answers with credentials."""
    if not names_shared_host(source) or not allows_credentials(source):
        return
    for text, node in (*code.texts("\0"), *code.patterns(), *_suffixes(code)):
        if shares_host(text) and is_served(code, (), node):
            yield Hit(node, "anyone can register a host that is let in here", ACTS)


def _suffixes(code: Code) -> Iterator[tuple[str, Node]]:
    """`origin.endsWith(".vercel.app")`, `strings.HasSuffix(origin, ".vercel.app")`."""
    for call in code.calls:
        if code.method(call)[1].lower() in _SUFFIX_TESTS:
            for given in code.arguments(call)[:2]:
                yield code.string(given) or "", given
