"""Which word behind a program switches reloading or debugging on, as a row of the tables says."""

from prodlint.context import DEVELOPMENT, of_name
from prodlint.formats.word import Word
from prodlint.tables.programs import Program
from prodlint.tables.truth import FALSE

_ASKS = frozenset(("--help", "--version", "-V", "--init"))


def switch_of(row: Program, program: Word, rest: tuple[Word, ...]) -> Word | None:
    """The word behind a program that does what the row says; the program itself where it needs no word."""
    on, values, off, modes = (set(field.split()) for field in (row.on, row.values, row.off, row.modes))
    active: dict[str, Word] = {}
    mode = verb = None
    held = False  # an option that switches a development sub-command off
    words = iter(rest)
    for word in words:
        name, equal, value = word.text.partition("=")
        if name == "--" or name in _ASKS:
            held = held or name != "--"
            break
        if not name.startswith("-") or name == "-":
            verb = verb or word
            if row.ends:
                break
            continue
        if not equal and name in values | modes:
            value = next(words, Word("")).text
        if name in modes and of_name(value) == DEVELOPMENT:
            mode = word
        elif name in on and value.lower() not in FALSE:
            active.setdefault(name, word)
        elif name in on or (name.startswith("--no-") and "--" + name[5:] in on):
            active.pop("--" + name.removeprefix("--no-").lstrip("-"), None)
        elif cluster := _cluster(name, on, values):
            active.setdefault(cluster, word)
        held = held or name in off
    return mode or _active(row, active, verb) or (None if held else _by_itself(row, program, verb))


def _cluster(name: str, on: set[str], values: set[str]) -> str:
    """The switch among joined short options (`-rd`), if there is one."""
    letters = [f"-{letter}" for letter in name[1:]]
    if len(letters) < 2 or len(letters) > 4 or not name[1:].isalpha() or values & set(letters):
        return ""
    return next((letter for letter in letters if letter in on), "")


def _active(row: Program, active: dict[str, Word], verb: Word | None) -> Word | None:
    if row.only and (verb is None or verb.text not in row.only.split()):
        return None
    return next(iter(active.values()), None)


def _by_itself(row: Program, program: Word, verb: Word | None) -> Word | None:
    dev = row.dev.split()
    if verb is not None and verb.text in dev:
        return verb
    if "*" in dev and (verb is None or verb.text not in row.safe.split()):
        return program
    return None
