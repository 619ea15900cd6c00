"""The clean path: what none of the hooks has to look at.

A commit that holds nothing for us must cost nothing: until a file holds a needle, this imports `os`, `sys`, a few
modules of ours and, where there is much to be searched, a library that is faster at it; and it reads each file once.
"""

import os
import sys

from prodlint.kinds import is_for_developers, is_test, kind_of
from prodlint.looks import holds, spelled_out, uncommented, words_in
from prodlint.nearest import NAME, SHARED, is_configuration, words_for
from prodlint.source import MOST, as_utf8, read_piece

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from types import ModuleType

    from prodlint.looks import Find, Needles

TESTS = "prod-files"  # the option that may say of a test that it is production
# Bytes that two pieces of a long file share: no needle is longer; a multiple of 4, as UTF-32 is read, too.
_OVERLAP = 400
_MUCH = 20_000  # bytes, from which on a faster search is worth its import
_LINK, _FOLDER = 0o120000, 0o040000  # stat.S_IFLNK and stat.S_IFDIR


def hook_module(hook: str) -> "ModuleType":
    """The package that holds a hook: its documentation, `wants` and `check`."""
    name = "prodlint.rules." + hook.replace("-", "_")
    __import__(name)
    return sys.modules[name]


class Uncollected:
    """The garbage collector is off: what the slow path makes it needs to its end, and looking through that again and
    again, once more when the interpreter ends, takes a fifth of the time of a small run."""

    def __enter__(self) -> None:
        import gc

        self._was_on = gc.isenabled()
        gc.unfreeze()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        import gc

        gc.freeze()
        if self._was_on:
            gc.enable()


def run(hooks: "tuple[str, ...]", paths: "list[str]", addable: "tuple[str, ...]" = ()) -> int:
    """The clean path with the default options; whatever is not clean goes on to the engine.

    `addable` are hooks that a configuration may add.
    """
    words = words_for(paths)
    modules = modules_of(hooks, addable, words)
    widened = widened_by(modules, words)
    hits, troubles = sift(modules, paths, widened)
    beyond = [hook for hook, module in modules.items() if hasattr(module, "looks_beyond")]
    if not hits and not troubles and not any(hook in widened or modules[hook].looks_beyond() for hook in beyond):
        return 0
    with Uncollected():
        from prodlint import engine
        from prodlint.options import Options

        return engine.run(modules, hits, troubles, Options(hooks), paths)


def modules_of(hooks: "tuple[str, ...]", addable: "tuple[str, ...]", words: bytes) -> "dict[str, ModuleType]":
    """The hooks, with those that the words of a configuration may add."""
    added = (hook for hook in addable if hook not in hooks and _may_say(words, hook))
    return {hook: hook_module(hook) for hook in (*hooks, *added)}


def widened_by(modules: "dict[str, ModuleType]", words: bytes) -> "set[str]":
    """The hooks whose needles may say too little, by what the words of a configuration name; and maybe `TESTS`."""
    options = {hook: getattr(module, "WIDENED_BY", ()) for hook, module in modules.items()}
    found = {
        hook
        for hook, names in options.items()
        if any(_may_say(words, name + end) for name in names for end in (" ", "=", "\t", '"', "'"))
    }
    return found | {TESTS} if _may_say(words, TESTS) else found


def _may_say(words: bytes, name: str) -> bool:
    return name.encode() in words or b"\\u" in words  # with an escape, a name may be written in any way


