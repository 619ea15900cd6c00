"""Does production get to a file: the team's word, what builds and merges it, what it says of itself, then its path."""

from prodlint.context import DEVELOPMENT, EXAMPLE, PRODUCTION, UNKNOWN, of_path
from prodlint.context.files import context_of_file
from prodlint.kinds import kind_of
from prodlint.source import Repository

# Configuration, which nobody reads but whoever mounts it.
_MOUNTED_KINDS = frozenset(("json", "yaml", "toml", "nginx", "conf", "caddy"))


def context_shown(path: str, repository: Repository) -> str:
    """PRODUCTION, DEVELOPMENT ... of the file at a path from the root, by all that the repository shows."""
    return repository.once((context_shown, path), lambda: _context(path, repository))


def _context(path: str, repository: Repository) -> str:
    context = context_of_file(path, repository)
    kind = kind_of(path)
    is_compose = kind == "compose" and context in (UNKNOWN, EXAMPLE)
    may_be_mounted = kind in _MOUNTED_KINDS and context == UNKNOWN
    may_be_built = context == DEVELOPMENT and context == of_path(path)
    if not (is_compose or may_be_mounted or may_be_built):
        return context
    from prodlint.context import composed  # with the readers of compose files, which most have no use for

    if is_compose:
        return composed.context_of_compose(path, repository)
    if may_be_mounted:
        return DEVELOPMENT if composed.is_mounted_for_development(path, repository) else context
    return PRODUCTION if composed.is_built_for_production(path, repository) else context
