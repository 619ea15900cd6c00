"""The public prefixes that hold in one place of a repository, and the names that have one."""

import re

from prodlint.context.baseline import audited
from prodlint.context.tracked import Placed, folder_of, paths_of
from prodlint.expressions import expression
from prodlint.light_typing import NamedTuple
from prodlint.source import Repository
from prodlint.tables import public_prefixes as table
from prodlint.tables.public_prefixes import Exposure

_LONGEST_NAME = 120
_SETTING = expression(
    r"\b(?:envPrefix|publicPrefix|clientPrefix)\b['\"]?\s*[:=]\s*"
    r"(?:\[(?P<list>[^\[\]]{0,2000})\]|(?P<one>[^\n,]{0,200}))"
)
_STRING = expression(r"'([^'\n]*)'|\"([^\"\n]*)\"|`([^`\n]*)`")
_PREFIX = expression(r"[A-Za-z][A-Za-z0-9_]*")
_BARE_READS = ("import.meta.env", "$env/static/public", "$env/dynamic/public")  # read a PUBLIC_ for what it is


class Exposed(NamedTuple):
    """A variable that reaches the browser. `bare` is its name without prefixes.

    `certain` is False for PUBLIC_ where nothing says that it is a framework's prefix. `audited` are the hashes of the
    values of its file that the team has looked at.
    """

    name: str
    bare: str
    exposure: Exposure
    certain: bool = True
    audited: frozenset[str] = frozenset()


class Setting(NamedTuple):
    """One prefix, or whole name, that a configuration makes public, at its 1-based line and column."""

    text: str
    line: int
    column: int


class Exposures:
    """What is public for one file: the frameworks' prefixes and those of the project around it.

    `pattern` finds the public names of the file's text, `has_names` says whether there are any.
    """

    def __init__(self, repository: Repository, path: str, text: str) -> None:
        self._repository = repository
        self._folder = folder_of(path)
        self._text = text
        self.audited = audited(repository, path)
        own, self._names = repository.once(
            (_own_prefixes, self._folder), lambda: _own_prefixes(repository, self._folder)
        )
        options = repository.options_of(path, "no-public-secrets")
        asked = (prefix for prefix in options.public_prefix if _PREFIX.fullmatch(prefix))
        self._own = {prefix: _own_road(prefix) for prefix in (*own, *asked)}
        self._prefixes = sorted({*self._own, *_BUILT_IN}, key=len, reverse=True)
        prefixes = [rf"{prefix}[A-Za-z0-9_]+" for prefix in self._prefixes if prefix in text]
        names = [name for name in sorted(self._names) if name in text]
        # The prefixes that the text holds: searching for all of them takes ten times as long.
        alternatives = "|".join((*prefixes, *names)) or "(?!)"
        self.pattern = re.compile(rf"(?<![A-Za-z0-9_$])_?(?:{alternatives})(?![A-Za-z0-9_])")
        self.has_names = self.pattern.search(text) is not None

    def exposed(self, name: str) -> Exposed | None:
        """The public variable of this name; None for any other name."""
        if len(name) > _LONGEST_NAME or not self.pattern.fullmatch(name):
            return None
        if name in self._names:
            return Exposed(name, name, _own_road(name), audited=self.audited)
        bare = name.removeprefix("_")
        first = next(prefix for prefix in self._prefixes if bare.startswith(prefix))
        prefix: str | None = first
        while prefix:
            bare = bare[len(prefix) :]
            prefix = next((other for other in self._prefixes if bare.startswith(other) and bare != other), None)
        exposure = self._own.get(first) or _BUILT_IN[first]
        certain = exposure is not table.BARE or self._bare_is_public()
        return Exposed(name.removeprefix("_"), bare, exposure, certain, self.audited)

    def published(self, name: str, bare: str, exposure: Exposure) -> Exposed:
        """A variable that is published by something else than its name; by its name, where that is public too."""
        return self.exposed(name) or Exposed(name, bare, exposure, audited=self.audited)

    def _bare_is_public(self) -> bool:
        if any(mark in self._text for mark in _BARE_READS):
            return True
        key = (_bare_is_public, self._folder)
        return self._repository.once(key, lambda: _bare_is_public(self._repository, self._folder))


_BUILT_IN = {exposure.prefix: exposure for exposure in (*table.EXPOSURES, table.BARE)}


def settings(text: str) -> list[Setting]:
    """The prefixes that the text of a configuration makes public."""
    found = []
    for match in _SETTING.finditer(text):
        group = "list" if match["list"] is not None else "one"
        for string in _STRING.finditer(match[group]):
            value = next(part for part in string.groups() if part is not None)
            offset = match.start(group) + string.start()
            line_start = text.rfind("\n", 0, offset) + 1
            found.append(Setting(value, text.count("\n", 0, offset) + 1, offset - line_start + 1))
    return found


def is_prefix_config(path: str) -> bool:
    """Whether a file of this name may hold prefixes of the project's own."""
    return _is_called(path, table.PREFIX_CONFIGS)


def _own_road(prefix: str) -> Exposure:
    return Exposure(prefix, "this project's build configuration makes the variable public", table.BACKEND)


def _own_prefixes(repository: Repository, folder: str) -> tuple[frozenset[str], frozenset[str]]:
    """Prefixes and whole names that the configurations around a folder make public."""
    prefixes, names = set(), set()
    for path in _near(folder, repository, table.PREFIX_CONFIGS):
        source = repository.source(path)
        for setting in settings(source.text) if source else ():
            if not _PREFIX.fullmatch(setting.text) or setting.text in _BUILT_IN:
                continue
            if setting.text.endswith("_"):
                prefixes.add(setting.text)
            else:
                names.add(setting.text)
    return frozenset(prefixes), frozenset(names)


def _bare_is_public(repository: Repository, folder: str) -> bool:
    """Whether a framework that uses PUBLIC_ is configured around a folder."""
    if _near(folder, repository, table.BARE_CONFIGS):
        return True
    manifests = (repository.source(path) for path in _near(folder, repository, ("package.json",)))
    return any(source and any(f'"{name}"' in source.text for name in table.BARE_PACKAGES) for source in manifests)


def _near(folder: str, repository: Repository, names: tuple[str, ...]) -> list[str]:
    """The files that are called so in a folder, below it and above it."""
    named = (path for path in paths_of(repository) if _is_called(path, names))
    return repository.once((_near, names), lambda: Placed(named)).in_line(folder)


def _is_called(path: str, names: tuple[str, ...]) -> bool:
    return path.rpartition("/")[2].lower().startswith(names)
