"""The roots of the files that hold a tree: YAML, JSON, TOML."""

from __future__ import annotations

from prodlint.formats import json, toml, yaml
from prodlint.formats.node import Node
from prodlint.source import Source


def roots(source: Source) -> list[Node]:
    """The documents of a YAML file, the one value of a JSON or TOML file. Raises Unparsable."""
    if source.kind == "json":
        return [source.read(json.read)]
    if source.kind == "toml":
        return [source.read(toml.read)]
    return source.read(yaml.read)
