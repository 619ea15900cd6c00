"""Which module looks into which kind of file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from prodlint.finding import Finding
from prodlint.rules.no_reload_in_prod.silence import is_silent
from prodlint.source import Repository, Source

_MODULES = {
    "python": ("reached_files", "served"),
    "javascript": ("pm2",),
    "dockerfile": ("dockerfile", "reached_files"),
    "compose": ("compose",),
    "procfile": ("procfile",),
    "yaml": ("platforms", "kubernetes", "compose"),
    "workflow": ("workflow",),
    "json": ("platforms", "package_json", "pm2", "reached_files"),
    "toml": ("platforms", "reached_files"),
    "xml": ("platforms",),
    "ini": ("units",),
    "dotenv": ("dotenv",),
    "shell": ("script", "reached_files"),
    "makefile": ("makefile", "reached_files"),
    "other": ("reached_files",),
}


def check(source: Source, repository: Repository) -> Iterable[Finding]:
    """The findings of every module that reads this kind of file; none where nothing runs in production."""
    return () if is_silent(source, repository) else _findings(source, repository)


def _findings(source: Source, repository: Repository) -> Iterator[Finding]:
    seen: set[tuple[str, int, int]] = set()
    for name in _MODULES.get(source.kind, ()):
        module = import_module(f"prodlint.rules.no_reload_in_prod.{name}")
        for finding in module.check(source, repository):
            place = finding[:3]
            if place not in seen:  # of two, the first says more of how production gets there
                seen.add(place)
                yield finding
