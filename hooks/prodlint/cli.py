"""The commands with options: one hook over files, and all hooks over what git tracks."""

from __future__ import annotations

import os
import stat
import sys
import time
from types import ModuleType

from prodlint import ALL, BY_CHOICE, BY_DEFAULT, HOOKS, __version__, agent, ending, engine, shown
from prodlint.clean import TESTS, modules_of, sift, widened_by
from prodlint.configuration import levels
from prodlint.finding import Finding
from prodlint.help import explanation, listing, usage
from prodlint.nearest import words_for
from prodlint.options import Options, UsageError, printable, split
from prodlint.parallel import spread
from prodlint.report import emit
from prodlint.report.style import PLAIN, style_of
from prodlint.source import Repository, read_bytes
from prodlint.staged import instead_of_disk

_PROGRESS_AFTER = 1.0  # seconds
_BATCH = 512  # files between two looks at the clock
_MANY = 3000  # files, from which on more processes are worth their start


def run_hooks(hooks: tuple[str, ...], words: list[str], addable: tuple[str, ...]) -> int:
    """Hooks, and those of `addable` that a configuration adds, over the files given, with options. Returns the exit
    status."""
    return _guarded(words, hooks, addable)


def run_all(words: list[str], hook: str = "") -> int:
    """All hooks, `hook` alone, or those chosen with `--hook`, over the tracked files. Returns the exit status."""
    return _guarded(words, None, BY_CHOICE, hook)


def _guarded(words: list[str], fixed: tuple[str, ...] | None, addable: tuple[str, ...], hook: str = "") -> int:
    try:
        options, paths = split(words)
        options.hook[:0] = [hook] if hook else []
        if options.explain and not fixed:
            options.hook += paths
        chosen = _chosen(options)
        hooks = tuple(hook for hook in (chosen if addable else fixed or chosen) if hook not in options.skip)
        options.chosen = hooks
        if options.diff and options.fix:
            raise UsageError("--diff shows what --fix does: take one of them")
        if options.agent and paths:
            raise UsageError("--agent goes with no PATH: the agent says which files it wrote")
        event = agent.read(sys.stdin.buffer.read() if sys.stdin else b"") if options.agent else None
        paths, contents = (agent.go_there(event), {}) if event else instead_of_disk(options, paths)
        text = _asked_for(options, hooks)
        if text:
            return ending.CLEAN if emit(text, sys.stdout) else ending.TROUBLE
        repository = Repository(options, contents)
        given = fixed or options.staged or options.stdin_filename or event
        files, troubles = (paths, []) if given else _files(repository, paths)
        said = _written(options, [*paths, *files], contents)
        addable = tuple(hook for hook in addable if hook not in options.skip)
        modules = modules_of(hooks, () if options.hook else addable, said)
        _check_level(options.level, tuple(modules))
    except UsageError as error:
        emit(f"prodlint: {error}\n", sys.stderr)
        return agent.TO_THE_PERSON if "--agent" in words else ending.TROUBLE
    if options.show_config:
        return shown.show(paths, tuple(modules), options)
    widened = widened_by(modules, said) | ({"no-public-secrets"} if options.public_prefix else set())
    widened |= {TESTS} if options.prod_files else set()
    if event:
        hits, troubles = sift(modules, paths, widened)
        findings, failed = engine.collect(modules, hits, repository, paths)
        return agent.tell(findings, troubles + failed, event, repository)
    if not fixed and not options.stdin_filename:
        return _scan(modules, repository, files, troubles, widened)
    hits, troubles = sift(modules, paths, widened, contents)
    findings, failed = engine.collect(modules, hits, repository, paths)
    if hits:
        _say_what_was_not_looked_at(repository)
    return ending.finish(modules, repository, findings, troubles + failed)[0]


def _say_what_was_not_looked_at(repository: Repository) -> None:
    """Where `--added-only` had nothing to compare, so that a run in CI that passes looks at nothing."""
    if repository.options.added_only is not None:
        from prodlint import added

        said = added.nothing(repository)
        emit(f"prodlint: {said}\n" if said else "", sys.stderr)


def _written(options: Options, paths: list[str], contents: dict[str, bytes]) -> bytes:
    """What may be written in the configurations that count. Raises UsageError where there is none to be read."""
    if options.no_config:
        return b""
    if not options.config:
        return words_for(paths, contents)
    try:
        return read_bytes(options.config)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"--config {printable(options.config)}: {why}") from None


def _asked_for(options: Options, hooks: tuple[str, ...]) -> str:
    """What `--version`, `--help` or `--explain` print; empty without any of them."""
    if options.version:
        return f"prodlint {__version__}\n"
    if options.help:
        return usage()
    if options.list:
        return listing(options.format)
    return "\n".join(explanation(hook) for hook in hooks) if options.explain else ""


def _chosen(options: Options) -> tuple[str, ...]:
    for hook in (*options.hook, *options.skip):
        if hook not in (*HOOKS, ALL):
            raise UsageError(f"no such hook: {printable(hook)}; there are {', '.join(HOOKS)}")
    if options.hook:
        asked = {*options.hook, *(BY_DEFAULT if ALL in options.hook else ())}
        return tuple(hook for hook in HOOKS if hook in asked)
    return HOOKS if options.explain else BY_DEFAULT


def _check_level(level: str, hooks: tuple[str, ...]) -> None:
    """Raises UsageError when none of the hooks knows the level; those that do not keep their default."""
    known = {hook: levels(hook) for hook in hooks if levels(hook)}
    if not level or any(level in names for names in known.values()):
        return
    if not known:
        raise UsageError(f"--level means nothing to {', '.join(hooks)}")
    allowed = ", ".join(f"of {hook} is {' or '.join(names)}" for hook, names in known.items())
    raise UsageError(f"--level {allowed}; not {printable(level)}")


def _scan(
    modules: dict[str, ModuleType],
    repository: Repository,
    files: list[str],
    troubles: list[ending.Trouble],
    widened: set[str],
) -> int:
    contents = repository.contents
    batches = [files[start : start + _BATCH] for start in range(0, len(files), _BATCH)]
    hits = []
    with _Progress(len(files)) as progress:
        sifted = spread(lambda batch: sift(modules, batch, widened, contents), batches, pays=len(files) > _MANY)
        for number, (found, failed) in enumerate(sifted, 1):
            hits += found
            troubles += failed
            progress.show(number * _BATCH)
    findings, failed = engine.collect(modules, hits, repository, files)
    status, remaining = ending.finish(modules, repository, findings, troubles + failed)
    fixed = len(findings) - len(remaining)
    _say_what_was_not_looked_at(repository)
    line = _summary_line(len(files), remaining, fixed, len(troubles) + len(failed))
    emit((style_of(sys.stderr) or PLAIN).paint(line, "bold") + "\n", sys.stderr)
    return status


def _files(repository: Repository, paths: list[str]) -> tuple[list[str], list[ending.Trouble]]:
    """The files to look at, as paths from the current folder, and the paths that name nothing."""
    tracked = sorted(repository.tracked)
    if repository.index is not None:  # else it is what was found just now: files, and folders that may not be opened
        listed, tracked = tracked, [name for name in tracked if _is_file(os.path.join(repository.root, name))]
        if listed and not tracked and os.environ.get("GIT_DIR"):
            raise UsageError("GIT_DIR names a repository none of whose files is here; set GIT_WORK_TREE, too")
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
        return "; no option is called so"
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
    return text + (f", {number(troubles, 'error')}" if troubles else "")


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
