"""Procfiles: what Heroku and its like run for each kind of process."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, of_name
from prodlint.finding import Finding
from prodlint.formats.shell import split
from prodlint.rules.no_reload_in_prod.run import run, start
from prodlint.source import Repository, Source

_LOCAL = ".windows"  # what `heroku local` runs on Windows, where gunicorn does not
_PROCESS = re.compile(r"([\w-]+):\s*")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """What reloads or debugs in the processes that are not named for development."""
    if source.path.lower().endswith(_LOCAL):
        return
    for number, line in enumerate(source.lines, 1):
        process = _PROCESS.match(line)
        if process and of_name(process[1]) != DEVELOPMENT:
            scene = start(source.path, repository, f"process {process[1]}")
            yield from run(split(line[process.end() :], number, process.end() + 1), scene)
