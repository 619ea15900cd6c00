"""Calls that take a key, as the rows of the table say."""

import re
from collections.abc import Iterator
from functools import cache

from prodlint.formats.code import Code, Node, fields, known
from prodlint.tables.default_secrets import TAKERS, Taker


def taken(code: Code, kind: str) -> Iterator[tuple[Node, Node, str, str, str]]:
    """Every key that a call takes: the call, the key, its name, how it is taken, what who knows it can do."""
    rows = TAKERS.get(kind, ())
    imported = code.imports()
    for call in code.calls if rows else ():
        method = code.method(call)[1]
        callee = code.callee(call) or ""
        who = (callee if method == "new" else method) or callee
        for row in rows:
            if _is_of(row, code, call, callee, method, imported):
                for node, name in _keys(row, code, call):
                    how = f"`{who}` takes as `{name}`" if name and who else f"`{name or who}` takes"
                    yield call, node, name or who, how, row.effect


def _is_of(row: Taker, code: Code, call: Node, callee: str, method: str, imported: frozenset[str]) -> bool:
    if row.callee:
        return _compiled(row.callee).fullmatch(callee) is not None
    if row.method != method or not method or not any(one.startswith(tuple(row.needs.split())) for one in imported):
        return False
    if not row.first:
        return True
    arguments = code.arguments(call)
    first = code.qualified_name(arguments[0]) or "" if arguments else ""
    return _compiled(row.first).match(first) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _keys(row: Taker, code: Code, call: Node) -> Iterator[tuple[Node, str]]:
    arguments = code.arguments(call)
    keywords = code.keywords(call)
    if row.position is not None and len(arguments) > row.position:
        if not any(known(code.entries(arguments[row.position]))):
            yield arguments[row.position], ""
    for name in row.names:
        if name in keywords:
            yield keywords[name], name
        for argument in arguments[:4]:
            value = fields(code.entries(argument)).get(name)
            if value is not None:
                yield value, name
