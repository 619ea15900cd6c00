"""What `prodlint.toml`, or `[tool.prodlint]` in pyproject.toml, says: the nearest one above a file counts, alone.

The keys are the names of the options. What the command line says of an option takes the place of what is written here.
Paths are from the folder of the configuration; those of the file that `--config` names are from the root.
"""

import os
import re
from collections.abc import Collection, Iterator
from importlib import import_module

from prodlint import HOOKS
from prodlint.formats import Unparsable
from prodlint.formats.node import Mapping, Node, Scalar, Sequence, text_of
from prodlint.light_typing import NamedTuple
from prodlint.nearest import SHARED, Folders
from prodlint.options import Options, PathPattern, printable
from prodlint.source import Repository, Source, read_bytes

# What the values of keys are.
_SWITCH, _NAMES, _REGEXES, _HOOKS, _ENTRIES = "true or false", "names", "regular expressions", "hooks", "entries"
_EVERYWHERE = {"exclude": _REGEXES, "strict": _SWITCH}
_KEYS = {
    "extend-hooks": _HOOKS,
    "skip-hooks": _HOOKS,
    "exclude": _REGEXES,
    "prod-files": _REGEXES,
    "dev-files": _REGEXES,
    "strict": _SWITCH,
    "require-reason": _SWITCH,
    "allow": _ENTRIES,
}
_OF_HOOK = {
    "block-env-files": {"require": _NAMES},
    "no-public-secrets": {"allow": _NAMES, "public-prefix": _NAMES},
    "no-reload-in-prod": {"unknown": "report or ignore"},
}
_ENTRY = ("hook", "path", "match", "reason")


def levels(hook: str) -> tuple[str, ...]:
    """What `--level` may be for a hook, the default first; empty where it means nothing."""
    return getattr(import_module(f"prodlint.rules.{hook.replace('-', '_')}"), "LEVELS", ())


def keys_of(hook: str) -> dict[str, str]:
    """The keys that only the table of one hook has, and what their values are."""
    return {**_OF_HOOK.get(hook, {}), **({"level": " or ".join(levels(hook))} if levels(hook) else {})}


class Allowed(NamedTuple):
    """An entry that allows findings of a hook in some paths, perhaps only in lines that hold something.

    `file`, `line` and `column` are where it stands, for what is said of it.
    """

    hook: str
    path: PathPattern
    match: str
    file: str
    line: int
    column: int


class Configuration:
    """One file; without a table of ours in it, all is as it is without one. `problems` are what is wrong with it, as
    (line, column, what)."""

    def __init__(self, path: str, folder: str, table: Node | None) -> None:
        self.path = path  # from the root
        self._folder = folder
        self.values: dict[str, object] = {}
        self.of_hooks: dict[str, dict[str, object]] = {}
        self.extend: list[str] = []
        self.skip: list[str] = []
        self.allowed: list[Allowed] = []
        self.problems: list[tuple[int, int, str]] = []
        if table is not None and not isinstance(table, Mapping):
            self._wrong(table, "tool.prodlint is a table")
        for key, value in table.items() if table else ():
            if key.text in HOOKS and isinstance(value, Mapping):
                self._read_hook(key.text, value)
            elif key.text == "allow":
                self._read_entries(value)
            elif self._knows(key, [*_KEYS, *HOOKS], "key"):
                found = self._value(key.text, value, _KEYS.get(key.text, "a table"))
                if key.text in ("extend-hooks", "skip-hooks"):
                    setattr(self, key.text.removesuffix("-hooks"), found or [])
                else:
                    self.values[_attribute(key.text)] = found

    def _read_hook(self, hook: str, table: Mapping) -> None:
        keys = {**_EVERYWHERE, **keys_of(hook)}
        for key, value in table.items():
            if self._knows(key, keys, f"key of {hook}"):
                self.of_hooks.setdefault(hook, {})[_attribute(key.text)] = self._value(key.text, value, keys[key.text])

    def _read_entries(self, value: Node) -> None:
        if not isinstance(value, Sequence) or not all(isinstance(entry, Mapping) for entry in value.nodes):
            self._wrong(value, "allow is a list of tables, [[tool.prodlint.allow]]")
            return
        for entry in value.nodes:
            keys = {key.text: text for key, text in entry.items() if self._knows(key, _ENTRY, "key of an allow entry")}
            for key in _ENTRY:
                if key != "match" and not text_of(keys.get(key)).strip():
                    self._wrong(entry, f"this allow entry has no {key}")
            for key in keys.keys() & {"path", "match"}:
                self._value(key, keys[key], _REGEXES)
            hook, path, match = (keys.get(key, Scalar("", entry.line, entry.column)) for key in _ENTRY[:3])
            if text_of(hook) and isinstance(hook, Scalar):
                self._knows(hook, HOOKS, "hook")
            pattern = PathPattern(self._folder, text_of(path))
            self.allowed.append(Allowed(text_of(hook), pattern, text_of(match), self.path, entry.line, entry.column))

    def _value(self, key: str, value: Node, form: str) -> object:
        """What is written for a key, as the option of that name holds it."""
        nodes = value.nodes if isinstance(value, Sequence) else [value]
        texts = [node.text for node in nodes if isinstance(node, Scalar) and (node.quoted or form == _SWITCH)]
        if len(texts) < len(nodes) or (form == _SWITCH and isinstance(value, Sequence)):
            self._wrong(value, f"{key} is {'a list of ' if form in (_NAMES, _REGEXES, _HOOKS) else ''}{form}")
            return None
        if form == _HOOKS:
            return [node.text for node in nodes if isinstance(node, Scalar) and self._knows(node, HOOKS, "hook")]
        if form == _REGEXES:
            for node, text in zip(nodes, texts, strict=True):
                try:
                    re.compile(text)
                except re.error as error:
                    self._wrong(node, f"{key} is no regular expression: {error}")
                    return None
            return [PathPattern(self._folder, text) for text in texts]
        if form == _NAMES:
            return texts
        allowed = ("true", "false") if form == _SWITCH else tuple(form.split(" or "))
        if isinstance(value, Sequence) or texts[0] not in allowed:
            self._wrong(value, f"{key} is {form}")
            return None
        return texts[0] == "true" if form == _SWITCH else texts[0]

    def _knows(self, name: Scalar, known: Collection[str], what: str) -> bool:
        if name.text not in known:
            self._wrong(name, f"no such {what}: {printable(name.text[:100])}{_meant(name.text, known)}")
        return name.text in known

    def _wrong(self, node: Node, what: str) -> None:
        self.problems.append((node.line, node.column, what))

    def runs(self, hook: str, options: Options) -> bool:
        """Whether a hook of this run is to look at the files here."""
        return hook in options.hook or (
            hook not in self.skip and (not options.chosen or hook in options.chosen or hook in self.extend)
        )

    def options(self, hook: str, asked: Options) -> Options:
        """What was asked for, and where nothing was, what is written here; of a hook, or "" for the file itself."""
        own = self.of_hooks.get(hook, {})
        merged = asked.copy()
        for name, value in {**self.values, **own}.items():
            if value is not None and name not in asked.given:
                setattr(merged, name, value)
        if "exclude" not in asked.given:
            merged.exclude = [*_patterns(self.values.get("exclude")), *_patterns(own.get("exclude"))]
        return merged


