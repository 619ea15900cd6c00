"""Commands that production runs, and what is behind them: scripts of the repository, package.json, Python files."""

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps

from prodlint.context.image_paths import entered
from prodlint.finding import Finding
from prodlint.formats.dockerfile import expand
from prodlint.formats.shell import DECLARATIONS, Command, assignment
from prodlint.formats.word import Word
from prodlint.formats.wrappers import unwrapped
from prodlint.rules.no_reload_in_prod.commands import judge
from prodlint.rules.no_reload_in_prod.conditions import happens
from prodlint.rules.no_reload_in_prod.follow import follow
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, Step, report, variable
from prodlint.source import Repository, Source

_DEEPEST = 4  # functions that call one another


def followed(read: Callable[[Source, Repository], Iterator[Step]]) -> Callable[[Source, Repository], Iterator[Finding]]:
    """A reader of what production comes upon in a file, as a `check` that gives what is found there, and behind it."""

    @wraps(read)
    def check(source: Source, repository: Repository) -> Iterator[Finding]:
        return findings(read(source, repository))

    return check


def findings(steps: Iterable[Step]) -> Iterator[Finding]:
    """The findings among steps, and behind what they launch."""
    for step in steps:
        yield from launched(step) if isinstance(step, Launch) else (step,)


def run(commands: Sequence[Command], scene: Scene) -> Iterator[Finding]:
    """What reloads or debugs among the commands that run, and behind them."""
    for command, here in in_force(commands, scene):
        yield from _assigned(command, here)
        if verdict := judge(command.words):
            yield report(*verdict, here)
            continue
        for launch in follow(command, here):
            found = list(launched(launch))
            yield from found or filter(None, [launch.otherwise])


def launched(launch: Launch) -> Iterator[Finding]:
    """What reloads or debugs behind a command that launches something."""
    if not launch.file.endswith(".py"):
        yield from run(launch.commands, launch.scene)
        return
    from prodlint.rules.no_reload_in_prod import python

    yield from python.launched(launch.file, launch.scene, launch.configures)


def launches(commands: Sequence[Command], scene: Scene) -> Iterator[Launch]:
    """All that the commands launch, directly or through one another."""
    for command, here in in_force(commands, scene):
        for launch in () if judge(command.words) else follow(command, here):
            yield launch
            yield from launches(launch.commands, launch.scene)


def in_force(commands: Sequence[Command], scene: Scene) -> Iterator[tuple[Command, Scene]]:
    """The commands that run, without their wrappers and with their variables replaced, each in its scene.

    Of the call of a function the variables that it sets are left.
    """
    functions = {command.function for command in commands if command.function}
    reached = _reached(commands, scene, functions)
    for command in commands:
        if command.function and command.function not in reached:
            continue
        if not _runs(command, scene):
            continue
        if command.words and command.words[0].text == "cd" and len(command.words) > 1:
            scene = scene._replace(folders=entered(command.words[1].text, scene.folders, scene.repository))
        for inner in unwrapped(command):
            for expanded in _expanded(inner, _values(inner, scene)):
                if expanded.words:
                    is_own = _is_own(expanded.words, functions, scene.script)
                    yield expanded._replace(words=()) if is_own else expanded, scene


def _runs(command: Command, scene: Scene) -> bool:
    return happens(command.guards, _values(command, scene), scene.arguments)


def _values(command: Command, scene: Scene) -> Mapping[str, str]:
    if not command.defaults:
        return scene.environment
    return ChainMap(scene.environment, command.defaults)  # type: ignore[arg-type]  # it is only read


def _is_own(words: Sequence[Word], functions: set[str], script: bool) -> bool:
    """Whether it is no program: a function of the script, or a loop's `next`."""
    return words[0].text in functions or (script and len(words) == 1 and words[0].text == "next")


def _reached(commands: Sequence[Command], scene: Scene, functions: set[str]) -> set[str]:
    """The functions that are called, from the script or from one another."""
    reached: set[str] = set()
    for _ in range(_DEEPEST if functions else 0):
        reached |= {
            command.words[0].text
            for command in commands
            if command.words and command.words[0].text in functions
            if (not command.function or command.function in reached) and _runs(command, scene)
        }
    return reached


def _expanded(command: Command, values: Mapping[str, str]) -> list[Command]:
    """The command with its variables replaced, and unwrapped again if that made it another one."""
    if not any("$" in word.text for word in command.words):
        return [command]
    words: list[Word] = []
    for word in command.words:
        text = expand(word.text, values)
        parts = text.split() if text != word.text and '"' not in text else [text]
        words += [word] if text == word.text else [Word(part, word.line, word.column) for part in parts]
    changed = command._replace(words=tuple(words))
    return unwrapped(changed) if words and words[0] != command.words[0] else [changed]


def _assigned(command: Command, scene: Scene) -> Iterator[Finding]:
    assigned = list(command.assignments)
    if command.words and command.words[0].text in DECLARATIONS:
        assigned += filter(None, map(assignment, command.words[1:]))
    for name, value in assigned:
        yield from variable(name, value, scene)
