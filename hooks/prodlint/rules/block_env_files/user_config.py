"""Which paths the team's configuration gives to this hook, for those that are looked at beyond the given ones."""

import re
from contextlib import suppress

from prodlint.formats import Unparsable, yaml
from prodlint.formats.node import Node, text_of
from prodlint.light_typing import NamedTuple
from prodlint.rules.block_env_files.messages import HOOK
from prodlint.source import Repository

_CONFIGURATIONS = (".pre-commit-config.yaml", ".pre-commit-config.yml")


class Selection(NamedTuple):
    """The pattern pairs (`files`, `exclude`) of the whole configuration, and of each entry of the hook."""

    general: tuple[str, str]
    entries: tuple[tuple[str, str], ...]
    folder: str  # paths are matched from here, with a slash at its end unless it is the root

    def holds(self, path: str) -> bool:
        """Whether pre-commit would hand the path (from the root) to the hook."""
        if not path.startswith(self.folder):
            return False
        inner = path[len(self.folder) :]
        chosen = [pair for pair in self.entries or (("", ""),) if _lets_through(pair, inner)]
        return bool(chosen) and _lets_through(self.general, inner)


def selection(repository: Repository) -> Selection:
    """What the configuration of the current folder says; everything where there is none that can be read."""
    folder = repository.relative(".")
    folder = "" if folder == "." else folder + "/"
    for name in _CONFIGURATIONS:
        source = repository.source(folder + name)
        with suppress(Unparsable):
            for document in source.read(yaml.read) if source else ():
                hooks = (hook for repository in document.listed("repos") for hook in repository.listed("hooks"))
                entries = tuple(_patterns(hook) for hook in hooks if text_of(hook.get("id")) == HOOK)
                return Selection(_patterns(document), entries, folder)
    return Selection(("", ""), (), folder)


def _patterns(node: Node) -> tuple[str, str]:
    return text_of(node.get("files")), text_of(node.get("exclude"))


def _lets_through(patterns: tuple[str, str], path: str) -> bool:
    files, exclude = patterns
    return _matches(files, path, True) and not _matches(exclude, path, False)


def _matches(pattern: str, path: str, otherwise: bool) -> bool:
    try:
        return re.search(pattern, path) is not None if pattern else otherwise
    except re.error:
        return otherwise
