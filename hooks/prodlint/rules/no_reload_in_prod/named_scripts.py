"""package.json, deno.json and Pipfile: the scripts that say production by their name."""

from __future__ import annotations

from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats import json, toml
from prodlint.formats.node import Scalar
from prodlint.formats.shell import split
from prodlint.rules.no_reload_in_prod.node_commands import word_of
from prodlint.rules.no_reload_in_prod.run import followed
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


@followed
def check(source: Source, repository: Repository) -> Iterator[Launch]:
    """What reloads or debugs in `start:prod` and its like. Raises Unparsable."""
    written = _SCRIPTS.get(source.path.rpartition("/")[2])
    if written is None:
        return
    root = source.read(toml.read if written[0] == "toml" else json.read)
    scripts = root.get(written[1])
    for key, value in scripts.items() if scripts else ():
        if isinstance(value, Scalar) and _PRODUCTION.fullmatch(key.text):
            scene = start(source.path, repository, f"scripts.{key.text}")
            yield Launch(split(word_of(value, source.lines)), scene)
