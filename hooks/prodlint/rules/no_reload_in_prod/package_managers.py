"""Scripts that a package manager runs: what is asked for, and what package.json says it is."""

from collections.abc import Iterator, Sequence

from prodlint.context.tracked import called, folder_of, joined, read_tracked
from prodlint.formats import json, wrappers
from prodlint.formats.node import Node, Scalar, text_of
from prodlint.formats.word import Word, operands
from prodlint.grouping import grouped
from prodlint.light_typing import NamedTuple
from prodlint.source import Repository

# Options in front of the script's name or behind it, from docs.npmjs.com, pnpm.io, yarnpkg.com and bun.sh.
_FOLDERS = frozenset(("--prefix", "-C", "--cwd", "--dir"))
_PACKAGES = frozenset(("-w", "--workspace", "--filter", "-F", "--scope"))
_RUN = frozenset(("run", "run-script", "rum", "urn"))
_OWN = frozenset(
    "install i ci add remove rm build-info exec x dlx create init publish pack audit outdated update upgrade config "
    "cache link unlink why list ls help version view info login logout set global import rebuild prune dedupe "
    "setup store fetch deploy patch env self-update plugin constraints up upgrade-interactive pm repl".split()
)
_MANAGERS = frozenset(("npm", "pnpm", "yarn", "bun"))
_MANIFEST = "package.json"
# They run the scripts of that name in many packages at once.
_ORCHESTRATORS = {"turbo": ("run", "watch"), "lerna": ("run",), "nx": ("run",), "lage": ("run",)}
_SEVERAL = frozenset(("npm-run-all", "npm-run-all2", "run-p", "run-s"))
# Names of scripts that start a development server, where the script itself is out of sight.
DEVELOPMENT_NAMES = frozenset("dev develop development watch hot devel".split())


class Script(NamedTuple):
    """A script that is asked for: the word of its name, where to look for it, and its further arguments."""

    word: Word
    name: str
    folder: str = ""  # relative to where the command runs
    package: str = ""
    arguments: tuple[Word, ...] = ()
    elsewhere: bool = False  # in packages that an orchestrator finds


def scripts_of(words: Sequence[Word]) -> list[Script]:
    """The scripts that peeled words ask a package manager for; empty for any other command."""
    if not words:
        return []
    name, rest = wrappers.program(words[0]), words[1:]
    if words[0].text.startswith(("npm:", "pnpm:", "yarn:", "bun:")):  # concurrently
        return [Script(words[0], words[0].text.partition(":")[2])]
    if name in _SEVERAL:
        return [Script(word, word.text) for word in operands(rest)]
    if name in _ORCHESTRATORS:
        verbs = operands(rest)
        if verbs and verbs[0].text in _ORCHESTRATORS[name]:
            verbs = verbs[1:]
        return [Script(word, word.text.rpartition(":")[2], elsewhere=True) for word in verbs[:1]]
    if name == "deno":
        tasks = operands(rest)
        return [Script(tasks[1], tasks[1].text, elsewhere=True)] if len(tasks) > 1 and tasks[0].text == "task" else []
    if name == "node" and rest and rest[0].text == "--run" and len(rest) > 1:
        return [Script(rest[1], rest[1].text, arguments=tuple(rest[2:]))]
    return _managed(name, list(rest)) if name in _MANAGERS else []


def _managed(manager: str, rest: list[Word]) -> list[Script]:
    folder = package = ""
    name: Word | None = None
    running = False
    arguments: list[Word] = []
    at = 0
    while at < len(rest):
        word = rest[at]
        option, equal, value = word.text.partition("=")
        at += 1
        if word.text == "--":
            arguments += rest[at:]
            break
        if option in _FOLDERS | _PACKAGES:
            if not equal and at < len(rest):
                value = rest[at].text
                at += 1
            folder, package = (value, package) if option in _FOLDERS else (folder, value)
        elif word.text.startswith("-"):
            if name is not None and manager != "npm":
                arguments.append(word)
        elif name is not None:
            arguments.append(word)
        elif not running and word.text == "workspace" and at < len(rest):
            package = rest[at].text
            at += 1
        elif not running and word.text in _RUN:
            running = True
        elif running or _is_script(manager, word.text):
            name = word
        else:
            return []
    return [Script(name, name.text, folder, package, tuple(arguments))] if name else []


def _is_script(manager: str, name: str) -> bool:
    """Whether a manager takes the word for a script without `run`."""
    if manager == "npm":
        return name in ("start", "test", "stop", "restart")
    if manager == "bun" and (name.endswith((".ts", ".js", ".tsx")) or "/" in name):
        return False
    return name not in _OWN


def command_of(script: Script, folders: tuple[str, ...], repository: Repository) -> tuple[str, str] | None:
    """The path of the package.json and the text of the script in it; None where it is not to be found."""
    for path, manifest in _manifests(script, folders, repository):
        found = manifest.get("scripts", script.name)
        if isinstance(found, Scalar):
            return path, found.text
        if not script.package:
            return None
    return None


def _manifests(script: Script, folders: tuple[str, ...], repository: Repository) -> Iterator[tuple[str, Node]]:
    paths = [joined(joined(folder, script.folder), _MANIFEST) for folder in folders]
    if script.package:
        packages = repository.once(_packages, lambda: grouped(_packages(repository)))
        paths = packages.get(script.package.strip("./*{}^").rpartition("/")[2], [])
    for path in paths:
        manifest = read_tracked(path, json.read, repository)
        if manifest is not None:
            yield path, manifest


def _packages(repository: Repository) -> Iterator[tuple[str, str]]:
    """The packages of the repository by the last parts of their names and of their folders, that of the root last."""
    for path in sorted(called(repository, _MANIFEST), key=lambda path: "/" not in path):
        manifest = read_tracked(path, json.read, repository)
        if manifest is not None:
            yield from ((name, path) for name in {_last(text_of(manifest.get("name"))), _last(folder_of(path))})


def _last(name: str) -> str:
    return name.rpartition("/")[2]
