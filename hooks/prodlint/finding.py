"""What a hook found."""

from prodlint.light_typing import NamedTuple

# The hooks that judge values, for which the pragmas of other secret scanners count.
JUDGE_VALUES = ("block-env-files", "no-public-secrets")


class Edit(NamedTuple):
    """A change that puts a finding right: `removed` characters at a place are replaced by `added`.

    `path` as in a finding, `line` and `column` 1-based. Line 0 is the end of the file, as a line of its own; the
    file is made where there is none.
    """

    path: str
    line: int
    column: int
    removed: int
    added: str


def reasoned(effect: str, fix: str) -> str:
    """A fix with its reason in front, on a line of its own: a headline says what is there, and no more."""
    return f"{effect[:1].upper()}{effect[1:]}.\n{fix}"


class Finding(NamedTuple):
    """One place to change. It never holds a secret or a part of one, so no report can print one.

    `path` is relative to the root of the repository, with slashes; `line` and `column` are 1-based (1, 1 for
    the file as a whole). `message` begins with what is at fault, in the file's own words or in lower case, and is no
    sentence of its own; `fix` says why that is a fault, and what to do instead. `strict` findings are shown only with
    `--strict`. `first` and `last` are the lines of the whole statement, on any of which an inline ignore counts; 0
    means that of the finding. `edits` are there only where the right answer is one and cannot do harm (`--fix`), and
    all of them are for one file. `subject` is what is at fault in many files, a variable: a report for people says it
    once, with its places, while each file has a finding of its own, as a commit may hold any of them.
    """

    path: str
    line: int
    column: int
    hook: str
    message: str
    fix: str
    strict: bool = False
    first: int = 0
    last: int = 0
    edits: tuple[Edit, ...] = ()
    subject: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last line of the statement, 1-based."""
        return min(self.first or self.line, self.line), max(self.last, self.line)
