"""The calls of the table: `CORS(app)`, `app.add_middleware(CORSMiddleware, ...)`, `super().__init__(...)`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from prodlint.formats.python import Module
from prodlint.origins import SETTINGS, meaning_of
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.python.defaults import Defaults
from prodlint.rules.no_wildcard_cors.python.functions import accepts_all
from prodlint.rules.no_wildcard_cors.python.neighbours import Neighbours
from prodlint.rules.no_wildcard_cors.python.values import is_true, open_origins, open_patterns, open_switches
from prodlint.tables.cors_effects import CLOSED, STAR
from prodlint.tables.cors_python import ROWS, Row

_PACKAGES = frozenset(key.partition(".")[0] for key in ROWS)
_METHODS = frozenset(key.rpartition(".")[2] for key in ROWS if key.count(".") == 2) | {"__init__"}


def hits(module: Module, neighbours: Neighbours) -> Iterator[Hit]:
    """The findings at the calls that the table knows."""
    imported = _imported(module)
    if not imported & _PACKAGES and not any(_is_init_app(call) for call in module.calls):
        return
    defaults = Defaults(module, neighbours)
    for call in module.calls:
        row, own = _row(module, call)
        earlier = _earlier(module, call, neighbours) if _is_init_app(call) else None
        if row is None and earlier is not None:
            row, own = ROWS.get(f"{_key(earlier[0].qualified_name(earlier[1].func))}.init_app"), True
        if row is None:
            continue
        keywords = module.keywords(call)
        effect = _effect(module, row, keywords)
        openings = [*_openings(module, row, call, keywords, neighbours)]
        if own and row.missing and is_served(module, (), call):
            made = earlier[0].keywords(earlier[1]) if earlier is not None else {}
            openings += defaults.openings(row, call, {**made, **keywords})
        for opening in openings:
            what = f"{opening.what} {row.name}"
            yield Hit(opening.node, what, opening.effect or effect, opening.strict, row.fix)


def _imported(module: Module) -> set[str]:
    """The packages that the file imports."""
    plain = (alias.name for node in module.nodes if isinstance(node, ast.Import) for alias in node.names)
    parts = (node.module or "" for node in module.nodes if isinstance(node, ast.ImportFrom) and not node.level)
    return {name.partition(".")[0] for name in (*plain, *parts)}


def _is_init_app(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "init_app"


def _earlier(module: Module, call: ast.Call, neighbours: Neighbours) -> tuple[Module, ast.Call] | None:
    """The call, here or in another file, that makes the object whose `init_app` is called."""
    if not isinstance(call.func, ast.Attribute):
        return None
    made = [leaf.node for leaf in module.possible(call.func.value) if isinstance(leaf.node, ast.Call)]
    if made:
        return module, made[0]
    origin = module.qualified_name(call.func.value) or ""
    return neighbours.maker(origin) if "cors" in origin.lower() else None


def _row(module: Module, call: ast.Call) -> tuple[Row | None, bool]:
    """The row of a call, and whether the callable is called itself and not handed to `add_middleware`."""
    row = ROWS.get(_key(module.qualified_name(call.func)) or _method(module, call.func))
    handed = call.args[0] if call.args else None
    if row is not None or not isinstance(handed, (ast.Name, ast.Attribute)):
        return row, True
    definition = module.definition(handed)
    origins = module.bases(definition) if isinstance(definition, ast.ClassDef) else (module.qualified_name(handed),)
    return next((ROWS[_key(origin)] for origin in origins if _key(origin) in ROWS), None), False


def _key(origin: str | None) -> str:
    """`fastapi.middleware.cors.CORSMiddleware` -> `fastapi.CORSMiddleware`."""
    first, _, rest = (origin or "").removesuffix(".__init__").partition(".")
    return f"{first}.{rest.rpartition('.')[2]}" if rest else ""


def _method(module: Module, function: ast.expr) -> str:
    """`cors.init_app` -> `flask_cors.CORS.init_app`, `super().__init__` -> `starlette.CORSMiddleware`."""
    if not isinstance(function, ast.Attribute) or function.attr not in _METHODS:
        return ""
    keys = [_key(origin) for origin in module.instances_of(function.value)]
    if function.attr == "__init__":
        return next((key for key in keys if key in ROWS), "")
    return next((f"{key}.{function.attr}" for key in keys if f"{key}.{function.attr}" in ROWS), "")


def _openings(
    module: Module, row: Row, call: ast.Call, keywords: dict[str, ast.expr], neighbours: Neighbours
) -> Iterator[Hit]:
    given = [keywords[name] for name in row.origins if name in keywords]
    if row.at is not None and row.at < len(call.args) and row.origins[0] not in keywords:
        given.append(call.args[row.at])
    for expr in given:
        yield from open_origins(module, expr, call, row.reads)
        yield from _imported_origins(module, row, expr, call, neighbours)
        if row.functions:
            yield from _lenient(module, expr, call)
    for name in row.patterns:
        if name in keywords:
            yield from open_patterns(module, keywords[name], call)
    for name in row.switches:
        if name in keywords:
            yield from open_switches(module, keywords[name], call)


def _imported_origins(
    module: Module, row: Row, expr: ast.expr, call: ast.Call, neighbours: Neighbours
) -> Iterator[Hit]:
    """Origins that another file of the repository sets under a name that does not tell there."""
    for leaf in module.possible(expr):
        origin = module.qualified_name(leaf.node) if isinstance(leaf.node, (ast.Name, ast.Attribute)) else None
        told = origin is None or meaning_of(origin.rpartition(".")[2]) in SETTINGS
        if origin is None or told or not is_served(module, leaf.guards, call):
            continue
        found = neighbours.assigned(origin)
        for opening in open_origins(found[0], found[1].value, found[1].node, row.reads) if found is not None else ():
            yield opening._replace(node=leaf.node)


def _lenient(module: Module, expr: ast.expr, call: ast.Call) -> Iterator[Hit]:
    """A function of origins that accepts all of them, and the empty list that turns the check off."""
    for leaf in module.possible(expr):
        if not is_served(module, leaf.guards, call, leaf.node):
            continue
        if isinstance(leaf.node, ast.List) and not leaf.node.elts and not leaf.element:
            yield Hit(leaf.node, "an empty list turns off the check of the Origin in", STAR, strict=True)
        accepting = accepts_all(module, leaf.node)
        if accepting is not None:
            yield Hit(accepting, "a function that accepts every origin decides for", CLOSED)


def _effect(module: Module, row: Row, keywords: dict[str, ast.expr]) -> str:
    given = keywords.get(row.credentials)
    allowed = row.default_credentials if given is None else module.string(given) == "*" or is_true(module, given)
    return row.together if allowed else row.alone
