"""Calls that switch debugging or reloading on: `app.run(debug=True)`, `uvicorn.run(..., reload=True)`."""

import ast
from collections.abc import Iterator

from prodlint.context import PRODUCTION, of_name
from prodlint.finding import Finding
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_reload_in_prod.python.callee_names import callees, shown
from prodlint.rules.no_reload_in_prod.python.file import PythonFile
from prodlint.rules.no_reload_in_prod.python.switched_on import On, state, switched_on
from prodlint.tables.debug_python import CALLS, DEBUGGER, NEED_IMPORT_STRING, RELOADS, STARTING, SWITCHES, Switch
from prodlint.tables.truth import FALSE

_FIX = {
    DEBUGGER: "Leave it out, or read it from a variable that is off when unset; start the app with a production "
    "server (gunicorn, uvicorn).",
    RELOADS: "Leave it out, or read it from a variable that is off when unset; use workers instead.",
}
_FIX_ERRORS = "Leave it out, or read it from a variable that is off when unset."


class _Way(NamedTuple):
    """How production gets to a call: the chain as far as it is known, in words else, and whether it is unlikely to."""

    chain: tuple[str, ...] = ()
    when: str = ""
    strict: bool = False


def check(file: PythonFile) -> Iterator[Finding]:
    """The calls of a file that switch something on, each once."""
    for call in file.module.calls:
        for name in dict.fromkeys(callees(file.module, call)):
            found = _found(file, call, name)
            if found is not None:
                yield found
                break


def _found(file: PythonFile, call: ast.Call, name: str) -> Finding | None:
    if name in CALLS and not file.for_development(call):
        way = _way(file, call, name, CALLS[name] == DEBUGGER)
        if way is not None:
            return _finding(file, call, f"{shown(name)}() runs", CALLS[name], way)
    for switch in SWITCHES.get(name, ()):
        for value in _values(file, call, switch):
            if file.for_development(call, value.guards) or _is_told_off(file, value):
                continue
            if name in NEED_IMPORT_STRING and not _by_import_string(file, call):
                continue
            way = _way(file, call, name, switch.anywhere)
            if way is not None:
                return _finding(file, value.node, _what(name, switch, value), switch.does, way)
    return None


def _is_told_off(file: PythonFile, value: On) -> bool:
    """Whether the variable that switches it off has such a value where production starts the file."""
    told = file.environment.get(value.variable, "")
    return not value.misread and (told.lower() in FALSE or of_name(told) == PRODUCTION)


def _finding(file: PythonFile, at: ast.expr, what: str, does: str, way: _Way) -> Finding:
    return file.finding(at, what + way.when, does, _FIX.get(does, _FIX_ERRORS), way.chain, strict=way.strict)


def _values(file: PythonFile, call: ast.Call, switch: Switch) -> Iterator[On]:
    """The ways in which the parameter is on."""
    given = file.module.keywords(call)
    if switch.beside and switch.beside not in given:
        return
    starred = any(isinstance(argument, ast.Starred) for argument in call.args)
    if switch.parameter in given:
        yield from switched_on(file.module, given[switch.parameter])
    elif switch.position is not None and not starred and len(call.args) > switch.position:
        yield from switched_on(file.module, call.args[switch.position])
    elif switch.default and not starred and "**" not in given:
        yield On(call, (), literal=False, misread=False)


def _by_import_string(file: PythonFile, call: ast.Call) -> bool:
    """Whether the application is given as a text, which a reloader can import anew."""
    app = call.args[0] if call.args else file.module.keywords(call).get("app")
    if app is None:
        return False
    leaves = [leaf.node for leaf in file.module.possible(app)]
    return any(isinstance(leaf, ast.JoinedStr) or file.module.string(leaf) is not None for leaf in leaves)


def _way(file: PythonFile, call: ast.Call, name: str, anywhere: bool) -> _Way | None:
    """How production gets to the call; None when it does not, as far as is known.

    Where a server starts the application, a file that starts it too is for those who develop, unless that server
    imports the very file.
    """
    if file.way:
        return _Way((file.way,))
    starts = name.rpartition(".")[2] in STARTING
    imported = file.on_import(call)
    if not imported and not anywhere:
        return None
    if starts or (not imported and file.if_started(call)):
        return _Way(when="" if imported else " when this file is started", strict=file.is_served(imported))
    return _Way()


def _what(name: str, switch: Switch, value: On) -> str:
    called = shown(name)
    if isinstance(value.node, ast.Call) and switch.default:
        return f"{called}() runs with {switch.parameter} on by default"
    if value.literal:
        return f"{called}({switch.parameter}=True) runs"
    return f"{switch.parameter} of {called}() {state(value)}"
