"""Settings of an application in other files of the repository, which decide where code says nothing."""

from collections.abc import Callable

from prodlint.formats import Unparsable
from prodlint.formats.tree import Module
from prodlint.source import Repository, Source

_FOLDER = "config/"  # Mix reads config/*.exs


class Settings:
    """What the configuration beside one file sets."""

    def __init__(self, source: Source, repository: Repository, reader: Callable[[str], Module]) -> None:
        self._source, self._repository, self._reader = source, repository, reader

    def decide(self, application: str, key: str) -> bool:
        """Whether `config :application, key: ...` stands in a configuration."""
        paths = [path for path in self._repository.tracked if path.endswith(".exs") and "/" + _FOLDER in "/" + path]
        return any(self._sets(path, application, key) for path in sorted(paths)[:50])

    def _sets(self, path: str, application: str, key: str) -> bool:
        source = self._repository.source(path)
        if source is None or application not in source.text:
            return False
        try:
            module = source.read(self._reader)
        except Unparsable:
            return False
        for call in module.calls:
            given = module.arguments(call)
            if module.method(call)[1] == "config" and given and module.string(given[0]) == application:
                if key in module.keywords(call):
                    return True
        return False
