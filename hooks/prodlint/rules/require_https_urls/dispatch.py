"""Which module looks into which kind of file, and where plain http does no harm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from prodlint.context import DEVELOPMENT, DOCUMENTATION, TEST, VENDORED, of_path
from prodlint.finding import Finding
from prodlint.source import Repository, Source

_SILENT = (DEVELOPMENT, DOCUMENTATION, TEST, VENDORED)
_MODULES = {"python": "python", **dict.fromkeys(("javascript", "typescript", "sfc"), "javascript")}


def check(source: Source, repository: Repository) -> Iterable[Finding]:
    """The findings of a file, one for each value and each of its items."""
    return () if of_path(source.path) in _SILENT else _findings(source, repository)


def _findings(source: Source, repository: Repository) -> Iterator[Finding]:
    module = import_module(f"prodlint.rules.require_https_urls.{_MODULES.get(source.kind, 'settings')}")
    seen: set[tuple[int, int]] = set()
    for finding in module.check(source, repository):
        if (finding.line, finding.column) not in seen:
            seen.add((finding.line, finding.column))
            yield finding
