"""Shell: the commands that a script or a command line runs, and the conditions under which each runs.

Sequences, pipes, subshells, groups and functions give their commands in order. A command within `if`, `case`
or behind `[ ... ] &&` carries the condition as guards, and so does what follows a branch that leaves the
script (`exec`, `exit`). Loops are no condition. Nothing is refused but what is too large.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from prodlint.formats.guards import ALWAYS, Guard, Guards
from prodlint.formats.shell_conditions import guards_of_patterns, guards_of_test, subject, unknown, variable
from prodlint.formats.shell_frames import Frame
from prodlint.formats.shell_lexer import Token, tokens
from prodlint.formats.word import Heredoc, Word, block
from prodlint.light_typing import NamedTuple

NO_DEFAULTS: Mapping[str, str] = MappingProxyType({})
DECLARATIONS = frozenset({"export", "readonly", "local", "declare", "typeset"})


class Command(NamedTuple):
    """One simple command. `words` is empty where a line only assigns.

    `function` names the function whose body it stands in. `defaults` are the values that the script gives to
    variables that are not set: `X=${X:-dev}`, `: ${X:=dev}`, and the first unconditional `X=dev`.
    """

    words: tuple[Word, ...]
    assignments: tuple[tuple[str, Word], ...] = ()
    guards: Guards = ALWAYS
    heredocs: tuple[Heredoc, ...] = ()
    function: str = ""
    defaults: Mapping[str, str] = NO_DEFAULTS


def split(source: str | Word, line: int = 1, column: int = 1) -> list[Command]:
    """The commands of a script or command line, in order; a `str` begins at `line` and `column` of its file."""
    parser = _Parser()
    for token in tokens(source if isinstance(source, Word) else block(source, line, column)):
        parser.feed(token)
    parser.end_list()
    return parser.commands


def assignment(word: Word) -> tuple[str, Word] | None:
    """`NAME=value` (or `NAME+=value`) as its name and value; None for any other word."""
    name, equal, _ = word.text.partition("=")
    bare = name.removesuffix("+")
    if equal and bare.isidentifier() and bare.isascii():
        return bare, word.slice(len(name) + 1, len(word.text))
    return None


class _Parser:
    def __init__(self) -> None:
        self.stack = [Frame("script")]
        self.commands: list[Command] = []
        self.defaults: dict[str, str] = {}
        self.function: str | None = ""  # of the body that comes next; None: its name comes next
        self._begin()

    def _begin(self) -> None:
        self.words: list[Word] = []
        self.assignments: list[tuple[str, Word]] = []
        self.heredocs: list[Heredoc] = []
        self.in_test = False

    @property
    def frame(self) -> Frame:
        return self.stack[-1]

    def feed(self, token: Token) -> None:
        """Take the next token."""
        state = self.frame.state
        if token.kind == "heredoc":
            if token.heredoc:
                self.heredocs.append(token.heredoc)
        elif state == "header":
            self._header(token)
        elif state in ("subject", "pattern"):
            self._case(token)
        elif self.in_test and token.kind != "\n":
            self.words.append(token.word)
            self.in_test = token.word.text != "]]"
        elif token.kind == "word":
            self._word(token)
        else:
            self._operator(token.kind)

    def _word(self, token: Token) -> None:
        starts = not self.words and not self.assignments
        if self.function is None:
            self.function = token.word.text
            return
        if starts and token.bare and token.word.text in KEYWORDS:
            KEYWORDS[token.word.text](self)
            return
        assigned = None if self.words else assignment(token.word)
        if assigned:
            self.assignments.append(assigned)
            return
        self.words.append(token.word)
        self.in_test = starts and token.word.text == "[["

    def _operator(self, kind: str) -> None:
        if kind in ("&&", "||"):
            self._end_command()
            self.frame.connect(kind)
        elif kind in ("|", "|&"):
            self._end_command()
        elif kind == "(":
            self._open("subshell")
        elif kind == ")":
            self._close("subshell", "function")
        elif kind.startswith("("):  # name()
            self.function = self.words[0].text if self.words else self.function
            self._begin()
        elif kind in (";;", ";&", ";;&"):
            self.end_list()
            if self.frame.kind == "case":
                self.frame.end_branch()
                self.frame.state = "pattern"
        elif kind != "\n" or self.words or self.assignments or self.frame.value is not None:
            self.end_list()  # a newline behind `&&`, or before the body of a function, ends nothing

    def _header(self, token: Token) -> None:
        """`for x in a b`, up to where its commands begin."""
        if token.kind in (";", "\n") or token.word.text == "do":
            self.frame.state = ""

    def _case(self, token: Token) -> None:
        """`case SUBJECT in`, and the patterns of a branch."""
        frame = self.frame
        text = token.word.text
        if frame.state == "subject":
            if token.kind == "word" and text == "in" and frame.subject:
                frame.state = "pattern"
            elif token.kind == "word":
                frame.subject = frame.subject or text
        elif token.kind == "word" and text == "esac" and not frame.patterns:
            self._close("case")
        elif token.kind == "word":
            frame.patterns.append(text)
        elif token.kind == ")":
            frame.begin_branch(guards_of_patterns(frame.subject, frame.patterns, self.defaults))
            frame.patterns = []

    def _end_command(self) -> None:
        if self.words or self.assignments:
            frame = self.frame
            command = Command(
                words=tuple(self.words),
                assignments=tuple(self.assignments),
                guards=frame.now,
                heredocs=tuple(self.heredocs),
                function=frame.function,
                defaults=self.defaults,
            )
            _learn_defaults(command, self.defaults)
            self.commands.append(command)
            words = [word.text for word in self.words]
            frame.value = self._value(words)
            if words[:1] in (["exit"], ["return"]) or (words[:1] == ["exec"] and len(words) > 1):
                frame.leave(failing=words[0] != "exec" and words[1:] not in ([], ["0"]))
        self._begin()

    def _value(self, words: list[str]) -> Guards:
        """What the success of a command implies."""
        if words[:1] in (["["], ["[["]):
            return guards_of_test(words[1:-1] if words[-1] in ("]", "]]") else words[1:], self.defaults)
        if words[:1] == ["test"]:
            return guards_of_test(words[1:], self.defaults)
        return unknown(" ".join(words)) if words and self.frame.state == "condition" else ALWAYS

    def end_list(self) -> None:
        """`;`, `&`, a newline or the end of the text."""
        self._end_command()
        self.frame.end_list()

    def _open(self, kind: str, state: str = "") -> None:
        function = self.frame.function
        if self.function:
            kind, function, self.function = "function", self.function, ""
        self.stack.append(Frame(kind, self.frame.now, function, state))

    def _close(self, *kinds: str) -> None:
        """A closing word; one that closes nothing is passed over."""
        self.end_list()
        if self.frame.kind in kinds:
            inner = self.stack.pop()
            if inner.kind in ("if", "case"):
                inner.end_branch()
            self.frame.closed_within(inner)

    def _then(self) -> None:
        self.end_list()
        if self.frame.state == "condition":
            self.frame.begin_branch(self.frame.succeeded)

    def _elif(self) -> None:
        self._next_branch()
        if self.frame.kind == "if":
            self.frame.guards = self.frame.outside
            self.frame.state = "condition"

    def _else(self) -> None:
        self._next_branch()
        if self.frame.kind == "if":
            self.frame.begin_branch(ALWAYS)

    def _next_branch(self) -> None:
        self.end_list()
        if self.frame.kind == "if":
            self.frame.end_branch()

    def _name_function(self) -> None:
        self.function = None

    def _invert(self) -> None:
        self.frame.inverted = not self.frame.inverted


def _learn_defaults(command: Command, defaults: dict[str, str]) -> None:
    """Note what a command that runs anyway, or when a variable is not set, gives to that variable."""
    first = command.words[0].text if command.words else ""
    assigned = [] if command.words else list(command.assignments)
    if first in DECLARATIONS:
        assigned += filter(None, map(assignment, command.words[1:]))
    for name, value in assigned:
        default = (variable(value.text) or (name, value.text))[1]
        unset = ((Guard(name, (), False),),)
        if default is not None and "$" not in default and command.guards in (ALWAYS, unset):
            defaults.setdefault(name, default)
    if first == ":":
        for word in command.words[1:]:
            subject(word.text, defaults)


KEYWORDS: dict[str, Callable[[_Parser], None]] = {
    "if": lambda parser: parser._open("if", "condition"),
    "then": _Parser._then,
    "elif": _Parser._elif,
    "else": _Parser._else,
    "fi": lambda parser: parser._close("if"),
    "case": lambda parser: parser._open("case", "subject"),
    "esac": lambda parser: parser._close("case"),
    "for": lambda parser: parser._open("loop", "header"),
    "select": lambda parser: parser._open("loop", "header"),
    "while": lambda parser: parser._open("loop"),
    "until": lambda parser: parser._open("loop"),
    "do": _Parser.end_list,
    "done": lambda parser: parser._close("loop"),
    "{": lambda parser: parser._open("group"),
    "}": lambda parser: parser._close("group", "function"),
    "!": _Parser._invert,
    "function": _Parser._name_function,
}
