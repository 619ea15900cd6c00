"""Which module looks into which kind of file, and where an open connection does no harm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from prodlint.context import DEVELOPMENT, DOCUMENTATION, TEST, VENDORED, of_path
from prodlint.finding import Finding
from prodlint.source import Repository, Source

_SILENT = (DEVELOPMENT, DOCUMENTATION, TEST, VENDORED)

_MODULES = {
    "python": "python",
    **dict.fromkeys(("javascript", "typescript", "sfc"), "javascript"),
    "conf": "servers",
}


def check(source: Source, repository: Repository) -> Iterable[Finding]:
    """The findings of a file, one a line; those that always count before the strict ones."""
    return () if of_path(source.path) in _SILENT else _findings(source, repository)


def _findings(source: Source, repository: Repository) -> Iterator[Finding]:
    module = import_module(f"prodlint.rules.require_db_tls.{_MODULES.get(source.kind, 'settings')}")
    seen: set[int] = set()
    for finding in sorted(module.check(source, repository), key=lambda finding: finding.strict):
        if finding.line not in seen:
            seen.add(finding.line)
            yield finding
