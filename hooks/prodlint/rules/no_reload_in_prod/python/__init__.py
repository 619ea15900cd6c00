"""Python files: debug switches of frameworks, reloading servers, settings that are on unless someone acts."""

from __future__ import annotations

from collections.abc import Iterator

from prodlint.finding import Finding
from prodlint.formats import Unparsable
from prodlint.formats.python import read
from prodlint.rules.no_reload_in_prod.python import by_lines, calls, classes, commands, modules, star_imports, stores
from prodlint.rules.no_reload_in_prod.python.file import PythonFile
from prodlint.source import Repository, Source

_RULES = (calls.check, stores.check, classes.check, modules.check, star_imports.check, commands.check)


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The places of a Python file that reload or debug in production, each reported once."""
    try:
        module = source.read(read)
    except Unparsable:
        yield from by_lines.check(source.path, source.lines)
        return
    file = PythonFile(source, repository, module)
    seen: set[tuple[int, int]] = set()
    for rule in _RULES:
        for finding in rule(file):
            if (finding.line, finding.column) not in seen:
                seen.add((finding.line, finding.column))
                yield finding
