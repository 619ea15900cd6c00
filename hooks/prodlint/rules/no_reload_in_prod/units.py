"""systemd units, supervisord, uWSGI and Paste: what an ini file tells a server to run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prodlint.context import PRODUCTION
from prodlint.context.files import context_of_file
from prodlint.finding import Finding
from prodlint.formats import ini
from prodlint.formats.ini import Entry
from prodlint.formats.shell import assignment, split
from prodlint.formats.word import Word, block
from prodlint.rules.no_reload_in_prod import messages
from prodlint.rules.no_reload_in_prod.run import run
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, report, start, variable
from prodlint.source import Repository, Source
from prodlint.tables.reload_variables import TRUE

_EXEC_PREFIX = re.compile(r"[-@:+!|]*")
_SUPERVISOR_PAIR = re.compile(r"""(?<!\w)(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^,\s]*))""")
_OF_PASTE = ("app:", "server:", "composite:", "pipeline:", "filter:")
_PASTE = dict.fromkeys(("debug_all", "pyramid.debug_all", "set debug"), messages.DEBUGS) | dict.fromkeys(
    "reload_all pyramid.reload_all reload_templates pyramid.reload_templates pyramid.reload_assets".split(),
    messages.RELOADS,
)


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """What reloads or debugs in a unit, a program of supervisord, or the configuration of a server."""
    yield from check_entries(source.read(ini.read), start(source.path, repository))


def check_entries(entries: list[Entry], scene: Scene) -> Iterator[Finding]:
    """The same for entries that stand in some other file, such as a heredoc of a script."""
    for launch in _started(entries, scene):
        yield from run(launch.commands, launch.scene)
    for entry in entries:
        section, here = entry.section.lower(), _within(entry, scene)
        if section == "uwsgi":
            yield from _uwsgi(entry, here)
        elif section.startswith(_OF_PASTE) or section == "default":
            yield from _paste(entry, here)
        for name, value in _variables(entry, section):
            yield from variable(name, value, here, custom=True)


def runs(source: Source, repository: Repository) -> Iterator[Launch]:
    """What units and programs of supervisord run."""
    return _started(source.read(ini.read), start(source.path, repository))


def _started(entries: list[Entry], scene: Scene) -> Iterator[Launch]:
    for entry in entries:
        section, value = entry.section.lower(), _word(entry)
        if section == "service" and entry.key in ("ExecStart", "ExecStartPre", "ExecStartPost"):
            prefix = _EXEC_PREFIX.match(value.text)
            at = prefix.end() if prefix else 0
            yield Launch(split(value.slice(at, len(value.text))), _within(entry, scene))
        elif _is_supervisor(section) and entry.key == "command":
            yield Launch(split(value), _within(entry, scene))


def _variables(entry: Entry, section: str) -> Iterator[tuple[str, Word]]:
    """The variables that an entry sets, each with its value."""
    value = _word(entry)
    if section == "service" and entry.key == "Environment":
        for command in split(value):
            yield from (*command.assignments, *filter(None, map(assignment, command.words)))
    elif _is_supervisor(section) and entry.key == "environment":
        for pair in _SUPERVISOR_PAIR.finditer(value.text):
            group = next(index for index in (2, 3, 4) if pair[index] is not None)
            yield pair[1], value.slice(*pair.span(group))
    elif section == "uwsgi" and entry.key == "env":
        name, _, text = entry.value.partition("=")
        yield name.strip(), value._replace(text=text.strip())


def _within(entry: Entry, scene: Scene) -> Scene:
    return scene.step(f"[{entry.section}]")._replace(statement=(entry.line, entry.end_line))


def _is_supervisor(section: str) -> bool:
    return section.startswith(("program:", "fcgi-program:", "eventlistener:")) or section == "supervisord"


def _uwsgi(entry: Entry, scene: Scene) -> Iterator[Finding]:
    if entry.key in ("py-autoreload", "python-autoreload", "py-auto-reload") and entry.value not in ("0", "", "false"):
        yield report(_word(entry), f"{entry.key} is on", messages.RELOADS, f"Leave {entry.key} out.", scene)


def _paste(entry: Entry, scene: Scene) -> Iterator[Finding]:
    """Only with its own name for production does a Paste file say anything: development.ini is its twin."""
    if context_of_file(scene.path, scene.repository) != PRODUCTION:
        return
    value = entry.value.lower()
    if entry.key == "pyramid.includes" and "pyramid_debugtoolbar" in value:
        what = "pyramid_debugtoolbar is on"
        yield report(_word(entry), what, messages.DEBUGGER, "Include it in development.ini only.", scene)
    elif value in TRUE and (does := _PASTE.get(entry.key)):
        yield report(_word(entry), f"{entry.key} is on", does, f"Set {entry.key} = false.", scene)
    elif value in TRUE and entry.key in ("debug", "reload") and scene.chain[-1] != "[server:main]":
        yield report(_word(entry), f"{entry.key} is on", messages.DEBUGS, f"Set {entry.key} = false.", scene)
    elif value in TRUE and entry.key == "reload":
        yield report(_word(entry), "reload is on", messages.RELOADS, "Set reload = false.", scene)


def _word(entry: Entry) -> Word:
    """The value at its place; the further lines of one that goes on are counted from its first."""
    return block(entry.value, entry.line, entry.column)
