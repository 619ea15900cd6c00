"""Which variables switch reloading, debugging or a development mode on, by name and value."""

from prodlint.expressions import expression
from prodlint.formats.dockerfile import expand
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_reload_in_prod import messages
from prodlint.spelling import words_of
from prodlint.tables import reload_variables as table
from prodlint.tables.truth import TRUE

# DEBUG, APP_DEBUG, DEBUG_MODE, IS_DEBUG, ENABLE_DEBUG, DEBUG_ENABLED ...
_DEBUG = expression(r"(?:[A-Z0-9]+_)*?(?:(?:IS|ENABLE|USE)_)?DEBUG(?:_MODE|_ENABLED|GING)?")
_COMMAND = expression(r"(?:.*_)?(?:COMMAND|CMD|ARGS|OPTS|OPTIONS|FLAGS)")
_RELOAD_OPTION = expression(r"(?:^|\s)--reload(?:\s|$)")
_NAME = expression(r"[A-Z_][A-Z0-9_]*")
_KNOWN = table.FLASK | table.DEBUGGERS


class Switch(NamedTuple):
    """A variable that is on ("DEBUG is on"), what that does, and what to do instead."""

    what: str
    effect: str
    fix: str


def judge(name: str, value: str, *, custom: bool = False, foreign: bool = False) -> Switch | None:
    """What a variable with this value switches on, if anything; `${X:-default}` counts as its default.

    `custom`: the names that mean a mode by custom only (ENVIRONMENT) count too. `foreign`: the program
    may be somebody else's, so that only those count whose reader is known: FLASK_DEBUG, NODE_ENV, not DEBUG.
    """
    if foreign and (name in table.OWN_RELOADERS or (name not in _KNOWN and _DEBUG.fullmatch(name))):
        return None
    if "$" in value:
        value = expand(value, {})
    value = value.strip().strip("\"'").strip()
    if "$" in value or "{{" in value or not _NAME.fullmatch(name) or name.startswith(table.PUBLIC_PREFIXES):
        return None
    for judged in (_reloader, _debugger, _options, _mode, _module):
        if found := judged(name, value):
            return found
    return _custom(name, value) if custom else None


def _reloader(name: str, value: str) -> Switch | None:
    if name in table.RELOADERS and value.lower() in TRUE:
        return Switch(f"{name} is on", messages.RELOADS, f"Set {name}=false, or leave it out.")
    return None


def _debugger(name: str, value: str) -> Switch | None:
    if name in table.FLASK:
        fix = f"Set {name}=0: every other word than 0, false and no is on."
        return None if value.lower() in table.FLASK_OFF else Switch(f"{name} is on", messages.DEBUGGER, fix)
    if name == "XDEBUG_MODE" and set(value.lower().split(",")) & table.XDEBUG:
        return Switch("XDEBUG_MODE is on", messages.DEBUGS, "Set XDEBUG_MODE=off.")
    if value.lower() not in TRUE:
        return None
    if name in table.DEBUGGERS or (_DEBUG.fullmatch(name) and not set(words_of(name)) & table.LOGGING_WORDS):
        return Switch(f"{name} is on", messages.DEBUGS, f"Set {name}=false, or leave it out where the default is off.")
    return None


def _options(name: str, value: str) -> Switch | None:
    given = {word.partition("=")[0] for word in value.split()}
    for option in table.OPTIONS.get(name, ()):
        if option in given:
            does = messages.RELOADS if option in ("--reload", "--watch") else messages.DEBUGGER
            return Switch(f"{name} holds {option}", does, f"Take {option} out of {name}.")
    if _COMMAND.fullmatch(name) and _RELOAD_OPTION.search(value):
        return Switch(f"{name} holds --reload", messages.RELOADS, f"Take --reload out of {name}.")
    return None


def _mode(name: str, value: str) -> Switch | None:
    values = {one.strip() for one in value.lower().split(",")}
    if values & table.MODES.get(name, frozenset()):
        return Switch(f"{name} says development", messages.DEVELOPMENT_MODE, f"Set {name} to its production value.")
    return None


def _module(name: str, value: str) -> Switch | None:
    if name in table.MODULES and set(words_of(value.rpartition(".")[2])) & table.MODULE_WORDS:
        return Switch(f"{name} says development", messages.DEBUGS, "Name the settings module for production.")
    return None


def _custom(name: str, value: str) -> Switch | None:
    ends = name in table.CUSTOM_MODES or name.endswith(tuple(f"_{mode}" for mode in table.CUSTOM_MODES))
    if ends and name not in table.LABELS and value.lower() in table.DEVELOPMENT:
        return Switch(f"{name} says development", messages.DEVELOPMENT_MODE, f"Set {name} to its production value.")
    return None
