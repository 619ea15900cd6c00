"""Values stored where a framework or the environment finds them: `app.debug`, `app.config["DEBUG"]`, `os.environ`."""

import ast
from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, of_name
from prodlint.context.deployed import deployed
from prodlint.finding import Finding
from prodlint.rules.no_reload_in_prod import variables
from prodlint.rules.no_reload_in_prod.python.callee_names import owners, shown
from prodlint.rules.no_reload_in_prod.python.file import PythonFile
from prodlint.rules.no_reload_in_prod.python.switched_on import state, switched_on
from prodlint.tables.debug_python import ATTRIBUTES, CONFIG_OWNERS, ERRORS
from prodlint.tables.reload_variables import MODES, MODULES

_FIX = "Take the value from a variable that is off when unset."
_FIX_ENVIRONMENT = "Set it outside of the code, where you develop; or name the settings for production here."
_STORING = frozenset(("update", "from_mapping", "setdefault"))
_ENVIRONMENT = frozenset(("os.environ", "environ"))
_CHOICES = frozenset((*MODULES, *MODES))


def check(file: PythonFile) -> Iterator[Finding]:
    """What a file stores that switches debugging on."""
    for assignment in file.module.assignments:
        target, value = assignment.target, assignment.value
        if isinstance(target, ast.Attribute):
            yield from _attribute(file, target, value)
        elif isinstance(target, ast.Subscript):
            yield from _item(file, target.value, file.module.string(target.slice), value)
    for call in file.module.calls:
        if isinstance(call.func, ast.Attribute) and call.func.attr in _STORING:
            fallback = call.func.attr == "setdefault"
            for key, value in _entries(file, call):
                if not (fallback and key in _CHOICES and _is_chosen(key, file)):
                    yield from _item(file, call.func.value, key, value)


def _is_chosen(name: str, file: PythonFile) -> bool:
    """Whether a deployment sets a settings module, or a mode, to one that is none for development or tests."""
    values = (value for key, value in deployed(_CHOICES, file.repository) if key == name)
    return any(of_name(value.rpartition(".")[2]) != DEVELOPMENT for value in values)


def _entries(file: PythonFile, call: ast.Call) -> list[tuple[str | None, ast.expr]]:
    if isinstance(call.func, ast.Attribute) and call.func.attr == "setdefault":
        return [(file.module.string(call.args[0]), call.args[1])] if len(call.args) == 2 else []
    items = [item for argument in call.args for item in file.module.entries(argument) or ()]
    return [*((item.key, item.value) for item in items), *file.module.keywords(call).items()]


def _attribute(file: PythonFile, target: ast.Attribute, value: ast.expr) -> Iterator[Finding]:
    for owner in owners(file.module, target.value):
        does = ATTRIBUTES.get(f"{owner}.{target.attr}")
        if does is not None:
            yield from _on(file, target, value, shown(f"{owner}.{target.attr}"), does)
            return
    if target.attr == "DEBUG" and _is_config(file, target.value):
        yield from _on(file, target, value, "app.config.DEBUG", ERRORS)


def _item(file: PythonFile, holder: ast.expr, key: str | None, value: ast.expr) -> Iterator[Finding]:
    if key == "DEBUG" and _is_config(file, holder):
        yield from _on(file, holder, value, 'app.config["DEBUG"]', ERRORS)
    elif key is not None and file.module.qualified_name(holder) in _ENVIRONMENT:
        yield from _variable(file, key, value)


def _is_config(file: PythonFile, holder: ast.expr) -> bool:
    if not isinstance(holder, ast.Attribute) or holder.attr != "config":
        return False
    return not CONFIG_OWNERS.isdisjoint(owners(file.module, holder.value))


def _on(file: PythonFile, at: ast.expr, value: ast.expr, what: str, does: str) -> Iterator[Finding]:
    for on in switched_on(file.module, value):
        if not file.for_development(at, on.guards):
            yield file.finding(on.node, f"{what} {state(on)}", does, _FIX)


def _variable(file: PythonFile, name: str, value: ast.expr) -> Iterator[Finding]:
    """A variable of the environment that the program sets for itself."""
    text = file.module.string(value)
    switch = variables.judge(name, text) if text is not None else None
    if switch is None or file.for_development(value):
        return
    # What a command line tool starts with is for the one who types; a server's entry point is deployed.
    stem = file.source.path.rpartition("/")[2].removesuffix(".py")
    if name in MODULES and stem not in ("wsgi", "asgi"):
        return
    yield file.finding(value, switch.what, switch.effect, _FIX_ENVIRONMENT)
