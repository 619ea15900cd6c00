"""Which module looks into which kind of file, and the places where a wildcard does no harm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from prodlint.context import DEVELOPMENT, DOCUMENTATION, TEST, VENDORED, of_path
from prodlint.finding import Finding
from prodlint.source import Repository, Source

# A wildcard in an example is copied into production; one in a test is not.
_SILENT = (DEVELOPMENT, DOCUMENTATION, TEST, VENDORED)

_MODULES = {
    "python": ("python",),
    **dict.fromkeys(("javascript", "typescript", "sfc"), ("javascript",)),
    **dict.fromkeys(("nginx", "apache", "caddy", "haproxy", "headers", "other"), ("servers",)),
    **dict.fromkeys(("yaml", "compose", "conf", "shell", "dockerfile"), ("config", "servers")),
    **dict.fromkeys(("workflow", "json", "toml", "dotenv", "ini", "properties", "makefile", "procfile"), ("config",)),
    **dict.fromkeys(("terraform", "bicep"), ("config",)),
    **dict.fromkeys(("java", "go", "ruby", "php", "csharp", "rust", "dart", "xml"), ("languages",)),
}


def check(source: Source, repository: Repository) -> Iterable[Finding]:
    """The findings of every module that reads this kind of file."""
    return () if of_path(source.path) in _SILENT else _findings(source, repository)


def _findings(source: Source, repository: Repository) -> Iterator[Finding]:
    for name in _MODULES.get(source.kind, ()):
        module = import_module(f"prodlint.rules.no_wildcard_cors.{name}")
        yield from module.check(source, repository)
