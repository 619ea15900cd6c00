"""Settings that hold origins: a `*` as their value or their default, wherever they are used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from prodlint.formats.javascript import Module
from prodlint.origins import HEADER, LIST, PATTERNS, SITE, VARIABLE, meaning_of
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.code.served import is_silent
from prodlint.rules.no_wildcard_cors.code.values import open_patterns
from prodlint.rules.no_wildcard_cors.javascript.language import SCRIPT
from prodlint.rules.no_wildcard_cors.patterns import SEARCH
from prodlint.rules.no_wildcard_cors.wildcards import VALUE, let_in
from prodlint.tables import cors_readings
from prodlint.tables.cors_effects import ECHO, STAR
from prodlint.tables.cors_javascript import MANAGED_POLICIES, UNNAMED

# What is handed to a library as `origin`, where true means every one.
_ECHOING = re.compile(r"cors_?origins?$", re.IGNORECASE)
_NAMED = {
    "pair": ("key", "value"),
    "variable_declarator": ("name", "value"),
    "public_field_definition": ("name", "value"),
    "assignment_expression": ("left", "right"),
    "enum_assignment": ("name", "value"),
    "required_parameter": ("pattern", "value"),
    "optional_parameter": ("pattern", "value"),
    "assignment_pattern": ("left", "right"),
    "object_assignment_pattern": ("left", "right"),
}
_NAME_LENGTH = 60
_GETTERS = frozenset(("get", "getOrThrow", "env", "getEnv", "optional", "getString"))


def setting_hits(module: Module) -> Iterator[Hit]:
    """Names that hold origins and get `*`, variables of the environment that default to it, AWS's own stars."""
    yield from _constant_hits(module)
    yield from _named_hits(module)
    for node in module.of_type("binary_expression"):
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is not None and right is not None and module.operator(node) in ("||", "??"):
            yield from _default_hits(module, _variable(module, left), right, node)
    for node in module.of_type("call_expression"):
        arguments = module.arguments(node)
        default = module.fallback(node) if len(arguments) == 2 else None
        if default is not None:
            yield from _default_hits(module, module.string(arguments[0]), default, node)


def _named_hits(module: Module) -> Iterator[Hit]:
    for kind, fields in _NAMED.items():
        for node in module.of_type(kind):
            name, value = (node.child_by_field_name(field) for field in fields)
            text = _last_name(module, name) if name is not None and value is not None else ""
            if value is not None and _holds_origins(text) and not _is_about_forms(module, node):
                yield from _star_hits(module, value, text)


def _default_hits(module: Module, variable: str | None, default: Node, node: Node) -> Iterator[Hit]:
    if variable is not None and (_holds_origins(variable) or meaning_of(variable) == VARIABLE):
        yield from _star_hits(module, default, variable, node)


def _holds_origins(name: str) -> bool:
    """Whether a `*` under this name lets every origin in; the header under its own name has rules of its own."""
    held = meaning_of(name)
    return held in (LIST, PATTERNS, SITE) or (held == HEADER and "-" not in name)


def _is_about_forms(module: Module, node: Node) -> bool:
    """Whether a pair is in Next's `serverActions`, whose origins are those of forms."""
    around = module.parent(node)
    outer = module.parent(around) if around is not None and node.type == "pair" else None
    key = outer.child_by_field_name("key") if outer is not None else None
    return key is not None and module.text(key) == "serverActions"


def _last_name(module: Module, node: Node) -> str:
    """`config.cors_origins`, `"cors.origins"` and `corsOrigins` by their last word; "" for a long one."""
    if node.end_byte - node.start_byte > _NAME_LENGTH:
        return ""
    text = module.text(node).strip("'\"`[]")
    key = module.member(node)[1]
    return key or text


def _variable(module: Module, node: Node) -> str | None:
    """The environment variable or the key of a setting that is read."""
    node = module.peel(node)
    name = module.variable(node)
    if name is not None or node.type != "call_expression":
        return name
    function, arguments = node.child_by_field_name("function"), module.arguments(node)
    if function is None or len(arguments) != 1:
        return None
    if (module.member(function)[1] or module.text(function)) in _GETTERS:
        return module.string(arguments[0])
    return None


def _star_hits(module: Module, value: Node, name: str, writer: Node | None = None) -> Iterator[Hit]:
    default = module.property(value, "default") if value.type == "object" else None
    around = module.guards(writer or value)
    for leaf in module.possible(default or value):
        if is_silent(around + leaf.guards):
            continue
        literal = module.string(leaf.node)
        if literal is not None and let_in(literal, cors_readings.SCRIPT) == VALUE:
            yield Hit(leaf.node, f"{name} is, or falls back to, `*`", STAR)
        elif leaf.node.type == "true" and _ECHOING.search(name):
            yield Hit(leaf.node, f"{name} is, or falls back to, true", ECHO)
        elif literal is None and meaning_of(name) not in (SITE, VARIABLE):
            yield from open_patterns(module, SCRIPT, leaf.node, UNNAMED, how=SEARCH, name=name)


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
            if not is_silent(module.guards(node)):
                yield Hit(node, "The CDK's Cors.ALL_ORIGINS is `*`", STAR)
        elif name.startswith(MANAGED_POLICIES) and not is_silent(module.guards(node)):
            yield Hit(node, "CloudFront's managed policy answers `*`", STAR, strict=True)
