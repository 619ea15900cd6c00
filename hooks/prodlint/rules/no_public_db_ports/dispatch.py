"""Which module looks into which kind of file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from prodlint.context import DEVELOPMENT, DOCUMENTATION, TEST, VENDORED, of_path
from prodlint.finding import Finding
from prodlint.source import Repository, Source

_SILENT = (DEVELOPMENT, DOCUMENTATION, TEST, VENDORED)

_MODULES = {
    "compose": ("compose",),
    "yaml": ("compose", "kubernetes"),
    "workflow": ("commands",),
    "shell": ("commands",),
    "makefile": ("commands",),
    "ini": ("commands",),
    "conf": ("redis",),
}


def check(source: Source, repository: Repository) -> Iterable[Finding]:
    """The findings of every module that reads this kind of file."""
    return () if of_path(source.path) in _SILENT else _findings(source, repository)


def _findings(source: Source, repository: Repository) -> Iterator[Finding]:
    for name in _MODULES.get(source.kind, ()):
        yield from import_module(f"prodlint.rules.no_public_db_ports.{name}").check(source, repository)
