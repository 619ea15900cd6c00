"""The instructions of a Dockerfile, as BuildKit's parser reads them, every word with its place in the file.

Source of the rules: github.com/moby/buildkit, frontend/dockerfile/parser. Where BuildKit refuses a file this
reader goes on: an unknown instruction is kept, an array that is no JSON is shell text, and a heredoc without an
end goes to the end of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats import bounded
from prodlint.formats.dockerfile_words import (
    NON_BLANK,
    QUOTED_WORD,
    Pair,
    assignments,
    divided,
    heredocs,
    strings,
    unquoted,
)
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Heredoc, Word, joined
from prodlint.light_typing import NamedTuple

CONTINUATION = {"\\": expression(r"(?<!\\)\\[ \t]*$"), "`": expression(r"(?<!`)`[ \t]*$")}
DIRECTIVE = expression(r"#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(\S+)")
DIRECTIVES = frozenset({"syntax", "escape", "check"})
BLANKS = expression(r"\s*")

SHELL_OR_ARRAY = frozenset({"RUN", "CMD", "ENTRYPOINT", "SHELL"})
WORDS_OR_ARRAY = frozenset({"COPY", "ADD", "VOLUME"})
ASSIGNING = frozenset({"ENV", "LABEL", "ARG"})
WITH_HEREDOCS = frozenset({"RUN", "COPY", "ADD"})
WHOLE_LINE = frozenset({"USER", "WORKDIR", "STOPSIGNAL", "MAINTAINER"})


class Instruction(NamedTuple):
    """One instruction on the lines `line` to `end_line`; `text` is what stands behind its flags, lines joined.

    `words` are the strings of an array (`json`), the whole text of shell commands and of USER or WORKDIR, and
    else what blanks divide (in ENV, LABEL and ARG with quotes kept; `pairs` are those read). `inner` is what
    ONBUILD holds, or the command of HEALTHCHECK.
    """

    keyword: str
    text: Word
    words: tuple[Word, ...] = ()
    flags: tuple[Word, ...] = ()
    json: bool = False
    pairs: tuple[Pair, ...] = ()
    heredocs: tuple[Heredoc, ...] = ()
    inner: Instruction | None = None
    line: int = 1
    end_line: int = 1

    def flag(self, name: str) -> tuple[Word, ...]:
        """The values of `--name=value`, in order."""
        start = f"--{name}="
        return tuple(flag.slice(len(start), len(flag.text)) for flag in self.flags if flag.text.startswith(start))

    def commands(self) -> list[Command]:
        """What RUN, CMD or ENTRYPOINT runs, also within ONBUILD or HEALTHCHECK."""
        if self.inner:
            return self.inner.commands()
        if self.keyword not in SHELL_OR_ARRAY:
            return []
        if self.json:
            return [Command(self.words)] if self.words else []
        found = split(self.text)
        if found or not self.heredocs:
            return found
        return [command for heredoc in self.heredocs for command in split(heredoc.body)]


def instructions_of(text: str) -> tuple[Instruction, ...]:
    """The instructions of a Dockerfile in order. Raises Unparsable only for what is too large."""
    return tuple(_Reader(bounded(text)).instructions())


class _Reader:
    def __init__(self, text: str) -> None:
        self.lines = text.removesuffix("\n").split("\n")
        self.at = 0  # the index of the next line
        self.escape = "\\"

    def instructions(self) -> Iterator[Instruction]:
        self._directives()
        while self.at < len(self.lines):
            first = self.at
            logical = self._logical_line()
            if not logical.text.strip():
                continue
            found = _instruction(logical, self.escape)
            last = self.at
            holder = found.inner if found.keyword == "ONBUILD" and found.inner else found
            bodies: tuple[Heredoc, ...] = ()
            if holder.keyword in WITH_HEREDOCS and "<<" in logical.text:
                bodies = tuple(self._body(name, tabs) for name, tabs in heredocs(logical.text))
                last = self.at
            inner = found.inner and found.inner._replace(heredocs=bodies, line=first + 1, end_line=last)
            yield found._replace(heredocs=bodies, inner=inner, line=first + 1, end_line=last)

    def _directives(self) -> None:
        for line in self.lines:
            match = DIRECTIVE.match(line.strip())
            if not match or match[1].lower() not in DIRECTIVES:
                return
            if match[1].lower() == "escape" and match[2] in CONTINUATION:
                self.escape = match[2]

    def _logical_line(self) -> Word:
        """A line and those that continue it, without the comments and empty lines among them."""
        parts: list[Word] = []
        while self.at < len(self.lines):
            line = self.lines[self.at].rstrip("\r")
            self.at += 1
            indent = len(line) - len(line.lstrip())
            if line[indent : indent + 1] in ("", "#"):
                if not parts:
                    break
                continue
            start = 0 if parts else indent
            stop = CONTINUATION[self.escape].search(line, start)
            parts.append(Word(line[start : stop.start() if stop else None], self.at, start + 1))
            if not stop:
                break
        return joined(parts)

    def _body(self, name: str, tabs: bool) -> Heredoc:
        parts: list[Word] = []
        while self.at < len(self.lines):
            line = self.lines[self.at].rstrip("\r")
            self.at += 1
            if (line.lstrip("\t") if tabs else line) == name:
                break
            parts.append(Word(line + "\n", self.at))
        return Heredoc(name, joined(parts))


def _instruction(logical: Word, escape: str, nested: bool = False) -> Instruction:
    source = logical.text.rstrip()
    keyword, at = _after_blanks(source, NON_BLANK, 0)
    flags: list[Word] = []
    while source.startswith("--", at):
        start = at
        flag, at = _after_blanks(source, QUOTED_WORD[escape], at)
        if flag == "--":
            break
        flags.append(unquoted(logical.slice(start, start + len(flag)), escape))
    found = Instruction(keyword.upper(), logical.slice(at, len(source)), flags=tuple(flags))
    return _with_words(found, escape, nested)


def _after_blanks(source: str, pattern: re.Pattern[str], at: int) -> tuple[str, int]:
    """What matches behind the blanks at `at`, and where the text goes on behind it and more blanks."""
    match = pattern.match(source, _blanks_end(source, at))
    return (match.group(), _blanks_end(source, match.end())) if match else ("", at)


def _blanks_end(source: str, at: int) -> int:
    blanks = BLANKS.match(source, at)
    return blanks.end() if blanks else at


def _with_words(found: Instruction, escape: str, nested: bool) -> Instruction:
    text, keyword = found.text, found.keyword
    if keyword in ASSIGNING:
        words, pairs = assignments(text, escape, bare=keyword == "ARG")
        return found._replace(words=words, pairs=pairs)
    if keyword == "HEALTHCHECK":
        return _health_check(found)
    if keyword == "ONBUILD" and not nested:
        return found._replace(words=divided(text), inner=_instruction(text, escape, nested=True))
    array = strings(text) if keyword in SHELL_OR_ARRAY | WORDS_OR_ARRAY else None
    if array is not None:
        return found._replace(words=array, json=True)
    if keyword in SHELL_OR_ARRAY:
        return found._replace(words=(text,) if text.text else ())
    words = (text,) if keyword in WHOLE_LINE and text.text else divided(text)
    return found._replace(words=tuple(map(_unquoted, words)))


def _unquoted(word: Word) -> Word:
    """What Docker makes of `"."`: quotes around a whole word are none of it."""
    quoted = len(word.text) > 1 and word.text[0] == word.text[-1] and word.text[0] in "\"'"
    return word.slice(1, len(word.text) - 1) if quoted else word


def _health_check(found: Instruction) -> Instruction:
    kind, at = _after_blanks(found.text.text, NON_BLANK, 0)
    if kind.upper() != "CMD":
        return found._replace(words=divided(found.text))
    text = found.text.slice(at, len(found.text.text))
    inner = _with_words(Instruction("CMD", text), "", nested=True)
    return found._replace(words=(found.text.slice(0, len(kind)), *inner.words), json=inner.json, inner=inner)
