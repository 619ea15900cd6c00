"""The values of origins, patterns and switches: which of them let everyone in, and where they are written."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from prodlint.context import DEVELOPMENT, PRODUCTION
from prodlint.context.conditions import of_guards
from prodlint.formats.code import CALL, LIST, UNKNOWN, Code, Node, Possible, fields
from prodlint.formats.guards import Guards
from prodlint.light_typing import Any, NamedTuple
from prodlint.origins import LIST as ORIGINS
from prodlint.origins import meaning_of
from prodlint.rules.no_wildcard_cors.code.functions import Exit, accepting_answer
from prodlint.rules.no_wildcard_cors.code.requests import Requests
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.rules.no_wildcard_cors.wildcards import (
    DEFAULT,
    MATCHES_ALL,
    MATCHES_SHARED,
    MATCHES_STRANGERS,
    NULL,
    PART,
    VALUE,
    let_in,
    matched_by,
)
from prodlint.tables import truth
from prodlint.tables.cors_library import Library
from prodlint.tables.environment_reads import DEFAULTING

# Forms beside those of `wildcards`: true, false, nothing, a function that accepts everyone,
# the origin of the request without a check.
TRUE, FALSE, EMPTY, EMPTY_LIST = "true", "false", "empty", "empty_list"
ACCEPTS, ECHOED = "accepts", "echoed"
MISSING = "missing"  # no origins where the default of a library is any

UNSET = " where it is not set"
# What a value is in words: {name} is what takes the origins, {key} its option.
_SAYS = {
    VALUE: "{name} takes `*`",
    DEFAULT: "{name} takes `*`" + UNSET,
    PART: "{name} takes a text that holds a `*`, and is no list",
    TRUE: "{name} takes `true` for any origin",
    FALSE: "{name} takes `false` for any origin",
    EMPTY: "{name} takes an empty origin for `*`",
    EMPTY_LIST: "{name} takes an empty list for no check of the Origin",
    MISSING: "{name} takes any origin without `{key}`",
    NULL: "{name} takes `null`, the origin of sandboxed frames",
    MATCHES_ALL: "the pattern of {name} fits every origin",
    **dict.fromkeys((MATCHES_SHARED, MATCHES_STRANGERS), "the pattern of {name} fits origins of strangers, too"),
    ACCEPTS: "the function of {name} accepts every origin",
    ECHOED: "{name} takes the request's own Origin without a check",
}
_STRICT = (MATCHES_STRANGERS, MATCHES_SHARED, NULL, EMPTY, EMPTY_LIST)
_ACTING = (MATCHES_SHARED, NULL)  # of those, what anybody can be with credentials
_FIELDS = {
    **dict.fromkeys((VALUE, DEFAULT, PART), "listed"),
    **dict.fromkeys((NULL,), "star"),
    **dict.fromkeys((MATCHES_ALL, MATCHES_SHARED, MATCHES_STRANGERS, ACCEPTS, ECHOED), "match"),
}
_LEVELS = 5  # between a value and its list
_LISTING = frozenset(
    "split rsplit splitlines loads literal_eval list tuple set frozenset of asList singletonList singleton "
    "listOf setOf arrayOf toList toArray ToList ToArray".split()
)
_DECLARING = frozenset("default catch prefault".split())  # zod, joi


def nowhere(_code: Code, _node: Node) -> None:
    """Where else a value stands, for those who look into one file."""


class Language(NamedTuple):
    """What differs by language: how an expression is applied, the ways out of a function, and `imported`, which tells
    where else a value stands.
    """

    how: str
    exits: Callable[[Any, Node], Iterable[Exit]]
    fix: str = ""  # what to do about a default, where the row does not say it
    unknown_is_true: bool = False  # a switch whose value the file does not tell is counted as on
    echoes: bool = True  # whether an origin that was read is an opening yet
    imported: Callable[[Any, Node], tuple[Any, Node] | None] = nowhere


def open_origins(
    code: Code, language: Language, value: Node, row: Library, *at: Node, name: str = "", credentials: bool = False
) -> Iterator[Hit]:
    """What lets everyone in among the values of an option of origins that a server which runs at `at` can have."""
    for leaf in _leaves(code, value):
        if is_served(code, leaf.guards, *at, leaf.node):
            guards = (*leaf.guards, *code.guards(value))
            place, form = _judged(code, language, leaf, row, guards)
            effect = _effect(row, form, credentials=credentials, element=leaf.element) if form else ""
            if effect and (language.echoes or form != ECHOED):
                # an origin is to be checked where it is used, not where it is read; in a function, there
                node = value if form == ECHOED and not leaf.via else place
                yield Hit(node, in_words(form, row, name), effect, _is_strict(form, credentials), row.fix)
            elif not form and (found := language.imported(code, leaf.node)) is not None:
                there = language._replace(imported=nowhere)
                for hit in open_origins(found[0], there, found[1], row, found[1], name=name, credentials=credentials):
                    yield hit._replace(node=leaf.node)


def in_words(form: str, row: Library, name: str = "") -> str:
    """What a value of this form is, for a message."""
    return _SAYS[form].format(name=name or row.shown, key="".join(row.keys[:1]))


def _effect(row: Library, form: str, *, credentials: bool, element: bool) -> str:
    field = _FIELDS.get(form, form)
    return row.effect("star" if field == "listed" and not element else field, credentials=credentials)


def _is_strict(form: str, credentials: bool) -> bool:
    return form in _STRICT and not (credentials and form in _ACTING)


def _leaves(code: Code, value: Node) -> Iterator[Possible]:
    """The values, also those that a function which is called by its name gets to make origins of."""
    for leaf in code.possible(value):
        yield leaf
        for call in (*leaf.via, leaf.node):
            given = _given(code, call) if code.kind(call) == CALL else None
            for inner in code.possible(given) if given is not None else ():
                yield inner._replace(element=True)


def _given(code: Code, call: Node) -> Node | None:
    """What a call makes origins of: `parse(value)`, or else falls back to: `ORIGINS.get(ENV, value)`."""
    (target, name), arguments = code.method(call), code.arguments(call)
    if target is not None:
        return arguments[1] if name == "get" and len(arguments) == 2 else None
    return arguments[0] if name and len(arguments) == 1 else None


def _judged(code: Code, language: Language, leaf: Possible, row: Library, guards: Guards) -> tuple[Node, str]:
    """What a value is, and the node that says so; "" where it lets nobody in."""
    node = leaf.node
    function = code.function_behind(node)
    accepting = accepting_answer(code, function, language.exits(code, function)) if function is not None else None
    if accepting is not None:
        return accepting, ACCEPTS
    value = code.constant(node)
    if isinstance(value, bool):
        return node, TRUE if value else FALSE
    if value is None or value == "":
        return node, "" if leaf.element else EMPTY
    if value == [] and code.kind(node) == LIST and not leaf.element:
        return node, EMPTY_LIST
    if value is not UNKNOWN:
        texts = value if isinstance(value, (list, tuple)) else [value]
        texts = [text.decode("ascii", "replace") if isinstance(text, bytes) else text for text in texts]
        forms = (_form(code, leaf, text, row) for text in texts if isinstance(text, str))
        return node, next(filter(None, forms), "")
    pattern = code.pattern(node)
    if pattern is not None:
        return node, matched_by(pattern, row.how or language.how)
    requests: Requests = code.once(Requests)
    is_echo = requests.is_origin(node) and not requests.checks(guards, requests.names, code.shown(node))
    return node, ECHOED if is_echo else ""


def _form(code: Code, leaf: Possible, text: str, row: Library) -> str:
    """Whom a text lets in; a part of it only where it is no item and no call makes a list of it."""
    reads = row.reads._replace(anywhere=False) if leaf.element or leaf.via else row.reads
    found = let_in(text, reads)
    if row.alone and found in (VALUE, DEFAULT) and not _is_alone(code, leaf):
        return ""
    return DEFAULT if found == VALUE and any(_asks(code, call) for call in leaf.via) else found


def _is_alone(code: Code, leaf: Possible) -> bool:
    """Whether a value is the only one of its list."""
    for around in islice(code.around(leaf.node), _LEVELS) if leaf.element else ():
        if code.kind(around) == LIST:
            return len(code.items(around)) == 1
    return all(len(code.arguments(call)) < 2 or code.environment(call) for call in leaf.via)


def _asks(code: Code, call: Node) -> bool:
    """Whether a call on the way of a value asks for a setting, so that the value is but a default."""
    name, declared = code.method(call)[1], (fields(code.entries(one)) for one in code.arguments(call))
    if name in DEFAULTING | _DECLARING or any("default" in one for one in declared):
        return True
    return code.environment(call) is not None or (name not in _LISTING and asked_default(code, call) is not None)


def open_patterns(
    code: Code, value: Node, row: Library, *at: Node, how: str, name: str = "", credentials: bool = False
) -> Iterator[Hit]:
    """The regular expressions among the values that accept every origin; `how` a text is applied."""
    for leaf in code.possible(value):
        pattern = code.pattern(leaf.node)
        text = code.string(leaf.node) if pattern is None else pattern
        form = matched_by(text, how) if text is not None else ""
        if form and is_served(code, leaf.guards, *at, leaf.node):
            effect = row.effect("match", credentials=credentials)
            yield Hit(leaf.node, in_words(form, row, name), effect, _is_strict(form, credentials), row.fix)


def open_switches(code: Code, value: Node, at: Node, *, text: bool = False) -> Iterator[Node]:
    """The values of a switch ("allow all") that are true when no variable of the environment says otherwise.

    `text`: the value is that of a variable, so that "false" is none, while Django takes any text for true.
    """
    for leaf in code.possible(value):
        if of_guards(code.condition(leaf.node)) == DEVELOPMENT or not is_served(code, leaf.guards, at, leaf.node):
            continue
        if _says_yes(code.constant(leaf.node)) if text else _is_on(code, leaf.node):
            yield leaf.node


def _is_on(code: Code, node: Node) -> bool:
    value = code.constant(node, unset=True)
    if value is not UNKNOWN:
        return bool(value)
    default = asked_default(code, node)
    if default is not None:
        return _says_yes(code.constant(default, unset=True))
    guards = code.condition(node)  # `not DEBUG`, `not ALLOWED_ORIGINS`
    negated = [guard.subject for clause in guards for guard in clause if not guard.holds]
    return of_guards(guards) == PRODUCTION or any(meaning_of(subject) == ORIGINS for subject in negated)


def _says_yes(value: object) -> bool:
    return value is True or (isinstance(value, str) and value.lower() in truth.TRUE)


def asked_default(code: Code, node: Node) -> Node | None:
    """The default of a call that asks for a setting by its name: `env_bool("X", True)`, `c.get("x", default=1)`."""
    arguments = code.arguments(node) if code.kind(node) == CALL else []
    if not arguments or code.string(arguments[0]) is None:
        return None
    return code.keywords(node).get("default", arguments[1] if len(arguments) > 1 else None)


def is_true(code: Code, node: Node | None) -> bool:
    """Whether an option such as `allow_credentials` can be true."""
    return node is not None and any(code.constant(leaf.node, unset=True) is True for leaf in code.possible(node))
