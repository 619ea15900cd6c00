"""The package that an import specifier names, whatever runtime it is written for."""

import re

from prodlint.expressions import expression

_VERSION = expression(r"^((?:@[^/@]+/)?[^/@]+)@[^/]*")
_ENTRY = expression(r"/(?:mod|index|main)\.[cm]?[jt]sx?$")
_REGISTRIES = expression(
    r"""^(?:node: | (?:npm|jsr):/? |
    https://(?:deno\.land/x | esm\.sh(?:/v\d+)?(?:/jsr)? | cdn\.skypack\.dev | unpkg\.com
    | cdn\.jsdelivr\.net/npm | esm\.run)/\*?)""",
    re.VERBOSE,
)


def package_path(specifier: str) -> str:
    """ "npm:hono@4/cors" -> "hono/cors", "https://deno.land/x/cors@v1/mod.ts" -> "cors"; "./x" stays as it is."""
    bare = _REGISTRIES.sub("", specifier, count=1)
    if bare == specifier:
        return specifier
    return _ENTRY.sub("", _VERSION.sub(r"\1", bare.partition("?")[0]))
