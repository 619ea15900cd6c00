"""Console scripts that a Python project declares: the name that runs, and the module behind it."""

from __future__ import annotations

from prodlint.formats import Unparsable, toml
from prodlint.formats.node import Scalar
from prodlint.rules.no_reload_in_prod.paths import joined
from prodlint.source import Repository

# pyproject.toml: PEP 621 and poetry.
_TABLES = (("project", "scripts"), ("tool", "poetry", "scripts"))


def console_script(name: str, folders: tuple[str, ...], repository: Repository) -> str | None:
    """The module that a console script of one of these folders runs ("shop.cli"); None where there is none."""
    for folder in folders:
        path = joined(folder, "pyproject.toml")
        source = repository.source(path) if path in repository.tracked else None
        if source is None or name not in source.text:
            continue
        try:
            root = source.read(toml.read)
        except Unparsable:
            continue
        for table in _TABLES:
            entry = root.get(*table, name)
            if isinstance(entry, Scalar):
                return entry.text.partition(":")[0].strip()
    return None
