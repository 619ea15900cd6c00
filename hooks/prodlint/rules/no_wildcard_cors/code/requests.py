"""The origin of a request: which expressions are it, and what counts as a check of it."""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import chain, islice

from prodlint.expressions import expression
from prodlint.formats.code import ASSIGNED, CALL, NAME, PARAMETER, Code, Node, given_as, text_of
from prodlint.formats.guards import Guard, Guards
from prodlint.tables import cors_requests as table

_NAMES_LIMIT, _WORDS_LIMIT, _ROUNDS = 200, 8, 3
_GETTERS, _HOLDERS, _MEMBERS_OF, _SETTINGS, _MAKES, _TRIVIAL, _VERDICT, _LOOKS, _WHOLE, _MEMBER, _DENIES = (
    expression(getattr(table, name), re.IGNORECASE)
    for name in "GETTERS HOLDERS MEMBERS_OF SETTINGS MAKES TRIVIAL VERDICT LOOKS WHOLE MEMBER DENIES".split()
)


class Requests:
    """What one file knows of the requests that it answers."""

    def __init__(self, code: Code) -> None:
        self.code = code

    def is_origin(self, node: Node) -> bool:
        """Whether an expression is the Origin that the request names, taken out of its headers, or another input."""
        code = self.code
        while code.kind(node) == CALL and not code.arguments(node):
            owner, name = code.method(node)
            if owner is None or name.lower() not in table.PEELED:
                break
            node = owner
        if code.kind(node) == CALL:
            return self._is_read(node)
        owner, key = code.part_of(node)
        path, _, last = key.rpartition(".")
        if owner is None or not last:
            return False
        words = {*self._words(owner), path}
        if (code.part_of(owner)[1] or path) in table.INPUT and words & table.REQUEST:
            return True
        if last.lower() not in table.ORIGIN:
            return False
        if code.kind(node) == NAME and not path:
            holder = code.method(owner)[1] if code.kind(owner) == CALL else code.name(owner)
            return last != "ORIGIN" and _MEMBERS_OF.fullmatch(holder) is not None
        return any(map(_HOLDERS.search, words))

    def _is_read(self, call: Node) -> bool:
        code, (owner, name) = self.code, self.code.method(call)
        given = code.arguments(call)
        if name in table.GIVERS:
            return True
        if name == "Header" and (code.callee(call) or "").startswith("fastapi."):
            alias = code.keywords(call).get("alias")
            named = [one.name for one in given_as(code, call, 0) if one.how == PARAMETER]
            return (code.string(alias) or "" if alias is not None else "".join(named)).lower() in table.ORIGIN
        if name == "origin" and not given and owner is not None:  # Rails
            return code.name(owner) in ("request", "req")
        if not _GETTERS.fullmatch(name) or not any(map(self._names_origin, given[:2])) or code.environment(call):
            return False
        return owner is None or not any(map(_SETTINGS.search, self._words(owner)))

    def _names_origin(self, node: Node) -> bool:
        text = text_of(self.code, node)
        return (text if text is not None else self.code.name(node)).lower() in table.ORIGIN

    def _words(self, node: Node) -> Iterator[str]:
        """The names that an object is reached by: `dict(scope["headers"])` has dict, headers and scope."""
        code, waiting = self.code, [node]
        for _ in range(_WORDS_LIMIT):
            if not waiting:
                return
            node = waiting.pop(0)
            owner, name = code.method(node) if code.kind(node) == CALL else code.part_of(node)
            yield name or code.name(node)
            waiting += [owner] if owner is not None else []
            waiting += code.arguments(node)[:1] if code.kind(node) == CALL else []

    @cached_property
    def looks(self) -> bool:
        """Whether the file looks at origins anywhere: what one of its functions is given may be checked by another."""
        return _LOOKS.search(self.code.whole_text) is not None

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that can hold the Origin of a request, or what is made of it."""
        possible, is_origin = self.code.possible, self.is_origin
        found = (name for name, value in self._bound if any(is_origin(leaf.node) for leaf in possible(value)))
        return self.derived(frozenset(islice(found, _NAMES_LIMIT)))

    @cached_property
    def _bound(self) -> list[tuple[str, Node]]:
        named = (one for one in self.code.named_values() if one.how in (ASSIGNED, PARAMETER) and one.of is None)
        whole = ((one.name, one.value) for one in named if one.name)
        return list(islice(chain(whole, self.code.parts()), _NAMES_LIMIT * 10))

    @cached_property
    def _values(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = {}
        for name, value in self._bound:
            found.setdefault(name, []).append(value)
        return found

    def derived(self, names: frozenset[str]) -> frozenset[str]:
        """The names, and those whose values are made of them: `host := parsed.Host`."""
        found = set(names)
        for _ in range(_ROUNDS):
            others = [(name, value) for name, value in self._bound[:_NAMES_LIMIT] if name not in found]
            texts, known = [(name, self.code.shown(value)) for name, value in others], frozenset(found)
            more = {name for name, text in texts if _mentions(text, known) and _MAKES.search(text)}
            if not more:
                break
            found |= more
        return frozenset(found)

    def checks(self, guards: Guards, names: frozenset[str], text: str = "") -> bool:
        """Whether a condition asks more of the origin than that there is one; `names` hold it, or it reads so."""
        asking = (clause for clause in guards if not any(is_presence(guard, names, text) for guard in clause))
        return any(self._is_check(guard, names, text) for clause in asking for guard in clause)

    def _is_check(self, guard: Guard, names: frozenset[str], text: str) -> bool:
        subject, values = guard.subject.lstrip("$@&*"), set(guard.values) - table.NOTHING
        if " not in " in subject:
            turned = guard._replace(subject=subject.replace(" not ", " "), holds=not guard.holds)
            return self._is_check(turned, names, text)
        if _is_whole(subject, names, text):
            return bool(values) and guard.holds
        if _TRIVIAL.search(subject):
            return False
        if _mentions(subject, names) or (text and _mentions(subject, frozenset((text,)))):
            return guard.holds or bool(values) or not _MEMBER.search(subject) or _DENIES.search(subject) is not None
        small = frozenset(name.lower() for name in names)
        if any(_mentions(value, small) for value in guard.values):
            return guard.holds and not _HOLDERS.search(subject)
        if any(_mentions(self.code.shown(value), names) for value in self._values.get(subject, ())):
            return True
        return bool(_VERDICT.search(subject)) or ("origin" in subject.lower() and bool(values or "(" in subject))

    def lacks_origin(self, guards: Guards, names: frozenset[str], text: str = "") -> bool:
        """Whether code only runs when the request names no origin."""
        return any(clause and all(_is_absence(guard, names, text) for guard in clause) for clause in guards)


def _is_absence(guard: Guard, names: frozenset[str], text: str) -> bool:
    if not _is_whole(guard.subject.lstrip("$@&*"), names, text):
        return False
    return guard.holds and table.ABSENT.issuperset(guard.values) if guard.values else not guard.holds


def is_presence(guard: Guard, names: frozenset[str], text: str = "") -> bool:
    """Whether a condition asks no more than that there is an origin."""
    if not _is_whole(guard.subject.lstrip("$@&*"), names, text):
        return False
    return not guard.holds and table.ABSENT.issuperset(guard.values) if guard.values else guard.holds


def _is_whole(subject: str, names: frozenset[str], text: str) -> bool:
    """Whether a condition is about the origin itself."""
    if subject in names or subject == text or subject.upper() == "HTTP_ORIGIN":
        return True
    return _WHOLE.fullmatch(subject) is not None and not (_VERDICT.search(subject) or _SETTINGS.search(subject))


def _mentions(text: str, names: frozenset[str]) -> bool:
    return bool(names) and _any_of(names).search(text) is not None


@lru_cache(maxsize=256)
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$.])(?:{'|'.join(sorted(map(re.escape, names)))})(?![\w$])")
