"""The commands with options: one hook over files, and all hooks over what git tracks."""

from __future__ import annotations

import os
import stat
import sys
import time

from prodlint import BY_CHOICE, HOOKS, __version__, engine
from prodlint.clean import hook_module, sift
from prodlint.finding import Finding
from prodlint.options import FORMATS, Options, UsageError, printable, split
from prodlint.parallel import spread
from prodlint.report import emit
from prodlint.source import Repository

USAGE = """\
usage: prodlint [OPTION...] [--] [PATH...]
       prodlint HOOK-ID [OPTION...] [--] [FILE...]

Keep insecure production settings out of a repository. Without a PATH: all files that git tracks in the
current repository (outside git: all files below the current folder).

hooks:
{hooks}

hooks by choice, which run only when they are named (`HOOK-ID` or `--hook`):
{by_choice}

options (in front of the paths):
  --hook ID            run only this hook; may be repeated
  --strict             also report what is true but accepted by many teams, and ignores that allow nothing
  --unknown=ignore     no-reload-in-prod: pass places that are neither production nor development
  --prod-files=REGEX   no-reload-in-prod: paths that are production
  --dev-files=REGEX    no-reload-in-prod: paths that are development
  --require=NAME       block-env-files: a name that .gitignore must cover; may be repeated
  --level=LEVEL        how much a hook asks for:
{levels}
  --allow=NAME         no-public-secrets: a variable that may be public; may be repeated
  --public-prefix=P    no-public-secrets: a prefix that makes variables public; may be repeated
  --exclude=REGEX      leave out the paths that it is found in, as pre-commit's `exclude` does
  --added-only[=REF]   only findings on lines that the staged changes (or those since REF) add or change
  --fix                make the changes that are safe, say so, and report the rest
  --format=FORMAT      how findings are printed: {formats} (or set PRODLINT_FORMAT)
  --output=FILE        write them to a file instead
  --exit-zero          end with 0 also when there are findings
  --explain [HOOK-ID]  print the documentation of the hook (or of all)
  -h, --help, -V, --version

exit status: 0 clean, 1 findings, 2 wrong usage or a file that could not be read
"""

_PROGRESS_AFTER = 1.0  # seconds
_BATCH = 64  # files between two looks at the clock
_MANY = 1000  # files, from which on more processes are worth their start


def run_hook(hook: str, words: list[str]) -> int:
    """One hook over the files given, with options. Returns the exit status."""
    return _guarded(words, (hook,))


def run_all(words: list[str]) -> int:
    """All hooks, or those chosen with `--hook`, over the tracked files. Returns the exit status."""
    return _guarded(words, None)


def _guarded(words: list[str], fixed: tuple[str, ...] | None) -> int:
    try:
        options, paths = split(words)
        if options.explain and not fixed:
            options.hook += paths
        hooks = fixed or _chosen(options)
        _check_level(options.level, hooks)
    except UsageError as error:
        emit(f"prodlint: {error}\n", sys.stderr)
        return engine.TROUBLE
    text = _asked_for(options, hooks)
    if text:
        return engine.CLEAN if emit(text, sys.stdout) else engine.TROUBLE
    if fixed:
        modules = {hook: hook_module(hook) for hook in hooks}
        return engine.run(modules, *sift(modules, paths), options)
    return _scan(hooks, paths, options)


def _asked_for(options: Options, hooks: tuple[str, ...]) -> str:
    """What `--version`, `--help` or `--explain` print; empty without any of them."""
    if options.version:
        return f"prodlint {__version__}\n"
    if options.help:
        return _usage()
    return "\n".join(explanation(hook) for hook in hooks) if options.explain else ""


def _chosen(options: Options) -> tuple[str, ...]:
    for hook in options.hook:
        if hook not in HOOKS:
            raise UsageError(f"no such hook: {printable(hook)}; there are {', '.join(HOOKS)}")
    if options.hook:
        return tuple(hook for hook in HOOKS if hook in options.hook)
    return HOOKS if options.explain else tuple(hook for hook in HOOKS if hook not in BY_CHOICE)


def levels(hook: str) -> tuple[str, ...]:
    """What `--level` may be for a hook, the default first; empty where it means nothing."""
    return getattr(hook_module(hook), "LEVELS", ())


def _check_level(level: str, hooks: tuple[str, ...]) -> None:
    """Raises UsageError when none of the hooks knows the level; those that do not keep their default."""
    known = {hook: levels(hook) for hook in hooks if levels(hook)}
    if not level or any(level in names for names in known.values()):
        return
    if not known:
        raise UsageError(f"--level means nothing to {', '.join(hooks)}")
    allowed = ", ".join(f"of {hook} is {' or '.join(names)}" for hook, names in known.items())
    raise UsageError(f"--level {allowed}; not {printable(level)}")


