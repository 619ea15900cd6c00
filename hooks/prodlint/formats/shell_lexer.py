"""The tokens of a POSIX shell script, with bash's most used additions.

Words have quotes and escapes undone; `$x`, `$(...)` and backquotes stay in them as written. Redirections are
left out and comments too. Anything unterminated ends where the text ends; nothing is refused but what is too large.
"""

import re

from prodlint.expressions import expression
from prodlint.formats import bounded
from prodlint.formats.word import Heredoc, Word
from prodlint.light_typing import NamedTuple


class Token(NamedTuple):
    """`kind` is "word", "heredoc", or the text of the operator; a `bare` word has no quotes or escapes."""

    kind: str
    word: Word
    bare: bool = True
    heredoc: Heredoc | None = None


BLANKS = expression(r"[ \t\r\f\v]+|\\\r?\n")
COMMENT = expression(r"#[^\n]*")
OPERATOR = expression(r"&&|\|\||\|&|;;&|;;|;&|\([ \t]*\)|[;\n&|()]")
ARITHMETIC = expression(r"\(\((?:[^()\n]|\([^()\n]*\))*\)\)")
REDIRECTION = expression(r"\d*(?:<<-?(?!<)|<<<|<>|>>|>\||[<>]&|[<>](?!\())|&>>?")
PLAIN = expression(r"[^\s\\'\"`$;&|<>()]+")
REGEX_OPERAND = expression(r"(?:\\.|'[^'\n]*'|\"[^\"\n]*\"|[^\s\\'\"]|['\"])+")
IN_DOUBLE_QUOTES = expression(r"[^\"\\$`]+")
DOLLAR_QUOTED = expression(r"(?:[^'\\]|\\.)*", re.DOTALL)
ARRAY = expression(r"[A-Za-z_]\w*\+?=")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
NESTING = expression(r"\\.|'[^']*'|[\"`()}]|\$[({]", re.DOTALL)
CLOSERS = {"(": ")", "$(": ")", "{": "}", "${": "}", '"': '"', "`": "`"}


def tokens(source: Word) -> list[Token]:
    """The tokens in order; a heredoc carries its body, and newlines are tokens of their own."""
    return _Lexer(source).run()


