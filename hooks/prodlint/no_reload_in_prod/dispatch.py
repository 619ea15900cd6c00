"""Which module looks into which kind of file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from prodlint.finding import Finding
from prodlint.no_reload_in_prod.place import is_silent
from prodlint.source import Repository, Source

_MODULES = {
    "python": ("python", "launched"),
    "javascript": ("pm2",),
    "dockerfile": ("dockerfile", "launched"),
    "compose": ("compose",),
    "procfile": ("procfile",),
    "yaml": ("platforms", "kubernetes", "compose"),
    "workflow": ("workflow",),
    "json": ("platforms", "package", "pm2", "launched"),
    "toml": ("platforms", "launched"),
    "xml": ("platforms",),
    "ini": ("units",),
    "dotenv": ("dotenv",),
    "shell": ("script", "launched"),
    "makefile": ("makefile", "launched"),
    "other": ("launched",),
}


def check(source: Source, repository: Repository) -> Iterable[Finding]:
    """The findings of every module that reads this kind of file; none where nothing runs in production."""
    return () if is_silent(source, repository) else _findings(source, repository)


def _findings(source: Source, repository: Repository) -> Iterator[Finding]:
    for name in _MODULES.get(source.kind, ()):
        module = import_module(f"prodlint.no_reload_in_prod.{name}")
        yield from module.check(source, repository)
