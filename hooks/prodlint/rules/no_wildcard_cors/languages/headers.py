"""Responses that are given the header `Access-Control-Allow-Origin`, in any language, and what they are given."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from prodlint.rules.no_wildcard_cors.messages import ANY, CREDENTIALS, ECHO

_WRITE = re.compile(
    r"""
    (?: ["'`] \s* (?:[\w.]{1,40}\.header\.)? access-control-allow-origin \s* ["'`]
      | \b(?:ACCESS_CONTROL_ALLOW_ORIGIN | (?:Header)?AccessControlAllowOrigin)\b )
    \s* (?: , | => | \]\s*=(?!=) | :(?!:) | \bto\b ) \s*
    (?P<value>
      (?: (?: HeaderValue::from_(?:static|str)\( | new\s+\w*\( | \[\]string\{ | [{\[]
        | \b(?:array|List\.of|listOf)\( ) \s* )?
      (?: "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | [^\n,;]{1,160} ) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# PHP: header("Access-Control-Allow-Origin: ..."), the whole line of the header in one string.
_LINE = re.compile(
    r"""\bheader\s*\(\s*(?P<quote>["'])\s*access-control-allow-origin\s*:\s*(?P<value>[^\n;]{0,200})""",
    re.IGNORECASE,
)
# What stands before the write where a client sets the headers of its own request, or a test looks at an answer.
_NOT_ANSWER = re.compile(
    r"assert|expect|verify\(|\breq(?:uest)?\w*\.(?:set|add)?Header|HttpRequest|Request\.Builder|CURLOPT"
    r"|DefaultRequestHeaders|Http::with|requestHeaders|request\.headers|RestTemplate|WebClient"
    r"|\b(?:http|dio|client|axios)\.(?:get|post|put|delete|patch)"
    r"|\.(?:remove|equals|contains|Get|get|Del|has)\w*\($",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"""
      (?:headers?|getHeader|header_line|getFirst|GetReqHeader|Get|fetch)\w{0,40} (?:\(\)\.\w{1,40})? \s* [(\[] \s*
        (?: ["'`:](?:HTTP_)?origin\b | (?:HttpHeaders\.|HeaderNames\.|header::)?ORIGIN\b | echo\.HeaderOrigin )
    | \$_SERVER\[ ["']? HTTP_ORIGIN | \benv\[["']HTTP_ORIGIN | \bget_http_origin\(\)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NEW = re.compile(r"\bnew\s+(?P<name>[\w\\]+)\s*\([^;]*$")
_NULL = re.compile(r"""["']null["']""", re.IGNORECASE)
_STAR = re.compile(r"""["'`]\s*'?\*'?\s*["'`]""")
NULL = "pages in a sandboxed frame, which anybody can make, can read its answers"
_NAME = re.compile(r"\$?[A-Za-z_]\w*")
_CREDENTIALS = re.compile(r"(?:allow[-_]?credentials|AllowCredentials)[^\n;]{0,30}?\btrue\b", re.IGNORECASE)
_EMPTINESS = re.compile(
    r"""(?:!?\b(?:isset|empty|len|is_null|StringUtils\.\w+|string\.IsNullOr\w+|strings\.TrimSpace|Strings\.\w+)\s*\(\s*)
        (?P<a>[^()]*(?:\([^()]*\))?)\)(?:\s*[>!=]=?=?\s*0)?
    | (?P<b>\$?[\w.]+)\s*(?:!=|==|!==|===|<>)\s*(?:""|''|null|nil|None|NULL)
    | (?P<c>\$?\w+)\.(?:isEmpty|isBlank|is_empty|present\?|blank\?|nil\?|isNotEmpty|isNullOrEmpty)(?:\(\))?""",
    re.VERBOSE,
)


_ASSIGNED = re.compile(
    r"(?<![\w.$])(?P<name>\$?[A-Za-z_]\w*)\b"
    r"(?=[^\S\n]*(?:\w+[^\S\n]*)?(?::=|=(?!=))[^\S\n]*(?P<value>[^\n;]{1,500}))"
)
_RENAMED = re.compile(r"Response\s+as\s+([\w\\]+)")
_LOOKED_BACK = 500  # characters of a line before a write


class _Assigned(NamedTuple):
    start: int
    value: str
    value_start: int


class _Code:
    """Code without comments, and what is asked about it again and again."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def echo(self) -> str:
        return CREDENTIALS if _CREDENTIALS.search(self.text) else ECHO

    @cached_property
    def responses(self) -> frozenset[str]:
        """The names that responses are imported under."""
        return frozenset(_RENAMED.findall(self.text))

    @cached_property
    def assigned(self) -> dict[str, list[_Assigned]]:
        """What each variable is given, in the order of the text."""
        found: dict[str, list[_Assigned]] = {}
        for match in _ASSIGNED.finditer(self.text):
            one = _Assigned(match.start(), match["value"], match.start("value"))
            found.setdefault(match["name"], []).append(one)
        return found

    @cached_property
    def stars(self) -> dict[str, _Assigned]:
        """The first time that each variable is given a star."""
        firsts = {name: next((one for one in every if _is_star(one)), None) for name, every in self.assigned.items()}
        return {name: one for name, one in firsts.items() if one is not None}


def written(text: str) -> Iterator[tuple[int, str]]:
    """The offsets of values of the header in code without comments that let any origin in, each with its effect."""
    code = _Code(text)
    for found in _WRITE.finditer(text):
        before = text[max(0, found.start() - _LOOKED_BACK) : found.start()].rpartition("\n")[2]
        if not _NOT_ANSWER.search(before[-200:]) and not _is_of_other_object(code, before):
            yield from _of_value(code, found["value"], found.start("value"))
    for found in _LINE.finditer(text):
        quote, value = found["quote"], found["value"]
        inner, closed, rest = value.partition(quote)
        if closed and inner.strip() == "*":
            yield found.start("value"), ANY
        else:
            expression = rest.lstrip(" .") if not inner.strip() else inner.strip().strip("{}")
            yield from _of_value(code, expression.split(",")[0].rstrip(" )"), found.start("value"))


def _is_of_other_object(code: _Code, before: str) -> bool:
    """Whether the header is handed to `new X(...)`, and X is no response."""
    made = _NEW.search(before)
    if made is None or re.search(r"response|header|result|map", made["name"], re.IGNORECASE):
        return False
    return made["name"] not in code.responses


def _of_value(code: _Code, value: str, offset: int) -> Iterator[tuple[int, str]]:
    if _STAR.search(value):
        if "?" not in value.split("*")[0]:
            yield offset, ANY
        return
    if _NULL.fullmatch(value.strip()):
        yield offset, NULL
        return
    scope_start = _function_start(code.text, offset)
    origin = _ORIGIN.search(value)
    if origin:
        if not _is_checked(code.text[scope_start:offset], origin[0]):
            yield offset, code.echo
        return
    name = _NAME.match(value.strip().strip("{}\"'"))
    if name is None or value.strip().strip("{}\"'; )") != name[0]:
        return
    yield from _of_variable(code, name[0], scope_start, offset)


def _of_variable(code: _Code, name: str, start: int, offset: int) -> Iterator[tuple[int, str]]:
    """A value that was put into a variable, in the function before or at the top of the file."""
    star = code.stars.get(name)
    if star is not None and star.start < start:
        yield star.value_start, ANY
        return
    every = code.assigned.get(name, [])
    for one in every[bisect_left(every, (start,)) : bisect_left(every, (offset,))]:
        between = code.text[one.value_start + len(one.value) : offset]
        if _ORIGIN.search(one.value) and not _chooses(one.value) and not _is_checked(between, name):
            yield offset, code.echo
            return
        if _is_star(one) and not _reassigned(between, name):
            yield one.value_start, ANY
            return


def _is_star(assigned: _Assigned) -> bool:
    return _STAR.fullmatch(assigned.value.strip()) is not None


def _chooses(value: str) -> bool:
    """Whether an expression has a condition that asks for more than that there is an origin."""
    return "?" in re.sub(r"\?\?|\?:|\?\.|\?->", "", re.sub(r"\b(?:isset|!?empty)\([^)]{0,200}\)\s*\?", "", value))


def _reassigned(text: str, name: str) -> bool:
    return bool(re.search(rf"(?<![\w.$]){re.escape(name)}\s*=(?!=)", text))


_FUNCTION = re.compile(
    r"^(?!if|else|for|while|switch|try|match|unless|[})])\S[^\n]*(?:\{|\bdo\b(?:\s*\|[^|\n]*\|)?)[ \t]*$"
    r"|^[ \t]*(?:pub\s+)?(?:async\s+)?(?:func|def|function|fun|fn|public|private|protected|static)\b[^\n]*[({)][^\n]*$",
    re.MULTILINE,
)


def _function_start(text: str, offset: int) -> int:
    starts = [found.start() for found in _FUNCTION.finditer(text, max(0, offset - 4000), offset)]
    return starts[-1] if starts else max(0, offset - 4000)


_ASKS = re.compile(r"\b(?:if|unless|switch|case|elsif|guard|when|for|foreach)\b|\?|&&")


def _is_checked(before: str, origin: str) -> bool:
    """Whether a condition asks more of the origin than that there is one."""
    name = re.escape(origin if _NAME.fullmatch(origin) else "origin")
    compares = re.compile(
        rf"[(\[,]\s*[^()]{{0,80}}{name}|{name}[^\n]*(?:==|in\b|\.\w+\(|~)|\bcase\b[^\n]*{name}", re.IGNORECASE
    )
    only_asks = re.compile(rf"\s*(?:\}}\s*)?(?:else\s+)?if\s*(?:\(\s*)?{name}\s*(?:\)\s*)?(?:[{{:]\s*)?", re.IGNORECASE)
    for line in before.split("\n"):
        if _ASKS.search(line):
            condition = _EMPTINESS.sub(" ", line[:500])
            if compares.search(condition) and not only_asks.fullmatch(condition):
                return True
    return False
