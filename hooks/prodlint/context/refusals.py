"""Whether a program refuses to start with a value: a comparison in the same file whose branch raises or exits."""

import re
from collections.abc import Iterable, Iterator

from prodlint.context.conditions import of_guard
from prodlint.expressions import expression
from prodlint.formats.code import FUNCTION, Code, Node
from prodlint.formats.guards import Guard, Guards
from prodlint.spelling import words_of
from prodlint.tables.default_secrets import ANSWERS, ERRORS, EXITS, SENT
from prodlint.tables.places import DEVELOPMENT

_LEVELS = 60
_LONGEST = 64  # characters of a value that a guard keeps
_TEXT = expression(r"""(["'`])(?:\\.|(?!\1)[^\\]){0,200}\1""")
_IDENTIFIER = expression(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*")
_SHORTER = expression(r"(?:len\(|\.length|\.Length|\.size|\.len\()[^<>]{0,80}<=? *(\d+)")
_KEY_WORDS = frozenset(("secret", "key", "password", "salt"))
_COLLECTS = frozenset(("append", "push", "add"))
_VALIDATORS = frozenset(("field_validator", "validator"))


def refuses(code: Code, names: Iterable[str], value: str, line: int) -> bool:
    """Whether the file ends the program where one of the names has this value, which stands in a line.

    A check that the variable is set counts where it stops before the value is put in its place.
    """
    wanted = {words_of(name) for name in names}
    for at, guards, about in code.once(_checks):
        if about and {words_of(name) for name in about} & wanted and _all_length(guards, value):
            return True
        if any(_is_against(guard, wanted, value, at < line) for guard in guards):
            return True
    return False


Ending = tuple[Node, Guards]  # what ends the program, and under which conditions


def endings(code: Code) -> list[Ending]:
    """The calls that exit, and those that make an error to be raised."""
    return code.once(_endings)


def _endings(code: Code) -> list[Ending]:
    return [(call, code.guards(call)) for call in code.calls if _ends(code, call)]


def _checks(code: Code) -> list[tuple[int, tuple[Guard, ...], frozenset[str]]]:
    """Where the program ends: the line, the conditions, and the fields that the function around it validates."""
    found = []
    validated = dict(_validated(code))
    ends = endings(code)
    for call, clauses in ends + _collected(code, ends):
        if any(_is_of_development(clause[0]) for clause in clauses if len(clause) == 1):
            continue
        guards = tuple(guard for clause in clauses for guard in clause)
        if guards:
            function = _function(code, call)
            about = validated.get(function, frozenset()) if function is not None else frozenset[str]()
            found.append((code.line(call), guards, about))
    return found


def _collected(code: Code, ends: list[Ending]) -> list[Ending]:
    """The calls that put a complaint on a list which ends the program where it is not empty: `errors.append(...)`."""
    lists = {
        (_function(code, call), name)
        for call, clauses in ends
        for clause in clauses
        if len(clause) == 1 and not clause[0].values
        for name in _subjects(clause[0].subject)
    }
    calls = (call for call in code.calls if (_function(code, call), _collector(code, call)) in lists) if lists else ()
    return [(call, code.guards(call)) for call in calls]


def _collector(code: Code, call: Node) -> str | None:
    """The name of the list that a call adds to: `errors.append(x)`, `append(errors, x)`."""
    on, name = code.method(call)
    if name not in _COLLECTS:
        return None
    arguments = code.arguments(call)
    return code.name(on if on is not None else arguments[0]) if on is not None or arguments else None


def _is_of_development(guard: Guard) -> bool:
    """Whether only development gets there; what a key is compared with, may well be called so."""
    return _KEY_WORDS.isdisjoint(words_of(guard.subject)) and of_guard(guard) == DEVELOPMENT


def _validated(code: Code) -> Iterator[tuple[Node, frozenset[str]]]:
    """The functions that pydantic calls with a field, each with the names of the fields."""
    for call in code.calls:
        if code.method(call)[1] in _VALIDATORS:
            names = frozenset(filter(None, map(code.string, code.arguments(call))))
            function = _function(code, call)
            if function is not None:
                yield function, names


def _function(code: Code, node: Node) -> Node | None:
    return next(
        (one for _, one in zip(range(_LEVELS), code.around(node), strict=False) if code.kind(one) == FUNCTION), None
    )


def _ends(code: Code, call: Node) -> bool:
    name = code.method(call)[1]
    if name in EXITS:
        return True
    return name.endswith(ERRORS) and name[:1].isupper() and ANSWERS.isdisjoint(words_of(name))


def _all_length(guards: tuple[Guard, ...], value: str) -> bool:
    """Whether a check of a field by its length refuses the value; any other check is taken to."""
    lengths = [int(found[1]) for guard in guards if guard.holds and (found := _SHORTER.search(guard.subject))]
    return not lengths or max(lengths) > len(value)


def _is_against(guard: Guard, wanted: set[tuple[str, ...]], value: str, before: bool) -> bool:
    if guard.values:
        if not guard.holds:
            return False
        return value.lower()[:_LONGEST] in guard.values or _last(guard.subject) in wanted
    if _last(guard.subject) in wanted:
        return before and not guard.holds
    plain = _TEXT.sub("", guard.subject)
    shorter = _SHORTER.search(plain)
    if shorter:
        is_shorter = int(shorter[1]) > len(value)
        return guard.holds and is_shorter and any(_last(found) in wanted for found in _subjects(plain))
    found = _subjects(plain)
    others = {word for one in found if _last(one) not in wanted for word in words_of(one)}
    return any(_last(one) in wanted for one in found) and others.isdisjoint(SENT)


def _subjects(text: str) -> list[str]:
    return [
        re.sub(r"\.(?:length|size|startsWith|startswith|includes|lower|strip|trim)$", "", one)
        for one in _IDENTIFIER.findall(text)
    ]


def _last(subject: str) -> tuple[str, ...]:
    return words_of(subject.rpartition(".")[2])
