"""Settings files of frameworks in which one key, or one line, switches debugging on."""

import re
from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, of_name
from prodlint.context.overrides import is_set_again
from prodlint.context.settings import Setting, settings_of
from prodlint.finding import Finding
from prodlint.formats import comments
from prodlint.formats.node import text_of
from prodlint.rules.no_reload_in_prod import messages
from prodlint.source import Repository, Source
from prodlint.tables import debug_files as table
from prodlint.tables.debug_files import DEBUG_KEYS, DEBUG_LINES

_EFFECTS = {table.ERRORS: messages.DEBUGS, table.DEBUGGER: messages.DEBUGGER, table.MODE: messages.DEVELOPMENT_MODE}
_LONGEST = 1000
_PROFILES = (("spring", "config", "activate", "on-profile"), ("spring", "profiles"))


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """What a file of that name switches on."""
    path = source.path.lower()
    keys = {row.key: row for row in DEBUG_KEYS if re.fullmatch(row.file, path)}
    for setting in settings_of(source) if keys else ():
        row = keys.get(re.sub(r"[-_]", "", ".".join(setting.keys).lower()))
        is_on = row is not None and (not row.on or setting.text.strip().lower() in row.on)
        if row is None or not is_on or _is_for_development(setting):
            continue
        if not is_set_again(setting, source.path, repository):
            place = setting.line, setting.column
            yield messages.finding(source.path, *place, row.setting, _EFFECTS[row.does], fix=row.fix)
    yield from _in_lines(source)


def _in_lines(source: Source) -> Iterator[Finding]:
    rows = [row for row in DEBUG_LINES if re.fullmatch(row.file, source.path.lower())]
    for number, line in enumerate(comments.blank(source.text, source.kind).splitlines() if rows else (), start=1):
        found = ((row, re.match(row.line, line[:_LONGEST])) for row in rows if row.word in line.lower())
        for row, match in found:
            if match:
                column, does = match.start("value") + 1, _EFFECTS[row.does]
                yield messages.finding(source.path, number, column, row.setting, does, fix=row.fix)
                break


def _is_for_development(setting: Setting) -> bool:
    """Whether the document around it is one of a profile for development."""
    root = setting.around[0] if setting.around else None
    profiles = [text_of(root.get(*keys)) for keys in _PROFILES] if root is not None else []
    return any(of_name(profile) == DEVELOPMENT for profile in profiles if profile)
