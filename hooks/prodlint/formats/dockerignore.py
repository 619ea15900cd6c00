"""`.dockerignore`: which files of a build context never reach the builder.

Source of the rules: github.com/moby/patternmatcher and its ignorefile, which BuildKit uses. Unlike those of
.gitignore they are anchored: `.env` is the one at the root of the context, `**/.env` is any.
"""

import posixpath
import re
from functools import cache
from itertools import accumulate

from prodlint.expressions import expression
from prodlint.light_typing import NamedTuple

_TOKEN = expression(r"\*\*/?|\*|\[\^?(?:\\.|[^\]\\]){1,100}\]|\\.|.", re.DOTALL)
_CLASS_CHARACTER = expression(r"\\.|[\[&~|]", re.DOTALL)  # those with a meaning in Python's classes only
_WILD = expression(r"[*?\[\\]")
_ENDING = expression(r"\*\*(?!/)[^*?\[\\]*")
_LONGEST = 1_000  # characters of a pattern or path; beyond it nothing fits


class Rule(NamedTuple):
    """One line (1-based): its pattern, cleaned, and whether it takes files in again (`!`)."""

    pattern: str
    keeps: bool
    line: int


def read(text: str) -> tuple[Rule, ...]:
    """The rules in order. A comment begins in the first column; a pattern without its `!` is a clean path."""
    rules = []
    for number, line in enumerate(text.split("\n"), 1):
        pattern = line.strip()
        if line.startswith("#") or not pattern:
            continue
        keeps = pattern.startswith("!")
        pattern = posixpath.normpath(pattern[1:].strip() if keeps else pattern).lstrip("/")
        rules.append(Rule(pattern, keeps, number))
    return tuple(rules)


def excluded(path: str, rules: tuple[Rule, ...]) -> bool:
    """Whether a path from the root of the context is left out: the last rule for it or a folder above decides."""
    outcome = False
    for rule in rules:
        if rule.keeps == outcome and covers(rule.pattern, path):
            outcome = not rule.keeps
    return outcome


def covers(pattern: str, path: str) -> bool:
    """Whether a pattern fits a path, or a folder above it.

    Followed state by state, not with a regular expression: no pattern makes it slow.
    """
    if max(len(pattern), len(path)) > _LONGEST:
        return False
    if not _WILD.search(pattern):
        return f"{path}/".startswith(f"{pattern}/")
    if _ENDING.fullmatch(pattern):  # as moby does: `**file` fits `profile` too
        return any(above.endswith(pattern[2:]) for above in accumulate(path.split("/"), posixpath.join))
    tokens = _TOKEN.findall(pattern)
    states = _with_skips({(0, False)}, tokens)
    for character in path:
        if character == "/" and (len(tokens), False) in states:
            return True
        states = _with_skips(_after(character, states, tokens), tokens)
    return (len(tokens), False) in states


_State = tuple[int, bool]  # the next token, and whether a `**` is in the middle of a folder's name


def _after(character: str, states: set[_State], tokens: list[str]) -> set[_State]:
    reached: set[_State] = set()
    for index, inside in states:
        token = tokens[index] if index < len(tokens) else ""
        if token.startswith("**"):
            is_last = index == len(tokens) - 1
            reached.add((index, not is_last))
            if character == "/":
                reached.add((index + 1, False))
        elif token == "*":
            reached |= {(index, inside)} if character != "/" else set()
        elif _fits(token, character):
            reached.add((index + 1, False))
    return reached


def _with_skips(states: set[_State], tokens: list[str]) -> set[_State]:
    """The states, and those behind stars that stand for nothing."""
    waiting = list(states)
    while waiting:
        index, inside = waiting.pop()
        following = (index + 1, False)
        if not inside and index < len(tokens) and tokens[index].startswith("*") and following not in states:
            states.add(following)
            waiting.append(following)
    return states


def _fits(token: str, character: str) -> bool:
    """Whether a token for one character fits it; a class that is none fits nothing, as the build fails."""
    if token == "?":
        return character != "/"
    if len(token) > 2:
        members = _members(token)
        return members is not None and members.fullmatch(character) is not None
    return token[-1:] == character and token != "["


@cache
def _members(token: str) -> re.Pattern[str] | None:
    """The characters of a class; None for one with a range that runs backwards."""
    try:
        return re.compile(_CLASS_CHARACTER.sub(lambda found: found[0].rjust(2, "\\"), token[1:-1]).join("[]"))
    except re.error:
        return None
