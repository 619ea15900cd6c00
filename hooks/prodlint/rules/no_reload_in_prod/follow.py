"""One step behind a command: the script, package.json, Makefile or Python file that it runs."""

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, of_name
from prodlint.context.image_paths import resolve
from prodlint.context.modules import console_script, run_by_name
from prodlint.context.tracked import ancestors, folder_of, joined
from prodlint.formats import makefile, procfile, wrappers
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Word, operands
from prodlint.rules.no_reload_in_prod import messages
from prodlint.rules.no_reload_in_prod.commands import SHELLS, Call, call_of, is_known
from prodlint.rules.no_reload_in_prod.package_managers import DEVELOPMENT_NAMES, Script, command_of, scripts_of
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, report, start
from prodlint.spelling import words_of

DEEPEST = 4
_SHELLS = SHELLS | {".", "source"}
_INTERPRETERS = frozenset("node nodejs python deno bun java php ruby serve http-server nginx tsx ts-node".split())
_NOT_STARTED = frozenset(("build", "test", "tests", "lint", "deps", "types", "typecheck", "format"))
_PM2 = frozenset(("pm2", "pm2-runtime", "pm2-docker"))
_PM2_VALUES = frozenset("--name -n -i --instances --interpreter -o -e -l --log --cwd --node-args --env".split())
_FIX_SCRIPT = "Run the script that starts the built application, such as `npm start`."


def follow(command: Command, scene: Scene) -> list[Launch]:
    """What a command launches that neither reloads nor debugs by itself."""
    if not command.words or scene.depth >= DEEPEST or not scene.budget.limit or not call_of(command.words).name:
        return []
    launches = list(_launches(command.words, scene))
    scene.budget.spend(sum(1 + len(launch.commands) for launch in launches))
    return launches


def _launches(words: tuple[Word, ...], scene: Scene) -> Iterator[Launch]:
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
        for file in operands(call.rest)[:1]:
            yield from _shell(file, call.rest, scene)
    elif program == "python" and not name.endswith(".py"):
        yield from _python(run_by_name(name, scene.folders, scene.repository), scene)
    elif program == "gunicorn":
        yield from _configuration(call, scene)
    elif program == "python" or not is_known(name):
        yield from _own_program(call, scene)


def _deeper(scene: Scene, word: Word, step: str, path: str) -> Scene:
    """The scene behind a word that launches the file at `path`, which the finding still points to from here."""
    return scene.step(step)._replace(anchor=scene.anchor or word, depth=scene.depth + 1, trail=(*scene.trail, path))


def _script(script: Script, scene: Scene) -> Iterator[Launch]:
    named = set(words_of(script.name)) & DEVELOPMENT_NAMES and not set(words_of(script.name)) & _NOT_STARTED
    what = "a development script runs"
    otherwise = report(script.word, what, messages.DEVELOPMENT_SERVER, _FIX_SCRIPT, scene) if named else None
    found = None if script.elsewhere else command_of(script, scene.folders, scene.repository)
    if found is None:
        yield Launch((), scene, otherwise=otherwise)
        return
    path, text = found
    inner = _deeper(scene, script.word, f"scripts.{script.name}", path)
    inner = inner._replace(folders=tuple(dict.fromkeys((folder_of(path), *scene.folders))), script=False)
    commands = split(text)
    if commands and script.arguments:
        commands[-1] = commands[-1]._replace(words=(*commands[-1].words, *script.arguments))
    if any(_is_recognised(one) for command in commands for one in wrappers.unwrapped(command)):
        otherwise = None
    yield Launch(commands, inner, path, otherwise)


def _is_recognised(command: Command) -> bool:
    """Whether it is clear what a command does."""
    if not command.words:
        return True
    name = wrappers.program(command.words[0])
    return is_known(name) or name in _INTERPRETERS or bool(scripts_of(command.words))


def _shell(word: Word, rest: tuple[Word, ...], scene: Scene) -> Iterator[Launch]:
    path = resolve(word.text, scene.folders, scene.path, scene.repository)
    source = scene.repository.source(path) if path else None
    if path is None or source is None or path == scene.path or path in scene.trail or source.kind != "shell":
        return
    at = rest.index(word) if word in rest else -1
    inner = _deeper(scene, word, path.rpartition("/")[2], path)._replace(
        path=path,
        anchor=None,
        statement=(0, 0),
        script=True,
        arguments=tuple(one.text for one in rest[at + 1 :]),
        folders=tuple(dict.fromkeys((*scene.folders, *ancestors(folder_of(path))))),
        trail=(*scene.trail, scene.path, path),
    )
    yield Launch(source.read(split), inner, path)


def _own_program(call: Call, scene: Scene) -> Iterator[Launch]:
    """A script that is run by its path, or a console script of this project."""
    name = call.word.text
    target = None if "/" in name or "." in name else console_script(name, scene.folders, scene.repository)
    if target:
        yield from _python(run_by_name(target, scene.folders, scene.repository), scene)
    elif name.endswith(".py"):
        yield from _python(resolve(name, scene.folders, scene.path, scene.repository), scene)
    else:
        yield from _shell(call.word, (call.word, *call.rest), scene)


def _python(path: str | None, scene: Scene, *, configures: bool = False) -> Iterator[Launch]:
    if path is not None and path not in scene.trail:
        yield Launch((), scene, path, configures=configures)


def _configuration(call: Call, scene: Scene) -> Iterator[Launch]:
    """gunicorn -c FILE"""
    words = [word.text for word in call.rest]
    for index, text in enumerate(words):
        name, _, value = text.partition("=")
        if name in ("-c", "--config"):
            value = value or (words[index + 1] if index + 1 < len(words) else "")
            path = resolve(value.removeprefix("file:"), scene.folders, scene.path, scene.repository)
            yield from _python(path, scene, configures=True)


def _managed(call: Call, scene: Scene) -> Iterator[Launch]:
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
    if given:
        is_text = len(given) == 1 and " " in given[0].text
        yield Launch(split(given[0]) if is_text else [Command(tuple(given))], scene._replace(depth=scene.depth + 1))


def _make(call: Call, scene: Scene) -> Iterator[Launch]:
    targets = [word for word in operands(call.rest) if "=" not in word.text]
    paths = (joined(folder, "Makefile") for folder in scene.folders)
    path = next((path for path in paths if path in scene.repository.tracked), "")
    source = scene.repository.source(path) if path else None
    for word in targets[:1]:
        if source is not None:
            inner = _deeper(scene, word, f"make {word.text}", path)._replace(script=True)
            yield Launch(makefile.commands_of(source.read(makefile.read), word.text), inner, path)
        elif word.text in DEVELOPMENT_NAMES:
            what, fix = "a development target runs", "Run the program itself, in its production form."
            yield Launch((), scene, otherwise=report(word, what, messages.DEVELOPMENT_SERVER, fix, scene))


def _procfile(scene: Scene) -> Iterator[Launch]:
    for folder in scene.folders:
        path = joined(folder, "Procfile")
        source = scene.repository.source(path) if path in scene.repository.tracked else None
        if source is not None:
            for name, commands in source.read(procfile.read):
                if of_name(name) != DEVELOPMENT:
                    inner = start(path, scene.repository, f"process {name}")
                    yield Launch(commands, inner._replace(depth=scene.depth + 1, budget=scene.budget))
            return
