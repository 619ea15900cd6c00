"""What a command is: which program, and which of its words switches reloading or debugging on."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from prodlint.expressions import expression
from prodlint.formats import wrappers
from prodlint.formats.word import Word, behind_options
from prodlint.grouping import grouped
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_reload_in_prod import messages
from prodlint.rules.no_reload_in_prod.switches import switch_of
from prodlint.tables import programs
from prodlint.tables.programs import Program
from prodlint.tables.programs_javascript import JAVASCRIPT
from prodlint.tables.programs_others import OTHERS
from prodlint.tables.programs_python import PYTHON

_EFFECTS = {
    programs.RELOADS: messages.RELOADS,
    programs.SERVER: messages.DEVELOPMENT_SERVER,
    programs.DEBUGS: messages.DEBUGS,
    programs.DEBUGGER: messages.DEBUGGER,
    programs.MODE: messages.DEVELOPMENT_MODE,
}
_ROWS = grouped((name, row) for row in (*PYTHON, *JAVASCRIPT, *OTHERS) for name in row.names.split())

SHELLS = frozenset(("sh", "bash", "ash", "dash", "zsh", "busybox"))
_APPLICATION = expression(r"[A-Za-z_][\w.]*:[A-Za-z_][\w.]*(?:\(\))?")
_NAMED = expression(rf"{_APPLICATION.pattern}|[\w./-]+\.(?:py|ts|[cm]?js)")
_PYTHON_VALUES = frozenset(("-W", "-X", "--check-hash-based-pycs"))
# Interpreters that have switches of their own, whatever they run.
_WITH_SWITCHES = frozenset(("node", "nodejs", "bun", "tsx", "ts-node", "java", "php"))
_EXTENSION = expression(r"\.(?:js|mjs|cjs|ts|sh)$")


class Verdict(NamedTuple):
    """The word to change, what it is ("uvicorn --reload runs"), what that does, and what to do instead."""

    word: Word
    what: str
    effect: str
    fix: str


class Call(NamedTuple):
    """A program by the name of its row, the word that names it, and the words behind it."""

    name: str
    word: Word
    rest: tuple[Word, ...]


def call_of(words: Sequence[Word]) -> Call:
    """The program that peeled words (at least one) run, behind an interpreter where there is one.

    The name is "" where an interpreter is given code, or nothing; a script is named by its path.
    """
    first, rest = words[0], tuple(words[1:])
    name = wrappers.program(first)
    if name == "python":
        return _python(first, rest)
    if name in ("node", "nodejs", "php", "bun", "tsx", "ts-node", "ruby"):
        values = {value for row in _ROWS.get(name, ()) for value in row.values.split()}
        script, *arguments = behind_options(rest, values) or [Word("")]
        if inner := _packaged(script.text):
            return Call(inner, script, tuple(arguments))
    return Call(name, first, rest)


def _python(first: Word, rest: tuple[Word, ...]) -> Call:
    at = 0
    while at < len(rest) and rest[at].text.startswith("-"):
        text = rest[at].text
        if text == "-m" and at + 1 < len(rest):
            return Call(rest[at + 1].text.lower(), rest[at + 1], rest[at + 2 :])
        if text.startswith("-m") and len(text) > 2:
            return Call(text[2:].lower(), rest[at], rest[at + 1 :])
        if text in ("-c", "-"):
            return Call("", first, ())
        at += 2 if text in _PYTHON_VALUES else 1
    if at == len(rest):
        return Call("", first, ())
    base = rest[at].text.rpartition("/")[2]
    return Call(base if base in _ROWS else rest[at].text, rest[at], rest[at + 1 :])


def _packaged(path: str) -> str:
    """The program that a script path stands for: `node_modules/vite/bin/vite.js`, `artisan`, `bin/console`."""
    base = _EXTENSION.sub("", path.rpartition("/")[2])
    if "node_modules/" in path or base in ("artisan", "console", "ace"):
        return base if base in _ROWS else ""
    return ""


def is_known(name: str) -> bool:
    """Whether there is a row for a program of this name."""
    return name in _ROWS


def judge(words: Sequence[Word]) -> Verdict | None:
    """What in peeled words switches reloading or debugging on, if anything."""
    if not words:
        return None
    if wrappers.program(words[0]) == "python" and (mode := _development_mode(words[1:])):
        return Verdict(mode, "python -X dev runs", messages.DEBUGS, "Leave -X dev out.")
    for shown, row, call in _readings(words):
        if switch := switch_of(row, call.word, call.rest):
            return _verdict(shown, row, call, switch)
    return None


def _development_mode(options: Sequence[Word]) -> Word | None:
    for word, following in pairwise([*options, Word("")]):
        if not word.text.startswith("-") or word.text.startswith(("-m", "-c")):
            break
        if word.text == "-Xdev" or (word.text == "-X" and following.text == "dev"):
            return word
    return None


def _readings(words: Sequence[Word]) -> Iterator[tuple[str, Program, Call]]:
    """The rows that may apply, each with what the program is called and its words."""
    first, call = Call(wrappers.program(words[0]), words[0], tuple(words[1:])), call_of(words)
    for one in (first, call) if first.name in _WITH_SWITCHES else (call,):
        yield from ((one.name, row, one) for row in _ROWS.get(one.name, ()))
    if _APPLICATION.fullmatch(first.word.text):  # the arguments of an image whose entrypoint is the server
        yield "the server", PYTHON[0], first


def _verdict(name: str, row: Program, call: Call, switch: Word) -> Verdict:
    shown = "" if switch is call.word else " " + switch.text.partition("=")[0]
    what = name + shown if not shown or shown[1:] in f"{row.on} {row.dev}".split() else f"{name} in development mode"
    return Verdict(switch, f"{what} runs", _EFFECTS[row.does], _fix(row.instead, (call.word, *call.rest)))


def _fix(instead: str, words: Iterable[Word]) -> str:
    """What to start instead: the application that the words name, where they name it."""
    if not instead or instead.startswith("the "):
        return f"Start {instead} in production." if instead else messages.FIX
    of_node = instead.startswith("node ")
    named = (one.text for one in words if _NAMED.fullmatch(one.text) and not (of_node and one.text.endswith(".ts")))
    application = next(named, "") if "{}" in instead else ""
    command = instead.format(application) if application else " ".join(instead.replace("{}", "").split())
    how = "Start the application with" if "{}" in instead and not application else "Start"
    return f"{how} `{command}` in production."
