"""nginx: `add_header Access-Control-Allow-Origin`, its variables, and the conditions that check the origin."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from prodlint.expressions import expression
from prodlint.formats import nginx
from prodlint.formats.nginx import Directive
from prodlint.formats.regex import SEARCH
from prodlint.formats.word import Word
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_wildcard_cors.code.harmless import is_static
from prodlint.rules.no_wildcard_cors.opening import Opening
from prodlint.rules.no_wildcard_cors.wildcards import any_origin, is_any_regex, is_shared_host, is_shared_regex
from prodlint.tables.cors_effects import ACTS, ECHO, STAR

HEADER = "access-control-allow-origin"
_WHAT = "nginx sends Access-Control-Allow-Origin to everyone"
_ALLOWS_CREDENTIALS = "access-control-allow-credentials"
_ORIGIN = expression(r"\\?\$\{?(?:http_origin|sent_http_origin)\}?")
_VARIABLE = expression(r"\$\{?(\w+)\}?")
_SERVES_FILES = frozenset(("root", "alias", "try_files", "autoindex"))
_ASKS_OTHERS = ("_pass", "return", "content_by_lua_block", "content_by_lua_file", "js_content")
_METHOD, _IS, _ON = "$request_method", ("=", "~", "~*"), ("1", "true", "yes", "on")
_DEEPEST = 5  # variables that are set on the condition of others
_MOST_VALUES, _MOST_STEPS = 100, 1_000  # of one variable, directly and through others

Parents = tuple[Directive, ...]


class _Written(NamedTuple):
    """The header or a variable is given `value` here."""

    value: Word
    parents: Parents
    at: Directive


def openings(text: str) -> Iterator[Opening]:
    """Where any origin is let in, once for each value."""
    every = list(nginx.walk(nginx.read(text)))
    allowing = [one.parents for one in _headers(every, _ALLOWS_CREDENTIALS) if "true" in one.value.text.lower()]
    names = _Variables(every, acting=bool(allowing))
    within, around = set(allowing), {one[:depth] for one in allowing for depth in range(len(one) + 1)}
    seen: set[tuple[int, int]] = set()
    is_quiet = cache(_is_static)
    for written in _headers(every, HEADER):
        blocks = [written.parents[:depth] for depth in range(len(written.parents) + 1)]
        allows = written.parents in around or not within.isdisjoint(blocks)
        for origin, echoes in names.open_values(written):
            spot = (origin.value.line, origin.value.column)
            # nobody can read the answer to a preflight, but it may let everyone act
            if spot not in seen and ((echoes and allows) or not any(map(_asks_for_options, written.parents))):
                seen.add(spot)
                how = (ACTS if allows else ECHO) if echoes else STAR
                yield Opening(*spot, _WHAT, how, (spot[0], origin.at.end_line), is_quiet(written.parents))


def _headers(every: list[tuple[Parents, Directive]], header: str) -> Iterator[_Written]:
    for parents, directive in every:
        if directive.name == "add_header" and len(directive.args) > 1 and directive.args[0].text.lower() == header:
            yield _Written(directive.args[1], parents, directive)
        elif directive.name == "more_set_headers":
            for arg in directive.args:
                name, colon, value = arg.text.partition(":")
                if colon and name.strip().lower() == header:
                    yield _Written(Word(value.strip(), arg.line, arg.column), parents, directive)


class _Variables:
    """What the variables of one file may hold, by `set` and `map`; `acting`: whoever is let in may act as the user."""

    def __init__(self, every: list[tuple[Parents, Directive]], acting: bool) -> None:
        self._acting = acting
        self._set: dict[str, list[_Written]] = {}
        self._map: dict[str, Directive] = {}
        self._opened: dict[str, list[tuple[_Written, bool]]] = {}
        self._told: dict[str, bool] = {}
        self._asked: list[str] = []
        for parents, directive in every:
            args = directive.args
            if directive.name == "set" and len(args) == 2:
                self._set.setdefault(args[0].text.strip("${}"), []).append(_Written(args[1], parents, directive))
            elif directive.name == "map" and len(args) == 2:
                self._map[args[1].text.strip("${}")] = directive

    def open_values(self, written: _Written) -> Iterator[tuple[_Written, bool]]:
        """The values behind one that let any origin in, and whether they echo it."""
        variable = _VARIABLE.fullmatch(written.value.text)
        if variable is None or _ORIGIN.fullmatch(written.value.text):
            yield from self._open(written)
        elif not self._is_checked(written.parents):
            name = variable[1]
            if name not in self._opened:
                self._opened[name] = list(islice(self._behind(name), _MOST_VALUES))
            yield from self._opened[name]

    def _behind(self, name: str) -> Iterator[tuple[_Written, bool]]:
        """The values of a variable, through other variables, that let any origin in."""
        waiting, seen = self._values(name), {name}
        for _ in range(_MOST_STEPS):
            if not waiting:
                return
            written = waiting.pop(0)
            yield from self._open(written)
            variable = _VARIABLE.fullmatch(written.value.text)
            if variable is not None and variable[1] not in seen and not self._is_checked(written.parents):
                seen.add(variable[1])
                waiting[:0] = self._values(variable[1])

    def _open(self, written: _Written) -> Iterator[tuple[_Written, bool]]:
        text = written.value.text
        if _ORIGIN.fullmatch(text):
            if not self._is_checked(written.parents):
                yield written, True
        elif any_origin(text) and not (self._is_checked(written.parents) and "$" in text):
            yield written, False

    def _values(self, name: str) -> list[_Written]:
        mapped = self._map.get(name)
        return [*self._set.get(name, ()), *(self._cases(mapped) if mapped is not None else ())][:_MOST_VALUES]

    def _cases(self, mapped: Directive) -> Iterator[_Written]:
        """The cases of a map that any origin gets to: its default, and expressions that match everything."""
        by_origin = bool(_ORIGIN.fullmatch(mapped.args[0].text))
        for case in mapped.block or ():
            if not case.args:
                continue
            anybody = case.name == "default" or _lets_in(case.name, self._acting) or not by_origin
            if anybody and not (not by_origin and case.name != "default" and self._tells_origin(mapped.args[0].text)):
                yield _Written(case.args[0], (), case)

    def _tells_origin(self, text: str) -> bool:
        """Whether a variable was made of the origin, so that asking it is a check."""
        name = text.strip("\"'${}")
        if "http_origin" in text:
            return True
        if name not in self._told and len(self._asked) < _DEEPEST:
            self._told[name] = False  # as long as it is asked: a variable may be set where it holds something
            self._asked.append(name)
            self._told[name] = self._is_of_origin(name)
            self._asked.pop()
        return self._told.get(name, False)

    def _is_of_origin(self, name: str) -> bool:
        mapped = self._map.get(name)
        if mapped is not None and "http_origin" in mapped.args[0].text:
            cases = list(self._cases(mapped))
            return not any(case.value.text in _ON or any(self._open(case)) for case in cases)
        return any(self._is_checked(one.parents) for one in self._set.get(name, ()))

    def _is_checked(self, parents: Parents) -> bool:
        return any(parent.name == "if" and self._checks(parent) for parent in parents)

    def _checks(self, condition: Directive) -> bool:
        words = _words(condition)
        if not words or words[0] == _METHOD:
            return False
        if not _ORIGIN.fullmatch(words[0]):
            return self._tells_origin(words[0])
        if len(words) < 3 or words[2] in ("", '""', "''"):
            return False
        return not (words[1].startswith("~") and _lets_in("~" + words[2], self._acting))


def _words(condition: Directive) -> list[str]:
    """What a condition consists of, without its parentheses."""
    text = " ".join(arg.text for arg in condition.args).removeprefix("(").removesuffix(")")
    return text.split()


def _asks_for_options(parent: Directive) -> bool:
    words = _words(parent) if parent.name == "if" else []
    return len(words) == 3 and words[0] == _METHOD and words[1] in _IS and words[2].strip("\"'^()$") == "OPTIONS"


@lru_cache(maxsize=1_000)
def _lets_in(pattern: str, acting: bool) -> bool:
    """Whether anybody has an origin that a pattern matches, or can have one with which to act as the user."""
    text = pattern.strip("\"'")
    if not text.startswith("~"):
        return acting and is_shared_host(text)
    text = text.lstrip("~*").strip("\"'")
    return is_any_regex(text, SEARCH) or (acting and is_shared_regex(text, SEARCH))


def _is_static(parents: Parents) -> bool:
    """Whether the place holds for fonts and their like, or serves nothing but files."""
    locations = [parent for parent in parents if parent.name == "location"]
    if any(is_static(arg.text) for location in locations for arg in location.args):
        return True
    scope = locations[-1] if locations else next((parent for parent in parents if parent.name == "server"), None)
    if scope is None:
        return False
    names = {directive.name for _, directive in nginx.walk(scope.block or [])}
    return bool(names & _SERVES_FILES) and not any(name.endswith(_ASKS_OTHERS) for name in names)


_LINE = expression(
    r"""^[^#\n]*?\b(?:add_header|more_set_headers)\s+\\?["']?access-control-allow-origin\\?["']?:?[ \t]+\\?["']?
    (?P<value>\*|\\?\$\{?http_origin\}?)""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)


def openings_by_lines(text: str) -> Iterator[Opening]:
    """The same for text that only holds nginx configuration somewhere: here-documents of scripts."""
    for found in _LINE.finditer(text):
        line = text.count("\n", 0, found.start("value")) + 1
        column = found.start("value") - text.rfind("\n", 0, found.start("value"))
        how = STAR if found["value"] == "*" else ECHO
        yield Opening(line, column, _WHAT, how)
