"""package.json, deno.json and Pipfile: the scripts that say production by their name."""

from collections.abc import Iterator

from prodlint.context.tracked import folder_of
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats import json, toml
from prodlint.formats.node import Scalar
from prodlint.formats.shell import split
from prodlint.rules.no_reload_in_prod.node_commands import word_of
from prodlint.rules.no_reload_in_prod.reached_files import all_launches
from prodlint.rules.no_reload_in_prod.run import launched
from prodlint.rules.no_reload_in_prod.scene import Launch, start
from prodlint.source import Repository, Source

# A script called only `prod` is often the development server on production data.
_PRODUCTION = expression(r"(?:start|serve|server|run)[:_-]prod(?:uction)?|prod(?:uction)?[:_-](?:start|serve|server)")
# npmjs.com, docs.deno.com, pipenv.pypa.io: how the file is written, and the key of its scripts.
_SCRIPTS = {
    "package.json": ("json", "scripts"),
    **dict.fromkeys(("deno.json", "deno.jsonc"), ("json", "tasks")),
    "Pipfile": ("toml", "scripts"),
}


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """What reloads or debugs in `start:prod` and its like; strict where production starts the package otherwise.

    Raises Unparsable.
    """
    for launch in _launches(source, repository):
        found = list(launched(launch))
        is_started = bool(found) and _is_started_otherwise(launch, repository)
        yield from (one._replace(strict=one.strict or is_started) for one in found)


def _is_started_otherwise(named: Launch, repository: Repository) -> bool:
    """Whether a launcher of the package, in its folder or below it, starts something, and not this script."""
    folder = folder_of(named.scene.path)
    started = [
        launch
        for launch in all_launches(repository)
        if launch.file == named.scene.path or not folder or launch.scene.path.startswith(f"{folder}/")
    ]
    script = named.scene.chain[-1]
    return bool(started) and not any(script in launch.scene.chain for launch in started)


def _launches(source: Source, repository: Repository) -> Iterator[Launch]:
    written = _SCRIPTS.get(source.path.rpartition("/")[2])
    if written is None:
        return
    root = source.read(toml.read if written[0] == "toml" else json.read)
    for key, value in root.items(written[1]):
        if isinstance(value, Scalar) and _PRODUCTION.fullmatch(key.text):
            scene = start(source.path, repository, f"scripts.{key.text}")
            yield Launch(split(word_of(value, source.lines)), scene)
