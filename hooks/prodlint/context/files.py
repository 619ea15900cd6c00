"""What a file is for: the team's word first, then evidence, then its path."""

from __future__ import annotations

import re
from functools import lru_cache

from prodlint.context import DEVELOPMENT, EXAMPLE, PRODUCTION, UNKNOWN, VENDORED, of_path
from prodlint.context.services import context_of as context_of_service
from prodlint.context.services import services_of
from prodlint.formats import Unparsable, yaml
from prodlint.kinds import kind_of
from prodlint.source import Repository, Source

_VENDOR = re.compile(r"(?:^|/)vendors?/")
# Where code of others is kept by convention, and what package managers leave beside it or in it
# (getcomposer.org, go.dev/ref/mod#vendoring, bundler.io).
_PUBLIC_FOLDERS = frozenset("public static assets js css lib libs dist wwwroot www web resources scripts".split())
_MANIFESTS = ("composer.json", "go.mod", "Gemfile")
_OF_OTHERS = re.compile(
    r"\.min\.\w+$|(?:^|/)(?:licen[cs]e|copying)[^/]*$|^(?:modules\.txt|autoload\.php)$", re.IGNORECASE
)

# What the comment at the top of a compose file says of it.
_FOR_DEVELOPMENT = re.compile(
    r"\b(?:local|dev(?:elopment)?)[ -](?:development|dev|only|environment|setup|stack|testing|use)\b"
    r"|\bfor (?:local|development|dev)\b|\bdevelopment\b.{0,20}\bcompose\b|\bcompose\b.{0,20}\bdevelopment\b"
    r"|\bnot (?:for|meant for|intended for|suitable for|to be used in) (?:use in )?production\b|\bfor production[ ,:]"
)


def context_of_file(path: str, repository: Repository) -> str:
    """PRODUCTION, DEVELOPMENT ... of a path from the root; `--prod-files` beats `--dev-files` beats all else."""
    options = repository.options
    for pattern, context in ((options.prod_files, PRODUCTION), (options.dev_files, DEVELOPMENT)):
        if pattern and compiled(pattern).search(path):
            return context
    return repository.once(("context", path), lambda: _shown(path, repository))


@lru_cache(maxsize=8)
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _shown(path: str, repository: Repository) -> str:
    context = of_path(path)
    if context == UNKNOWN and _is_vendored(path, repository):
        return VENDORED
    if context in (UNKNOWN, EXAMPLE) and kind_of(path) == "compose":
        source = repository.source(path)
        return DEVELOPMENT if source is not None and _is_for_development(source) else context
    return context


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


def _is_for_development(source: Source) -> bool:
    """Whether a compose file says of itself that it is: in its first comment, or by each service that it builds."""
    if _FOR_DEVELOPMENT.search(_first_comment(source).lower()):
        return True
    try:
        services = services_of(source.read(yaml.read), source.path)
    except Unparsable:
        return False
    built = [service for service in services if service.node.get("build") is not None]
    return bool(built) and all(context_of_service(service) == DEVELOPMENT for service in built)


def _first_comment(source: Source) -> str:
    """The comment lines above the first key."""
    comment: list[str] = []
    for line in source.lines:
        if line.strip() and not line.startswith("#"):
            break
        comment.append(line.lstrip("# "))
    return " ".join(comment)
