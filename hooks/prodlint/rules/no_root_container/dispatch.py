"""Which module looks into which kind of file."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from prodlint.context import DEVELOPMENT, DOCUMENTATION, EXAMPLE, TEST, VENDORED, of_path
from prodlint.finding import Finding
from prodlint.source import Repository, Source

_SILENT = (DEVELOPMENT, DOCUMENTATION, EXAMPLE, TEST, VENDORED)
_MODULES = {"dockerfile": "dockerfile", "compose": "compose", "yaml": "kubernetes"}


def check(source: Source, repository: Repository) -> Iterable[Finding]:
    """The findings of the module that reads this kind of file."""
    name = _MODULES.get(source.kind)
    if name is None or of_path(source.path) in _SILENT:
        return ()
    findings: Iterable[Finding] = import_module(f"prodlint.rules.no_root_container.{name}").check(source, repository)
    return findings
