"""The file that is looked at, and whether production gets to a place in it."""

import ast
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from prodlint.context import DEVELOPMENT, TEST, of_name
from prodlint.context.conditions import of_guards
from prodlint.context.modules import imported
from prodlint.context.refusals import endings
from prodlint.finding import Finding
from prodlint.formats.guards import Guard, Guards, opposite
from prodlint.formats.python import Definition, Module
from prodlint.formats.python.syntax import last_name
from prodlint.rules.no_reload_in_prod import messages
from prodlint.rules.no_reload_in_prod.scene import NOTHING
from prodlint.source import Repository, Source
from prodlint.spelling import words_of
from prodlint.tables import debug_python as table

EFFECTS = {table.DEBUGGER: messages.DEBUGGER, table.ERRORS: messages.DEBUGS, table.RELOADS: messages.RELOADS}

_DEEPEST = 5
_Function = ast.FunctionDef | ast.AsyncFunctionDef
# What a condition or a function that is about reloading and debugging is called, beyond the words of context.
_TOOL_WORDS = frozenset("reload reloader autoreload watch hot debugger debugpy attach".split())
_SYSTEMS = frozenset(("win32", "darwin", "windows", "nt"))  # no servers, but people's own machines
_OPTIONS = frozenset("args arguments options opts flags parsed settings config cfg conf".split())
_AVAILABLE = frozenset("has have available installed".split())


class PythonFile:
    """One Python file with its neighbours.

    `way` says how production starts it; "" where nothing is known to. `configures`: gunicorn is given it as its
    configuration. `environment` are the variables that it is started with, as far as they are known. `is_served` says
    whether a server starts the application that the file belongs to, instead of the file, or of what only importing it
    would do.
    """

    def __init__(
        self,
        source: Source,
        repository: Repository,
        module: Module,
        way: str = "",
        configures: bool = False,
        environment: Mapping[str, str] = NOTHING,
        is_served: Callable[[bool], bool] = lambda _: False,
    ) -> None:
        self.source = source
        self.repository = repository
        self.module = module
        self.way = way
        self.configures = configures
        self.environment = environment
        self.is_served = is_served
        self._developing: dict[_Function, bool] = {}
        self._importing: dict[_Function, bool] = {}

    @property
    def imported_whole(self) -> list[str]:
        """The tracked files that the file imports with `*`."""
        found = (imported(star, self.source.path, self.repository) for star in self.module.stars)
        return [path for path in found if path is not None]

    @cached_property
    def _required(self) -> frozenset[tuple[Guard, ...]]:
        """What holds wherever the file does not refuse to run: it is asked for in production, too."""
        refusing = (clause[0] for _, guards in endings(self.module) for clause in guards[-1:] if len(clause) == 1)
        return frozenset((opposite(guard),) for guard in refusing)

    def finding(
        self, node: ast.AST, what: str, does: str, fix: str, chain: tuple[str, ...] = (), *, strict: bool = False
    ) -> Finding:
        """A finding at a node; `does` is a word of the table, or the effect in words."""
        line, column, statement = self.module.line(node), self.module.column(node), self.module.statement(node)
        return messages.finding(
            self.source.path, line, column, what, EFFECTS.get(does, does),
            fix=fix, chain=chain, statement=statement, strict=strict,
        )  # fmt: skip

    def for_development(self, node: ast.AST, guards: Guards = (), depth: int = 0) -> bool:
        """Whether the code runs only when someone develops: by its conditions, its names, or those who call it."""
        conditions = (*self.module.guards(node), *guards)
        asked = (clause for clause in conditions if clause not in self._required)
        if of_guards(conditions) == DEVELOPMENT or any(all(map(_asked_for, clause)) for clause in asked):
            return True
        names = [name for around in self.module.definitions_around(node) for name in self._names(around)]
        if any(of_name(name) in (DEVELOPMENT, TEST) or _TOOL_WORDS & set(words_of(name)) for name in names):
            return True
        function = self._function(node)
        if function is None or depth > _DEEPEST:
            return False
        if function not in self._developing:
            self._developing[function] = False  # where functions call each other
            calls = self._calls(function)
            self._developing[function] = bool(calls) and all(
                self.for_development(call, depth=depth + 1) for call in calls
            )
        return self._developing[function]

    def _names(self, definition: Definition) -> Iterator[str]:
        """The name of a function or class, and that of the command that a decorator makes of it (click, typer)."""
        yield definition.name
        for decorator in definition.decorator_list:
            if isinstance(decorator, ast.Call) and last_name(decorator.func) == "command":
                named = decorator.args[0] if decorator.args else self.module.keywords(decorator).get("name")
                yield (self.module.string(named) if named is not None else None) or ""

    def on_import(self, node: ast.AST, depth: int = 0) -> bool:
        """Whether importing the file alone runs the node; `__main__.py` is run, and not imported."""
        if self.source.path.endswith("__main__.py"):
            return False
        if self.if_started(node):
            return False
        function = self._function(node)
        if function is None or depth > _DEEPEST:
            return function is None
        if function not in self._importing:
            self._importing[function] = False
            self._importing[function] = any(self.on_import(call, depth + 1) for call in self._calls(function))
        return self._importing[function]

    def if_started(self, node: ast.AST) -> bool:
        """Whether the node runs only where the file is started itself: below `if __name__ == "__main__"`."""
        return any(guard.subject == "__name__" for clause in self.module.guards(node) for guard in clause)

    def _function(self, node: ast.AST) -> _Function | None:
        """The outermost function around a node."""
        return next((one for one in self.module.definitions_around(node) if not isinstance(one, ast.ClassDef)), None)

    def _calls(self, function: _Function) -> list[ast.Call]:
        """The calls of a function in this file, from outside of it."""
        calls = [call for call in self.module.calls if self.module.definition(call.func) is function]
        return [call for call in calls if function not in self.module.definitions_around(call)]


def _asked_for(guard: Guard) -> bool:
    """Whether a condition holds only when someone asks for it: an option, a variable that is set, a laptop."""
    if guard.subject in table.PLATFORM_VARIABLES:
        return not guard.holds
    if not guard.holds:
        return False
    words = words_of(guard.subject)
    if guard.values:
        return bool(_SYSTEMS & set(guard.values)) and bool({"platform", "system", "name"} & set(words))
    if _TOOL_WORDS & set(words) or (words and words[0] in _OPTIONS):
        return True
    return guard.subject.isupper() and not _AVAILABLE & set(words)
