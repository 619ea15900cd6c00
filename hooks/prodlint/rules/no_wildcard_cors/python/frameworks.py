"""The calls of the table: `CORS(app)`, `app.add_middleware(CORSMiddleware, ...)`, `super().__init__(...)`."""

import ast
from collections.abc import Iterator

from prodlint.formats.code import CALL, MAPPING
from prodlint.formats.python import Module
from prodlint.rules.no_wildcard_cors.code.libraries import Options
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.code.values import is_true
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.rules.no_wildcard_cors.python.defaults import Defaults
from prodlint.rules.no_wildcard_cors.python.functions import PYTHON
from prodlint.rules.no_wildcard_cors.python.neighbours import Neighbours
from prodlint.tables.cors_effects import ACTS, ECHO
from prodlint.tables.cors_library import Library
from prodlint.tables.cors_python import ROWS

_FLASK, _RESOURCES = "flask_cors.CORS", "CORS_RESOURCES"  # flask_cors/core.py: CONFIG_OPTIONS
_AIOHTTP_FIX = 'Use `{"https://app.example.com": aiohttp_cors.ResourceOptions(...)}` instead.'
_PACKAGES = frozenset(key.partition(".")[0] for key in ROWS)
_METHODS = frozenset(key.rpartition(".")[2] for key in ROWS if key.count(".") == 2) | {"__init__"}


def hits(module: Module, neighbours: Neighbours) -> Iterator[Hit]:
    """The findings at the calls that the table knows."""
    imported = {name.partition(".")[0] for name in module.imports()}
    set_up = any(_is_init_app(call) for call in module.calls)
    if not imported & _PACKAGES and not set_up and not any(one.name == _RESOURCES for one in module.named_values()):
        return
    defaults = Defaults(module, neighbours)
    language = PYTHON._replace(imported=neighbours.imported)
    for named in module.named_values():
        if named.name == _RESOURCES and module.entries(named.value) is not None:
            flask = ROWS[_FLASK]._replace(config=("CORS_ORIGINS",))
            options = Options(module, PYTHON, flask, named.node, {}, ())
            yield from defaults.resources(flask, named.node, named.value, options)
    for call in module.calls:
        row, own = _row(module, call)
        earlier = _earlier(module, call, neighbours) if _is_init_app(call) else None
        if row is None and earlier is not None:
            row, own = ROWS.get(f"{_key(earlier[0].qualified_name(earlier[1].func))}.init_app"), True
        if row is None:
            continue
        keywords = module.keywords(call)
        given = [keywords[name] for name in row.keys if name in keywords]
        if row.at is not None and row.at < len(call.args) and row.keys[0] not in keywords:
            given.append(call.args[row.at])
        options = Options(module, language, row, call, keywords, given)
        yield from options.hits()
        if own and row.missing and is_served(module, (), call):
            made = earlier[0].keywords(earlier[1]) if earlier is not None else {}
            yield from defaults.hits(row, call, {**made, **keywords}, options)


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


def _row(module: Module, call: ast.Call) -> tuple[Library | None, bool]:
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


def aiohttp_hits(module: Module) -> Iterator[Hit]:
    """The origins of aiohttp-cors are keys: `{"*": aiohttp_cors.ResourceOptions(...)}`."""
    entries = (entry for node in module.of_kind(MAPPING) for entry in module.entries(node) or () if entry.key == "*")
    for _, value, key, _ in entries:
        if (module.instance_of(value) or "").startswith("aiohttp_cors.") and is_served(module, (), key):
            options = module.keywords(value) if module.kind(value) == CALL else {}
            effect = ACTS if is_true(module, options.get("allow_credentials")) else ECHO
            yield Hit(key, "`*` is among the origins of aiohttp-cors", effect, fix=_AIOHTTP_FIX)
