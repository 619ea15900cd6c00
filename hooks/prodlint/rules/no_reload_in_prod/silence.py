"""Where nothing runs in production, as this hook sees it."""

from prodlint.context import DEVELOPMENT, DOCUMENTATION, EXAMPLE, TEST, VENDORED
from prodlint.context.evidence import context_shown
from prodlint.source import Repository, Source

# Nothing in these runs in production.
SILENT = frozenset((DEVELOPMENT, TEST, DOCUMENTATION, EXAMPLE, VENDORED))


def is_silent(source: Source, repository: Repository) -> bool:
    """Whether nothing in a file runs in production, by its name.

    The name of a workflow says little: `ci.yml` deploys too, in a job or a step that is named for it.
    """
    context = context_shown(source.path, repository)
    if source.kind == "workflow" and context == DEVELOPMENT:
        return any(pattern.found_in(source.path) for pattern in repository.options_of(source.path).dev_files)
    return context in SILENT
