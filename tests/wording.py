"""What the words of a finding keep to, whatever hook says them."""

from __future__ import annotations

import re
from collections.abc import Iterator

HEADLINE = 90  # characters
_BEGINS_A_SENTENCE = frozenset(
    "The A An This That These Every Each Without Anyone Anybody What All It No In On".split()
)
_PLACEHOLDERS = re.compile(r"\bapp:app\b|\bIMAGE\b|\bTAG\b|\bFILE\b|(?<!-)\bX\b")
_QUOTED = re.compile(r"`([^`]*)`")
# What a quoted text of several words may begin with: a program, an instruction, a statement of SQL, a keyword.
_PROGRAMS = frozenset(
    "npm npx pnpm yarn bun poetry uv pipenv pip next docker kubectl git node nginx redis-server uvicorn gunicorn flask "
    "python FROM USER COPY RUN CMD ENV ARG GRANT CREATE ALTER SELECT prodlint: pragma: allow deny check_origin: "
    "enable hypercorn fastapi granian vite deno tailscale app caddy serve".split()
)
_PROSE = re.compile(r"[A-Za-z]?[a-z]+(?:,)?")


def complaints(message: str, fix: str, written: str = "") -> Iterator[str]:
    """What is wrong with the words of a finding in files that hold what is `written`."""
    if len(message) > HEADLINE:
        yield f"a headline of {len(message)} characters"
    if message.split()[0] in _BEGINS_A_SENTENCE or message.endswith((".", ":")):
        yield "a headline that is written like a sentence of its own"
    for text in (message, fix):
        if text.count("`") % 2:
            yield "a backtick without its other"
        for quoted in _QUOTED.findall(text):
            if not _can_be_typed(quoted):
                yield f"no command, name or value: {quoted!r}"
        for name in _PLACEHOLDERS.findall(text):
            if name not in written:
                yield f"a name that stands in no file: {name!r}"


def _can_be_typed(quoted: str) -> bool:
    words = quoted.split()
    if not words or quoted != quoted.strip():
        return False
    prose = [word for word in words if _PROSE.fullmatch(word)]
    return words[0] in _PROGRAMS or len(prose) < 3


def loose_paths(text: str, paths: set[str]) -> list[str]:
    """The paths in a text that begin in some folder of a repository of these files, and not at its root."""
    found = set(re.findall(r"(?<![\w./@-])[\w.-]+(?:/[\w.-]+)+(?![\w/-])", text)) - paths
    return sorted(one for one in found if any(path.endswith(f"/{one}") for path in paths))
