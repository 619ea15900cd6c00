"""What a command really runs: the programs behind `exec`, `env`, `sh -c`, `poetry run` and their like."""

import re
from collections.abc import Sequence

from prodlint.expressions import expression
from prodlint.formats.shell import Command, assignment, split
from prodlint.formats.shell_conditions import both
from prodlint.formats.word import Word, operands
from prodlint.grouping import grouped
from prodlint.tables.wrappers import WRAPPERS, Wrapper

# Wrappers within wrappers, and the commands that come out of them, beyond which nothing is unwrapped.
DEEPEST = 20
MOST = 200

PYTHON = expression(r"(?:python|pypy)[\d.]*")
BY_PROGRAM = grouped((program, wrapper) for wrapper in WRAPPERS for program in wrapper.programs.split())


def program(word: Word) -> str:
    """The program's name: no folders, no `.exe`, lower case, and "python" for every version of Python."""
    name = re.split(r"[/\\]", word.text)[-1].lower()
    for suffix in (".exe", ".cmd", ".bat", ".ps1"):
        name = name.removesuffix(suffix)
    return "python" if PYTHON.fullmatch(name) else name


def unwrapped(command: Command | Sequence[Word]) -> list[Command]:
    """The commands that run once every wrapper has done its part; the command itself when it wraps nothing.

    Variables that a wrapper sets (`env A=b`, `cross-env A=b`) join the assignments, and the conditions within
    `sh -c "..."` the guards.
    """
    start = command if isinstance(command, Command) else Command(tuple(command))
    found: list[Command] = []
    waiting = [(start, 0)]
    while waiting:
        current, depth = waiting.pop()
        inner = _inner(current) if depth < DEEPEST and len(found) + len(waiting) < MOST else []
        if inner:
            waiting += [(one, depth + 1) for one in reversed(inner)]
        else:
            found.append(current)
    return found


def _inner(command: Command) -> list[Command]:
    """The commands directly behind the wrapper that the command begins with, if any."""
    if not command.words:
        return []
    for wrapper in BY_PROGRAM.get(program(command.words[0]), ()):
        inner = _unwrapped(command, wrapper)
        if inner:
            return inner
    return []


def _unwrapped(command: Command, wrapper: Wrapper) -> list[Command]:
    """The commands behind one wrapper; none when the words do not call it in the way of its row."""
    words = command.words
    values, verbs, skip = wrapper.values.split(), wrapper.verbs.split(), wrapper.skip
    text_options, module_options = wrapper.text.split(), wrapper.module.split()
    assignments: list[tuple[str, Word]] = []
    at = 1
    if wrapper.dashes:
        at = next((index for index, word in enumerate(words) if word.text == "--"), len(words))
    while at < len(words):
        word = words[at]
        option, equal, _ = word.text.partition("=")
        if word.text == "--":
            at += 1
            break
        if word.text in text_options:
            return _of_texts(command, words[at + 1 : at + 2], assignments)
        if equal and option in text_options:
            return _of_texts(command, [word.slice(len(option) + 1, len(word.text))], assignments)
        if word.text in module_options:
            return [_behind(command, (Word("python", word.line, word.column), *words[at:]), assignments)]
        if word.text[:1] in ("-", "+") and len(word.text) > 1:
            at += 1 if word.text not in values else 2
            continue
        if verbs:
            if word.text not in verbs:
                return []
            verbs = []
        elif skip:
            skip -= 1
        elif assigned := assignment(word):
            assignments.append(assigned)
        else:
            break
        at += 1
    rest = words[at:]
    if wrapper.texts:
        return _of_texts(command, operands(rest), assignments)
    return [_behind(command, rest, assignments)] if rest and not verbs and not wrapper.file else []


def _of_texts(command: Command, texts: Sequence[Word], assignments: list[tuple[str, Word]]) -> list[Command]:
    return [
        _behind(command, inner.words, [*assignments, *inner.assignments], inner)
        for text in texts
        for inner in split(text)
    ]


def _behind(
    outer: Command, words: tuple[Word, ...], assignments: list[tuple[str, Word]], inner: Command | None = None
) -> Command:
    """`words` as a command that runs where `outer` does."""
    return Command(
        words=words,
        assignments=(*outer.assignments, *assignments),
        guards=both(outer.guards, inner.guards) if inner else outer.guards,
        heredocs=inner.heredocs if inner else outer.heredocs,
        function=outer.function,
        defaults={**outer.defaults, **inner.defaults} if inner and inner.defaults else outer.defaults,
    )