class _Lexer:
    def __init__(self, source: Word) -> None:
        self.source = source
        self.text = bounded(source.text)
        self.at = 0
        self.found: list[Token] = []
        self.waiting: list[tuple[int, str, bool]] = []  # the heredocs whose bodies begin after this line

    def run(self) -> list[Token]:
        text = self.text
        while self.at < len(text):
            if skipped := BLANKS.match(text, self.at) or COMMENT.match(text, self.at):
                self.at = skipped.end()
            elif redirection := REDIRECTION.match(text, self.at):
                self.at = redirection.end()
                self._redirection(redirection.group().lstrip("0123456789"))
            elif arithmetic := ARITHMETIC.match(text, self.at):
                self._emit("word", self.at, arithmetic.end())
            elif operator := OPERATOR.match(text, self.at):
                self._emit(operator.group(), self.at, operator.end())
                if operator.group() == "\n":
                    self._bodies()
            elif self.found and self.found[-1].word.text == "=~" and (end := self._regex_operand()):
                self._emit("word", self.at, end)
            else:
                self.found.append(self._word())
        self._bodies()
        return self.found

    def _emit(self, kind: str, start: int, end: int) -> None:
        self.found.append(Token(kind, self.source.slice(start, end)))
        self.at = end

    def _regex_operand(self) -> int:
        operand = REGEX_OPERAND.match(self.text, self.at)
        return operand.end() if operand else 0

    def _redirection(self, operator: str) -> None:
        while blanks := BLANKS.match(self.text, self.at):
            self.at = blanks.end()
        if self.at >= len(self.text) or OPERATOR.match(self.text, self.at):
            return
        target = self._word()
        if operator in ("<<", "<<-"):
            self.waiting.append((len(self.found), target.word.text, operator == "<<-"))
            self.found.append(Token("heredoc", target.word))

    def _bodies(self) -> None:
        for index, name, tabs in self.waiting:
            start = self.at
            end = len(self.text)
            while self.at < len(self.text):
                newline = self.text.find("\n", self.at)
                line_end = newline if newline >= 0 else len(self.text)
                line = self.text[self.at : line_end].rstrip("\r")
                line_start, self.at = self.at, min(line_end + 1, len(self.text))
                if (line.lstrip("\t") if tabs else line) == name:
                    end = line_start
                    break
            body = self.source.slice(start, end)
            self.found[index] = self.found[index]._replace(heredoc=Heredoc(name, body))
        self.waiting = []

    def _word(self) -> Token:
        text = self.text
        start = self.at
        pieces: list[tuple[str, int]] = []
        bare = True
        while self.at < len(text):
            character = text[self.at]
            if plain := PLAIN.match(text, self.at):
                pieces.append((plain.group(), self.at))
                self.at = plain.end()
            elif character == "\\":
                escaped = text[self.at + 1 : self.at + 2]
                if escaped != "\n":
                    bare = False
                    pieces.append((escaped, self.at + 1))
                self.at += 2
            elif character == "'":
                bare = False
                end = _find(text, "'", self.at + 1)
                pieces.append((text[self.at + 1 : end], self.at + 1))
                self.at = end + 1
            elif character == '"':
                bare = False
                self._double_quoted(pieces)
            elif text.startswith("$'", self.at):
                bare = False
                self._dollar_quoted(pieces)
            elif character in "$`" or (character in "<>" and text.startswith("(", self.at + 1)):
                pieces.append(self._expansion())
            elif character == "(" and ARRAY.fullmatch(text, start, self.at):
                pieces.append(self._raw(self._nested(self.at, "(")))
            elif self.at == start:  # a character that begins nothing
                pieces.append(self._raw(self.at + 1))
            else:
                break
        self.at = min(self.at, len(text))
        return Token("word", self.source.pick(pieces), bare)

    def _raw(self, end: int) -> tuple[str, int]:
        start, self.at = self.at, end
        return self.text[start:end], start

    def _expansion(self) -> tuple[str, int]:
        """`$x`, `$(...)`, `${...}`, backquotes or a process substitution, as written."""
        for opener in ("$(", "${", "<(", ">(", "`"):
            if self.text.startswith(opener, self.at):
                return self._raw(self._nested(self.at + len(opener) - 1, opener[-1]))
        return self._raw(self.at + 1)

    def _double_quoted(self, pieces: list[tuple[str, int]]) -> None:
        text = self.text
        self.at += 1
        if text.startswith('"', self.at):
            pieces.append(("", self.at - 1))
        while self.at < len(text) and text[self.at] != '"':
            if plain := IN_DOUBLE_QUOTES.match(text, self.at):
                pieces.append(self._raw(plain.end()))
            elif text[self.at] == "\\":
                escaped = text[self.at + 1 : self.at + 2]
                if escaped != "\n":
                    kept = int(bool(escaped) and escaped in '"\\$`')
                    pieces.append((text[self.at + kept : self.at + 2], self.at + kept))
                self.at += 2
            else:
                pieces.append(self._expansion())
        self.at += 1

    def _dollar_quoted(self, pieces: list[tuple[str, int]]) -> None:
        start = self.at + 2
        quoted = DOLLAR_QUOTED.match(self.text, start)
        end = quoted.end() if quoted else start
        for part in re.finditer(r"\\(.)|[^\\]+", self.text[start:end], re.DOTALL):
            escape = part.group(1)
            pieces.append((ESCAPES.get(escape, escape) if escape else part.group(), start + part.start()))
        self.at = end + 1

    def _nested(self, start: int, opener: str) -> int:
        """The offset behind what `opener`, which stands at `start`, opens."""
        closers = [CLOSERS[opener]]
        position = start + 1
        while closers:
            found = NESTING.search(self.text, position)
            if not found:
                return len(self.text)
            position = found.end()
            mark = found.group()
            quoted = closers[-1] == '"'
            if mark == closers[-1]:
                closers.pop()
            elif mark.startswith("'") and quoted:
                position = found.start() + 1  # an apostrophe within double quotes
            elif mark in CLOSERS and not (mark == "(" and closers[-1] != ")"):
                closers.append(CLOSERS[mark])
        return position


def _find(text: str, character: str, start: int) -> int:
    found = text.find(character, start)
    return found if found >= 0 else len(text)
