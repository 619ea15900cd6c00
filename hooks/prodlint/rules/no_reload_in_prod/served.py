"""Which applications production starts by a server, so that what a file does when it is started itself never runs."""

from prodlint.context.modules import run_by_name
from prodlint.context.tracked import folder_of
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_reload_in_prod import python
from prodlint.rules.no_reload_in_prod.commands import call_of
from prodlint.rules.no_reload_in_prod.reached_files import all_launches
from prodlint.rules.no_reload_in_prod.run import in_force
from prodlint.source import Repository, Source
from prodlint.tables.programs_python import SERVERS

_MODULE = expression(r"(?:--?[\w-]+=)?([A-Za-z_][\w.]*)(?::[\w.]+(?:\([^()]{0,200}\))?)?")


class Served(NamedTuple):
    """The folders below which a server starts the application, and the files that it imports for that."""

    folders: frozenset[str]
    files: frozenset[str]


def check(source: Source, repository: Repository) -> list[Finding]:
    """What a Python file switches on that nothing is known to start, unless a server starts the application."""
    return python.found(source, repository, is_served=lambda imported: _is_served(source.path, imported, repository))


def _is_served(path: str, imported: bool, repository: Repository) -> bool:
    """Whether a server starts the application around a file; `imported`: what importing it does is the question."""
    served = repository.once(served_by, lambda: served_by(repository))
    return not (imported and path in served.files) and any(_is_below(path, folder) for folder in served.folders)


def _is_below(path: str, folder: str) -> bool:
    return not folder or path.startswith(folder + "/")


def served_by(repository: Repository) -> Served:
    """What the servers of a repository's launchers start."""
    folders: set[str] = set()
    files: set[str] = set()
    for launch in all_launches(repository):
        for command, scene in in_force(launch.commands, launch.scene):
            call = call_of(command.words) if command.words else None
            if call is None or call.name not in SERVERS:
                continue
            names = (named[1] for word in call.rest if (named := _MODULE.fullmatch(word.text)))
            found = {(name, file) for name in names if (file := run_by_name(name, scene.folders, repository))}
            files.update(file for _, file in found)
            folders.update(_root(name, file) for name, file in found)
            if not found or any(_is_below(file, folder_of(scene.path)) for _, file in found):
                folders.add(folder_of(scene.path))
    return Served(frozenset(folders), frozenset(files))


def _root(name: str, file: str) -> str:
    """The folder from which a file is imported by a name: "src" for `shop.main` in src/shop/main.py."""
    folder = folder_of(file)
    for _ in range(name.count(".") + file.endswith("__main__.py")):
        folder = folder_of(folder)
    return folder
