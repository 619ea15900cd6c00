"""The origins of aiohttp-cors, which are keys: `{"*": aiohttp_cors.ResourceOptions(...)}`."""

from collections.abc import Iterator

from prodlint.formats.code import CALL, MAPPING
from prodlint.formats.python import Module
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.code.values import is_true
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.tables.cors_effects import ACTS, ECHO

_FIX = 'Use `{"https://app.example.com": aiohttp_cors.ResourceOptions(...)}` instead.'


def hits(module: Module) -> Iterator[Hit]:
    """The stars among the origins."""
    entries = (entry for node in module.of_kind(MAPPING) for entry in module.entries(node) or () if entry.key == "*")
    for _, value, key, _ in entries:
        if (module.instance_of(value) or "").startswith("aiohttp_cors.") and is_served(module, (), key):
            options = module.keywords(value) if module.kind(value) == CALL else {}
            effect = ACTS if is_true(module, options.get("allow_credentials")) else ECHO
            yield Hit(key, "`*` is among the origins of aiohttp-cors", effect, fix=_FIX)
