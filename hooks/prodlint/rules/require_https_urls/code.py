"""Source code: lists of origins, and what stands in for a variable that is not set."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice

from prodlint.context import EXAMPLE, of_path
from prodlint.context.reach import is_reached
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats import Unparsable, pairs
from prodlint.formats.code import ASKED, ASSIGNED, CALL, ENTRY, KEYWORD, Code, Named, Node, Possible, fields, given_as
from prodlint.formats.given import given
from prodlint.formats.languages import reader
from prodlint.formats.spelled import spelled
from prodlint.origins import HEADER, meaning_of
from prodlint.rules.require_https_urls.names import (
    holds_origins,
    is_address,
    is_for_production,
    is_frontend,
    is_login,
    is_public,
    is_site,
    takes_bare_hosts,
)
from prodlint.rules.require_https_urls.urls import PATTERN, SCHEME, Problem, findings, is_pattern, of_origins, of_url
from prodlint.source import Repository, Source
from prodlint.spelling import squeeze
from prodlint.tables.exact_origins import ANY_LIBRARY, EXACT, LIBRARIES, Exact, Library

# What every rule needs; parsing is what takes time.
_TELLS = expression(r"(?i)cors|origin|frontend|(?:http|ws)://")
# Languages that frontends are written in: there the address of one is a URL, elsewhere it is compared with origins.
_FRONTENDS = ("javascript", "typescript", "sfc")
_NEXT_FORMS = "serverActions"  # its `allowedOrigins` are hosts
_LEVELS = 12
_CORS = expression(r"(?i)cors|crossorigin")
_LONGEST_NAME = 100


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The URLs of a file that are plain http, and its origins that match nobody."""
    example = of_path(source.path) == EXAMPLE
    if source.path.endswith(".d.ts") or not _TELLS.search(source.read(spelled)):
        return
    try:
        code = source.read(reader(source.kind))
    except (Unparsable, ImportError):
        yield from _by_lines(source, example=example)
        return
    is_frontend_code = source.kind in _FRONTENDS
    # angular.dev/tools/cli/environments: a build for production puts it into the page
    is_built_in = is_for_production(source.path) and source.path.rpartition("/")[2].startswith("environment.")
    library = ANY_LIBRARY if is_frontend_code or source.kind == "python" else _library(source.text)
    exact = dict(_exact(code, source.text))
    for named in given(code, partial(_is_wanted, names=library.names)):
        if len(named.name) > _LONGEST_NAME:
            continue
        if named.how == ASKED and _is_address(named.name, source.kind):
            shown, find = f"the default of `{named.name}`", _of_url
        elif named.value in exact or _holds_origins(code, named, is_frontend_code, library):
            shown, find = f"an origin in `{named.name}`", _of_origins
        elif named.how != ASKED and (is_login(named.name) or (is_built_in and is_address(named.name))):
            shown, find = f"`{named.name}`", _of_url
        else:
            continue
        leaves = code.possible(named.value)
        row = exact.get(named.value) if all(code.constant(one.node) != "*" for one in leaves) else None
        for leaf in leaves:
            problems = list(find(code, named, leaf, row, library, example))
            if problems == [SCHEME] and not code.once(_prefixed).isdisjoint(islice(code.around(leaf.node), _LEVELS)):
                continue
            if problems and is_reached(code, leaf.guards, leaf.node, named.node):
                place = code.line(leaf.node), code.column(leaf.node)
                yield from findings(source, place, shown, problems, code.statement(leaf.node))
    yield from _of_headers(source, code, example)
    yield from _of_hosts(source, code, example)


def _of_headers(source: Source, code: Code, example: bool) -> Iterator[Finding]:
    """`header("Access-Control-Allow-Origin: http://shop.com")` of PHP."""
    for call in code.calls if source.kind == "php" else ():
        text = code.string(code.arguments(call)[0]) if code.method(call)[1] == "header" and code.arguments(call) else ""
        name, _, value = (text or "").partition(":")
        if meaning_of(name.strip()) == HEADER and is_reached(code, (), call):
            place = code.line(call), code.column(call)
            yield from findings(
                source, place, f"an origin in `{name}`", of_origins(value, example=example), code.statement(call)
            )


