"""Which files production reaches, and through what: filled while launchers are followed."""

from __future__ import annotations

from functools import lru_cache

from prodlint.finding import Finding
from prodlint.source import Repository


class Graph:
    """`chains` says for each file that something launches how ("Dockerfile CMD -> start.sh"); `configurations`
    the same for files that a server reads (gunicorn -c); `through` which files a finding came through."""

    def __init__(self) -> None:
        self.chains: dict[str, tuple[str, ...]] = {}
        self.configurations: dict[str, tuple[str, ...]] = {}
        self.through: dict[Finding, set[str]] = {}
        self.findings: dict[str, list[Finding]] = {}  # of the Python files that were followed
        self.explored = False

    def keep(self, finding: Finding, trail: tuple[str, ...]) -> Finding:
        """Remember which followed files led to a finding; returns it."""
        self.through.setdefault(finding, set()).update(trail)
        return finding


@lru_cache(maxsize=4)
def graph_of(repository: Repository) -> Graph:
    """The one graph of a repository."""
    return Graph()
