"""Attacks every regular expression of prodlint, and prints those whose steps grow faster than their text.

    python tests/fuzz/linear.py

The expressions are those that are compiled while all modules are imported and the labelled cases are checked; each is
attacked in the ways in which it is used then. Exit status 1 when one is slow.
"""

from __future__ import annotations

import pkgutil
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

TESTS = Path(__file__).resolve().parent.parent
PACKAGE = str(TESTS.parent / "hooks/prodlint")
sys.path[:0] = [str(TESTS.parent / "hooks"), str(TESTS), str(TESTS / "fuzz")]

from attacks import Attack, attacks  # noqa: E402
from prodlint import expressions  # noqa: E402
from stepping import Stepping, TooMany, parsed  # noqa: E402

# The beginnings of those that are only given short texts, with what these are.
SHORT = {
    r"(?:!?\b(?:isset|empty": "lines cut at 500 characters",
    r"[(\[,]\s*[^()]{0,80}": "the same",
    r"allow|valid|trust|white_": "the subject of a condition, of at most 300 characters",
    r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}": "the first 1,000 characters of a pattern",
    r"(?:electron\.)?(?:vite": "the name of a file",
    r"(?:.*/)?[\w.-]*app": "the same",
    r"(?:^|/)(?:jest|vitest": "the same",
    r"\.(?:service|container)$|supervisor": "the same",
    r"\.(?:service|container)(?:\.j2)?$": "the path of a file",
    r"(?:^|/)(?:fly[\w.-]*\.toml": "the same",
    r"(?:.*/)?config/deploy": "the same",
    r"(?:[^/]*/)?(?:[\w-]*firebase-adminsdk": "the same, of at most 512 characters",
    r"(?:[^/]*/)?(?:(?:[\w.-]*[._-])?(?:priv": "the same",
    r"(?:console\.\w+|log\w*": "the last 60 characters of a function's name",
    r"(?:--build-arg|--env|-e": "at most 200 characters before a name",
    r"(?:allow(?:ed)?|cors|whitelist": "the last 100 characters of a name",
    r"cors[a-z]*(?:allow|any)all": "the same",
    r"(?:\w*_)?(?:FRONTEND": "the same",
    r"(?:^|/)(?:\w*(?:cors|allow(?:ed)?)\w*origins": "the ends of six keys, each of at most 200 characters",
    r"credentials[\"']?,?": "lines of source that are shown, of at most 500 characters",
    r"[:/][^\s/:@'\"]*:": "the same",
    r"(?:connect\w*|pdo|getconnection": "the same",
    r"\b(?:envDefault|env-default": "a tag of a struct, of at most 300 characters",
}
LENGTH, TIMES_AS_LONG = 120, 4
SQUARE = 7  # times the steps: between 4, of what is linear, and 16
NOISE = 300  # steps, that few do not tell
MOST = 100_000  # steps for the short text
RECURSION = 20_000

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
_compile = re.compile


class Watched:
    """A compiled pattern that notes the ways in which it is used: all but two look for a match at every place."""

    def __init__(self, pattern: re.Pattern[str], place: str) -> None:
        self.compiled, self.place = pattern, place
        self.ways: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        if name in _METHODS:
            self.ways.add(name if name in ("match", "fullmatch") else "finditer")
        return getattr(self.compiled, name)


found: dict[tuple[str, int], Watched] = {}


def watch() -> None:
    """From now on, note what modules of prodlint compile, and what they hand to `re` without compiling it."""

    def compiled(pattern: Any, flags: int = 0) -> Any:
        place = _caller()
        if not place or not isinstance(pattern, str):
            return _compile(pattern, flags)
        return found.setdefault((pattern, flags), Watched(_compile(pattern, flags), place))

    def noting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def noted(pattern: Any, *rest: Any, **named: Any) -> Any:
            flags = named.get("flags", rest[1] if len(rest) > 1 and isinstance(rest[1], re.RegexFlag) else 0)
            with suppress(AttributeError):  # not ours
                getattr(compiled(pattern, flags), name)
            return function(pattern, *rest, **named)

        return noted

    for name in _METHODS:
        setattr(re, name, noting(name, getattr(re, name)))
    re.compile = compiled  # type: ignore[assignment]
    # At once: what is compiled late has all its methods bound then, used or not.
    expressions.expression = lambda pattern, flags=0: compiled(pattern, flags)


def _caller() -> str:
    """Where in prodlint the call came from; "" when from somewhere else."""
    frame: FrameType | None = sys._getframe(2)
    while frame and (frame.f_code.co_filename == __file__ or frame.f_globals.get("__name__") in ("re", "functools")):
        frame = frame.f_back
    path = frame.f_code.co_filename if frame else ""
    return f"{path[len(PACKAGE) + 1 :]}:{frame.f_lineno}" if frame and path.startswith(PACKAGE) else ""


def use() -> None:
    """Import everything, and check every case."""
    import prodlint

    for module in pkgutil.walk_packages(prodlint.__path__, "prodlint."):
        import_module(module.name)
    import seeds
    from targets import TARGETS

    for target in TARGETS.values():
        for seed in seeds.of_hook(target.hook) if target.hook else seeds.of_kinds(target.kinds):
            target.run(seed)


def ways_of(watched: Watched) -> set[str]:
    """How a pattern is used; of one that no case brought into use, as its module's text tells."""
    if watched.ways:
        return watched.ways
    path, _, line = watched.place.rpartition(":")
    lines = Path(PACKAGE, path).read_text(encoding="utf-8").split("\n")
    named = re.match(r"(\w+) = ", next(text for text in reversed(lines[: int(line)]) if text[:1].strip()))
    methods = "|".join(_METHODS)
    for method in re.findall(rf"\b{named[1]}(?:\[\w+\])?\.({methods})\b", "\n".join(lines)) if named else ():
        getattr(watched, method)
    return watched.ways or {"finditer"}


def is_slow(stepping: Stepping, way: str, attack: Attack) -> bool:
    """Whether a text of four times the length takes many more than four times as many steps."""
    try:
        short = stepping.count(way, attack.text(LENGTH), MOST)
        stepping.count(way, attack.text(LENGTH * TIMES_AS_LONG), SQUARE * short + NOISE)
    except TooMany:
        return True
    return False


def main() -> int:
    """Attack them all; the exit status."""
    watch()
    use()
    sys.setrecursionlimit(RECURSION)
    slow = tried = 0
    for watched in found.values():
        pattern, flags = watched.compiled.pattern, watched.compiled.flags
        if pattern.startswith(tuple(SHORT)):
            continue
        tokens = parsed(pattern, flags)
        stepping = Stepping(*tokens)
        for attack in attacks(*tokens):
            tried += 1
            ways = [way for way in ways_of(watched) if is_slow(stepping, way, attack)]
            if ways:
                slow += 1
                print(f"{watched.place}: {ways[0]} is slow on {attack}: {watched.compiled.pattern}")
                break
    print(f"{len(found)} expressions, {tried} attacks, {slow} slow")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
