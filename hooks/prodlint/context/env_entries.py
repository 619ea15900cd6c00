"""The names and values of an env file in any of its formats."""

from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats import Unparsable, dotenv, json, pairs
from prodlint.formats.node import Node, walk
from prodlint.formats.position import Positions
from prodlint.light_typing import NamedTuple
from prodlint.source import Source

_PHP = expression(r"""(?P<q>["'])(?P<name>[\w.-]+)(?P=q)\s*=>\s*(?P<v>["'])(?P<value>(?:\\.|(?!(?P=v))[^\\])*)(?P=v)""")
_JSON = expression(r"\s*\{\s*[\"}]")


class Entry(NamedTuple):
    """`name` is given `value` at a line and column (1-based), up to the line `last`."""

    name: str
    value: str
    line: int
    column: int
    last: int
    commented: bool = False


def entries(source: Source) -> list[Entry]:
    """All entries of an env file, in the order of its text. Text that is not of its format is read by lines."""
    extension = source.path.lower().rpartition(".")[2]
    try:
        if extension in ("yaml", "yml"):
            from prodlint.formats import yaml

            return [entry for document in source.read(yaml.read) for entry in _of_tree(document)]
        if extension == "json" or _JSON.match(source.text):
            return list(_of_tree(source.read(json.read)))
        return _of_php(source) if extension == "php" else _of_dotenv(source)
    except Unparsable:
        return _by_lines(source)


def _of_dotenv(source: Source) -> list[Entry]:
    return [
        Entry(found.name, found.value, found.line, found.column, found.end_line, found.commented)
        for found in source.read(dotenv.read)
        if found.value is not None
    ]


def _of_tree(root: Node) -> Iterator[Entry]:
    """Keys and their values; in lists as Kubernetes and Postman write them, `name: X` with `value: Y` is one entry."""
    named: dict[tuple[str | int, ...], str] = {}
    for path, scalar in walk(root):
        names = [part for part in path if isinstance(part, str)]
        if not names:
            continue
        if isinstance(path[-2:][0], int) and path[-1] in ("name", "key"):
            named[path[:-1]] = scalar.text
        else:
            name = named.get(path[:-1], "value") if path[-1] == "value" else names[-1]
            yield Entry(name, scalar.text, scalar.line, scalar.column, scalar.end_line)


def _of_php(source: Source) -> list[Entry]:
    """`'NAME' => 'value'` of a PHP array."""
    positions = Positions(source.text)
    found = []
    for pair in _PHP.finditer(source.text):
        line, column = positions.at(pair.start("v"))
        found.append(Entry(pair["name"], pair["value"], line, column, positions.at(pair.end())[0]))
    return found


def _by_lines(source: Source) -> list[Entry]:
    return [Entry(pair.name, pair.value, pair.line, pair.column, pair.line) for pair in pairs.read(source.text)]
