"""Whether a tracked .gitignore covers the env files that people will make."""

import fnmatch
import os
from collections.abc import Iterable

from prodlint import context
from prodlint.context.env_files import real_path
from prodlint.context.tracked import paths_of
from prodlint.credentials.names import is_secret_name
from prodlint.expressions import expression
from prodlint.finding import Edit, Finding
from prodlint.formats import dotenv
from prodlint.light_typing import NamedTuple
from prodlint.rules.block_env_files.messages import HOOK
from prodlint.source import Repository
from prodlint.tables.public_prefixes import PREFIXES

# Nobody copies a template to an env file there.
_UNUSED_PLACES = (context.TEST, context.EXAMPLE, context.DOCUMENTATION, context.VENDORED)

_STAR = expression(r"\*+")
_ANY = "production"  # what a `*` in a required name stands for
_READ_BY_TOOLS = expression(  # whatever stands in them
    r"\.env(?:rc)?(?:\.(?:local|dev|development|test|testing|ci|stag|staging|prod|production|preview|docker))*|\.dev\.vars.*"
)
_PLAIN = expression(r"[.*]*[\w@+-][\w.@+*-]*")  # a line of a .gitignore without anything to escape


class _Wanted(NamedTuple):
    """Why an env file must be ignored, and the line that does it."""

    reason: str
    line: str


class _Rule(NamedTuple):
    """The last line of any ignore file that matches a path: `pattern` at `line` (1-based) of the file `source`."""

    source: str
    line: int
    pattern: str

    def covers(self, tracked: frozenset[str]) -> bool:
        return self.is_shared(tracked) and not self.pattern.startswith("!")

    def is_shared(self, tracked: frozenset[str]) -> bool:
        """Whether everybody has the rule: .git/info/exclude is only here."""
        return self.source.rpartition("/")[2] == ".gitignore" and self.source in tracked


def findings(repository: Repository) -> list[Finding]:
    """One finding for each env file that has a template, or is required by name, and that nothing ignores."""
    return repository.once(findings, lambda: list(_findings(_required(repository) | _implied(repository), repository)))


def required(repository: Repository) -> Iterable[Finding]:
    """One finding for each name that is required and that nothing ignores."""
    names = _required(repository)
    wanted = names | _implied(repository) if names else names
    return _findings({path: wanted[path] for path in names}, repository)


def _findings(wanted: dict[str, _Wanted], repository: Repository) -> Iterable[Finding]:
    if repository.index is None:
        return
    for path, rule in uncovered(wanted, repository).items():
        message = f"no .gitignore here covers {path}, {wanted[path].reason}"
        yield _advised(path, rule, wanted[path].line, message, repository)


def _implied(repository: Repository) -> dict[str, _Wanted]:
    """The env files that tracked templates stand for."""
    wanted: dict[str, _Wanted] = {}
    for template in paths_of(repository):
        low = template.lower()
        real = real_path(template) if ".env" in low or ".dev.vars" in low else None
        if not real or real in repository.tracked or context.of_path(real) in _UNUSED_PLACES:
            continue
        if not _is_for_a_build(template, real, repository):
            wanted.setdefault(real, _Wanted(f"which people make from {template}", real.rpartition("/")[2]))
    return wanted


def _is_for_a_build(template: str, real: str, repository: Repository) -> bool:
    """Whether a template of a name that no tool reads holds nothing but public variables: flags of a build."""
    source = repository.source(template)
    if source is None or _READ_BY_TOOLS.fullmatch(real.rpartition("/")[2]):
        return False
    names = [one.name for one in source.read(dotenv.read)]
    return bool(names) and all(name.upper().startswith(PREFIXES) and not is_secret_name(name) for name in names)


def _required(repository: Repository) -> dict[str, _Wanted]:
    required = repository.options_of("", HOOK).require
    names = [name.strip().lstrip("/") for words in required for name in words.split(",")]
    return {
        _STAR.sub(_ANY, name.replace("**/", "")): _Wanted(f"as --require {name} asks", name.rpartition("/")[2])
        for name in names
        if name
    }


def uncovered(paths: Iterable[str], repository: Repository) -> dict[str, _Rule]:
    """The paths (from the root) that no tracked .gitignore covers, with the rule that matches last.

    https://git-scm.com/docs/git-check-ignore: with -v a negated rule is printed too, without --no-index a tracked
    file counts as not ignored.
    """
    asked = {repository.shown(path): path for path in paths}
    request = b"".join(os.fsencode(path) + b"\0" for path in asked)
    command = ("-c", f"core.excludesFile={os.devnull}", "check-ignore", "-v", "-n", "--no-index", "--stdin", "-z")
    answer = repository.git(*command, stdin=request, accept=(0, 1)) if asked else None
    fields = [os.fsdecode(field) for field in (answer or b"").split(b"\0")]
    rules = {
        asked.get(path, path): _Rule(source, int(line or 0), pattern)
        for source, line, pattern, path in zip(*(fields[start::4] for start in range(4)), strict=False)
    }
    return {path: rule for path, rule in rules.items() if not rule.covers(repository.tracked)}


def _advised(path: str, rule: _Rule, line: str, message: str, repository: Repository) -> Finding:
    """The finding in the .gitignore where the rule should stand, at what comes closest to it, with what to do."""
    if rule.is_shared(repository.tracked):
        fix = f"Take this line out, or add the line `{line}` below it."
        return Finding(rule.source, rule.line, 1, HOOK, message, fix)
    place = _nearest(path, repository)
    source = repository.source(place)
    for number, written in enumerate(source.lines if source else [], 1):
        if written.partition(" #")[0].strip().strip("/") == line:
            fix = f"Write `{line}` alone on the line: `/` at its end matches folders only, `#` begins no comment there."
            if written == line and place not in repository.tracked:
                fix = f"The line is there, but git does not track {place}: git add it."
            return Finding(place, number, 1, HOOK, message, fix)
    is_fixed = repository.options.fix and _is_safe(place, line, rule, repository)
    edits = (Edit(place, 0, 1, 0, line),) if is_fixed else ()
    return Finding(place, 1, 1, HOOK, message, f"Add the line `{line}` to {place}.", edits=edits)


def _is_safe(place: str, line: str, rule: _Rule, repository: Repository) -> bool:
    """Whether the line at the end of the file covers the path, and no file that is committed: no rule of a .gitignore
    that is only here comes behind it."""
    folder = place.rpartition("/")[0]
    below = (path.split("/") for path in repository.tracked if path.startswith(f"{folder}/" if folder else ""))
    is_last = rule.source.rpartition("/")[2] != ".gitignore"
    return is_last and bool(_PLAIN.fullmatch(line)) and not any(fnmatch.filter(parts, line) for parts in below)


def _nearest(path: str, repository: Repository) -> str:
    """The tracked .gitignore in the folder of a path or in the nearest one above; that of the root if there is none."""
    folder = path
    while folder:
        folder = folder.rpartition("/")[0]
        place = f"{folder}/.gitignore" if folder else ".gitignore"
        if place in repository.tracked:
            return place
    return ".gitignore"
