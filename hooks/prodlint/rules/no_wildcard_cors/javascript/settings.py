"""Settings that hold origins: a `*` as their value or their default, wherever they are used."""

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats.code import MAPPING, fields
from prodlint.formats.javascript import Module
from prodlint.origins import HEADER, LIST, PATTERNS, SITE, VARIABLE, meaning_of
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.code.settings import settings
from prodlint.rules.no_wildcard_cors.code.values import TRUE, open_origins
from prodlint.rules.no_wildcard_cors.javascript.language import SAYS, SCRIPT
from prodlint.rules.no_wildcard_cors.wildcards import (
    DEFAULT,
    MATCHES_ALL,
    MATCHES_SHARED,
    MATCHES_STRANGERS,
    VALUE,
)
from prodlint.tables.cors_effects import CLOSED, ECHO, STAR
from prodlint.tables.cors_javascript import MANAGED_POLICIES, UNNAMED

# What is handed to a library as `origin`, where true means every one.
_ECHOING = expression(r"cors_?origins?$", re.IGNORECASE)
_NAME_LENGTH = 60
_HELD = (LIST, PATTERNS, SITE, HEADER)
_SAYS = {
    **dict.fromkeys((VALUE, DEFAULT), "{name} is, or falls back to, `*`"),
    TRUE: "{name} is, or falls back to, true",
}
_EXPRESSIONS = {form: SAYS[form] for form in (MATCHES_ALL, MATCHES_SHARED, MATCHES_STRANGERS)}


def setting_hits(module: Module) -> Iterator[Hit]:
    """Names that hold origins and get `*`, variables of the environment that default to it, AWS's own stars."""
    yield from _constant_hits(module)
    for named in settings(module, held=_HELD):
        meant = meaning_of(named.name)
        if meant == HEADER and "-" in named.name:
            continue  # the header under its own name has rules of its own
        value = fields(module.entries(named.value)).get("default") if module.kind(named.value) == MAPPING else None
        says = {**_SAYS, **(_EXPRESSIONS if meant not in (SITE, VARIABLE) else {})}
        row = UNNAMED._replace(true=ECHO if _ECHOING.search(named.name) else CLOSED)
        language = SCRIPT._replace(says=says)
        yield from open_origins(module, language, value or named.value, row, named.node, name=named.name)


def _constant_hits(module: Module) -> Iterator[Hit]:
    """`Cors.ALL_ORIGINS` of AWS's CDK, and CloudFront's managed policies."""
    if "ALL_ORIGINS" not in module.whole_text:
        return
    for node in module.of_type("member_expression"):
        key = node.child_by_field_name("property")
        target = node.child_by_field_name("object")
        if key is None or target is None or key.end_byte - key.start_byte > _NAME_LENGTH:
            continue
        name = module.text(key)
        if name == "ALL_ORIGINS" and module.text(target).endswith("Cors"):
            if is_served(module, (), node):
                yield Hit(node, "the CDK's Cors.ALL_ORIGINS is `*`", STAR)
        elif name.startswith(MANAGED_POLICIES) and is_served(module, (), node):
            yield Hit(node, "CloudFront's managed policy answers `*`", STAR, strict=True)
