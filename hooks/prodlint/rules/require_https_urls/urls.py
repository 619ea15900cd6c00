"""What is wrong with a URL or an origin."""

import re
from collections.abc import Iterable, Iterator

from prodlint.context.hosts import LOOPBACK, PUBLIC, SAMPLE, host_kind
from prodlint.expressions import expression
from prodlint.finding import Finding, reasoned
from prodlint.formats.dockerfile import expand
from prodlint.light_typing import NamedTuple
from prodlint.source import Source

HOOK = "require-https-urls"

_URL = expression(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<host>\[[^\[\]]*\]|[^/?#:\s]*)(?P<port>:[^/?#\s]*)?(?P<rest>(?:[/?#]\S*)?)",
    re.IGNORECASE,
)
_BARE = expression(r"(?P<host>(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}|localhost)(?P<port>:\d+)?(?:/\S*)?", re.IGNORECASE)
_SEPARATOR = expression(r"[,;\s|]+")
_SPRING = expression(r"\$\{[\w.\[\]-]+:(?P<default>[^{}]*)\}")
_TAG = expression(r"""\b(?:env-?[dD]efault|default|def):"(?P<default>[^"]*)\"""")
_NO_TEXT = expression(r"[\^\\*]|\{\{|<%|\$\{\{")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_LONGEST = 5_000  # of a text; no server takes a longer address, and what is longer is prose or data
_FARTHEST = 200  # lines

_NEVER = "no browser sends such a one in Origin: it never matches"
_READ = "whoever is on the way can read and change it"
_EXACT = "Write the scheme, the host, and the port if it is not the default one; nothing behind it."


class Problem(NamedTuple):
    """What is wrong, as the end of a sentence, why, and what to do. `item`: the text, where a value holds several."""

    what: str
    why: str = _NEVER
    fix: str = _EXACT
    item: str = ""


HTTP = Problem("is plain http to a public host", _READ, "Use https:// (let the proxy or the platform end TLS).")
WS = Problem("is plain ws:// to a public host", _READ, "Use wss:// (let the proxy or the platform end TLS).")
LOCAL = Problem(
    "is localhost in a production file",
    "every browser would look for it on its own machine",
    "Give the public https address.",
)
SLASH = Problem("ends in a slash")
PATH = Problem("has a path")
PORT = Problem("names the default port")
SCHEME = Problem("has no scheme")
PATTERN = Problem(
    "has a `*`, but the framework compares letter by letter",
    "no browser sends a `*` in Origin: it never matches",
    "List each origin, or give a regular expression with escaped dots (Starlette: allow_origin_regex,\n"
    "django-cors-headers: CORS_ALLOWED_ORIGIN_REGEXES, JavaScript: a RegExp or a function).",
)

# Meant for the browsers of users; `http://localhost:*` is not.
_STARRED = expression(r"https?://(?!localhost|127\.)[\w.:-]*\*[\w.:*-]*")
_PLAIN = {"http": HTTP, "ws": WS}


def is_pattern(text: str) -> bool:
    """Whether an origin holds a `*`, which only some frameworks read as a pattern: `https://*.shop.com`."""
    return _STARRED.fullmatch(text) is not None


def of_url(text: str, *, production: bool = False, example: bool = False) -> Problem | None:
    """What is wrong with the address of something public. `production`: the file is only for production."""
    url = _URL.fullmatch(_known(text))
    if url is None:
        return None
    kind = host_kind(url["host"].rpartition("@")[2])
    if kind == PUBLIC or (kind == SAMPLE and not example):
        return _PLAIN.get(url["scheme"].lower())
    if kind == LOOPBACK and production and "$" not in text and url["scheme"].lower() in ("http", "https", "ws", "wss"):
        return LOCAL
    return None


def of_origins(
    text: str, *, production: bool = False, example: bool = False, bare: bool = False, slash: bool = False
) -> Iterator[Problem]:
    """What is wrong with the origins in a text: one, several with commas or blanks, or a JSON list.

    `bare`: hosts without a scheme are meant. `slash`: one at the end does no harm.
    """
    if len(text) > _LONGEST:
        return
    items = [item.strip("[]\"'()") for item in _SEPARATOR.split(_known(text))]
    items = [item for item in items if item]
    for item in items:
        if _NO_TEXT.search(item):
            continue
        url = of_url(item, production=production and "$" not in text, example=example)
        whole = item.removesuffix("/") if slash else item
        found = [*([url] if url else ()), *_of_origin(whole, example=example, bare=bare)]
        if found:
            what = "; it ".join(problem.what for problem in found)
            why = "; ".join(dict.fromkeys(problem.why for problem in found))
            fixes = dict.fromkeys(problem.fix for problem in found)
            yield Problem(what, why, "\n".join(fixes), item if len(items) > 1 else "")


def _of_origin(item: str, *, example: bool, bare: bool) -> Iterator[Problem]:
    url = _URL.fullmatch(item)
    if url is None:
        named = _BARE.fullmatch(item)
        if named is None or bare or (named["host"].lower() == "localhost" and not named["port"]):
            return
        if host_kind(named["host"]) in (PUBLIC, LOOPBACK) or not example:
            yield SCHEME
        return
    scheme, kind = url["scheme"].lower(), host_kind(url["host"])
    if scheme not in _DEFAULT_PORTS or not (kind == PUBLIC or (kind == SAMPLE and not example)):
        return
    if url["port"] == _DEFAULT_PORTS[scheme]:
        yield PORT
    if url["rest"]:
        yield SLASH if url["rest"] == "/" else PATH


def _known(text: str) -> str:
    """The text with the defaults of its variables, or the default that the tag of a struct names."""
    tagged = _TAG.search(text) if '"' in text else None
    text = tagged["default"] if tagged else text
    return (_SPRING.sub(r"\g<default>", expand(text, {})) if "$" in text else text).strip().strip("\"'").strip()


def findings(
    source: Source, place: tuple[int, int], name: str, problems: Iterable[Problem], statement: tuple[int, int]
) -> Iterator[Finding]:
    """The findings about the variable, setting or list of that name, whose value stands at a line and a column.

    One for each problem, at its item where a value holds several; `statement`: its first and last line.
    """
    here = place
    for problem in problems:
        found = _behind(source, here, max(statement[1], place[0]), problem.item) if problem.item else None
        at = found or place
        if found:
            here = found[0], found[1] + len(problem.item)
        subject = f"an origin in {name}" if problem.item and name.startswith("`") else name
        yield Finding(
            source.path, *at, HOOK, f"{subject} {problem.what}", reasoned(problem.why, problem.fix), False, *statement
        )


def _behind(source: Source, place: tuple[int, int], last: int, item: str) -> tuple[int, int] | None:
    """Where an item stands at or behind a place, as far as the last line; None where it is not spelled so."""
    start = place[1] - 1
    for number in range(place[0], min(last, place[0] + _FARTHEST, len(source.lines)) + 1):
        at = source.lines[number - 1].find(item, start, start + 2 * _LONGEST)
        if at >= 0:
            return number, at + 1
        start = 0
    return None
