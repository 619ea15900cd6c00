"""What is wrong with a URL or an origin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from prodlint.context.hosts import LOOPBACK, PUBLIC, SAMPLE, host_kind
from prodlint.finding import Finding
from prodlint.formats.dockerfile import expand

HOOK = "require-https-urls"

_URL = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<host>\[[^\[\]]*\]|[^/?#:\s]*)(?P<port>:[^/?#\s]*)?(?P<rest>(?:[/?#]\S*)?)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?P<host>(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}|localhost)(?P<port>:\d+)?(?:/\S*)?", re.IGNORECASE)
_SEPARATOR = re.compile(r"[,;\s|]+")
_NO_TEXT = re.compile(r"[\^\\*]|\{\{|<%|\$\{\{")
_PLAIN = {"http": "https", "ws": "wss"}
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_LONGEST = 5_000

_USE_HTTPS = "Use https:// (let the proxy or the platform end TLS)."
_EXACT = "Write the scheme, the host, and the port if it is not the default one; nothing behind it."


class Problem(NamedTuple):
    """What is wrong, as the end of a sentence, and what to do."""

    what: str
    fix: str = _EXACT


HTTP = Problem("is plain http to a public host: whoever is on the way can read and change it", _USE_HTTPS)
LOCAL = Problem(
    "is localhost in a production file: every browser would look for it on its own machine",
    "Give the public https address.",
)
SLASH = Problem("ends in a slash, which no browser sends in Origin: it never matches")
PATH = Problem("has a path, which no browser sends in Origin: it never matches")
PORT = Problem("names the default port, which no browser sends in Origin: it never matches")
SCHEME = Problem("has no scheme, which every browser sends in Origin: it never matches")


def of_url(text: str, *, production: bool = False, example: bool = False) -> Problem | None:
    """What is wrong with the address of something public. `production`: the file is only for production."""
    url = _URL.fullmatch(_known(text))
    if url is None:
        return None
    kind = host_kind(url["host"].rpartition("@")[2])
    if kind == PUBLIC or (kind == SAMPLE and not example):
        return HTTP if url["scheme"].lower() in _PLAIN else None
    if kind == LOOPBACK and production and "$" not in text and url["scheme"].lower() in ("http", "https", "ws", "wss"):
        return LOCAL
    return None


def of_origins(text: str, *, production: bool = False, example: bool = False, bare: bool = False) -> Iterator[Problem]:
    """What is wrong with the origins in a text: one, several with commas or blanks, or a JSON list.

    `bare`: hosts without a scheme are meant.
    """
    if len(text) > _LONGEST:
        return
    for item in _SEPARATOR.split(_known(text)):
        item = item.strip("[]\"'()")
        if item and not _NO_TEXT.search(item):
            found = _of_origin(item, example=example, bare=bare) or of_url(
                item, production=production and "$" not in text, example=example
            )
            if found is not None:
                yield found


def _of_origin(item: str, *, example: bool, bare: bool) -> Problem | None:
    url = _URL.fullmatch(item)
    if url is None:
        named = _BARE.fullmatch(item)
        if named is None or bare or (named["host"].lower() == "localhost" and not named["port"]):
            return None
        return SCHEME if host_kind(named["host"]) in (PUBLIC, LOOPBACK) or not example else None
    scheme, kind = url["scheme"].lower(), host_kind(url["host"])
    if scheme not in _DEFAULT_PORTS or not (kind == PUBLIC or (kind == SAMPLE and not example)):
        return None
    if url["rest"]:
        return SLASH if url["rest"] == "/" else PATH
    return PORT if url["port"] == _DEFAULT_PORTS[scheme] else None


def _known(text: str) -> str:
    """The text with the defaults of its variables."""
    return (expand(text, {}) if "$" in text else text).strip().strip("\"'").strip()


def finding(
    path: str, line: int, column: int, name: str, problem: Problem, statement: tuple[int, int] = (0, 0)
) -> Finding:
    """A finding of this hook about the variable, setting or list of that name."""
    return Finding(path, line, column, HOOK, f"{name} {problem.what}", problem.fix, False, *statement)
