"""What a file for production beside a file of settings sets again."""

from collections.abc import Iterable, Iterator

from prodlint.context import PRODUCTION, of_path
from prodlint.context.refusals import refuses
from prodlint.context.settings import Setting, settings_of
from prodlint.context.tracked import folder_of, paths_of, read_tracked
from prodlint.formats.code import ASSIGNED, KEYWORD
from prodlint.formats.languages import reader
from prodlint.kinds import kind_of
from prodlint.source import Repository
from prodlint.spelling import words_of

_RUNTIME = "runtime.exs"  # what Elixir reads when it starts, in production before all


def is_overridden(names: Iterable[str], path: str, repository: Repository) -> bool:
    """Whether what code at a path gives one of these names is not what production runs with."""
    if of_path(path) == PRODUCTION:
        return False
    siblings = repository.once(
        (is_overridden, folder_of(path), kind_of(path)), lambda: [*_assigned_beside(path, repository)]
    )
    return any(name in assigned for assigned in siblings for name in names)


def is_refused(names: Iterable[str], value: str, path: str, repository: Repository) -> bool:
    """Whether a file for production beside the one at a path ends the program where a name has this value."""
    if of_path(path) == PRODUCTION:
        return False
    codes = (read_tracked(sibling, reader(kind_of(path)), repository) for sibling in _beside(path, repository))
    return any(code is not None and refuses(code, names, value, 0) for code in codes)


def _assigned_beside(path: str, repository: Repository) -> Iterator[frozenset[str]]:
    """The names that each file for production in the folder of a path assigns."""
    for sibling in _beside(path, repository):
        code = read_tracked(sibling, reader(kind_of(path)), repository)
        values = code.named_values() if code is not None else ()
        yield frozenset(named.name for named in values if named.how in (ASSIGNED, KEYWORD))


def is_set_again(one: Setting, path: str, repository: Repository) -> bool:
    """Whether a file for production of the same name, `application-prod.yml`, has the setting, too."""
    if of_path(path) == PRODUCTION:
        return False
    first = _first_word(path)
    siblings = (repository.source(found) for found in _beside(path, repository) if _first_word(found) == first)
    return any(one.keys == other.keys for source in siblings if source is not None for other in settings_of(source))


def _first_word(path: str) -> str:
    return next(iter(words_of(path.rpartition("/")[2])), "")


def _beside(path: str, repository: Repository) -> list[str]:
    folder, kind = folder_of(path), kind_of(path)
    return [
        found
        for found in paths_of(repository)
        if folder_of(found) == folder and found != path and kind_of(found) == kind and _is_for_production(found)
    ]


def _is_for_production(path: str) -> bool:
    return of_path(path) == PRODUCTION or path.rpartition("/")[2] == _RUNTIME
