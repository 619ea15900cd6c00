"""Whether a tracked .gitignore covers the env files that people will make."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import NamedTuple

from prodlint import context
from prodlint.block_env_files.messages import HOOK
from prodlint.context.env_files import real_path
from prodlint.finding import Finding
from prodlint.source import Repository

# Nobody copies a template to an env file there.
_UNUSED_PLACES = (context.TEST, context.EXAMPLE, context.DOCUMENTATION, context.VENDORED)

_STAR = re.compile(r"\*+")
_ANY = "production"  # what a `*` in a required name stands for


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
    return repository.once(findings, lambda: list(_findings(repository)))


def _findings(repository: Repository) -> Iterable[Finding]:
    if repository.index is None:
        return
    reasons = _required(repository) | _implied(repository)
    for path, rule in uncovered(reasons, repository).items():
        place, line, fix = _advice(path, rule, repository)
        message = f"no .gitignore in this repository covers {path}, {reasons[path]}"
        yield Finding(place, line, 1, HOOK, message, fix)


def _implied(repository: Repository) -> dict[str, str]:
    """The env files that tracked templates stand for, and why each is expected."""
    reasons: dict[str, str] = {}
    for template in sorted(repository.tracked):
        low = template.lower()
        real = real_path(template) if ".env" in low or ".dev.vars" in low else None
        if real and real not in repository.tracked and context.of_path(real) not in _UNUSED_PLACES:
            reasons.setdefault(real, f"which people make from {template}")
    return reasons


def _required(repository: Repository) -> dict[str, str]:
    names = [name.strip().lstrip("/") for words in repository.options.require for name in words.split(",")]
    return {_STAR.sub(_ANY, name.replace("**/", "")): f"as --require {name} asks" for name in names if name}


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


def _advice(path: str, rule: _Rule, repository: Repository) -> tuple[str, int, str]:
    """The .gitignore where the rule should stand, the line that comes closest to it (or 1), and what to do."""
    name = path.rpartition("/")[2]
    if rule.is_shared(repository.tracked):
        return rule.source, rule.line, f"Take this line out, or add the line `{name}` below it."
    place = _nearest(path, repository)
    source = repository.source(place)
    for number, line in enumerate(source.lines if source else [], 1):
        if line.partition(" #")[0].strip().strip("/") == name:
            fix = f"Write `{name}` alone on the line: `/` at its end matches folders only, `#` begins no comment there."
            return place, number, fix
    return place, 1, f"Add the line `{name}` to {place}."


def _nearest(path: str, repository: Repository) -> str:
    """The tracked .gitignore in the folder of a path or in the nearest one above; that of the root if there is none."""
    folder = path
    while folder:
        folder = folder.rpartition("/")[0]
        place = f"{folder}/.gitignore" if folder else ".gitignore"
        if place in repository.tracked:
            return place
    return ".gitignore"