def _usage() -> str:
    width = max(map(len, HOOKS)) + 2
    lines = {hook: f"  {hook:{width}}{summary(hook)}" for hook in HOOKS}
    return USAGE.format(
        formats=", ".join(FORMATS),
        hooks="\n".join(line for hook, line in lines.items() if hook not in BY_CHOICE),
        by_choice="\n".join(lines[hook] for hook in BY_CHOICE),
        levels="\n".join(f"{'':23}{hook}: {' (default) or '.join(levels(hook))}" for hook in HOOKS if levels(hook)),
    )


def summary(hook: str) -> str:
    """The first line of a hook's documentation."""
    return explanation(hook).split("\n", 1)[0].removeprefix(f"{hook}: ")


def explanation(hook: str) -> str:
    """A hook's documentation; with `python -OO`, which drops it, its id alone."""
    return (hook_module(hook).__doc__ or hook).strip() + "\n"


def _scan(hooks: tuple[str, ...], paths: list[str], options: Options) -> int:
    repository = Repository(options)
    modules = {hook: hook_module(hook) for hook in hooks}
    files, troubles = _files(repository, paths)
    batches = [files[start : start + _BATCH] for start in range(0, len(files), _BATCH)]
    hits = []
    with _Progress(len(files)) as progress:
        sifted = spread(lambda batch: sift(modules, batch), batches, pays=len(files) > _MANY)
        for number, (found, failed) in enumerate(sifted, 1):
            hits += found
            troubles += failed
            progress.show(number * _BATCH)
    findings, failed = engine.collect(modules, hits, repository)
    status, remaining = engine.finish(modules, repository, findings, troubles + failed)
    fixed = len(findings) - len(remaining)
    emit(_summary_line(len(files), remaining, fixed, len(troubles) + len(failed)), sys.stderr)
    return status


def _files(repository: Repository, paths: list[str]) -> tuple[list[str], list[engine.Trouble]]:
    """The files to look at, as paths from the current folder, and the paths that name nothing."""
    tracked = sorted(repository.tracked)
    if repository.index is not None:  # else it is what was found just now: files, and folders that may not be opened
        tracked = [name for name in tracked if _is_file(os.path.join(repository.root, name))]
    if not paths:
        return [repository.shown(name) for name in tracked], []
    files: dict[str, None] = {}
    troubles = []
    for path in paths:
        name = repository.relative(path)
        inside = "" if os.path.realpath(path) == repository.root else name + "/"
        if not os.path.lexists(path):
            troubles.append((path, f"no such file or folder{_hint(path)}"))
        elif os.path.isdir(path) and not os.path.islink(path):
            below = [repository.shown(n) for n in tracked if n.startswith(inside)]
            files.update(dict.fromkeys(below))
            if not below:
                troubles.append((path, f"holds no file that is tracked in {repository.root}; run prodlint in there"))
        elif os.path.isdir(path):
            troubles.append((path, "is a link to a folder; name the folder itself"))
        else:
            files[path] = None
    return list(files), troubles


def _hint(path: str) -> str:
    """What was probably meant by a path that does not exist."""
    if path.startswith("-"):
        return "; options come in front of the paths"
    from difflib import get_close_matches

    hooks = get_close_matches(path, HOOKS, 1, 0.8)
    return f"; to run a hook, put {hooks[0]} first, or behind --hook" if hooks else ""


def _is_file(path: str) -> bool:
    """Whether a tracked path is still there and no submodule; where that cannot be told, reading it will tell."""
    try:
        return not stat.S_ISDIR(os.lstat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True


def _summary_line(count: int, findings: list[Finding], fixed: int, troubles: int) -> str:
    def number(n: int, noun: str) -> str:
        return f"{n:,} {noun}{'' if n == 1 else 's'}"

    files = len({finding.path for finding in findings})
    nothing = "no finding" if troubles else "clean"
    result = f"{number(len(findings), 'finding')} in {number(files, 'file')}" if findings else nothing
    text = f"prodlint: {f'{fixed:,} fixed, ' if fixed else ''}{result}; {number(count, 'file')} looked at"
    return text + (f", {number(troubles, 'error')}\n" if troubles else "\n")


class _Progress:
    """A line on a terminal that says how far we are, once it takes long."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.started = time.monotonic()
        self.shown = False

    def __enter__(self) -> _Progress:
        return self

    def show(self, done: int) -> None:
        slow = time.monotonic() - self.started > _PROGRESS_AFTER
        if slow and sys.stderr is not None and sys.stderr.isatty():
            emit(f"\rprodlint: {min(done, self.total):,} of {self.total:,} files", sys.stderr)
            self.shown = True

    def __exit__(self, *_: object) -> None:
        if self.shown:
            emit("\r\033[K", sys.stderr)
