"""Caddy: routes that hand the paths of documentation to an application.

Source: caddyserver.com/docs/caddyfile/directives/reverse_proxy and .../matchers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prodlint.finding import Finding
from prodlint.rules.no_public_api_docs.paths import finding, is_documentation, is_site
from prodlint.source import Repository, Source

_ROUTES = ("reverse_proxy", "handle", "handle_path", "route")
_ASKS = re.compile(
    r"^\s*(?:basic_?auth|forward_auth|authorize|authenticate|respond|abort|error|redir)\b|remote_ip|client_ip"
)
_LONGEST = 200  # lines of a block that are looked at
_MATCHER = re.compile(r"\s*(?P<name>@[\w-]+)\s*(?P<rest>.*)")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The routes to documentation that restrict nobody."""
    lines = [line.partition(" #")[0] if not line.lstrip().startswith("#") else "" for line in source.lines]
    ends = _ends(lines)
    matchers = _matchers(lines, ends)
    if any(_ASKS.search(line) and _leads(line.split(), matchers) for line in lines):
        return
    reported = 0
    for index, line in enumerate(lines):
        words = line.split()
        if index < reported or not words or words[0] not in _ROUTES or not _leads(words[1:2], matchers):
            continue
        end = ends[index]
        block = lines[index : min(end, index + _LONGEST) + 1]
        named = " ".join(matchers.get(words[1], ()))
        upstreams = [word for one in block if "reverse_proxy" in one for word in one.split()[1:]]
        is_asked = any(_ASKS.search(one) for one in block) or _ASKS.search(named)
        if upstreams and not is_asked and not any(is_site(word) for word in upstreams if ":" in word):
            reported = end + 1
            yield finding(source.path, index + 1, len(line) - len(line.lstrip()) + 1, end + 1)


def _matchers(lines: list[str], ends: list[int]) -> dict[str, list[str]]:
    """What each named matcher holds, on its line or in its block."""
    found = {}
    for index, line in enumerate(lines):
        matcher = _MATCHER.match(line)
        if matcher:
            found[matcher["name"]] = " ".join(lines[index : min(ends[index], index + _LONGEST) + 1]).split()[1:]
    return found


def _leads(words: list[str], matchers: dict[str, list[str]]) -> bool:
    paths = [path for word in words for path in matchers.get(word, [word])]
    return any(path.startswith("/") and is_documentation(path) for path in paths)


def _ends(lines: list[str]) -> list[int]:
    """For each line the index of the one that closes the block which it begins; its own without a block."""
    ends = list(range(len(lines)))
    begun: list[int] = []
    for number, line in enumerate(lines):
        stripped = line.strip()
        if stripped.endswith("{"):
            begun.append(number)
        elif stripped == "}" and begun:
            ends[begun.pop()] = number
    return ends
