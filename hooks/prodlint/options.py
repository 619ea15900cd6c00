"""The options, split from the paths by hand: what exists on disk is a file, whatever it is called."""

import os

FORMATS = ("text",)

# What follows an option: nothing, or one value. `tightens` says whether it can only lead to more findings.
_FLAG, _VALUE = False, True
_TABLE = {
    # name: (takes a value, tightens)
    "--help": (_FLAG, False),
    "--version": (_FLAG, False),
    "--explain": (_FLAG, False),
    "--strict": (_FLAG, True),
    "--format": (_VALUE, False),
    "--hook": (_VALUE, False),
    "--unknown": (_VALUE, False),
    "--prod-files": (_VALUE, True),
    "--dev-files": (_VALUE, False),
    "--require": (_VALUE, True),
    "--allow": (_VALUE, False),
    "--public-prefix": (_VALUE, True),
    "--level": (_VALUE, False),  # without one a hook asks for the most
}


class UsageError(Exception):
    """The command line cannot be followed; the text says why."""


class Options:
    """What the person who runs us asked for; the defaults are what the README promises."""

    __slots__ = (
        "allow", "dev_files", "explain", "format", "help", "hook", "level", "prod_files", "public_prefix", "require",
        "strict", "unknown", "version",
    )  # fmt: skip

    def __init__(self) -> None:
        self.help = self.version = self.explain = self.strict = False
        self.format = "text"
        self.unknown = "report"
        self.prod_files = self.dev_files = self.level = ""
        self.hook: list[str] = []
        self.require: list[str] = []
        self.allow: list[str] = []
        self.public_prefix: list[str] = []


def split(argv: list[str]) -> tuple[Options, list[str]]:
    """Options and paths. Raises UsageError.

    Options come only in front, `--` ends them. pre-commit puts the files right behind the user's `args`,
    without a `--`, so that a tracked file called `--help` looks like an option: a word that exists on disk is
    a file. Where the word is an option that can only tighten (`--strict`) it is both, so that a file of that
    name cannot switch off what the user's `args` ask for.
    """
    options = Options()
    paths = []
    position = 0
    while position < len(argv) and argv[position][:1] == "-" and argv[position] != "-":
        word = argv[position]
        position += 1
        exists = os.path.lexists(word)
        if word == "--":
            if exists:
                paths.append(word)
            break
        name, equals, value = word.partition("=")
        takes_value, tightens = _TABLE.get(name, (_FLAG, False))
        if exists:
            paths.append(word)
            if not tightens or (takes_value and not equals):
                continue
        if name not in _TABLE or (equals and not takes_value):
            raise UsageError(f"no such option: {printable(word)} (see --help)")
        if takes_value and not equals:
            if position == len(argv):
                raise UsageError(f"{name} needs a value")
            value = argv[position]
            position += 1
        attribute = name[2:].replace("-", "_")
        if takes_value:
            _apply(options, attribute, value)
        else:
            setattr(options, attribute, True)
    return options, paths + argv[position:]


def _apply(options: Options, name: str, value: str) -> None:
    if name == "format" and value not in FORMATS:
        raise UsageError(f"--format knows {', '.join(FORMATS)}; not {printable(value)}")
    if name == "unknown" and value not in ("report", "ignore"):
        raise UsageError(f"--unknown is report or ignore; not {printable(value)}")
    if name == "level" and not value:
        raise UsageError("--level needs a value")
    if name in ("prod_files", "dev_files"):
        import re

        try:
            re.compile(value)
        except re.error as error:
            raise UsageError(f"--{name.replace('_', '-')} is no regular expression: {error}") from None
    if isinstance(getattr(options, name), list):
        getattr(options, name).append(value)
    else:
        setattr(options, name, value)


def printable(text: str) -> str:
    """A name as it can be printed: no control characters, no lone surrogates, nothing that forges a line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
