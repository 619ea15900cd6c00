"""Every setting of a file, whatever its format: the path of keys that leads to it, its value and its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from prodlint.formats import Unparsable, braces, dockerfile, dotenv, ini, json, pairs, toml, yaml
from prodlint.formats.node import Mapping, Node, Scalar, Sequence
from prodlint.rules.no_wildcard_cors.wildcards import squeeze
from prodlint.source import Source


class Place(NamedTuple):
    """One value: `keys` from the root (list indexes left out), and the mappings around it, the innermost last."""

    keys: tuple[str, ...]
    text: str
    line: int
    column: int
    around: tuple[Mapping, ...] = ()
    last: int = 0

    @property
    def name(self) -> str:
        """The last key; of a dotted key its last part."""
        return self.keys[-1].rpartition(".")[2] if self.keys else ""

    @property
    def beside(self) -> frozenset[str]:
        """The squeezed keys of the innermost mapping around it."""
        return frozenset(squeeze(key.text) for key, _ in self.around[-1].pairs) if self.around else frozenset()


def of(source: Source) -> list[Place]:
    """The settings of a file in the order of its text; by lines where it cannot be parsed."""
    reader = _READERS.get(source.kind)
    try:
        return list(reader(source)) if reader else []
    except Unparsable:
        return list(_by_lines(source))


def documents(source: Source) -> list[Node]:
    """The roots of a YAML, JSON or TOML file. Raises Unparsable."""
    if source.kind == "json":
        return [source.read(json.read)]
    if source.kind == "toml":
        return [source.read(toml.read)]
    return source.read(yaml.read)


def _of_trees(source: Source) -> Iterator[Place]:
    for document in documents(source):
        yield from _below(document)


_ASSIGNED = re.compile(r"(?P<name>[A-Za-z_][\w./-]*)=(?P<value>.*)", re.DOTALL)
_KEY_NAMES = ("key", "name", "parametername", "header", "envvar", "parameterkey")
_VALUE_NAMES = ("value", "parametervalue", "headervalue")


def _below(root: Node) -> Iterator[Place]:
    """The scalars below a node, and what they say in other forms: `{name: X, value: "*"}`, `- X=*`."""
    seen: set[int] = set()
    waiting: list[tuple[tuple[str, ...], Node, tuple[Mapping, ...]]] = [((), root, ())]
    while waiting:
        keys, node, around = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Scalar):
            yield from _of_scalar(keys, node, around)
        elif isinstance(node, Sequence):
            waiting += reversed([(keys, child, around) for child in node.nodes])
        elif isinstance(node, Mapping):
            inside = (*around, node)
            name = _named(node)
            for key, child in reversed(node.pairs):
                own = (name,) if name and key.text.lower() in _VALUE_NAMES else (key.text,)
                waiting.append((keys if key.text == "<<" else (*keys, *own), child, inside))


def _named(node: Mapping) -> str:
    """The name in `{name: X, value: ...}`; "" for any other mapping."""
    low = {key.text.lower().replace("_", ""): value for key, value in node.pairs}
    if not any(name in low for name in _VALUE_NAMES):
        return ""
    return next((low[name].text for name in _KEY_NAMES if isinstance(low.get(name), Scalar)), "")  # type: ignore[attr-defined]


def _of_scalar(keys: tuple[str, ...], node: Scalar, around: tuple[Mapping, ...]) -> Iterator[Place]:
    if "\n" in node.text:
        for assigned in dotenv.read(node.text):
            if assigned.value is not None and not assigned.commented:
                line, _ = node.place(assigned.line, 1)
                yield Place((*keys, assigned.name), assigned.value, line, 1, around, node.end_line)
        return
    yield Place(keys, node.text, node.line, node.column, around, node.end_line)
    pair = _ASSIGNED.fullmatch(node.text)
    if pair:
        column = node.content_column + pair.start("value")
        yield Place((*keys, pair["name"]), pair["value"], node.line, column, around, node.end_line)


def _by_lines(source: Source) -> Iterator[Place]:
    above = ""
    for number, line in enumerate(source.lines, 1):
        item = _ITEM.fullmatch(line)
        if item and above:
            yield Place((above,), item["value"], number, item.start("value") + 1)
        elif line.strip() and not line.lstrip().startswith("#"):
            pair = next(pairs.read(line), None)
            above = pair.name if pair and pair.value in ("", "|", ">", "[") else ""
            if pair:
                yield Place((pair.name,), pair.value, number, pair.column)


_ITEM = re.compile(r"""\s*-\s+["']?(?P<value>[^"'\s#]+)["']?\s*(?:#.*)?""")


def _of_dotenv(source: Source) -> Iterator[Place]:
    for found in source.read(dotenv.read):
        if found.value is not None and not found.commented:
            yield Place((found.name,), found.value, found.line, found.column, last=found.end_line)


def _of_ini(source: Source) -> Iterator[Place]:
    for entry in source.read(ini.read):
        keys = tuple(filter(None, (entry.section, entry.key)))
        yield Place(keys, entry.value, entry.line, entry.column, last=entry.end_line)
        if entry.key.lower() == "environment":  # systemd: several assignments; supervisord: with commas between
            for pair in re.finditer(r"""(?<!\w)([A-Za-z_]\w*)=["']?([^"',\s]*)""", entry.value):
                yield Place((*keys, pair[1]), pair[2], entry.line, entry.column, last=entry.end_line)


def _of_dockerfile(source: Source) -> Iterator[Place]:
    for instruction in source.read(dockerfile.read).instructions:
        for pair in instruction.pairs if instruction.keyword in ("ENV", "ARG", "LABEL") else ():
            if pair.value is not None:
                yield Place((pair.name,), pair.value, pair.line, pair.column, last=instruction.end_line)


def _of_braces(source: Source) -> Iterator[Place]:
    name = ""
    for literal in source.read(braces.read):
        *outside, key = literal.keys
        yield Place((*outside, name if key == "value" and name else key), literal.text, literal.line, literal.column)
        name = literal.text if key == "name" else ""


_READERS: dict[str, Callable[[Source], Iterable[Place]]] = {
    **dict.fromkeys(("yaml", "compose", "workflow", "json", "toml"), _of_trees),
    **dict.fromkeys(("terraform", "bicep", "conf"), _of_braces),
    **dict.fromkeys(("ini", "properties"), _of_ini),
    "dotenv": _of_dotenv,
    "shell": _of_dotenv,
    "makefile": _of_dotenv,
    "procfile": _of_dotenv,
    "dockerfile": _of_dockerfile,
}
