"""Python files: debug switches of frameworks, reloading servers, settings that are on unless someone acts."""

from collections.abc import Callable, Iterator, Mapping

from prodlint.finding import Finding
from prodlint.formats import Unparsable
from prodlint.formats.python import read
from prodlint.rules.no_reload_in_prod.python import calls, classes, commands, modules, star_imports, stores, toolbars
from prodlint.rules.no_reload_in_prod.python.file import PythonFile
from prodlint.rules.no_reload_in_prod.scene import NOTHING, Scene
from prodlint.rules.no_reload_in_prod.silence import is_silent
from prodlint.source import Repository, Source

_RULES = (calls.check, stores.check, classes.check, modules.check, star_imports.check, commands.check, toolbars.check)


def found(source: Source, repository: Repository, is_served: Callable[[bool], bool]) -> list[Finding]:
    """The places of a Python file that reload or debug, each reported once, as far as nothing is known to start it.

    `is_served`: as `PythonFile` has it.
    """
    return list(_found(source, repository, is_served=is_served))


def launched(path: str, scene: Scene, configures: bool) -> list[Finding]:
    """The same of a tracked file that production starts: the scene says how. `configures`: gunicorn is given it.

    It is looked at once in a run; of several ways to start it, the one that comes first is told.
    """

    def look() -> list[Finding]:
        source = scene.repository.source(path)
        if source is None or source.kind != "python" or is_silent(source, scene.repository):
            return []
        return list(_found(source, scene.repository, " -> ".join(scene.chain), configures, scene.environment))

    return scene.repository.once(("launched", path), look)


def _found(
    source: Source,
    repository: Repository,
    way: str = "",
    configures: bool = False,
    environment: Mapping[str, str] = NOTHING,
    is_served: Callable[[bool], bool] = lambda _: False,
) -> Iterator[Finding]:
    try:
        module = source.read(read)
    except Unparsable:
        return  # whoever looks at the file itself is told that it cannot be read
    file = PythonFile(source, repository, module, way, configures, environment, is_served)
    seen: set[tuple[int, int]] = set()
    for rule in _RULES:
        for finding in rule(file):
            if (finding.line, finding.column) not in seen:
                seen.add((finding.line, finding.column))
                yield finding
