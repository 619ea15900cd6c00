"""One step behind a command: the script, package.json, Makefile or Python file that it runs."""

from __future__ import annotations

from collections.abc import Iterator

from prodlint.finding import Finding
from prodlint.formats import peel
from prodlint.formats.shell import Command, split
from prodlint.formats.words import Word
from prodlint.no_reload_in_prod import effect, makefile
from prodlint.no_reload_in_prod.commands import SHELLS, Call, call_of, is_known
from prodlint.no_reload_in_prod.files import ancestors, folder_of, joined, module, resolve
from prodlint.no_reload_in_prod.follow_python import configuration, python_file
from prodlint.no_reload_in_prod.graph import graph_of
from prodlint.no_reload_in_prod.launch import Place, report, run
from prodlint.no_reload_in_prod.packages import DEVELOPMENT_NAMES, Script, command_of, scripts_of
from prodlint.no_reload_in_prod.projects import console_script
from prodlint.words import words_of

_SHELLS = SHELLS | {".", "source"}
_INTERPRETERS = frozenset("node nodejs python deno bun java php ruby serve http-server nginx tsx ts-node".split())
_NOT_STARTED = frozenset(("build", "test", "tests", "lint", "deps", "types", "typecheck", "format"))
_PM2 = frozenset(("pm2", "pm2-runtime", "pm2-docker"))
_PM2_VALUES = frozenset("--name -n -i --instances --interpreter -o -e -l --log --cwd --node-args --env".split())


def follow(command: Command, place: Place) -> Iterator[Finding]:
    """What reloads or debugs behind a command that does neither by itself."""
    words = command.words
    scripts = scripts_of(words)
    if scripts:
        for script in scripts:
            yield from _script(script, place)
        return
    call = call_of(words)
    name, program = call.name, peel.program(words[0])
    if program in _PM2:
        yield from _managed(call, place)
    elif program == "make":
        yield from _make(call, place)
    elif program in ("foreman", "honcho", "overmind", "hivemind"):
        yield from _procfile(place)
    elif program in _SHELLS:
        scripts_given = [word for word in call.rest if not word.text.startswith("-")]
        if scripts_given:
            yield from _shell(scripts_given[0], call.rest, place)
    elif program == "python" and name.endswith(".py"):
        yield from python_file(resolve(name, place.folders, place.path, place.repository), place)
    elif program == "python":
        yield from python_file(module(name, place.folders, place.repository), place)
    elif program == "gunicorn":
        yield from configuration(call, place)
    elif not is_known(name):
        yield from _own_program(call, place)


def _deeper(place: Place, word: Word, step: str, path: str) -> Place:
    """The place behind a word that launches the file at `path`, which the finding still points to from here."""
    return place._replace(
        chain=(*place.chain, step), anchor=place.anchor or word, depth=place.depth + 1, trail=(*place.trail, path)
    )


def _script(script: Script, place: Place) -> Iterator[Finding]:
    found = None if script.elsewhere else command_of(script, place.folders, place.repository)
    named = set(words_of(script.name)) & DEVELOPMENT_NAMES and not set(words_of(script.name)) & _NOT_STARTED
    if found is None:
        if named:
            yield report(script.word, "a development script runs", effect.DEVELOPMENT_SERVER, _fix(script), place)
        return
    path, text = found
    graph_of(place.repository).chains.setdefault(path, place.chain)
    inner = _deeper(place, script.word, f"scripts.{script.name}", path)
    folder = folder_of(path)
    inner = inner._replace(folders=tuple(dict.fromkeys((folder, *place.folders))), script=False)
    commands = split(text)
    if commands and script.arguments:
        commands[-1] = commands[-1]._replace(words=(*commands[-1].words, *script.arguments))
    findings = list(run(commands, inner))
    yield from findings
    if named and not findings and not any(_recognised(one) for command in commands for one in peel.peel(command)):
        yield report(script.word, "a development script runs", effect.DEVELOPMENT_SERVER, _fix(script), place)


def _fix(script: Script) -> str:
    return "Run the script that starts the built application, such as `npm start`."


def _recognised(command: Command) -> bool:
    """Whether it is clear what a command does."""
    if not command.words:
        return True
    name = peel.program(command.words[0])
    return is_known(name) or name in _INTERPRETERS or bool(scripts_of(command.words))


def _shell(word: Word, rest: tuple[Word, ...], place: Place) -> Iterator[Finding]:
    path = resolve(word.text, place.folders, place.path, place.repository)
    source = place.repository.source(path) if path else None
    if path is None or source is None or path == place.path or path in place.trail or source.kind != "shell":
        return
    at = rest.index(word) if word in rest else -1
    graph_of(place.repository).chains.setdefault(path, place.chain)
    inner = _deeper(place, word, path.rpartition("/")[2], path)._replace(
        path=path,
        anchor=None,
        statement=(0, 0),
        script=True,
        arguments=tuple(one.text for one in rest[at + 1 :]),
        folders=tuple(dict.fromkeys((*place.folders, *ancestors(folder_of(path))))),
        trail=(*place.trail, place.path, path),
    )
    yield from run(source.read(split), inner)


def _own_program(call: Call, place: Place) -> Iterator[Finding]:
    """A script that is run by its path, or a console script of this project."""
    name = call.word.text
    target = None if "/" in name or "." in name else console_script(name, place.folders, place.repository)
    if target:
        yield from python_file(module(target, place.folders, place.repository), place)
    elif name.endswith(".py"):
        yield from python_file(resolve(name, place.folders, place.path, place.repository), place)
    else:
        yield from _shell(call.word, (call.word, *call.rest), place)


def _managed(call: Call, place: Place) -> Iterator[Finding]:
    """pm2 start PROGRAM --name x -- ARGUMENTS"""
    words = iter(call.rest)
    given: list[Word] = []
    behind = False
    for word in words:
        if word.text == "--":
            behind = True
        elif behind:
            given.append(word)
        elif word.text in _PM2_VALUES:
            next(words, None)
        elif not word.text.startswith("-") and word.text not in ("start", "restart", "reload") and not given:
            given.append(word)
    if not given:
        return
    if len(given) == 1 and " " in given[0].text:
        yield from run(split(given[0]), place._replace(depth=place.depth + 1))
    else:
        yield from run([Command(tuple(given))], place._replace(depth=place.depth + 1))


def _make(call: Call, place: Place) -> Iterator[Finding]:
    targets = [word for word in call.rest if not word.text.startswith("-") and "=" not in word.text]
    paths = (joined(folder, "Makefile") for folder in place.folders)
    path = next((path for path in paths if path in place.repository.tracked), None)
    source = place.repository.source(path) if path else None
    for word in targets[:1]:
        if path is not None and source is not None:
            graph_of(place.repository).chains.setdefault(path, place.chain)
            inner = _deeper(place, word, f"make {word.text}", path)
            yield from run(makefile.recipe(source.text, word.text), inner._replace(script=True))
        elif word.text in DEVELOPMENT_NAMES:
            fix = "Run the program itself, in its production form."
            yield report(word, "a development target runs", effect.DEVELOPMENT_SERVER, fix, place)


def _procfile(place: Place) -> Iterator[Finding]:
    from prodlint.no_reload_in_prod import procfile

    for folder in place.folders:
        path = joined(folder, "Procfile")
        source = place.repository.source(path) if path in place.repository.tracked else None
        if source is not None:
            yield from procfile.check(source, place.repository)
            return