class Configurations:
    """The configuration of each file of a repository; `troubles` are what is wrong with those that were read."""

    def __init__(self, repository: Repository) -> None:
        self._options = repository.options
        self._repository = repository
        self._folders = Folders(repository.root, repository.contents)
        self._read: dict[str, Configuration | None] = {}
        self._of_folders: dict[str, Configuration] = {}
        self._merged: dict[tuple[str, str], Options] = {}
        self.troubles: list[tuple[str, str]] = []
        self._none = Configuration("", "", None)

    def of(self, path: str) -> Configuration:
        """The configuration that counts for a path from the root."""
        folder = path.rpartition("/")[0]
        if folder not in self._of_folders:
            self._of_folders[folder] = self._find(folder)
        return self._of_folders[folder]

    def options_of(self, path: str, hook: str = "") -> Options:
        """The options of a hook for a path from the root; without a hook those that are about the file itself."""
        configuration = self.of(path)
        key = (configuration.path, hook)
        if key not in self._merged:
            self._merged[key] = configuration.options(hook, self._options)
        return self._merged[key]

    def known(self) -> Iterator[Configuration]:
        """Those that were read so far."""
        return (configuration for configuration in self._read.values() if configuration)

    def _find(self, folder: str) -> Configuration:
        if self._options.no_config or folder.startswith("../") or folder == ".." or os.path.isabs(folder):
            return self._none
        if self._options.config:
            return self._once(self._options.config, None) or self._none
        above = self._folders.above(os.path.normpath(os.path.join(self._repository.root, folder)))
        return next(filter(None, (self._once(path, data) for path, data in above)), self._none)

    def _once(self, full: str, data: bytes | None) -> Configuration | None:
        """The configuration in a file, None where it holds none; read once, what is wrong with it is said once."""
        if full not in self._read:
            self._read[full] = self._parse(full, data)
        return self._read[full]

    def _parse(self, full: str, data: bytes | None) -> Configuration | None:
        path = self._repository.relative(full)
        folder = "" if self._options.config else path[: path.rfind("/") + 1]
        shown = self._repository.shown(path)
        from prodlint.formats import toml  # late: most repositories have no configuration

        try:
            data = read_bytes(full) if data is None else data
            root: Node | None = toml.read(Source(path, data).text)
        except (OSError, ValueError) as error:
            if (
                not isinstance(error, Unparsable)
                or path.rpartition("/")[2] != SHARED
                or b"tool.prodlint" in (data or b"")
            ):
                self.troubles.append((shown, getattr(error, "strerror", None) or str(error)))
            return None
        if path.rpartition("/")[2] == SHARED:
            root = root.get("tool", "prodlint") if root else None
            if root is None:
                return None
        found = Configuration(path, folder, root)
        self.troubles += [(f"{shown}:{line}:{column}", what) for line, column, what in found.problems]
        return found


def _attribute(key: str) -> str:
    return key.replace("-", "_")


def _patterns(value: object) -> list[PathPattern]:
    return value if isinstance(value, list) else []


def _meant(word: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word[:100], known, 1)
    return f"; is {close[0]} meant?" if close else f"; there are {', '.join(known)}"
