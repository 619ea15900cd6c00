"""What a file is for: what the user's patterns say first, then its path."""

from __future__ import annotations

import re

from prodlint.context import DEVELOPMENT, PRODUCTION, of_path
from prodlint.source import Repository


def context_of_file(path: str, repository: Repository) -> str:
    """PRODUCTION, DEVELOPMENT ... of a path from the root; `--prod-files` beats `--dev-files` beats the path."""
    options = repository.options
    for pattern, context in ((options.prod_files, PRODUCTION), (options.dev_files, DEVELOPMENT)):
        if pattern and re.search(pattern, path):
            return context
    return of_path(path)
