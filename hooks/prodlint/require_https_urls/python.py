"""Python: lists of origins, and the defaults of settings."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, EXAMPLE, TEST, of_guards, of_name, of_path
from prodlint.finding import Finding
from prodlint.formats import Unparsable, pairs
from prodlint.formats.python import Module, Possible, read
from prodlint.formats.python.named import KEYWORD, Named, named_values
from prodlint.require_https_urls.names import holds_origins, is_frontend, takes_bare_hosts
from prodlint.require_https_urls.urls import finding, of_origins
from prodlint.source import Repository, Source


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The origins in a Python file that are plain http or match nobody."""
    example = of_path(source.path) == EXAMPLE
    try:
        module = source.read(read)
    except Unparsable:
        yield from _by_lines(source, example=example)
        return
    for named in named_values(module):
        if not _is_about_origins(module, named):
            continue
        for leaf in module.possible(named.value):
            value = module.constant(leaf.node)
            texts = value if isinstance(value, (list, tuple)) else [value]
            for text in texts:
                if isinstance(text, str) and _counts(module, named, leaf):
                    problem = next(of_origins(text, example=example, bare=takes_bare_hosts(named.name)), None)
                    if problem is not None:
                        place = module.line(leaf.node), module.column(leaf.node)
                        statement = module.statement(leaf.node)
                        yield finding(source.path, *place, f"An origin in `{named.name}`", problem, statement)


def _is_about_origins(module: Module, named: Named) -> bool:
    if named.name.lower() in ("origin", "origins"):  # `CORS(app, origins=...)`; elsewhere it can be anything
        if named.how != KEYWORD or not isinstance(named.node, ast.Call):
            return False
        handed = [named.node.func, *named.node.args[:1]]
        return any("cors" in (module.origin(one) or "").lower() for one in handed)
    return holds_origins(named.name) or is_frontend(named.name)


def _counts(module: Module, named: Named, leaf: Possible) -> bool:
    guards = (*leaf.guards, *module.guards(leaf.node), *module.guards(named.node))
    if any(of_guards((clause,)) in (DEVELOPMENT, TEST) for clause in guards):
        return False
    around = (*module.inside(leaf.node), *module.inside(named.node))
    return all(of_name(one.name) not in (DEVELOPMENT, TEST) for one in around)


def _by_lines(source: Source, *, example: bool) -> Iterator[Finding]:
    for pair in pairs.read(source.text):
        if holds_origins(pair.name) or is_frontend(pair.name):
            problem = next(of_origins(pair.value, example=example), None)
            if problem is not None:
                yield finding(source.path, pair.line, pair.column, f"An origin in `{pair.name}`", problem)
