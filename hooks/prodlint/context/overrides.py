"""What a file for production beside a file of settings sets again."""

from collections.abc import Iterable

from prodlint.context import PRODUCTION, of_path
from prodlint.context.refusals import refuses
from prodlint.context.settings import Setting, settings_of
from prodlint.context.tracked import folder_of, paths_of, read_tracked
from prodlint.formats.code import ASSIGNED, KEYWORD, Code
from prodlint.formats.languages import reader
from prodlint.grouping import grouped
from prodlint.kinds import kind_of
from prodlint.source import Repository
from prodlint.spelling import words_of

_RUNTIME = "runtime.exs"  # what Elixir reads when it starts, in production before all


def is_overridden(names: Iterable[str], path: str, repository: Repository) -> bool:
    """Whether what code at a path gives one of these names is not what production runs with."""
    return any(not code.once(_assigned).isdisjoint(names) for code in _codes(path, repository))


def is_refused(names: Iterable[str], value: str, path: str, repository: Repository) -> bool:
    """Whether a file for production beside the one at a path ends the program where a name has this value."""
    return any(refuses(code, names, value, 0) for code in _codes(path, repository))


def is_set_again(one: Setting, path: str, repository: Repository) -> bool:
    """Whether a file for production of the same name, `application-prod.yml`, has the setting, too."""
    first = _first_word(path)
    siblings = (repository.source(found) for found in _beside(path, repository) if _first_word(found) == first)
    return any(one.keys == other.keys for source in siblings if source is not None for other in settings_of(source))


def _assigned(code: Code) -> frozenset[str]:
    return frozenset(named.name for named in code.named_values() if named.how in (ASSIGNED, KEYWORD))


def _first_word(path: str) -> str:
    return next(iter(words_of(path.rpartition("/")[2])), "")


def _codes(path: str, repository: Repository) -> list[Code]:
    read = (read_tracked(found, reader(kind_of(path)), repository) for found in _beside(path, repository))
    return [code for code in read if code is not None]


def _beside(path: str, repository: Repository) -> list[str]:
    """The files for production of the same kind in the folder of another one."""
    if of_path(path) == PRODUCTION:
        return []
    folder, kind = folder_of(path), kind_of(path)
    placed = repository.once(_beside, lambda: grouped((folder_of(one), one) for one in paths_of(repository)))
    alike = (one for one in placed.get(folder, ()) if kind_of(one) == kind)
    found = repository.once((_beside, folder, kind), lambda: [*filter(_is_for_production, alike)])
    return [one for one in found if one != path]


def _is_for_production(path: str) -> bool:
    return of_path(path) == PRODUCTION or path.rpartition("/")[2] == _RUNTIME
