"""What no row of a table can say: origins that are keys, rules of buckets, policies of CloudFront."""

import ast
from collections.abc import Iterator

from prodlint.formats.python import Module
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.code.values import is_true, open_origins
from prodlint.rules.no_wildcard_cors.python.language import PYTHON
from prodlint.tables.cors_effects import ACTS, ECHO
from prodlint.tables.cors_python import UNNAMED

# The entries beside "origin" in a CORS rule of a bucket of Google Cloud Storage.
_BUCKET_RULE = frozenset({"method", "responseHeader", "maxAgeSeconds"})
_FIX = 'Use `{"https://app.example.com": aiohttp_cors.ResourceOptions(...)}` instead.'


def hits(module: Module) -> Iterator[Hit]:
    """`{"*": aiohttp_cors.ResourceOptions(...)}`, `{"origin": ["*"], "method": [...]}`, a managed policy."""
    for node in module.nodes:
        if isinstance(node, ast.Dict):
            yield from _entries(module, node)


def _entries(module: Module, node: ast.Dict) -> Iterator[Hit]:
    for key, value in zip(node.keys, node.values, strict=True):
        text = module.string(key) if key is not None else None
        if key is not None and text == "*" and _are_options(module, value) and is_served(module, (), key):
            options = module.keywords(value) if isinstance(value, ast.Call) else {}
            effect = ACTS if is_true(module, options.get("allow_credentials")) else ECHO
            yield Hit(key, "`*` is among the origins of aiohttp-cors", effect, fix=_FIX)
        elif text == "origin" and _BUCKET_RULE & {module.string(other) for other in node.keys if other is not None}:
            yield from open_origins(module, PYTHON, value, UNNAMED, node, name="a bucket")


def _are_options(module: Module, value: ast.expr) -> bool:
    return (module.instance_of(value) or "").startswith("aiohttp_cors.")
