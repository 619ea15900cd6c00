"""Source code: lists of origins, and what stands in for a variable that is not set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from prodlint.context import EXAMPLE, of_path
from prodlint.context.reach import is_reached
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats import Unparsable, pairs
from prodlint.formats.code import ASKED, ASSIGNED, CALL, ENTRY, KEYWORD, Code, Named, Node, Possible, fields, given_as
from prodlint.formats.languages import reader
from prodlint.rules.require_https_urls.names import holds_origins, is_frontend, is_public, is_site, takes_bare_hosts
from prodlint.rules.require_https_urls.urls import PATTERN, Problem, findings, is_pattern, of_origins, of_url
from prodlint.source import Repository, Source
from prodlint.tables.exact_origins import EXACT, Exact

# What every rule needs; parsing is what takes time.
_TELLS = expression(r"(?i)cors|origins|_origin|frontend|(?:http|ws)://")
# Languages that frontends are written in: there the address of one is a URL, elsewhere it is compared with origins.
_FRONTENDS = ("javascript", "typescript", "sfc")
_NEXT_FORMS = "serverActions"  # its `allowedOrigins` are hosts
_LEVELS = 8
_LONGEST_NAME = 100


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The URLs of a file that are plain http, and its origins that match nobody."""
    example = of_path(source.path) == EXAMPLE
    if source.path.endswith(".d.ts") or not _TELLS.search(source.text):
        return
    try:
        code = source.read(reader(source.kind))
    except Unparsable:
        yield from _by_lines(source, example=example)
        return
    is_frontend_code = source.kind in _FRONTENDS
    exact = dict(_exact(code, source.text))
    for named in code.named_values():
        if len(named.name) > _LONGEST_NAME:
            continue
        if is_frontend_code and named.how == ASKED and (is_public(named.name) or _is_site(named.name)):
            shown, find = f"the default of `{named.name}`", _of_url
        elif named.value in exact or _holds_origins(code, named, is_frontend_code):
            shown, find = f"an origin in `{named.name}`", _of_origins
        else:
            continue
        leaves = code.possible(named.value)
        row = exact.get(named.value) if all(code.constant(one.node) != "*" for one in leaves) else None
        for leaf in leaves:
            problems = list(find(code, named, leaf, row, example))
            if problems and is_reached(code, leaf.guards, leaf.node, named.node):
                place = code.line(leaf.node), code.column(leaf.node)
                yield from findings(source, place, shown, problems, code.statement(leaf.node))


def _is_site(name: str) -> bool:
    return is_site(name) or is_frontend(name)


def _of_url(code: Code, named: Named, leaf: Possible, row: Exact | None, example: bool) -> Iterator[Problem]:
    problem = of_url(code.string(leaf.node) or "", example=example)
    if problem is not None:
        yield problem


def _of_origins(code: Code, named: Named, leaf: Possible, row: Exact | None, example: bool) -> Iterator[Problem]:
    """What is wrong with the origins in one value: a text, or a list that was split."""
    value = code.constant(leaf.node)
    for text in value if isinstance(value, (list, tuple)) else [value]:
        if not isinstance(text, str):
            continue
        found = list(of_origins(text, example=example, bare=takes_bare_hosts(named.name)))
        if row is not None and (leaf.element or text is not value or not row.listed) and is_pattern(text):
            found.append(PATTERN)
        for problem in found:
            yield problem if problem.item or text is value else problem._replace(item=text)


def _exact(code: Code, text: str) -> Iterator[tuple[Node, Exact]]:
    """The values that libraries compare with the Origin as they are, each with its row."""
    rows = [row for row in EXACT if row.needs in text]
    for call in code.calls:
        arguments = code.arguments(call)
        names = [code.callee(call) or "", *(code.qualified_name(one) or "" for one in arguments[:1])]
        for row in rows:
            if row.callables and any(re.fullmatch(row.callables, name) for name in names):
                options = {**code.keywords(call), **(fields(code.entries(arguments[0])) if arguments else {})}
                if row.name in options and options.keys().isdisjoint(row.unless):
                    yield options[row.name], row
    for named in code.named_values():
        for row in rows:
            if named.name == row.name and named.how == ASSIGNED and not row.callables:
                if not any(word in text for word in row.unless):
                    yield named.value, row


def _holds_origins(code: Code, named: Named, is_frontend_code: bool) -> bool:
    if named.name.lower() in ("origin", "origins"):  # `CORS(app, origins=...)`; elsewhere it can be anything
        return _is_cors(code, named)
    if holds_origins(named.name):
        return _NEXT_FORMS not in code.inside(named.value)
    return is_frontend(named.name) and not is_frontend_code


def _is_cors(code: Code, named: Named) -> bool:
    """Whether an option belongs to CORS, by the call that takes it, or by the keys and variables around it."""
    if named.how == KEYWORD:
        return _takes_cors(code, named.node)
    if named.how != ENTRY:
        return False
    if any("cors" in one.name.lower() for one in given_as(code, named.node, _LEVELS)):
        return True
    around = islice(code.around(named.node), _LEVELS)
    return any(_takes_cors(code, one) for one in around if code.kind(one) == CALL)


def _takes_cors(code: Code, call: Node) -> bool:
    handed = [code.callee(call), code.method(call)[1], *map(code.qualified_name, code.arguments(call)[:1])]
    return any("cors" in (name or "").lower() for name in handed)


def _by_lines(source: Source, *, example: bool) -> Iterator[Finding]:
    for pair in pairs.read(source.text):
        if holds_origins(pair.name) or is_frontend(pair.name):
            problems = of_origins(pair.value, example=example)
            yield from findings(source, (pair.line, pair.column), f"an origin in `{pair.name}`", problems, (0, 0))