def sift(
    modules: "dict[str, ModuleType]",
    paths: "list[str]",
    widened: "Collection[str]" = (),
    contents: "dict[str, bytes] | None" = None,
) -> "tuple[list[tuple[str, bytes, list[str]]], list[tuple[str, str]]]":
    """What needs a closer look, as (path, bytes, ids of hooks); what could not be read, as (path, why).

    Of the hooks `widened`, whatever they want does; so does a configuration, which may be wrong. Tests are for none,
    and a second look is taken at what holds a needle, unless `TESTS` is among the `widened`.
    `contents` are, by full path, what is not to be read from disk.
    """
    hits = []
    troubles = []
    length = 0  # of what was read
    for path in paths:
        needles_of: dict[str, Needles] = {}
        shown = path.replace(os.sep, "/")
        asked_of = modules if TESTS in widened else _asked_of(shown, modules)
        for hook, module in asked_of.items():
            needles = module.wants(shown)
            if needles is not None:
                needles_of[hook] = () if hook in widened else needles
        if not needles_of and not shown.endswith((NAME, SHARED)):
            why = why_unread(path)
            if why:
                troubles.append((path, why))
            continue
        try:
            given = contents.get(os.path.abspath(path)) if contents else None
            data = read_piece(path) if given is None else given
            long = _holding_long(path, needles_of, given) if len(data) > MOST else None
        except (OSError, ValueError, MemoryError) as error:
            why = why_unread(path, error)
            if why:
                troubles.append((path, why))
                continue
            data, long = b"", None  # a link or a submodule: only its name is ours to judge
        if long is not None:
            if long:
                hits.append((path, data, long))
            continue
        length += len(data)
        lowered = spelled_out(as_utf8(data).lower())
        wanted = _holding(lowered, needles_of, finder(length))
        asked = {hook: modules[hook] for hook in wanted if needles_of[hook] and hasattr(modules[hook], "tells")}
        if asked:
            lowered = uncommented(kind_of(shown), lowered)
        words = words_in(lowered) if asked and TESTS not in widened else None
        if words is not None:
            wanted = [hook for hook in wanted if hook not in asked or asked[hook].tells(shown, lowered, words)]
        if wanted or is_configuration(shown, data):
            hits.append((path, data, wanted))
    return hits, troubles


def _asked_of(path: str, modules: "dict[str, ModuleType]") -> "dict[str, ModuleType]":
    """The hooks for which a path may be production: a test is for none, what is for developers not for all."""
    if is_test(path):
        return {}
    if not is_for_developers(path):
        return modules
    return {hook: module for hook, module in modules.items() if "development" not in getattr(module, "SILENT", ())}


def finder(length: int) -> "Find":
    """What looks for needles in so many bytes: in many, by instructions that compare dozens of them at once."""
    if length < _MUCH:
        return bytes.find
    import stringzilla

    find: Find = stringzilla.find
    return find


def _holding(lowered: bytes, needles_of: "dict[str, Needles]", find: "Find") -> "list[str]":
    """The hooks of which a lower-cased file holds a needle, or that have none."""
    absent: set[bytes] = set()  # hooks share needles
    return [hook for hook, needles in needles_of.items() if not needles or holds(lowered, needles, absent, find)]


def _holding_long(path: str, needles_of: "dict[str, Needles]", given: "bytes | None") -> "list[str]":
    """The same for a file that is too long to be held: piece after piece, as the first of a group of needles is a part
    of the others in it."""
    found: set[str] = set()
    start = 0
    while len(found) < len(needles_of):
        piece = read_piece(path, start) if given is None else given[start : start + MOST + 1]
        left = {hook: needles for hook, needles in needles_of.items() if hook not in found}
        found.update(_holding(spelled_out(as_utf8(piece).lower()), left, finder(MOST)))
        if len(piece) <= MOST:
            break
        start += MOST - _OVERLAP
    return [hook for hook in needles_of if hook in found]


def why_unread(path: str, error: "Exception | None" = None) -> str:
    """Why a path that was given is not read, as `error` of reading it tells; "" where nothing is wrong.

    Of a link and of a submodule (a folder that holds a `.git`, or nothing where it is not checked out) only the
    name is ours to judge. Any other folder was meant to be looked into, and that is what another command does.
    """
    try:
        form = os.lstat(path).st_mode & 0o170000  # stat.S_IFMT
        held = os.listdir(path) if form == _FOLDER else []
    except (OSError, ValueError) as failure:
        error = error or failure
    else:
        if held and (".git" not in held or (os.getcwd() + os.sep).startswith(os.path.realpath(path) + os.sep)):
            return "is a folder; to look into it: prodlint --hook=HOOK-ID FOLDER"
        if form in (_LINK, _FOLDER):
            return ""
    return (getattr(error, "strerror", None) or str(error) or "too large to be read") if error else ""
