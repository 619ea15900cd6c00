"""What a file is for, as this hook sees it: the user's patterns first, then its path."""

from __future__ import annotations

from prodlint.context import DEVELOPMENT, DOCUMENTATION, EXAMPLE, TEST, VENDORED
from prodlint.context.files import compiled, context_of_file
from prodlint.source import Repository, Source

# Nothing in these runs in production.
SILENT = frozenset((DEVELOPMENT, TEST, DOCUMENTATION, EXAMPLE, VENDORED))


def is_silent(source: Source, repository: Repository) -> bool:
    """Whether nothing in a file runs in production, by its name.

    The name of a workflow says little: `ci.yml` deploys too, in a job or a step that is named for it.
    """
    context = context_of_file(source.path, repository)
    if source.kind == "workflow" and context == DEVELOPMENT:
        pattern = repository.options.dev_files
        return bool(pattern and compiled(pattern).search(source.path))
    return context in SILENT


def context_of(path: str, repository: Repository) -> str:
    """As `context_of_file`, which callers take over one by one."""
    return context_of_file(path, repository)
