"""One step behind a command: the script, package.json, Makefile or Python file that it runs."""

from __future__ import annotations

from collections.abc import Iterator

from prodlint.finding import Finding
from prodlint.formats import wrappers
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Word
from prodlint.rules.no_reload_in_prod import makefile, messages
from prodlint.rules.no_reload_in_prod.commands import SHELLS, Call, call_of, is_known
from prodlint.rules.no_reload_in_prod.follow_python import configuration, python_file
from prodlint.rules.no_reload_in_prod.graph import graph_of
from prodlint.rules.no_reload_in_prod.package_managers import DEVELOPMENT_NAMES, Script, command_of, scripts_of
from prodlint.rules.no_reload_in_prod.paths import ancestors, folder_of, joined, module, resolve
from prodlint.rules.no_reload_in_prod.projects import console_script
from prodlint.rules.no_reload_in_prod.run import Scene, report, run
from prodlint.spelling import words_of

_SHELLS = SHELLS | {".", "source"}
_INTERPRETERS = frozenset("node nodejs python deno bun java php ruby serve http-server nginx tsx ts-node".split())
_NOT_STARTED = frozenset(("build", "test", "tests", "lint", "deps", "types", "typecheck", "format"))
_PM2 = frozenset(("pm2", "pm2-runtime", "pm2-docker"))
_PM2_VALUES = frozenset("--name -n -i --instances --interpreter -o -e -l --log --cwd --node-args --env".split())


def follow(command: Command, scene: Scene) -> Iterator[Finding]:
    """What reloads or debugs behind a command that does neither by itself."""
    words = command.words
    scripts = scripts_of(words)
    if scripts:
        for script in scripts:
            yield from _script(script, scene)
        return
    call = call_of(words)
    name, program = call.name, wrappers.program(words[0])
    if program in _PM2:
        yield from _managed(call, scene)
    elif program == "make":
        yield from _make(call, scene)
    elif program in ("foreman", "honcho", "overmind", "hivemind"):
        yield from _procfile(scene)
    elif program in _SHELLS:
        scripts_given = [word for word in call.rest if not word.text.startswith("-")]
        if scripts_given:
            yield from _shell(scripts_given[0], call.rest, scene)
    elif program == "python" and name.endswith(".py"):
        yield from python_file(resolve(name, scene.folders, scene.path, scene.repository), scene)
    elif program == "python":
        yield from python_file(module(name, scene.folders, scene.repository), scene)
    elif program == "gunicorn":
        yield from configuration(call, scene)
    elif not is_known(name):
        yield from _own_program(call, scene)


def _deeper(scene: Scene, word: Word, step: str, path: str) -> Scene:
    """The scene behind a word that launches the file at `path`, which the finding still points to from here."""
    return scene._replace(
        chain=(*scene.chain, step), anchor=scene.anchor or word, depth=scene.depth + 1, trail=(*scene.trail, path)
    )


def _script(script: Script, scene: Scene) -> Iterator[Finding]:
    found = None if script.elsewhere else command_of(script, scene.folders, scene.repository)
    named = set(words_of(script.name)) & DEVELOPMENT_NAMES and not set(words_of(script.name)) & _NOT_STARTED
    if found is None:
        if named:
            yield report(script.word, "a development script runs", messages.DEVELOPMENT_SERVER, _fix(script), scene)
        return
    path, text = found
    graph_of(scene.repository).chains.setdefault(path, scene.chain)
    inner = _deeper(scene, script.word, f"scripts.{script.name}", path)
    folder = folder_of(path)
    inner = inner._replace(folders=tuple(dict.fromkeys((folder, *scene.folders))), script=False)
    commands = split(text)
    if commands and script.arguments:
        commands[-1] = commands[-1]._replace(words=(*commands[-1].words, *script.arguments))
    findings = list(run(commands, inner))
    yield from findings
    if (
        named
        and not findings
        and not any(_recognised(one) for command in commands for one in wrappers.unwrapped(command))
    ):
        yield report(script.word, "a development script runs", messages.DEVELOPMENT_SERVER, _fix(script), scene)


def _fix(script: Script) -> str:
    return "Run the script that starts the built application, such as `npm start`."


def _recognised(command: Command) -> bool:
    """Whether it is clear what a command does."""
    if not command.words:
        return True
    name = wrappers.program(command.words[0])
    return is_known(name) or name in _INTERPRETERS or bool(scripts_of(command.words))


def _shell(word: Word, rest: tuple[Word, ...], scene: Scene) -> Iterator[Finding]:
    path = resolve(word.text, scene.folders, scene.path, scene.repository)
    source = scene.repository.source(path) if path else None
    if path is None or source is None or path == scene.path or path in scene.trail or source.kind != "shell":
        return
    at = rest.index(word) if word in rest else -1
    graph_of(scene.repository).chains.setdefault(path, scene.chain)
    inner = _deeper(scene, word, path.rpartition("/")[2], path)._replace(
        path=path,
        anchor=None,
        statement=(0, 0),
        script=True,
        arguments=tuple(one.text for one in rest[at + 1 :]),
        folders=tuple(dict.fromkeys((*scene.folders, *ancestors(folder_of(path))))),
        trail=(*scene.trail, scene.path, path),
    )
    yield from run(source.read(split), inner)


def _own_program(call: Call, scene: Scene) -> Iterator[Finding]:
    """A script that is run by its path, or a console script of this project."""
    name = call.word.text
    target = None if "/" in name or "." in name else console_script(name, scene.folders, scene.repository)
    if target:
        yield from python_file(module(target, scene.folders, scene.repository), scene)
    elif name.endswith(".py"):
        yield from python_file(resolve(name, scene.folders, scene.path, scene.repository), scene)
    else:
        yield from _shell(call.word, (call.word, *call.rest), scene)


def _managed(call: Call, scene: Scene) -> Iterator[Finding]:
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
        yield from run(split(given[0]), scene._replace(depth=scene.depth + 1))
    else:
        yield from run([Command(tuple(given))], scene._replace(depth=scene.depth + 1))


def _make(call: Call, scene: Scene) -> Iterator[Finding]:
    targets = [word for word in call.rest if not word.text.startswith("-") and "=" not in word.text]
    paths = (joined(folder, "Makefile") for folder in scene.folders)
    path = next((path for path in paths if path in scene.repository.tracked), None)
    source = scene.repository.source(path) if path else None
    for word in targets[:1]:
        if path is not None and source is not None:
            graph_of(scene.repository).chains.setdefault(path, scene.chain)
            inner = _deeper(scene, word, f"make {word.text}", path)
            yield from run(makefile.recipe(source.text, word.text), inner._replace(script=True))
        elif word.text in DEVELOPMENT_NAMES:
            fix = "Run the program itself, in its production form."
            yield report(word, "a development target runs", messages.DEVELOPMENT_SERVER, fix, scene)


def _procfile(scene: Scene) -> Iterator[Finding]:
    from prodlint.rules.no_reload_in_prod import procfile

    for folder in scene.folders:
        path = joined(folder, "Procfile")
        source = scene.repository.source(path) if path in scene.repository.tracked else None
        if source is not None:
            yield from procfile.check(source, scene.repository)
            return
