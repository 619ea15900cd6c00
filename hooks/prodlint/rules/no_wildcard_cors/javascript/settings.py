"""Settings that hold origins: a `*` as their value or their default, wherever they are used."""

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats.code import MAPPING, fields
from prodlint.formats.javascript import Module
from prodlint.origins import HEADER, SETTINGS, meaning_of
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.code.settings import constant_hits, setting_hits, settings
from prodlint.rules.no_wildcard_cors.javascript.functions import SCRIPT
from prodlint.rules.no_wildcard_cors.patterns import SEARCH
from prodlint.tables.cors_effects import CLOSED, ECHO
from prodlint.tables.cors_javascript import UNNAMED

# What is handed to a library as `origin`, where true means every one.
_ECHOING = expression(r"cors_?origins?$", re.IGNORECASE)
_HELD = (*SETTINGS, HEADER)


def script_hits(module: Module) -> Iterator[Hit]:
    """Names that hold origins and get `*`, variables of the environment that default to it, AWS's own stars."""
    yield from constant_hits(module)
    for named in settings(module, held=_HELD):
        meant = meaning_of(named.name)
        if meant == HEADER and "-" in named.name:
            continue  # the header under its own name has rules of its own
        value = fields(module.entries(named.value)).get("default") if module.kind(named.value) == MAPPING else None
        row = UNNAMED._replace(true=ECHO if _ECHOING.search(named.name) else CLOSED)
        yield from setting_hits(module, SCRIPT, row, named._replace(value=value or named.value), SEARCH)
