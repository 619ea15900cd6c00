"""Libraries that let everyone in when no origins are given: are any given, perhaps elsewhere?"""

import ast
from collections.abc import Iterator

from prodlint.formats.code import ASSIGNED
from prodlint.formats.python import Module
from prodlint.rules.no_wildcard_cors.code.libraries import Options
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.code.values import open_origins
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.rules.no_wildcard_cors.python.functions import PYTHON
from prodlint.rules.no_wildcard_cors.python.neighbours import Neighbours
from prodlint.tables.cors_library import Library

# flask.Config, sanic.Config
_LOADERS = frozenset("from_envvar from_file from_json from_mapping from_object from_pyfile update_config".split())


class Defaults:
    """Answers for one file."""

    def __init__(self, module: Module, neighbours: Neighbours) -> None:
        self._module = module
        self._neighbours = neighbours
        self._answers: dict[tuple[str, ...], bool] = {}

    def hits(self, row: Library, call: ast.Call, keywords: dict[str, ast.expr], given: Options) -> Iterator[Hit]:
        """Where a call leaves the origins to a default that lets everyone in."""
        positional = row.at is not None and len(call.args) > row.at
        if "**" in keywords or positional or any(name in keywords for name in row.keys):
            return
        if row.app and not call.args and "app" not in keywords:
            return  # `cors = CORS()`: what `init_app` is given counts
        resources = keywords.get(row.resources) if row.resources else None
        if resources is not None and self._module.entries(resources) is not None:
            yield from self.resources(row, call, resources, given)
        elif resources is not None:
            value = self._module.constant(resources)
            if isinstance(value, (str, list, tuple)) and not self._configured(row):
                yield from given.default(resources)
        elif not self._configured(row):
            yield from given.default(call)

    def resources(self, row: Library, at: ast.AST, resources: ast.expr, given: Options) -> Iterator[Hit]:
        """The options of each path, `{r"/api/*": {"origins": "*"}}`, of a call or a setting."""
        for item in self._module.entries(resources) or ():
            options = self._module.entries(item.value)
            if item.unpacked or options is None or any(option.unpacked for option in options):
                continue
            origins = [option.value for option in options if option.key in row.keys]
            for expr in origins[-1:]:
                yield from open_origins(self._module, PYTHON, expr, row, at, credentials=given.credentials)
            if not origins and is_served(self._module, (), item.node) and not self._configured(row):
                yield from given.default(item.node)

    def _configured(self, row: Library) -> bool:
        """Whether the configuration of the application sets the origins; asked once, as it takes the whole file."""
        if row.config not in self._answers:
            self._answers[row.config] = self._sets(frozenset(row.config))
        return self._answers[row.config]

    def _sets(self, names: frozenset[str]) -> bool:
        """Whether one of the names is set in the configuration, here or in another file."""
        loads = any(self._module.method(call)[1] in _LOADERS for call in self._module.calls)
        if any(self._stores(call) & names for call in self._module.calls):
            return True
        for named in self._module.named_values():
            if named.name in names and (named.of is not None or (loads and named.how == ASSIGNED)):
                return True
        return bool(names) and loads and self._neighbours.mention(names)

    def _stores(self, call: ast.Call) -> set[str]:
        """The keys that `app.config.update(...)` and its like store."""
        target, method = self._module.method(call)
        if target is None or method not in (*_LOADERS, "update", "setdefault"):
            return set()
        keys: set[str | None] = set(self._module.keywords(call))
        for argument in call.args:
            keys |= {item.key for item in self._module.entries(argument) or ()}
            keys.add(self._module.string(argument))
        return {key for key in keys if key}
