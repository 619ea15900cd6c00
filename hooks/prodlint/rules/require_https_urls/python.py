"""Python: lists of origins, and the defaults of settings."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, EXAMPLE, TEST, of_guards, of_name, of_path
from prodlint.finding import Finding
from prodlint.formats import Unparsable, pairs
from prodlint.formats.code import ASSIGNED, KEYWORD, Named, Possible
from prodlint.formats.python import Module, read
from prodlint.rules.require_https_urls.names import holds_origins, is_frontend, takes_bare_hosts
from prodlint.rules.require_https_urls.urls import PATTERN, Problem, findings, is_pattern, of_origins
from prodlint.source import Repository, Source

_MIDDLEWARE = ".CORSMiddleware"
_DJANGO_LISTS = ("CORS_ALLOWED_ORIGINS", "CORS_ORIGIN_WHITELIST")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The origins in a Python file that are plain http or match nobody."""
    example = of_path(source.path) == EXAMPLE
    try:
        module = source.read(read)
    except Unparsable:
        yield from _by_lines(source, example=example)
        return
    for named in module.named_values():
        if not _is_about_origins(module, named):
            continue
        leaves = module.possible(named.value)
        exact = _is_exact(module, named, source.text) and not any(module.constant(one.node) == "*" for one in leaves)
        for leaf in leaves:
            problems = list(_problems(module, named, leaf, exact=exact, example=example))
            if problems and _counts(module, named, leaf):
                place = module.line(leaf.node), module.column(leaf.node)
                statement = module.statement(leaf.node)
                yield from findings(source, place, f"An origin in `{named.name}`", problems, statement)


def _problems(module: Module, named: Named, leaf: Possible, *, exact: bool, example: bool) -> Iterator[Problem]:
    """What is wrong with the origins in one value: a text, or a list that was split."""
    value = module.constant(leaf.node)
    texts = value if isinstance(value, (list, tuple)) else [value]
    for text in texts:
        if not isinstance(text, str):
            continue
        found = list(of_origins(text, example=example, bare=takes_bare_hosts(named.name)))
        if exact and (leaf.element or text is not value) and is_pattern(text):
            found.append(PATTERN)
        for problem in found:
            yield problem if problem.item or text is value else problem._replace(item=text)


def _is_exact(module: Module, named: Named, text: str) -> bool:
    """Whether what reads the list compares each item with the Origin as it is, and no pattern stands beside it.

    Measured: starlette 1.10 (`origin in self.allow_origins`), django-cors-headers 4.9.
    """
    if named.name in _DJANGO_LISTS:
        return named.how == ASSIGNED and "corsheaders" in text and "ORIGIN_REGEX" not in text
    if named.name != "allow_origins" or named.how != KEYWORD or not isinstance(named.node, ast.Call):
        return False
    called = (module.qualified_name(one) or "" for one in (named.node.func, *named.node.args[:1]))
    is_starlette = any(one.startswith(("fastapi.", "starlette.")) and one.endswith(_MIDDLEWARE) for one in called)
    return is_starlette and module.keywords(named.node).keys().isdisjoint(("allow_origin_regex", "**"))


def _is_about_origins(module: Module, named: Named) -> bool:
    if named.name.lower() in ("origin", "origins"):  # `CORS(app, origins=...)`; elsewhere it can be anything
        if named.how != KEYWORD or not isinstance(named.node, ast.Call):
            return False
        handed = [named.node.func, *named.node.args[:1]]
        return any("cors" in (module.qualified_name(one) or "").lower() for one in handed)
    return holds_origins(named.name) or is_frontend(named.name)


def _counts(module: Module, named: Named, leaf: Possible) -> bool:
    guards = (*leaf.guards, *module.guards(leaf.node), *module.guards(named.node))
    if any(of_guards((clause,)) in (DEVELOPMENT, TEST) for clause in guards):
        return False
    around = (*module.definitions_around(leaf.node), *module.definitions_around(named.node))
    return all(of_name(one.name) not in (DEVELOPMENT, TEST) for one in around)


def _by_lines(source: Source, *, example: bool) -> Iterator[Finding]:
    for pair in pairs.read(source.text):
        if holds_origins(pair.name) or is_frontend(pair.name):
            problems = of_origins(pair.value, example=example)
            yield from findings(source, (pair.line, pair.column), f"An origin in `{pair.name}`", problems, (0, 0))