def _of_hosts(source: Source, code: Code, example: bool) -> Iterator[Finding]:
    """`allowHost("app.shop.com", schemes = listOf("http"))` of Ktor."""
    for call in code.calls if source.kind == "kotlin" else ():
        hosts, schemes = code.arguments(call)[:1], code.keywords(call).get("schemes")
        if hosts and schemes is not None and code.method(call)[1] == "allowHost":
            problem = of_url(f"http://{code.string(hosts[0]) or ''}", example=example)
            if problem and {code.string(leaf.node) for leaf in code.possible(schemes)} == {"http"}:
                place = code.line(schemes), code.column(schemes)
                yield from findings(source, place, "an origin of `allowHost`", [problem], code.statement(call))


def _prefixed(code: Code) -> frozenset[Node]:
    """The texts that put something behind a scheme: `f"https://{host}"`."""
    return frozenset(whole for text, whole in code.texts("\0") if "://\0" in text)


def _library(text: str) -> Library:
    return next((one for one in LIBRARIES if one.needs in text and one.unless not in text), ANY_LIBRARY)


def _is_wanted(name: str, names: str) -> bool:
    """Whether a call sets origins by this name, or the address of a login."""
    return (
        name.lower() in ("origin", "origins") or squeeze(name) in names.split() or holds_origins(name) or is_login(name)
    )


def _is_address(name: str, kind: str) -> bool:
    """Whether a default is the address of something public: in Python only frontends know them by such names."""
    if kind == "python":
        return is_login(name)
    return is_site(name) or is_login(name) or (kind in _FRONTENDS and (is_public(name) or is_frontend(name)))


def _of_url(
    code: Code, named: Named, leaf: Possible, row: Exact | None, library: Library, example: bool
) -> Iterator[Problem]:
    problem = of_url(code.string(leaf.node) or "", example=example or is_login(named.name))
    if problem is not None:
        yield problem


def _of_origins(
    code: Code, named: Named, leaf: Possible, row: Exact | None, library: Library, example: bool
) -> Iterator[Problem]:
    """What is wrong with the origins in one value: a text, or a list that was split."""
    value = code.constant(leaf.node)
    for text in value if isinstance(value, (list, tuple)) else [value]:
        if not isinstance(text, str):
            continue
        bare = library.bare or takes_bare_hosts(named.name)
        found = list(of_origins(text, example=example, bare=bare, slash=library.slash))
        if library.star and is_pattern(text):
            found.append(PATTERN._replace(fix=library.star))
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


def _holds_origins(code: Code, named: Named, is_frontend_code: bool, library: Library) -> bool:
    if squeeze(named.name) in library.names.split():
        return True
    if named.name.lower() in ("origin", "origins"):  # `CORS(app, origins=...)`; elsewhere it can be anything
        return _is_cors(code, named)
    if holds_origins(named.name):
        return _NEXT_FORMS not in code.inside(named.value)
    return is_frontend(named.name) and not is_frontend_code


def _is_cors(code: Code, named: Named) -> bool:
    """Whether an option belongs to CORS, by the call that takes it, or by the keys and variables around it."""
    if named.how == KEYWORD and _takes_cors(code, named.node):
        return True
    if named.how not in (ENTRY, KEYWORD):
        return False
    if any("cors" in one.name.lower() for one in given_as(code, named.node, _LEVELS)):
        return True
    around = islice(code.around(named.node), _LEVELS)
    return any(_takes_cors(code, one) for one in around if code.kind(one) == CALL)


def _takes_cors(code: Code, call: Node) -> bool:
    given = code.arguments(call)[:2]
    handed = [code.callee(call), code.method(call)[1], *map(code.qualified_name, given), *map(code.string, given)]
    return any(_CORS.search(name or "") for name in handed)


def _by_lines(source: Source, *, example: bool) -> Iterator[Finding]:
    for pair in pairs.read(source.text):
        if holds_origins(pair.name) or is_frontend(pair.name):
            problems = of_origins(pair.value, example=example)
            yield from findings(source, (pair.line, pair.column), f"an origin in `{pair.name}`", problems, (0, 0))
