"""The options, split from the paths by hand: what exists on disk is a file, whatever it is called."""

import os
import re

from prodlint.light_typing import NamedTuple

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit")

# What follows an option: nothing, one value, or one behind `=` that may be left out.
_FLAG, _VALUE, _MAY = "", "value", "may"
_TABLE = {
    # name: (what follows, whether it can only lead to more findings)
    "--help": (_FLAG, False),
    "--version": (_FLAG, False),
    "--explain": (_FLAG, False),
    "--strict": (_FLAG, True),
    "--format": (_VALUE, False),
    "--output": (_VALUE, False),
    "--exit-zero": (_FLAG, False),
    "--added-only": (_MAY, False),
    "--fix": (_FLAG, False),
    "--diff": (_FLAG, False),
    "--hook": (_VALUE, False),
    "--unknown": (_VALUE, False),
    "--prod-files": (_VALUE, True),
    "--dev-files": (_VALUE, False),
    "--require": (_VALUE, True),
    "--allow": (_VALUE, False),
    "--public-prefix": (_VALUE, True),
    "--level": (_VALUE, False),  # without one a hook asks for the most
    "--exclude": (_VALUE, False),
    "--config": (_VALUE, False),
    "--no-config": (_FLAG, False),
    "--show-config": (_FLAG, False),
    "--no-inline-ignores": (_FLAG, True),
    "--require-reason": (_FLAG, True),
    "--skip": (_VALUE, False),
    "--list": (_FLAG, False),
    "--statistics": (_FLAG, False),
    "--staged": (_FLAG, False),
    "--agent": (_FLAG, False),
    "--stdin-filename": (_VALUE, False),
}
PATHS = ("exclude", "prod_files", "dev_files")
_SHORT = {"-h": "--help", "-V": "--version"}


class UsageError(Exception):
    """The command line cannot be followed; the text says why."""


class PathPattern(NamedTuple):
    """A regular expression for the paths below a folder, from there; `folder` is "", or ends with a slash."""

    folder: str
    text: str

    def found_in(self, path: str) -> bool:
        """Whether it is found in a path from the root of the repository."""
        return path.startswith(self.folder) and re.search(self.text, path[len(self.folder) :]) is not None


class Options:
    """What the person who runs us asked for, or what counts for one hook in one file; the defaults are what the README
    promises. `given` are those that the command line named, `chosen` the hooks of this run (none: all)."""

    def __init__(self, chosen: tuple[str, ...] = ()) -> None:
        self.help = self.version = self.explain = self.strict = self.fix = self.diff = False
        self.no_config = self.show_config = self.no_inline_ignores = self.require_reason = False
        self.list = self.statistics = self.agent = self.staged = self.exit_zero = False
        self.format = "text"
        self.output = ""  # a file instead of standard output
        self.stdin_filename = ""  # the file whose content is on standard input
        self.config = ""  # a file instead of the nearest one
        self.added_only: str | None = None  # the commit to compare with; "" is what git has staged
        self.unknown = "report"
        self.level = ""
        self.prod_files: list[PathPattern] = []
        self.dev_files: list[PathPattern] = []
        self.exclude: list[PathPattern] = []
        self.hook: list[str] = []
        self.skip: list[str] = []
        self.require: list[str] = []
        self.allow: list[str] = []
        self.public_prefix: list[str] = []
        self.given: set[str] = set()
        self.chosen = chosen

    def copy(self) -> "Options":
        """The same options, to be changed one by one."""
        copied = Options()
        copied.__dict__.update(self.__dict__)
        return copied

    def excludes(self, path: str) -> bool:
        """Whether a path from the root is left out."""
        return any(pattern.found_in(path) for pattern in self.exclude)


def split(argv: list[str]) -> tuple[Options, list[str]]:
    """Options and paths. Raises UsageError, also for a `PRODLINT_FORMAT` that is no format.

    Options may stand anywhere, `--` ends them. pre-commit puts the files right behind the user's `args`, without a
    `--`, so that a tracked file called `--help` looks like an option: a word that exists on disk is a file. Where the
    word is an option that can only tighten (`--strict`) it is both, so that a file of that name cannot switch off what
    the user's `args` ask for.
    """
    options = _from_environment()
    paths = []
    position = 0
    while position < len(argv):
        word = argv[position]
        position += 1
        if word[:1] != "-" or word == "-":
            paths.append(word)
            continue
        exists = os.path.lexists(word)
        if word == "--":
            paths += [word, *argv[position:]] if exists else argv[position:]
            break
        name, equals, value = _SHORT.get(word, word).partition("=")
        follows, tightens = _TABLE.get(name, (_FLAG, False))
        if exists:
            paths.append(word)
            if not tightens or (follows == _VALUE and not equals and position == len(argv)):
                continue
        if name not in _TABLE or (equals and not follows):
            raise UsageError(f"no such option: {printable(word)} (see --help)")
        if follows == _VALUE and not equals:
            if position == len(argv):
                raise UsageError(f"{name} needs a value")
            value = argv[position]
            position += 1
            if exists:
                paths.append(value)  # it may as well be the next file
        attribute = name[2:].replace("-", "_")
        if follows == _VALUE or equals:
            _apply(options, attribute, value)
        else:
            setattr(options, attribute, "" if follows == _MAY else True)
        options.given.add(attribute)
    return options, paths


def _from_environment() -> Options:
    """The defaults, with `PRODLINT_FORMAT` as the format: CI sets it once and leaves everyone's `args` alone."""
    options = Options()
    if os.environ.get("PRODLINT_FORMAT"):
        _apply(options, "format", os.environ["PRODLINT_FORMAT"])
    return options


def _apply(options: Options, name: str, value: str) -> None:
    if name == "format" and value not in FORMATS:
        raise UsageError(f"--format (or PRODLINT_FORMAT) is {', '.join(FORMATS)}; not {printable(value)}")
    if name == "unknown" and value not in ("report", "ignore"):
        raise UsageError(f"--unknown is report or ignore; not {printable(value)}")
    if name in ("level", "output", "added_only", "config", "stdin_filename") and not value:
        raise UsageError(f"--{name.replace('_', '-')} needs a value")
    if name in PATHS:
        try:
            re.compile(value)
        except re.error as error:
            raise UsageError(f"--{name.replace('_', '-')} is no regular expression: {error}") from None
    if name in ("hook", "skip"):
        getattr(options, name).extend(value.replace(",", " ").split())
    elif isinstance(getattr(options, name), list):
        getattr(options, name).append(PathPattern("", value) if name in PATHS else value)
    else:
        setattr(options, name, value)


def printable(text: str) -> str:
    """A name as it can be printed: no control characters, no lone surrogates, nothing that forges a line; and no
    `##`, behind which CI services look for commands anywhere in a line (`##[error]`, `##vso[...]`)."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return text.replace("##", "#\\x23")
