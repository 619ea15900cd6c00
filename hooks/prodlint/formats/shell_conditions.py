"""The tests of a shell script (`[ "$X" = production ]`) as guards, and how guards combine."""

from collections.abc import Sequence

from prodlint.expressions import expression
from prodlint.formats.guards import ALWAYS, Guard, Guards, all_of, any_of, negated

# Beyond these a condition says no more to a reader, and combining it would cost too much.
MOST_CLAUSES = 24
LONGEST_SUBJECT = 200

VARIABLE = expression(
    r"\$(?P<plain>\w+)|\$\{(?P<name>\w+)(?:,,?|\^\^?|(?P<sign>:?[-=+])(?P<default>[^{}]*)|:\?[^{}]*)?\}"
)
ALTERNATIVES = expression(r"\^?\(?([\w|-]+)\)?\$?")
EQUAL = frozenset({"=", "==", "-eq"})
UNEQUAL = frozenset({"!=", "-ne"})


def unknown(text: str) -> Guards:
    """A condition that is not understood."""
    return ((Guard(text[:LONGEST_SUBJECT], (), True),),)


def both(first: Guards, second: Guards) -> Guards:
    """Both hold."""
    found = all_of((first, second))
    return first if len(found) > MOST_CLAUSES else found


def either(first: Guards, second: Guards) -> Guards:
    """At least one of the two holds."""
    found = any_of((first, second))
    return unknown("or") if found is None else found


def denied(guards: Guards) -> Guards:
    """The opposite; never of `ALWAYS`, which has none."""
    return (negated(guards) or unknown("or")) if guards else ALWAYS


def variable(text: str) -> tuple[str, str | None] | None:
    """The name in `$X` or `${X:-default}`, and the default; None when the text is anything else."""
    match = VARIABLE.fullmatch(text)
    if not match:
        return None
    default = match["default"] if match["sign"] and match["sign"][-1] in "-=" else None
    return match["plain"] or match["name"], default


def equals(name: str, values: Sequence[str]) -> Guard:
    """The guard "the variable is one of the values", or "is empty" for the empty value alone."""
    if list(values) == [""]:
        return Guard(name, (), False)
    return Guard(name, tuple(value.lower() for value in values), True)


def guards_of_test(words: Sequence[str], defaults: dict[str, str]) -> Guards:
    """What must hold for `[ ... ]`, `[[ ... ]]` or `test ...` to succeed (`words`: what stands between).

    The defaults of variables that the test names (`${X:-dev}`) are added to `defaults`.
    """
    result = None
    for alternative in _divided(words, ("||", "-o")):
        conjunction = ALWAYS
        for term in _divided(alternative, ("&&", "-a")):
            conjunction = both(conjunction, _term(term, defaults))
        result = conjunction if result is None else either(result, conjunction)
    return result or ALWAYS


def guards_of_patterns(text: str, patterns: Sequence[str], defaults: dict[str, str]) -> Guards:
    """What must hold for a branch of `case text in` to be taken; `ALWAYS` for `*`."""
    if "*" in patterns:
        return ALWAYS
    return ((equals(subject(text, defaults) or text, [pattern.rstrip("*") for pattern in patterns]),),)


def subject(text: str, defaults: dict[str, str]) -> str:
    """The name in `$X`, "" when the text is no variable; a default that stands with it is noted."""
    name, default = variable(text) or ("", None)
    if default is not None:
        defaults.setdefault(name, default)
    return name


def _divided(words: Sequence[str], separators: tuple[str, ...]) -> list[Sequence[str]]:
    parts: list[Sequence[str]] = []
    start = 0
    for index, word in enumerate(words):
        if word in separators:
            parts.append(words[start:index])
            start = index + 1
    return [*parts, words[start:]]


def _term(words: Sequence[str], defaults: dict[str, str]) -> Guards:
    negative = False
    while words and words[0] == "!":
        negative = not negative
        words = words[1:]
    guard = _comparison(words, defaults)
    if guard is None:
        guard = unknown(" ".join(words))[0][0]
    return ((guard._replace(holds=guard.holds != negative),),)


def _comparison(words: Sequence[str], defaults: dict[str, str]) -> Guard | None:
    if len(words) == 1 or (len(words) == 2 and words[0] in ("-n", "-z")):
        name = subject(words[-1], defaults)
        return Guard(name, (), words[0] != "-z") if name else None
    if len(words) != 3:
        return None
    left, operator, right = words
    name, value = subject(left, defaults), right
    if not name:
        name, value = subject(right, defaults), left
    if not name:
        return None
    if operator == "=~":
        alternatives = ALTERNATIVES.fullmatch(value)
        return equals(name, alternatives[1].split("|")) if alternatives else None
    if "$" in value or "`" in value or operator not in EQUAL | UNEQUAL:
        return None
    guard = equals(name, [value])
    return guard._replace(holds=guard.holds == (operator in EQUAL))
