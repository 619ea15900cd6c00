"""systemd units, Quadlets of Podman, supervisord, uWSGI and Paste: what an ini file tells a server to run."""

from collections.abc import Iterator

from prodlint.context import PRODUCTION
from prodlint.context.evidence import context_shown
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats import ini
from prodlint.formats.ini import Entry
from prodlint.formats.shell import assignment, split
from prodlint.formats.word import Word, block
from prodlint.rules.no_reload_in_prod import messages
from prodlint.rules.no_reload_in_prod.run import followed
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, Step, report, start, variable
from prodlint.source import Repository, Source
from prodlint.tables.truth import TRUE

# systemd.service(5), and podman-systemd.unit(5), where Exec holds the arguments of the image's entrypoint, too.
_STARTED = frozenset(("ExecStart", "ExecStartPre", "ExecStartPost", "Exec"))
_EXEC_PREFIX = expression(r"[-@:+!|]*")
_SUPERVISOR_PAIR = expression(r"""(?<!\w)(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^,\s]*))""")
_PASTE = dict.fromkeys(("debug_all", "pyramid.debug_all", "set debug"), messages.DEBUGS) | dict.fromkeys(
    "reload_all pyramid.reload_all reload_templates pyramid.reload_templates pyramid.reload_assets".split(),
    messages.RELOADS,
)
_TAG = expression(r"\{\{[^{}\n]{0,200}\}\}")
_OF_SERVER = {"reload": messages.RELOADS}
_OF_APPLICATION = dict.fromkeys(("debug", "reload"), messages.DEBUGS)


@followed
def check(source: Source, repository: Repository) -> Iterator[Step]:
    """What a unit or a program of supervisord runs, and what reloads or debugs there or in the settings of a server."""
    return in_entries(source.read(ini.read), start(source.path, repository))


def in_entries(entries: list[Entry], scene: Scene) -> Iterator[Step]:
    """The same for entries that stand in some other file, such as a heredoc of a script."""
    for entry in entries:
        section = entry.section.lower()
        here = scene.step(f"[{entry.section}]")._replace(statement=(entry.line, entry.end_line))
        if section in ("service", "container"):
            yield from _systemd(entry, here)
        elif section.startswith(("program:", "fcgi-program:", "eventlistener:")) or section == "supervisord":
            yield from _supervisor(entry, here)
        elif section == "uwsgi":
            yield from _uwsgi(entry, here)
        elif section.startswith(("app:", "server:", "composite:", "pipeline:", "filter:")) or section == "default":
            yield from _paste(entry, here)


def placed(body: Word, read: list[Entry]) -> list[Entry]:
    """The entries that were read in a text within another file, with their lines and columns there."""
    starts = [0]
    for text in body.text.split("\n"):
        starts.append(starts[-1] + len(text) + 1)
    entries = []
    for entry in read:
        line, column = body.position(starts[entry.line - 1] + entry.column - 1)
        entries.append(entry._replace(line=line, column=column, end_line=line + entry.end_line - entry.line))
    return entries


def _systemd(entry: Entry, scene: Scene) -> Iterator[Step]:
    value = _word(entry)
    if entry.key in _STARTED:
        prefix = _EXEC_PREFIX.match(value.text)
        at = prefix.end() if prefix else 0
        yield Launch(split(value.slice(at, len(value.text))), scene)
    elif entry.key == "Environment":
        for command in split(value):
            for name, set_to in (*command.assignments, *filter(None, map(assignment, command.words))):
                yield from variable(name, set_to, scene, custom=True)


def _supervisor(entry: Entry, scene: Scene) -> Iterator[Step]:
    value = _word(entry)
    if entry.key == "command":
        yield Launch(split(value), scene)
    elif entry.key == "environment":
        for pair in _SUPERVISOR_PAIR.finditer(value.text):
            group = next(index for index in (2, 3, 4) if pair[index] is not None)
            yield from variable(pair[1], value.slice(*pair.span(group)), scene, custom=True)


def _uwsgi(entry: Entry, scene: Scene) -> Iterator[Finding]:
    if entry.key in ("py-autoreload", "python-autoreload", "py-auto-reload") and entry.value not in ("0", "", "false"):
        yield report(_word(entry), f"{entry.key} is on", messages.RELOADS, f"Leave {entry.key} out.", scene)
    elif entry.key == "env":
        name, _, value = entry.value.partition("=")
        yield from variable(name.strip(), _word(entry)._replace(text=value.strip()), scene, custom=True)


def _paste(entry: Entry, scene: Scene) -> Iterator[Finding]:
    """Only with its own name for production does a Paste file say anything: development.ini is its twin."""
    if context_shown(scene.path, scene.repository) != PRODUCTION:
        return
    value = entry.value.lower()
    if entry.key == "pyramid.includes" and "pyramid_debugtoolbar" in value:
        what = "pyramid_debugtoolbar is on"
        yield report(_word(entry), what, messages.DEBUGGER, "Include it in development.ini only.", scene)
    elif value in TRUE:
        switches = _PASTE | (_OF_SERVER if scene.chain[-1] == "[server:main]" else _OF_APPLICATION)
        if does := switches.get(entry.key):
            yield report(_word(entry), f"{entry.key} is on", does, f"Set {entry.key} = false.", scene)


def _word(entry: Entry) -> Word:
    """The value at its place; the further lines of one that goes on are counted from its first.

    A tag of a template (`{{ venv }}/bin/uvicorn`) is a part of its word.
    """
    value = _TAG.sub(lambda tag: tag.group().replace(" ", "_"), entry.value) if "{{" in entry.value else entry.value
    return block(value, entry.line, entry.column)
