"""CORS options that are known by their keys: settings objects that a framework reads by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from prodlint.formats.code import fields
from prodlint.formats.javascript import Module
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.code.served import is_silent
from prodlint.rules.no_wildcard_cors.code.values import open_origins
from prodlint.rules.no_wildcard_cors.javascript.language import SCRIPT
from prodlint.rules.no_wildcard_cors.javascript.libraries import allows_credentials
from prodlint.tables.cors_effects import ACTS, ECHO, STAR
from prodlint.tables.cors_javascript import UNNAMED

_NAME_LENGTH = 60
_CORS_NAME = re.compile(
    r"\w*cors(?:_?(?:options?|config(?:uration)?|settings?|opts|params|handler|middleware(?:options)?))?", re.IGNORECASE
)
_CORS_TYPE = re.compile(r"\bCors\w*Options\b")
_ORIGIN_KEYS = ("origin", "origins")
_SWITCHES = {
    # serverless.com/framework/docs: `cors: true` of an event or of the HTTP API is `*`
    "http": STAR,
    "httpApi": STAR,
}


def shape_hits(module: Module) -> Iterator[Hit]:
    """`cors: { origin: "*" }` and its kin, Strapi's middleware, Nuxt's route rules, hapi's and serverless' switch."""
    for node in module.of_type("pair", "variable_declarator", "assignment_expression", "public_field_definition"):
        name = node.child_by_field_name("key") or node.child_by_field_name("name") or node.child_by_field_name("left")
        value = node.child_by_field_name("value") or node.child_by_field_name("right")
        if name is None or value is None or name.end_byte - name.start_byte > _NAME_LENGTH:
            continue
        text = module.text(name).strip("'\"").rpartition(".")[2]
        if node.type == "pair" and text == "cors" and module.literal(value) == "true":
            yield from _switch_hits(module, node, value)
        elif node.type == "pair" and text == "name" and module.string(value) == "strapi::cors":
            yield from _strapi_hits(module, node)
        elif node.type == "pair" and text == "origin" and _is_bucket_rule(module, node):
            yield from open_origins(module, SCRIPT, value, UNNAMED, value, name="The bucket's CORS rule")
        elif _CORS_NAME.fullmatch(text) or _is_typed(module, node):
            yield from _options_hits(module, value)


def _is_bucket_rule(module: Module, pair: Node) -> bool:
    """cloud.google.com/storage/docs/cross-origin: the keys beside `origin`."""
    around = module.parent(pair)
    keys = fields(module.entries(around)) if around is not None else {}
    return not keys.keys().isdisjoint(("maxAgeSeconds", "responseHeader"))


def _is_typed(module: Module, node: Node) -> bool:
    kind = node.child_by_field_name("type")
    return kind is not None and bool(_CORS_TYPE.search(module.text(kind)[:100]))


def _options_hits(module: Module, value: Node) -> Iterator[Hit]:
    around = module.guards(value)
    if module.peel(value).type in ("object", "ternary_expression", "binary_expression"):
        for leaf in module.possible(value):
            if leaf.node.type == "object" and not is_silent(around + leaf.guards):
                yield from _origin_hits(module, leaf.node, "The setting of CORS")


def _origin_hits(module: Module, options: Node, name: str) -> Iterator[Hit]:
    credentials = allows_credentials(module, options, UNNAMED)
    for found in module.entries(options) or ():
        if found.key in _ORIGIN_KEYS:
            value = found.value
            yield from open_origins(module, SCRIPT, value, UNNAMED, value, name=name, credentials=credentials)


def _strapi_hits(module: Module, pair: Node) -> Iterator[Hit]:
    """docs.strapi.io/cms/configurations/middlewares: `{ name: "strapi::cors", config: { origin } }`."""
    around = module.parent(pair)
    config = module.property(around, "config") if around is not None else None
    if config is not None:
        yield from _origin_hits(module, config, "strapi::cors")


def _switch_hits(module: Module, pair: Node, value: Node) -> Iterator[Hit]:
    """`cors: true` where a framework is known to read it."""
    options = module.parent(pair)
    outer = module.parent(options) if options is not None else None
    if options is None or outer is None or is_silent(module.guards(pair)):
        return
    key = module.key(outer)
    rules = module.parent(outer)
    rules_pair = module.parent(rules) if rules is not None else None
    if rules_pair is not None and module.key(rules_pair) == "routeRules":
        # nitro.build/config#routerules
        yield Hit(value, "A route rule with `cors: true` answers `*`", STAR)
    elif key in _SWITCHES:
        yield Hit(value, "`cors: true` of an HTTP event answers `*`", _SWITCHES[key])
    elif key in ("options", "config") and rules is not None:
        # hapi.dev/api: a route
        if {"method", "path"} <= fields(module.entries(rules)).keys():
            credentials = module.property(options, "credentials")
            effect = ACTS if credentials is not None else ECHO
            yield Hit(value, "A hapi route with `cors: true` sends back every origin", effect)
