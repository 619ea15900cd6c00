"""JavaScript and TypeScript: lists of origins, and what stands in for a variable that is not set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from tree_sitter import Node

from prodlint.context import DEVELOPMENT, EXAMPLE, TEST, of_guards, of_name, of_path
from prodlint.finding import Finding
from prodlint.formats.guards import Guards
from prodlint.formats.javascript import Module, reader
from prodlint.rules.require_https_urls.names import holds_origins, is_frontend, is_public, is_site
from prodlint.rules.require_https_urls.urls import PATTERN, Problem, findings, is_pattern, of_origins, of_url
from prodlint.source import Repository, Source

_CORS = re.compile(r"cors", re.IGNORECASE)
# What every rule needs; parsing is what takes time.
_TELLS = re.compile(r"(?i)cors|origins|frontend_|(?:http|ws)://")
_LEVELS = 8
# github.com/expressjs/cors (`origin === allowedOrigin`), github.com/honojs/hono (`includes`); others read patterns.
_EXACT = ("cors", "hono/cors.cors")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The URLs of a file that are plain http, and its origins that match nobody."""
    if source.path.endswith(".d.ts") or not _TELLS.search(source.text):
        return
    module = source.read(reader(source.kind))
    example = of_path(source.path) == EXAMPLE
    for name, value in _lists(module):
        for leaf in module.possible(value):
            text = module.string(leaf.node)
            problems = list(of_origins(text, example=example)) if text else []
            if problems and _counts(module, leaf.node, leaf.guards):
                yield from _findings(source, module, leaf.node, f"An origin in `{name}`", problems)
    for name, node in module.environment_reads():
        other = _fallback(module, node)
        text = module.string(other) if other is not None else None
        if other is None or not text or not _counts(module, other, ()):
            continue
        if is_public(name) or is_site(name) or is_frontend(name):
            problem = of_url(text, example=example)
            if problem is not None:
                yield from _findings(source, module, other, f"The default of `{name}`", [problem])
    for value in _compared(module):
        leaves = module.possible(value)
        for leaf in leaves if all(module.string(one.node) != "*" for one in leaves) else ():
            if is_pattern(module.string(leaf.node) or "") and _counts(module, leaf.node, leaf.guards):
                yield from _findings(source, module, leaf.node, "An origin in `origin`", [PATTERN])


def _compared(module: Module) -> Iterator[Node]:
    """What is given to the libraries that compare each text with the Origin as it is."""
    for call in module.of_type("call_expression"):
        function, arguments = call.child_by_field_name("function"), module.arguments(call)
        if function is not None and arguments and module.qualified_name(function) in _EXACT:
            value = module.property(arguments[0], "origin")
            if value is not None:
                yield value


def _lists(module: Module) -> Iterator[tuple[str, Node]]:
    """What is called like a list of origins, and `origin` in the options of CORS."""
    for pair in module.of_type("pair", "variable_declarator"):
        key = pair.child_by_field_name("key") or pair.child_by_field_name("name")
        value = pair.child_by_field_name("value")
        if key is None or value is None:
            continue
        name = module.text(key).strip("'\"`")
        if name in ("origin", "origins"):
            if pair.type == "pair" and _is_cors(module, pair):
                yield name, value
        elif len(name) < 100 and holds_origins(name) and not _holds_hosts(module, pair):
            yield name, value


def _holds_hosts(module: Module, pair: Node) -> bool:
    """Whether it is Next's `serverActions.allowedOrigins`, which lists hosts."""
    keys = (around.child_by_field_name("key") for around in islice(module.around(pair), _LEVELS))
    return any(key is not None and module.text(key)[:20].strip("'\"") == "serverActions" for key in keys)


def _is_cors(module: Module, pair: Node) -> bool:
    """Whether an option belongs to CORS, by the call, the variable or the key around it."""
    for around in islice(module.around(pair), _LEVELS):
        named = around.child_by_field_name("function") or around.child_by_field_name("name") or None
        if around.type == "pair":
            named = around.child_by_field_name("key")
        if named is not None and around.type in ("call_expression", "variable_declarator", "pair"):
            if _CORS.search(module.text(named)[-60:]):
                return True
    return False


def _fallback(module: Module, node: Node) -> Node | None:
    around = module.parent(node)
    if around is not None and module.operator(around) in ("||", "??"):
        return around.child_by_field_name("right")
    return None


def _counts(module: Module, node: Node, guards: Guards) -> bool:
    everything = (*guards, *module.guards(node))
    if any(of_guards((clause,)) in (DEVELOPMENT, TEST) for clause in everything):
        return False
    keys = (around.child_by_field_name("key") for around in islice(module.around(node), 30) if around.type == "pair")
    return all(key is None or of_name(module.text(key)[:60]) not in (DEVELOPMENT, TEST) for key in keys)


def _findings(source: Source, module: Module, node: Node, name: str, problems: Iterable[Problem]) -> Iterator[Finding]:
    return findings(source, (module.line(node), module.column(node)), name, problems, module.statement(node))
