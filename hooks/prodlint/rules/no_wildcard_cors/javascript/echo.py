"""The origin of a request, sent back: which expressions are it, and what counts as a check of it."""

import re

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.guards import Guard, Guards
from prodlint.formats.javascript import Module

_TEXT_LIMIT = 200
_SPACE = expression(r"[\s!?]+|as(?:string|any|unknown)$")
# `req.headers.origin`, `request.headers.get("origin")`, `ctx.get("Origin")`, `getHeader(event, "origin")`
_ORIGIN = expression(
    r"""headers?(?:\(\))?(?:\.origin|\[["'`]origin["'`]\]|\.get\(["'`]origin["'`]\))$
    |\b(?:req|request|ctx|context|c\.req|event|r)(?:\.(?:get|header|getHeader|headers)\(["'`]origin["'`]\))$
    |\bget(?:Request)?Header\(\w+(?:\.\w+)*,["'`]origin["'`]\)$""",
    re.IGNORECASE | re.VERBOSE,
)
# Anything else that a request brings: whoever writes the link chooses the origin.
_INPUT = expression(
    r"""^(?:req|request|ctx|context)\.(?:request\.)?(?:query|body|params|cookies)(?:\.\w+|\[["'`]\w+["'`]\])$
    |^url\.parse\((?:req|request)\.url,true\)\.query\.\w+$|searchParams\.get\(["'`]origin["'`]\)$""",
    re.VERBOSE,
)
_HEADERS = expression(r"\bheaders?(?:\(\))?$", re.IGNORECASE)
_CHECK = expression(
    r"allow|valid|trust|whitelist|match|permit|known|safe|accept|legit|approved|same.?origin|secur|blocked|denied",
    re.IGNORECASE,
)
_CHECKS = expression(
    r"is_?allowed|allow(?:ed)?_?(?:list|origin)|white_?list|trusted|valid(?:ate)?_?origin|check_?origin|origin_?allowed",
    re.IGNORECASE,
)
_NAME = expression(r"[\w$]{1,80}")
_NO_ORIGIN = frozenset(("", "null", "undefined", "*"))


def is_request_origin(module: Module, node: Node) -> bool:
    """Whether an expression is the Origin that the request names, itself or taken out of its headers."""
    if node.end_byte - node.start_byte > _TEXT_LIMIT:
        return False
    text = _SPACE.sub("", module.text(node))
    if _ORIGIN.search(text) or _INPUT.match(text):
        return True
    if node.type != "identifier":
        return False
    binding = module.resolve(node)
    if binding is None or binding.value is None or [key.lower() for key in binding.path[-1:]] != ["origin"]:
        return False
    return binding.path[-2:-1] == ("headers",) or bool(_HEADERS.search(module.text(binding.value)[-_TEXT_LIMIT:]))


def checks_somewhere(module: Module) -> bool:
    """Whether the file looks at origins anywhere: what one of its functions is given may be checked by another."""
    return bool(_CHECKS.search(module.whole_text))


def checks(module: Module, guards: Guards, names: tuple[str, ...]) -> set[tuple[str, tuple[str, ...], bool]]:
    """The conditions that look at an origin called by one of `names`: (subject, values, polarity).

    That there is an origin at all is no check of it.
    """
    found = set()
    for clause in guards:
        for guard in clause:
            if _is_check(module, guard, names):
                found.add((guard.subject, guard.values, guard.holds))
    return found


def lacks_origin(guards: Guards, names: tuple[str, ...]) -> bool:
    """Whether code only runs when the request names no origin."""
    return any(len(clause) == 1 and _is_absence(clause[0], names) for clause in guards)


def _is_absence(guard: Guard, names: tuple[str, ...]) -> bool:
    if guard.subject not in names:
        return False
    return not guard.holds if not guard.values else guard.holds and set(guard.values) <= _NO_ORIGIN


def _is_check(module: Module, guard: Guard, names: tuple[str, ...]) -> bool:
    subject = guard.subject
    if subject in names:
        return bool(set(guard.values) - _NO_ORIGIN)
    if _mentions(subject, names):
        return not subject.startswith("typeof ")
    if _CHECK.search(subject) or "origin" in subject.lower():
        return True
    if not _NAME.fullmatch(subject):
        return False
    values = (bound.value for bound in module.bindings() if bound.name == subject and bound.value is not None)
    return any(_mentions(module.text(value)[:_TEXT_LIMIT], names) for value in values)


def _mentions(text: str, names: tuple[str, ...]) -> bool:
    return any(re.search(rf"(?<![\w$.]){re.escape(name)}(?![\w$])", text) for name in names if name)
