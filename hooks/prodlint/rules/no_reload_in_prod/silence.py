"""What a file is for, as this hook sees it: the user's patterns first, then its path."""

from __future__ import annotations

import re
from functools import lru_cache

from prodlint.context import DEVELOPMENT, DOCUMENTATION, EXAMPLE, PRODUCTION, TEST, VENDORED, of_path
from prodlint.source import Repository, Source

# Nothing in these runs in production.
SILENT = frozenset((DEVELOPMENT, TEST, DOCUMENTATION, EXAMPLE, VENDORED))


def context_of(path: str, repository: Repository) -> str:
    """PRODUCTION, DEVELOPMENT ... of a path from the root; `--prod-files` beats `--dev-files` beats the path."""
    options = repository.options
    for pattern, context in ((options.prod_files, PRODUCTION), (options.dev_files, DEVELOPMENT)):
        if pattern and _compiled(pattern).search(path):
            return context
    return of_path(path)


def is_silent(source: Source, repository: Repository) -> bool:
    """Whether nothing in a file runs in production, by its name.

    The name of a workflow says little: `ci.yml` deploys too, in a job or a step that is named for it.
    """
    context = context_of(source.path, repository)
    if source.kind == "workflow" and context == DEVELOPMENT:
        pattern = repository.options.dev_files
        return bool(pattern and _compiled(pattern).search(source.path))
    return context in SILENT


@lru_cache(maxsize=8)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
