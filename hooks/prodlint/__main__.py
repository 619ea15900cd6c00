"""Which hook the words of a command name, or that they are for the command that runs them all.

    python -I -m prodlint HOOK-ID [OPTION...] [--] [FILE...]     what pre-commit runs, also with `prodlint` as the id
    prodlint [OPTION...] [--] [PATH...]                          what people run

The manifest says `python -I -c "from prodlint.__main__ import main; ..."`, which does the same: `-m` alone costs a
third of a Python that does nothing. `-I` keeps the folder of the repository, PYTHONPATH and the rest of the user's
environment out of our process.
"""

import os
import sys

from prodlint import ALL, BY_DEFAULT
from prodlint import BY_CHOICE as BY_CHOICE
from prodlint import HOOKS as SINGLE
from prodlint.clean import Uncollected, run

HOOKS = (*SINGLE, ALL)  # the ids of the manifest

INTERRUPTED = 130  # as shells say it: 128 and the number of the signal


def main(argv: "list[str] | None" = None) -> int:
    """Run one hook, or all, over the files given, as pre-commit does. Returns 0, 1, 2, or `INTERRUPTED`."""
    argv = sys.argv[1:] if argv is None else argv
    try:
        return _hook(argv) if argv and argv[0] in HOOKS else _command(argv)
    except KeyboardInterrupt:
        return INTERRUPTED


def command(argv: "list[str] | None" = None) -> int:
    """The console script. A hook's id in front runs that hook, whatever files there are: no file may take its place.
    Over files it is what pre-commit runs; without any it looks at all that git tracks, and into folders.

    `ALL` is no such word: it is the name of the command, and `prodlint prodlint` looks into a folder of that name.
    """
    try:
        return _command(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return INTERRUPTED


def _hook(argv: "list[str]") -> int:
    hooks, words = BY_DEFAULT if argv[0] == ALL else (argv[0],), argv[1:]
    addable = BY_CHOICE if argv[0] == ALL else ()
    if any(word[:1] == "-" for word in words) or os.environ.get("PRODLINT_FORMAT"):
        with Uncollected():
            from prodlint import cli

            return cli.run_hooks(hooks, words, addable)
    return run(hooks, words, addable)


def _command(argv: "list[str]") -> int:
    hook = argv[0] if argv and argv[0] in SINGLE else ""
    words = argv[1:] if hook else argv
    if hook and any(map(os.path.lexists, words)) and not any(map(os.path.isdir, words)):
        return _hook(argv)
    with Uncollected():
        from prodlint import cli

        return cli.run_all(words, hook)


if __name__ == "__main__":
    raise SystemExit(main())
