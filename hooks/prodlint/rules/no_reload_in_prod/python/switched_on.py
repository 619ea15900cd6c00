"""Whether an expression can be true in production, where no variable is set that nobody thought of."""

import ast
from collections.abc import Iterable, Iterator

from prodlint.context import PRODUCTION
from prodlint.context.conditions import of_guards
from prodlint.formats.code import UNKNOWN, Possible
from prodlint.formats.guards import Guards
from prodlint.formats.python import Module
from prodlint.formats.python.syntax import last_name
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_reload_in_prod import variables
from prodlint.spelling import words_of
from prodlint.tables.debug_python import HARMLESS_WORDS, PLATFORM_VARIABLES
from prodlint.tables.truth import FALSE, TRUE

# Texts that someone takes for false; to `if` they are true.
_PARSERS = ("bool", "truthy", "is_true", "istrue", "flag", "eval", "loads")
_READERS = ("env", "setting", "config")
_GETTERS = frozenset(("get", "getboolean", "get_bool"))


class On(NamedTuple):
    """A value that is on: the node to change, its conditions, whether it is written as `True`, or misread.

    `misread`: a text such as "False", which is true. `variable` is the one that switches it off, where it is known.
    """

    node: ast.expr
    guards: Guards
    literal: bool
    misread: bool
    variable: str = ""


def switched_on(module: Module, expr: ast.expr, *, parsed: bool = False) -> Iterator[On]:
    """The ways in which the expression is true. `parsed`: whoever uses it reads texts ("False" is false)."""
    leaves = [leaf for leaf in module.possible(expr) if not leaf.element]
    can_be_off = any(module.constant(leaf.node) in (False, None, 0) for leaf in leaves if not _is_missing(leaf))
    for leaf in leaves:
        steps = (*leaf.via, leaf.node)
        if any(_on_platform(module, step) for step in steps):
            continue
        if can_be_off and leaf.guards and of_guards(leaf.guards) != PRODUCTION:
            continue  # `True if ... else False`: on only when something says so
        known = ((step, _value(module, step)) for step in steps)
        node, value = next(((step, value) for step, value in known if value is not UNKNOWN), (leaf.node, UNKNOWN))
        if _true(value, parsed or any(_parses(step) for step in leaf.via)):
            misread = isinstance(value, str) and value.lower() in FALSE
            literal = not leaf.via and isinstance(leaf.node, ast.Constant)
            asks = isinstance(node, ast.Call) and module.environment(node) is None
            at = node if asks else leaf.node
            yield On(at, leaf.guards, literal, misread, next(variables_of(module, steps), ""))


def _is_missing(leaf: Possible) -> bool:
    """Whether it is what a helper returns where the variable has neither a value nor a default."""
    return bool(leaf.via) and isinstance(leaf.node, ast.Constant) and leaf.node.value is None


def state(on: On, name: str = "") -> str:
    """How a message says that a value is on, of a setting with this name."""
    if on.misread:
        return 'is on whatever the text says ("False" is true)'
    if on.literal and not on.variable:
        return "is on"
    return f"is on unless {'it' if on.variable in ('', name) else on.variable} is set"


def is_switch(name: str) -> str | None:
    """What a setting of this name does when it is on, in the words of `effect`; None for any other name."""
    if HARMLESS_WORDS & set(words_of(name)):
        return None
    switch = variables.judge(name.upper(), "true")
    return switch.effect if switch is not None else None


def _true(value: object, parsed: bool) -> bool:
    if isinstance(value, str):
        text = value.strip().lower()
        return text in TRUE or (not parsed and text in FALSE)
    return value is True or (type(value) is int and value == 1)


def _value(module: Module, expr: ast.expr) -> object:
    value = module.constant(expr, unset=True)
    if value is UNKNOWN and isinstance(expr, ast.Call):
        return _guessed(module, expr)
    return value


def _guessed(module: Module, call: ast.Call) -> object:
    """`strtobool(text)`, `env_bool("DEBUG", True)` and `locals().get("DEBUG", True)`: what their names say."""
    defaults = [keyword.value for keyword in call.keywords if keyword.arg in ("default", "fallback")]
    arguments = call.args[1:2] if _called(call) == "getboolean" else call.args[:2]  # (section, option)
    values = [module.constant(argument, unset=True) for argument in (*arguments, *defaults)]
    if not values or not isinstance(values[0], str):
        return UNKNOWN
    if len(values) == 1:
        return values[0].strip().lower() in TRUE if _parses(call) else UNKNOWN
    name = _called(call)
    reads = _parses(call) or name in _GETTERS or any(word in name for word in _READERS)
    return _true(values[-1], parsed=True) if reads and is_switch(values[0]) else UNKNOWN


def _called(call: ast.Call) -> str:
    """The last name of what is called, whatever it is a method of."""
    return (call.func.attr if isinstance(call.func, ast.Attribute) else last_name(call.func)).lower()


def _parses(expr: ast.expr) -> bool:
    """Whether a call makes true or false of a text, by its name."""
    return isinstance(expr, ast.Call) and any(word in _called(expr) for word in _PARSERS)


def _on_platform(module: Module, expr: ast.expr) -> bool:
    """Whether the value hangs on a variable that a platform sets."""
    return not PLATFORM_VARIABLES.isdisjoint(variables_of(module, (expr,)))


def variables_of(module: Module, exprs: Iterable[ast.expr]) -> Iterator[str]:
    """The variables of the environment that expressions read."""
    for expr in exprs:
        reads = (module.environment(node) for node in ast.walk(expr) if isinstance(node, ast.expr))
        yield from (read.name for read in reads if read is not None)
