"""Responses that are given the header `Access-Control-Allow-Origin`, in any language, and what they are given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from prodlint.no_wildcard_cors.effect import ANY, CREDENTIALS, ECHO

_WRITE = re.compile(
    r"""
    (?: ["'`] \s* (?:[\w.]{1,40}\.header\.)? access-control-allow-origin \s* ["'`]
      | \b(?:ACCESS_CONTROL_ALLOW_ORIGIN | (?:Header)?AccessControlAllowOrigin)\b )
    \s* (?: , | => | \]\s*=(?!=) | :(?!:) | \bto\b ) \s*
    (?P<value>
      (?: HeaderValue::from_(?:static|str)\( | new\s+\w*\( | \[\]string\{ | [{\[] | \b(?:array|List\.of|listOf)\( )? \s*
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
      (?:headers?|getHeader|header_line|getFirst|GetReqHeader|Get|fetch)\w* (?:\(\)\.\w+)? \s* [(\[] \s*
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


class Written(NamedTuple):
    """The offset of a value that lets any origin in, and its effect."""

    offset: int
    effect: str
    strict: bool = False


def written(text: str) -> Iterator[Written]:
    """The headers in code without comments that let any origin in."""
    for found in _WRITE.finditer(text):
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if not _NOT_ANSWER.search(before[-200:]) and not _is_of_other_object(text, before):
            yield from _of_value(text, found["value"], found.start("value"))
    for found in _LINE.finditer(text):
        quote, value = found["quote"], found["value"]
        inner, closed, rest = value.partition(quote)
        if closed and inner.strip() == "*":
            yield Written(found.start("value"), ANY)
        else:
            expression = rest.lstrip(" .") if not inner.strip() else inner.strip().strip("{}")
            yield from _of_value(text, expression.split(",")[0].rstrip(" )"), found.start("value"))


def _is_of_other_object(text: str, before: str) -> bool:
    """Whether the header is handed to `new X(...)`, and X is no response."""
    made = _NEW.search(before)
    if made is None or re.search(r"response|header|result|map", made["name"], re.IGNORECASE):
        return False
    return not re.search(rf"Response\s+as\s+{re.escape(made['name'])}\b", text)


def _of_value(text: str, value: str, offset: int) -> Iterator[Written]:
    if _STAR.search(value):
        if "?" not in value.split("*")[0]:
            yield Written(offset, ANY)
        return
    if _NULL.fullmatch(value.strip()):
        yield Written(offset, NULL, strict=True)
        return
    echo = CREDENTIALS if _CREDENTIALS.search(text) else ECHO
    scope_start = _function_start(text, offset)
    origin = _ORIGIN.search(value)
    if origin:
        if not _is_checked(text[scope_start:offset], origin[0]):
            yield Written(offset, echo)
        return
    name = _NAME.match(value.strip().strip("{}\"'"))
    if name is None or value.strip().strip("{}\"'; )") != name[0]:
        return
    yield from _of_variable(text, name[0], scope_start, offset, echo)


def _of_variable(text: str, name: str, start: int, offset: int, echo: str) -> Iterator[Written]:
    """A value that was put into a variable, in the function before or at the top of the file."""
    assigned = re.compile(
        rf"(?<![\w.$]){re.escape(name)}\b[^\S\n]*(?:\w+[^\S\n]*)?(?::=|=(?!=))[^\S\n]*(?P<value>[^\n;]+)"
    )
    for found in assigned.finditer(text, 0, offset):
        value = found["value"]
        local = found.start() >= start
        between = text[found.end() : offset]
        if local and _ORIGIN.search(value) and not _chooses(value) and not _is_checked(between, name):
            yield Written(offset, echo)
            return
        if _STAR.fullmatch(value.strip()) and not (local and _reassigned(between, name)):
            yield Written(found.start("value"), ANY)
            return


def _chooses(value: str) -> bool:
    """Whether an expression has a condition that asks for more than that there is an origin."""
    return "?" in re.sub(r"\?\?|\?:|\?\.|\?->", "", re.sub(r"\b(?:isset|!?empty)\([^)]*\)\s*\?", "", value))


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
    only_asks = re.compile(rf"\s*\}}?\s*(?:else\s+)?if\s*\(?\s*{name}\s*\)?\s*[{{:]?\s*", re.IGNORECASE)
    for line in before.split("\n"):
        if _ASKS.search(line):
            condition = _EMPTINESS.sub(" ", line[:500])
            if compares.search(condition) and not only_asks.fullmatch(condition):
                return True
    return False
