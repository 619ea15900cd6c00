"""Files that something launches: what their launchers make of them, when they arrive without those."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from prodlint.finding import Finding
from prodlint.formats import Unparsable
from prodlint.kinds import kind_of
from prodlint.rules.no_reload_in_prod import compose, dockerfile, platforms, pm2, procfile, units
from prodlint.rules.no_reload_in_prod.run import launched, launches
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, fresh_budget
from prodlint.rules.no_reload_in_prod.silence import is_silent
from prodlint.source import Repository, Source

_RUNS: dict[str, tuple[Callable[[Source, Repository], Iterator[Launch]], ...]] = {
    "dockerfile": (dockerfile.runs,),
    "compose": (compose.runs,),
    "procfile": (procfile.runs,),
    "ini": (units.runs,),
    "javascript": (pm2.runs,),
    "json": (platforms.runs, pm2.runs),
    **dict.fromkeys(("yaml", "toml", "xml"), (platforms.runs,)),
}
_ALWAYS = frozenset(("dockerfile", "compose", "procfile"))
_UNIT = re.compile(r"\.service$|supervisor[^/]*\.(?:conf|ini)$|(?:^|/)ecosystem\.config\.[cm]?js(?:on)?$")
MOST = 300


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """What reloads or debugs where production gets through this file."""
    budget = fresh_budget()  # that of the launchers was for finding what they launch
    for launch in repository.once("launches", lambda: by_file(repository)).get(source.path, ()):
        yield from launched(launch._replace(scene=launch.scene._replace(budget=budget)))


def by_file(repository: Repository) -> dict[str, list[Launch]]:
    """How the launchers of the repository launch each file, directly or through one another."""
    found: dict[str, dict[object, Launch]] = {}
    for path in [path for path in sorted(repository.tracked) if _is_launcher(path)][:MOST]:
        source = repository.source(path)
        if source is not None and not is_silent(source, repository):
            for launch in _behind(source, repository):
                found.setdefault(launch.file, {}).setdefault(_way(launch.scene), launch)
    return {file: [*ways.values()] for file, ways in found.items()}


def _way(scene: Scene) -> object:
    """What tells one way to a file from another: a script that calls it twice alike is one."""
    return scene.path, scene.chain, scene.anchor, scene.arguments, scene.folders, id(scene.environment)


def _is_launcher(path: str) -> bool:
    return kind_of(path) in _ALWAYS or _UNIT.search(path) is not None or platforms.is_platform(path)


def _behind(source: Source, repository: Repository) -> Iterator[Launch]:
    for runs in _RUNS.get(source.kind, ()):
        try:
            for commands, scene, *_ in runs(source, repository):
                yield from launches(commands, scene)
        except Unparsable:
            continue
