"""package.json: the scripts that say production by their name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prodlint.formats import json
from prodlint.formats.node import Scalar
from prodlint.formats.shell import split
from prodlint.rules.no_reload_in_prod.node_commands import word_of
from prodlint.rules.no_reload_in_prod.run import followed
from prodlint.rules.no_reload_in_prod.scene import Launch, start
from prodlint.source import Repository, Source

# A script called only `prod` is often the development server on production data.
_PRODUCTION = re.compile(r"(?:start|serve|server|run)[:_-]prod(?:uction)?|prod(?:uction)?[:_-](?:start|serve|server)")


@followed
def check(source: Source, repository: Repository) -> Iterator[Launch]:
    """What reloads or debugs in `start:prod` and its like. Raises Unparsable."""
    if source.path.rpartition("/")[2] != "package.json":
        return
    scripts = source.read(json.read).get("scripts")
    for key, value in scripts.items() if scripts else ():
        if isinstance(value, Scalar) and _PRODUCTION.fullmatch(key.text):
            scene = start(source.path, repository, f"scripts.{key.text}")
            yield Launch(split(word_of(value, source.lines)), scene)
