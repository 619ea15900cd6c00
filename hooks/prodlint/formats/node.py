"""One tree for what YAML, JSON and TOML hold, with the place of every value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from prodlint.light_typing import TypeVar

T = TypeVar("T")

MAX_DEPTH = 200  # deeper nesting is refused by the readers, so that a tree may be visited recursively
_MAX_MERGED = 100  # mappings merged into one; keeps a long chain of merges from costing its square


class Node:
    """A value at `line` and `column` (1-based), up to `end_line`; `tag` is what YAML wrote, as in `!Sub`, or "".

    Every node answers `get`, `items`, `listed` and `strings`, each for the end of a path: it can be followed without
    asking what it meets.
    """

    __slots__ = ("column", "end_line", "line", "tag")

    def __init__(self, line: int, column: int, end_line: int = 0, tag: str = "") -> None:
        self.line = line
        self.column = column
        self.end_line = end_line or line
        self.tag = tag

    def get(self, *keys: str) -> Node | None:
        """The value at the end of a path of keys, also through merge keys; None where the path breaks off."""
        node: Node | None = self
        for key in keys:
            node = node.child(key) if node is not None else None
        return node

    def child(self, key: str) -> Node | None:
        """The value of one key; of a repeated key the last."""
        return None

    def items(self, *path: str) -> list[tuple[Scalar, Node]]:
        """The keys and values of a mapping, those merged into it last; nothing of any other node."""
        found = self.get(*path)
        return found.merged() if isinstance(found, Mapping) else []

    def listed(self, *path: str) -> list[Node]:
        """The items of a list; nothing of any other node."""
        found = self.get(*path)
        return found.nodes if isinstance(found, Sequence) else []

    def strings(self, *path: str) -> list[Scalar]:
        """The scalars of a value that may be written as a string or as a list of strings."""
        found = self.get(*path)
        return [found] if isinstance(found, Scalar) else [one for one in self.listed(*path) if isinstance(one, Scalar)]


class Scalar(Node):
    """A string, number, boolean or null as `text`, without quotes and escapes.

    `quoted`: it was written as a string for sure. `templated`: a template tag is in it, which `text` shows as it
    was written. The first line of `text` is at `content_line` and `content_column`: for a YAML block scalar that
    is below its `|`, for a quoted one after the quote.
    """

    __slots__ = ("content_column", "content_line", "quoted", "templated", "text")

    def __init__(
        self,
        text: str,
        line: int,
        column: int,
        *,
        end_line: int = 0,
        tag: str = "",
        quoted: bool = False,
        templated: bool = False,
        content_line: int = 0,
        content_column: int = 0,
    ) -> None:
        super().__init__(line, column, end_line, tag)
        self.text = text
        self.quoted = quoted
        self.templated = templated
        self.content_line = content_line or line
        self.content_column = content_column or column + quoted

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Where a line and column of `text` (1-based) are in the file; the start of the scalar where that is not
        told, as `"a\\nb"` reads as more lines than it is written on."""
        row = self.content_line + line - 1
        return (row, self.content_column + column - 1) if row <= self.end_line else (self.line, self.column)


class Sequence(Node):
    """A list of nodes."""

    __slots__ = ("nodes",)

    def __init__(self, line: int, column: int, end_line: int = 0, tag: str = "") -> None:
        super().__init__(line, column, end_line, tag)
        self.nodes: list[Node] = []


class Mapping(Node):
    """Keys and values as written: `pairs` holds repeated keys and merge keys (`<<`) too."""

    __slots__ = ("_last", "pairs")

    def __init__(self, line: int, column: int, end_line: int = 0, tag: str = "") -> None:
        super().__init__(line, column, end_line, tag)
        self.pairs: list[tuple[Scalar, Node]] = []
        self._last: tuple[int, dict[str, Node]] = (0, {})  # of so many pairs

    def child(self, key: str) -> Node | None:
        if self._last[0] != len(self.pairs):
            merged = {name.text: value for name, value in reversed(self.merged())}
            self._last = len(self.pairs), merged | {name.text: value for name, value in self.pairs}
        return self._last[1].get(key)

    def merged(self) -> list[tuple[Scalar, Node]]:
        """The keys and values, each key once, those of what is merged into it last."""
        found: list[tuple[Scalar, Node]] = []
        names: set[str] = set()
        seen: set[int] = set()
        waiting: list[Node] = [self]
        while waiting and len(seen) < _MAX_MERGED:
            node = waiting.pop()
            if isinstance(node, Sequence):
                waiting += reversed(node.nodes)
            elif isinstance(node, Mapping) and id(node) not in seen:
                seen.add(id(node))
                new = [pair for pair in node.pairs if not _merges(pair[0]) and pair[0].text not in names]
                found += new
                names.update(name.text for name, _ in new)
                waiting += reversed([value for name, value in node.pairs if _merges(name)])
        return found


def _merges(key: Scalar) -> bool:
    return key.text == "<<" and not key.quoted


def text_of(node: Node | None) -> str:
    """The text of a scalar; "" for anything else."""
    return node.text if isinstance(node, Scalar) else ""


def visited(root: Node, start: T, below: Callable[[Node, T], Iterable[tuple[Node, T]]]) -> Iterator[tuple[Node, T]]:
    """Every node at or below a root, in the order of the text, with what `below` says of it: that gives the children
    that are looked into, each with what is known of it.

    A node that aliases share is visited once, where it stands first.
    """
    seen: set[int] = set()
    waiting = [(root, start)]
    while waiting:
        node, known = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node, known
            waiting += reversed([*below(node, known)]) if not isinstance(node, Scalar) else ()


Path = tuple[str | int, ...]


def walk(root: Node) -> Iterator[tuple[Path, Scalar]]:
    """Every scalar value below a node, in the order of the text, with its path of keys and indices; a merge key adds
    nothing to the path."""
    start: Path = ()
    found = visited(root, start, _with_paths)
    return ((path, node) for node, path in found if isinstance(node, Scalar))


def _with_paths(node: Node, path: Path) -> Iterator[tuple[Node, Path]]:
    for index, child in enumerate(node.listed()):
        yield child, (*path, index)
    for key, child in node.pairs if isinstance(node, Mapping) else ():
        yield child, path if _merges(key) else (*path, key.text)


def _all(node: Mapping) -> list[Node]:
    return [child for _, child in node.pairs]


def mappings(root: Node, below: Callable[[Mapping], list[Node]] = _all) -> Iterator[Mapping]:
    """Every mapping at or below a node, in the order of the text; one that aliases share comes once.

    `below` says which children of a mapping are looked into: what it leaves out is cut off.
    """

    def inside(node: Node, _: None) -> Iterator[tuple[Node, None]]:
        return ((child, None) for child in (below(node) if isinstance(node, Mapping) else node.listed()))

    return (node for node, _ in visited(root, None, inside) if isinstance(node, Mapping))
