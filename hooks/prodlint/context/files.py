"""What a file is for: the team's word first, then its path."""

import re

from prodlint.context import DEVELOPMENT, PRODUCTION, UNKNOWN, VENDORED, of_path
from prodlint.expressions import expression
from prodlint.source import Repository

_VENDOR = expression(r"(?:^|/)vendors?/")
# Where code of others is kept by convention, and what package managers leave beside it or in it
# (getcomposer.org, go.dev/ref/mod#vendoring, bundler.io).
_PUBLIC_FOLDERS = frozenset("public static assets js css lib libs dist wwwroot www web resources scripts".split())
_MANIFESTS = ("composer.json", "go.mod", "Gemfile")
_OF_OTHERS = expression(
    r"\.min\.\w+$|(?:^|/)(?:licen[cs]e|copying)[^/]*$|^(?:modules\.txt|autoload\.php)$", re.IGNORECASE
)


def context_of_file(path: str, repository: Repository) -> str:
    """PRODUCTION, DEVELOPMENT ... of a path from the root; `--prod-files` beats `--dev-files` beats the path."""
    options = repository.options_of(path)
    for patterns, context in ((options.prod_files, PRODUCTION), (options.dev_files, DEVELOPMENT)):
        if any(pattern.found_in(path) for pattern in patterns):
            return context
    context = of_path(path)
    return VENDORED if context == UNKNOWN and _is_vendored(path, repository) else context


def _is_vendored(path: str, repository: Repository) -> bool:
    """Whether it is below a folder `vendor` with a sign of what it is called for: some sell things."""
    found = _VENDOR.search(path)
    return found is not None and path[: found.end()] in repository.once(_vendored, lambda: _vendored(repository))


def _vendored(repository: Repository) -> frozenset[str]:
    """The folders called `vendor` that hold the code of others."""
    folders: set[str] = set()
    for path in repository.tracked:
        found = _VENDOR.search(path)
        if found is not None and path[: found.end()] not in folders:
            folder, above = path[: found.end()], path[: found.start()]
            beside = (f"{above}/{name}" if above else name for name in _MANIFESTS)
            is_kept = above.rpartition("/")[2] in _PUBLIC_FOLDERS or any(name in repository.tracked for name in beside)
            if (
                is_kept
                or _OF_OTHERS.search(path[found.end() :])
                or re.match(r"[\w-]+(?:\.[\w-]+)+/", path[found.end() :])
            ):
                folders.add(folder)
    return frozenset(folders)
