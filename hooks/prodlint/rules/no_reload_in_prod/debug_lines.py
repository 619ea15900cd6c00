"""Settings files of frameworks in PHP, Ruby and Java in which one line switches debugging on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prodlint.finding import Finding
from prodlint.formats import comments
from prodlint.rules.no_reload_in_prod import messages
from prodlint.source import Repository, Source
from prodlint.tables.debug_files import DEBUG_LINES, DEBUGGER, ERRORS

_EFFECTS = {ERRORS: messages.DEBUGS, DEBUGGER: messages.DEBUGGER}
_LONGEST = 1000


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The lines of a file of that name that switch debugging on."""
    rows = [row for row in DEBUG_LINES if re.fullmatch(row.file, source.path.lower())]
    if not rows:
        return
    for number, line in enumerate(comments.blank(source.text, source.kind).splitlines(), start=1):
        found = ((row, re.match(row.line, line[:_LONGEST])) for row in rows if row.word in line.lower())
        for row, match in found:
            if match:
                column, does = match.start("value") + 1, _EFFECTS[row.does]
                yield messages.finding(source.path, number, column, row.setting, does, fix=row.fix)
                break
