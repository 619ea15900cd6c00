"""Debug switches in the code of the languages that are read as trees: settings, and calls of frameworks."""

import re
from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, of_name
from prodlint.context.reach import is_reached
from prodlint.context.tracked import folder_of, joined
from prodlint.finding import Finding
from prodlint.formats.code import ASKED, CALL, KEYWORD, UNKNOWN, Code, Named, Node
from prodlint.formats.guards import Guards
from prodlint.formats.languages import reader
from prodlint.rules.no_reload_in_prod import messages
from prodlint.source import Repository, Source
from prodlint.tables import debug_code as table
from prodlint.tables.debug_code import CALLS, SETTINGS, DebugCall, DebugSetting

_EFFECTS = {
    table.ERRORS: messages.DEBUGS,
    table.DEBUGGER: messages.DEBUGGER,
    table.RELOADS: messages.RELOADS,
    table.MODE: messages.DEVELOPMENT_MODE,
}


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """What a file switches on that runs in production."""
    path = source.path.lower()
    settings = [row for row in SETTINGS if source.kind in row.kinds.split() and _is_in(path, row.file)]
    calls = [row for row in CALLS if source.kind in row.kinds.split() and _is_in(path, row.file)]
    code = source.read(reader(source.kind))
    file = _File(source, repository, code)
    names = {name: row for row in settings for name in row.names.split()}
    for named in code.named_values():
        row = names.get(named.name)
        if row is not None and named.how != ASKED:
            yield from file.of_setting(named, row)
    for call in code.calls:
        for one in calls:
            yield from file.of_call(call, one)


def _is_in(path: str, file: str) -> bool:
    return not file or re.fullmatch(file, path) is not None


class _File:
    def __init__(self, source: Source, repository: Repository, code: Code) -> None:
        self._source = source
        self._repository = repository
        self._code = code
        self._asked = {named.value: named.name for named in code.named_values() if named.how == ASKED}

    def of_setting(self, named: Named, row: DebugSetting) -> Iterator[Finding]:
        """`e.Debug = true`, `'debug' => env('APP_DEBUG', true)`, `define('YII_DEBUG', true)`."""
        if not self._is_of(named, row.of) or self._is_decided_elsewhere(named, row):
            return
        for leaf in self._code.possible(named.value):
            if self._is_on(leaf.node, row.on) and self._runs(leaf.node, named.node, leaf.guards):
                unless = f" unless {self._asked[leaf.node]} is set" if leaf.node in self._asked else ""
                yield self._finding(leaf.node, row.what + unless, row.does, row.fix)

    def _is_of(self, named: Named, of: str) -> bool:
        if not of:
            return True
        if named.how == KEYWORD:
            owner = self._code.callee(named.node)
        else:
            owner = self._code.instance_of(named.of) if named.of is not None else None
        return re.fullmatch(of, owner or "") is not None

    def _is_decided_elsewhere(self, named: Named, row: DebugSetting) -> bool:
        others = [one for one in self._code.named_values() if one.name == row.unless] if row.unless else []
        if any(self._code.constant(one.value) in (False, 0) for one in others):
            return True
        path = joined(folder_of(self._source.path), row.elsewhere) if row.elsewhere else self._source.path
        other = self._repository.source(path) if path != self._source.path else None
        return other is not None and named.name in other.text

    def of_call(self, call: Node, row: DebugCall) -> Iterator[Finding]:
        """`gin.SetMode(gin.DebugMode)`, `app.UseDeveloperExceptionPage()`."""
        if not self._is_called(call, row) or row.needs not in " ".join(self._code.imports()).lower():
            return
        given = self._code.arguments(call)
        if row.key and (not given or self._code.string(given[0]) != row.key):
            return
        if row.at < 0:
            if self._runs(call, call):
                yield self._finding(call, row.what, row.does, row.fix)
            return
        for leaf in self._code.possible(given[row.at]) if row.at < len(given) else ():
            if self._is_on(leaf.node, row.on) and self._runs(leaf.node, call, leaf.guards):
                yield self._finding(leaf.node, row.what, row.does, row.fix)

    def _is_called(self, call: Node, row: DebugCall) -> bool:
        name = self._code.callee(call) or "." + self._code.method(call)[1]
        return re.fullmatch(row.callee, name) is not None

    def _is_on(self, node: Node, on: frozenset[str]) -> bool:
        value = self._code.constant(node)
        text = self._code.qualified_name(node) if value is UNKNOWN else value
        return isinstance(text, (str, bool, int)) and str(text).lower() in on

    def _runs(self, value: Node, place: Node, guards: Guards = ()) -> bool:
        blocks = (one for one in self._code.around(place) if self._code.kind(one) == CALL)
        return is_reached(self._code, guards, value, place) and not any(map(self._is_for_development, blocks))

    def _is_for_development(self, call: Node) -> bool:
        """Whether a block is one that only development runs: `configure :development do`."""
        if self._code.method(call)[1] != "configure":
            return False
        names = [self._code.string(one) for one in self._code.arguments(call)]
        return bool(names) and {of_name(name) for name in names if name} == {DEVELOPMENT}

    def _finding(self, node: Node, what: str, does: str, fix: str) -> Finding:
        return messages.finding(
            self._source.path, self._code.line(node), self._code.column(node), what, _EFFECTS[does], fix=fix,
            statement=self._code.statement(node),
        )  # fmt: skip
