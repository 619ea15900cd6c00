"""What the value of an origin option lets in, by the table's row of the library."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from prodlint.formats.code import Possible
from prodlint.formats.guards import Guards
from prodlint.formats.javascript import Module
from prodlint.formats.javascript.tree import FUNCTIONS
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.code.served import is_silent
from prodlint.rules.no_wildcard_cors.javascript.echo import checks, is_request_origin
from prodlint.rules.no_wildcard_cors.javascript.functions import accepting_exit
from prodlint.rules.no_wildcard_cors.patterns import SEARCH, is_any_regex, is_open_regex
from prodlint.rules.no_wildcard_cors.wildcards import VALUE, let_in
from prodlint.tables.cors_javascript import ACTS, ECHO, STAR, Library
from prodlint.tables.cors_readings import SCRIPT

# `www.example.com` without its backslashes is `wwwXexample.com` too.
_BARE_DOT = re.compile(r"(?<![\\*+])\.[a-z0-9-]+\\?\.[a-z]{2,}(?![\w\\.-])", re.IGNORECASE)
_UNSET = frozenset(("undefined", "null", ""))


def is_star(text: str) -> bool:
    """Whether a text, or an item of a list in it, stands for every origin."""
    return let_in(text, SCRIPT) == VALUE


def origin_hits(
    module: Module, value: Node, row: Library, name: str, guards: Guards = (), *, credentials: bool = False
) -> Iterator[Hit]:
    """The leaves of an origin option that let any origin in. `name` is what the messages call the library."""
    for leaf in module.possible(value):
        around = guards + leaf.guards
        if is_silent(around):
            continue
        hit = _judge(module, leaf, row, name, around)
        if hit is not None and hit.node == leaf.node and is_request_origin(module, leaf.node):
            hit = hit._replace(node=value)  # an origin is to be checked where it is used, not where it is read
        if hit is not None:
            yield with_credentials(hit, row) if credentials else hit


def with_credentials(hit: Hit, row: Library) -> Hit:
    """The effect of a hit when credentials are allowed too: an echoed origin then acts as the user."""
    effect = row.starred if hit.effect == STAR else hit.effect
    return hit._replace(effect=ACTS if effect == ECHO else effect)


def _judge(module: Module, leaf: Possible, row: Library, name: str, guards: Guards) -> Hit | None:
    node = leaf.node
    literal = module.literal(node)
    if node.type in FUNCTIONS:
        accepted = accepting_exit(module, node)
        return Hit(accepted, f"The origin function of {name} accepts everyone", ECHO) if accepted is not None else None
    if literal is not None and node.type != "number":
        return _literal(node, literal, leaf.element, row, name)
    if is_request_origin(module, node):
        if checks(module, guards, (module.text(node),)):
            return None
        return Hit(node, f"{name} is given the request's own Origin without a check", ECHO)
    return regex_hit(module, node, name)


def regex_hit(module: Module, node: Node, name: str) -> Hit | None:
    """What a regular expression lets in: everybody, or (strict) strangers beside its own hosts."""
    pattern = _regex_of(module, node)
    if pattern is None:
        return None
    if is_any_regex(pattern, SEARCH):
        return Hit(node, f"{name} takes origins by an expression that every one matches", ECHO)
    if is_open_regex(pattern, SEARCH) or _BARE_DOT.search(pattern):
        return Hit(node, f"{name} takes origins by an expression that those of strangers match too", ECHO, strict=True)
    return None


def _literal(node: Node, literal: str, element: bool, row: Library, name: str) -> Hit | None:
    if node.type == "true":
        return Hit(node, f"{name} is given `{row.key}: true`", row.true) if row.true else None
    if is_star(literal):
        effect = row.listed if element else STAR
        return Hit(node, f"{name} is given the origin `*`", effect) if effect else None
    if literal in _UNSET and node.type != "false" and not element:
        return Hit(node, f"{name} takes an empty origin for `*`", row.empty, strict=True) if row.empty else None
    if literal == "null":
        return Hit(node, f"{name} takes the `null` origin, which sandboxed frames have", STAR, strict=True)
    return None


def _regex_of(module: Module, node: Node) -> str | None:
    """The text of `/x/` or `new RegExp("x")`."""
    if node.type == "regex":
        pattern = node.child_by_field_name("pattern")
        return module.text(pattern) if pattern is not None else None
    maker = node.child_by_field_name("constructor") or node.child_by_field_name("function")
    arguments = module.arguments(node)
    if maker is None or not arguments or module.text(maker) != "RegExp":
        return None
    return _regex_of(module, arguments[0]) if arguments[0].type == "regex" else module.string(arguments[0])
