"""What a deployment sets itself, whatever code falls back on: the variables of images, services, units, platforms."""

from collections.abc import Iterable, Iterator

from prodlint.context import EXAMPLE, PRODUCTION
from prodlint.context.evidence import context_shown
from prodlint.context.tracked import paths_of
from prodlint.expressions import expression
from prodlint.grouping import grouped
from prodlint.kinds import NOT_PRODUCTION, kind_of
from prodlint.source import Repository

_KINDS = frozenset(("dockerfile", "procfile", "toml", "ini", "compose", "yaml"))  # else only files named for production
# `NAME=value`, `ENV NAME value`, `NAME: value`, and `key: NAME` with `value: ...` in the same line or the next; not
# `${NAME:value}`, which asks for it. What follows on a name is only looked at, as it may be a name itself.
_GIVEN = expression(
    r"""(?<![{\w])([A-Z][A-Z0-9_]{1,99})\b(?=["']?"""
    r"""(?:[ \t]*[=:][ \t]*|[ \t]+|,?\s{1,99}["']?value["']?[ \t]*:[ \t]*)["']?(\w[\w.]*))"""
)


def deployed(names: Iterable[str], repository: Repository) -> frozenset[tuple[str, str]]:
    """The variables of these names that something which may be production's sets, each with a value that it gives."""
    given = repository.once(deployed, lambda: grouped(_deployed(repository)))
    return frozenset((name, value) for name in names for value in given.get(name, ()))


def _deployed(repository: Repository) -> Iterator[tuple[str, str]]:
    for path in (path for path in paths_of(repository) if _may_deploy(path, repository)):
        source = repository.source(path)
        yield from set(_GIVEN.findall(source.text)) if source is not None else ()


def _may_deploy(path: str, repository: Repository) -> bool:
    kind = kind_of(path)
    if kind in _KINDS:
        is_hidden = path.startswith(".") and kind == "yaml"  # what CI systems read
        return not is_hidden and context_shown(path, repository) not in (*NOT_PRODUCTION, EXAMPLE)
    return kind in ("shell", "dotenv") and context_shown(path, repository) == PRODUCTION
