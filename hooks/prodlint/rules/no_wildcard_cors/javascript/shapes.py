"""CORS options that are known by their keys, which a framework reads by itself, and settings by their names."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.code import ASSIGNED, ENTRY, FUNCTION, MAPPING, Named, fields, given_as, known
from prodlint.formats.javascript import Module
from prodlint.formats.regex import SEARCH
from prodlint.origins import HEADER, SETTINGS, meaning_of
from prodlint.rules.no_wildcard_cors.code.libraries import Options
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.code.settings import constant_hits, setting_hits, settings
from prodlint.rules.no_wildcard_cors.javascript.functions import SCRIPT
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.tables.cors_effects import ACTS, CLOSED, ECHO
from prodlint.tables.cors_javascript import UNNAMED

# What is handed to a library as `origin`, where true means every one.
_ECHOING = expression(r"cors_?origins?$", re.IGNORECASE)
_HELD = (*SETTINGS, HEADER)
_NAME_LENGTH = 60
_CORS_NAME = expression(
    r"\w*cors(?:_?(?:options?|config(?:uration)?|settings?|opts|params|handler|middleware(?:options)?))?", re.IGNORECASE
)
_CORS_TYPE = expression(r"\bCors\w*Options\b")
_ORIGIN_KEYS = ("origin", "origins")
# serverless.com/framework/docs: `cors: true` of an event or of the HTTP API is `*`
_SWITCHES = ("http", "httpApi")


def shape_hits(module: Module) -> Iterator[Hit]:
    """`cors: { origin: "*" }` and its kin, Strapi's middleware, Nuxt's route rules, hapi's and serverless' switch."""
    for function in module.of_kind(FUNCTION):
        for answer in module.answers(function) if _is_typed(module, function, "return_type") else ():
            yield from _options_hits(module, answer)
    for named in module.named_values():
        if named.how not in (ASSIGNED, ENTRY) or len(named.name) > _NAME_LENGTH:
            continue
        text, value, is_entry = named.name.rpartition(".")[2], named.value, named.how == ENTRY
        if is_entry and text == "cors" and module.constant(value) is True:
            yield from _switch_hits(module, named)
        elif is_entry and text == "name" and module.string(value) == "strapi::cors":
            # docs.strapi.io/cms/configurations/middlewares: `{ name: "strapi::cors", config: { origin } }`
            config = module.property(named.node, "config")
            yield from _origin_hits(module, config, "strapi::cors") if config is not None else ()
        elif _CORS_NAME.fullmatch(text) or _is_typed(module, named.node):
            yield from _options_hits(module, value)


def _is_typed(module: Module, node: Node, field: str = "type") -> bool:
    kind = node.child_by_field_name(field)
    return kind is not None and bool(_CORS_TYPE.search(module.text(kind)[:100]))


def _options_hits(module: Module, value: Node) -> Iterator[Hit]:
    if module.peel(value).type in ("object", "ternary_expression", "binary_expression"):
        for leaf in module.possible(value):
            if leaf.node.type == "object" and is_served(module, leaf.guards, value):
                yield from _origin_hits(module, leaf.node, "the setting of CORS")


def _origin_hits(module: Module, options: Node, name: str) -> Iterator[Hit]:
    values = fields(module.entries(options))
    origins = [found.value for key, found in known(module.entries(options)) if key in _ORIGIN_KEYS]
    yield from Options(module, SCRIPT, UNNAMED._replace(name=name), options, values, origins).hits()


def _switch_hits(module: Module, named: Named) -> Iterator[Hit]:
    """`cors: true` where a framework is known to read it."""
    options = next(given_as(module, named.node, 0), None)
    if options is None or options.how != ENTRY or not is_served(module, (), named.value):
        return
    rules = next(given_as(module, options.node, 0), None)
    if rules is not None and rules.name == "routeRules":
        # nitro.build/config#routerules
        yield Hit(named.value, "a route rule with `cors: true` answers `*`")
    elif options.name in _SWITCHES:
        yield Hit(named.value, "`cors: true` of an HTTP event answers `*`")
    elif options.name in ("options", "config") and {"method", "path"} <= fields(module.entries(options.node)).keys():
        # hapi.dev/api: a route
        effect = ACTS if module.property(named.node, "credentials") is not None else ECHO
        yield Hit(named.value, "a hapi route with `cors: true` sends back every origin", effect)


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
