"""Files that something launches: what their launchers make of them, when they arrive without those."""

from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module

from prodlint.context.tracked import paths_of
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats import Unparsable
from prodlint.kinds import kind_of
from prodlint.rules.no_reload_in_prod import platforms
from prodlint.rules.no_reload_in_prod.run import launched, launches
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, fresh_budget
from prodlint.rules.no_reload_in_prod.silence import is_silent
from prodlint.source import Repository, Source

# The modules that say what a launcher launches, by its kind.
_READERS = {
    **{kind: (kind,) for kind in ("dockerfile", "compose")},
    "procfile": ("scripts",),
    "ini": ("units",),
    "javascript": ("pm2",),
    "json": ("platforms", "pm2"),
    **dict.fromkeys(("yaml", "toml", "xml"), ("platforms",)),
}
_ALWAYS = frozenset(("dockerfile", "compose", "procfile"))
_UNIT = expression(r"\.(?:service|container)$|supervisor[^/]*\.(?:conf|ini)$|(?:^|/)ecosystem\.config\.[cm]?js(?:on)?$")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """What reloads or debugs where production gets through this file."""
    budget = fresh_budget()  # that of the launchers was for finding what they launch
    for launch in repository.once("launches by file", lambda: by_file(repository)).get(source.path, ()):
        yield from launched(launch._replace(scene=launch.scene._replace(budget=budget)))


def by_file(repository: Repository) -> dict[str, list[Launch]]:
    """How the launchers of the repository launch each file, directly or through one another."""
    found: dict[str, dict[object, Launch]] = {}
    for launch in all_launches(repository):
        if launch.file:
            found.setdefault(launch.file, {}).setdefault(_way(launch.scene), launch)
    return {file: [*ways.values()] for file, ways in found.items()}


def all_launches(repository: Repository) -> list[Launch]:
    """All that the launchers of the repository launch, and what those launch in turn."""
    return repository.once("launches", lambda: list(_all(repository)))


def _all(repository: Repository) -> Iterator[Launch]:
    for path in filter(_is_launcher, paths_of(repository)):
        source = repository.source(path)
        if source is not None and not is_silent(source, repository):
            yield from _behind(source, repository)


def _way(scene: Scene) -> object:
    """What tells one way to a file from another: a script that calls it twice alike is one."""
    return scene.path, scene.chain, scene.anchor, scene.arguments, scene.folders, id(scene.environment)


def _is_launcher(path: str) -> bool:
    return kind_of(path) in _ALWAYS or _UNIT.search(path) is not None or platforms.is_platform(path)


def _behind(source: Source, repository: Repository) -> Iterator[Launch]:
    for name in _READERS.get(source.kind, ()):
        module = import_module(f"prodlint.rules.no_reload_in_prod.{name}")
        with suppress(Unparsable):
            for step in module.check.__wrapped__(source, repository):
                if isinstance(step, Launch):
                    yield step
                    yield from launches(step.commands, step.scene)
