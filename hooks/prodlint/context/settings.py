"""Every setting of a file, whatever its format: the path of keys that leads to it, its value and its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from prodlint.formats import Unparsable, dockerfile, dotenv, ini, pairs
from prodlint.formats.node import Mapping, Node, Scalar, Sequence
from prodlint.formats.roots import roots
from prodlint.source import Source

_ASSIGNED = re.compile(r"(?P<name>[A-Za-z_][\w.-]*)=(?P<value>.*)")
_NAMED = ("name", "key")
_UNIT_PAIR = re.compile(r"""(?<!\w)([A-Za-z_]\w*)=([^"'\s]*)""")


class Setting(NamedTuple):
    """One value. `keys` lead to it from the root, list indexes left out; line and column are those of the value.

    `{name: X, value: y}`, `- X=y` and assignments in a block of text count as settings of the name X. `listed`: it
    is an item of a list.
    """

    keys: tuple[str, ...]
    text: str
    line: int
    column: int
    last: int = 0
    listed: bool = False

    @property
    def name(self) -> str:
        """The last key; of a dotted key its last part."""
        return self.keys[-1].rpartition(".")[2] if self.keys else ""


def settings_of(source: Source) -> list[Setting]:
    """The settings of a file in the order of its text; by lines where it cannot be parsed, none of other kinds."""
    reader = _READERS.get(source.kind)
    try:
        return list(reader(source)) if reader else []
    except Unparsable:
        return [Setting((pair.name,), pair.value, pair.line, pair.column) for pair in pairs.read(source.text)]


def _of_trees(source: Source) -> Iterator[Setting]:
    for root in roots(source):
        yield from _below(root)


def _below(root: Node) -> Iterator[Setting]:
    seen: set[int] = set()
    waiting: list[tuple[tuple[str, ...], Node, bool]] = [((), root, False)]
    while waiting:
        keys, node, listed = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Scalar):
            yield from _of_scalar(keys, node, listed)
        elif isinstance(node, Sequence):
            waiting += [(keys, child, True) for child in reversed(node.nodes)]
        elif isinstance(node, Mapping):
            name = next((found.text for key in _NAMED if isinstance(found := node.get(key), Scalar)), "")
            for key, child in reversed(node.pairs):
                own = name if name and key.text == "value" else key.text
                waiting.append((keys if key.text == "<<" else (*keys, own), child, False))


def _of_scalar(keys: tuple[str, ...], node: Scalar, listed: bool) -> Iterator[Setting]:
    if "\n" in node.text:
        for found in dotenv.read(node.text):
            if found.value is not None and not found.commented:
                yield Setting((*keys, found.name), found.value, *node.place(found.line, found.column), node.end_line)
        return
    yield Setting(keys, node.text, node.line, node.column, node.end_line, listed)
    pair = _ASSIGNED.fullmatch(node.text)
    if pair:
        column = node.content_column + pair.start("value")
        yield Setting((*keys, pair["name"]), pair["value"], node.line, column, node.end_line)


def _of_dotenv(source: Source) -> Iterator[Setting]:
    for found in source.read(dotenv.read):
        if found.value is not None and not found.commented:
            yield Setting((found.name,), found.value, found.line, found.column, found.end_line)


def _of_ini(source: Source) -> Iterator[Setting]:
    for entry in source.read(ini.read):
        keys = tuple(filter(None, (entry.section, entry.key)))
        yield Setting(keys, entry.value, entry.line, entry.column, entry.end_line)
        for pair in _UNIT_PAIR.finditer(entry.value) if entry.key.lower() == "environment" else ():
            yield Setting((*keys, pair[1]), pair[2], entry.line, entry.column, entry.end_line)


def _of_dockerfile(source: Source) -> Iterator[Setting]:
    for instruction in source.read(dockerfile.read).instructions:
        for pair in instruction.pairs if instruction.keyword in ("ENV", "ARG") else ():
            if pair.value is not None:
                yield Setting((pair.name,), pair.value, pair.line, pair.column, instruction.end_line)


_READERS: dict[str, Callable[[Source], Iterable[Setting]]] = {
    **dict.fromkeys(("yaml", "compose", "workflow", "json", "toml"), _of_trees),
    **dict.fromkeys(("ini", "properties"), _of_ini),
    **dict.fromkeys(("dotenv", "shell", "makefile", "procfile"), _of_dotenv),
    "dockerfile": _of_dockerfile,
}
