"""What a file is for, as this hook sees it: the user's patterns first, then its path."""

from __future__ import annotations

import re
from functools import lru_cache

from prodlint.context import DEVELOPMENT, DOCUMENTATION, EXAMPLE, PRODUCTION, TEST, VENDORED, of_path
from prodlint.source import Repository

# Nothing in these runs in production.
SILENT = frozenset((DEVELOPMENT, TEST, DOCUMENTATION, EXAMPLE, VENDORED))


def context_of(path: str, repository: Repository) -> str:
    """PRODUCTION, DEVELOPMENT ... of a path from the root; `--prod-files` beats `--dev-files` beats the path."""
    options = repository.options
    for pattern, context in ((options.prod_files, PRODUCTION), (options.dev_files, DEVELOPMENT)):
        if pattern and _compiled(pattern).search(path):
            return context
    return of_path(path)


@lru_cache(maxsize=8)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
