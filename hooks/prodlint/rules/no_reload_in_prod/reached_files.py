"""Files that something launches: what their launchers make of them, when they arrive without those."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prodlint.finding import Finding
from prodlint.kinds import kind_of
from prodlint.rules.no_reload_in_prod.graph import Graph, graph_of
from prodlint.source import Repository, Source

_LAUNCHERS = frozenset(("dockerfile", "compose", "procfile"))
_UNIT = re.compile(r"\.service$|supervisor[^/]*\.(?:conf|ini)$|(?:^|/)ecosystem\.config\.[cm]?js(?:on)?$")
MOST = 300


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """What reloads or debugs where production gets through this file."""
    graph = explored(repository)
    for finding, files in list(graph.through.items()):
        if source.path in files:
            yield finding


def is_launched(repository: Repository, path: str) -> str | None:
    """How production launches a file, as text ("Dockerfile CMD -> start.sh"); None where nothing does."""
    chain = explored(repository).chains.get(path)
    return None if chain is None else " -> ".join(chain)


def is_configuration(repository: Repository, path: str) -> str | None:
    """How production gives a file to gunicorn (`-c`), as text; None where nothing does."""
    chain = explored(repository).configurations.get(path)
    return None if chain is None else " -> ".join(chain)


def explored(repository: Repository) -> Graph:
    """The graph of the repository, once every launcher in it has been followed."""
    graph = graph_of(repository)
    if not graph.explored:
        graph.explored = True  # before: following a Python file asks for it again
        from prodlint.rules.no_reload_in_prod import dispatch, platforms

        launchers = [
            path
            for path in sorted(repository.tracked)
            if kind_of(path) in _LAUNCHERS or _UNIT.search(path) or platforms.is_platform(path)
        ]
        for path in launchers[:MOST]:
            source = repository.source(path)
            if source is not None:
                for _ in dispatch.check(source, repository):
                    pass
    return graph
