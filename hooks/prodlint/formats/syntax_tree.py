"""What every tree of tree-sitter answers: each node reached once, its parent known, its place in lines and columns."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, cached_property
from heapq import merge
from importlib.machinery import PathFinder

from tree_sitter import Language, Node, Parser
from tree_sitter import Tree as Parsed

from prodlint.expressions import expression
from prodlint.formats import Unparsable, bounded
from prodlint.light_typing import Any, TypeVar, cast

T = TypeVar("T")
_SURROGATES = expression("[\ud800-\udfff]")

# tree-sitter asks now and then whether to go on: in 42,000 real files never more than once in 50 bytes, but once in 28
# where nothing but lambdas and calls follow on one another. There something ends every few bytes; what takes so many
# steps and does not is open without an end, and takes gigabytes once that comes. It also asks for the text piece by
# piece, again where it looked far ahead and comes back: never for more than 25 times the pieces.
_LEAST_WORK, _BYTES_A_STEP = 40, 50
_DENSE, _LEAST_DENSE_WORK, _BYTES_A_DENSE_STEP = 32, 2_000, 12
_ENDS = b",;)]}"
_PIECE, _MOST_READ = 1_024, 60
_MOST_REPAIRS = 3


@cache
def grammar(package: str, function: str) -> Language:
    """The language that a function of a grammar's package gives.

    Only the compiled half of the package is imported: the other one reads queries of editors, and what it imports for
    that takes as long as an interpreter.
    """
    found = PathFinder.find_spec(package)
    inner = PathFinder.find_spec(f"{package}._binding", found.submodule_search_locations) if found else None
    if inner is None or inner.loader is None:
        raise ImportError(package)
    binding = inner.loader.create_module(inner)
    assert binding is not None  # of a compiled module
    inner.loader.exec_module(binding)
    return Language(getattr(binding, function)())


_LONGEST_ERROR = 200  # bytes
_TELLING = expression(r"string|call|argument|invocation|pair")


class SyntaxTree:
    """A parsed file. `has_errors` tells that some of it could not be parsed; the rest still can be asked."""

    def __init__(self, text: str, grammar: Language, times: int = 2) -> None:
        """Parse `text`, whose tree takes so many `times` the memory of others; raises `Unparsable`."""
        self._bytes = _SURROGATES.sub("\ufffd", bounded(text, times)).replace("\0", " ").encode()
        self._ascii = len(self._bytes) == len(text)
        self.root = self._parse(Parser(grammar)).root_node
        self.has_errors = self.root.has_error
        if self.has_errors:
            self._mend(Parser(grammar))
        self._parents: dict[int, Node] = {}
        self._types: dict[str, list[Node]] = {}
        self._walk()
        self._memo: dict[object, object] = {}

    def once(self, ask: Callable[[Any], T]) -> T:
        """The answer to a question about the whole file, which is asked once."""
        if ask not in self._memo:
            self._memo[ask] = ask(self)
        return cast(T, self._memo[ask])

    def _parse(self, parser: Parser) -> Parsed:
        """The tree. Raises Unparsable where the text is so broken that the parser tries out one repair after the other:
        a few bytes can keep it busy for ever."""
        size = len(self._bytes)
        is_dense = size < _DENSE * sum(self._bytes.count(sign) for sign in _ENDS)
        least, bytes_a_step = (_LEAST_DENSE_WORK, _BYTES_A_DENSE_STEP) if is_dense else (_LEAST_WORK, _BYTES_A_STEP)
        left, pieces, furthest = least + size // bytes_a_step, _MOST_READ * (4 + size // _PIECE), 0
        at_end = least + size // _BYTES_A_DENSE_STEP  # where a deep tree is put in order

        def is_too_much(offset: int, _has_error: bool) -> bool:
            nonlocal left, at_end, furthest
            left, at_end = (left - 1, at_end) if offset < size else (left, at_end - 1)
            furthest = max(furthest, offset)
            return left < 0 or at_end < 0 or pieces < 0

        def read(start: int, _: object) -> bytes:
            nonlocal pieces
            pieces -= 1
            return self._bytes[start : start + _PIECE] if pieces >= 0 else b""

        with suppress(ValueError):  # it was told to stop
            tree = parser.parse(read, progress_callback=is_too_much)
            if pieces >= 0:
                return tree
        raise Unparsable(self._bytes.count(b"\n", 0, furthest) + 1, "too broken to be parsed")

    def _mend(self, parser: Parser) -> None:
        """Take out what is wrong, and close a text that its line leaves open, where less is broken then: one swallows
        what follows, and with any of them what could be read in two ways is not read in the better one."""
        for _ in range(_MOST_REPAIRS if len(self._bytes) < _PIECE * _PIECE else 0):
            before, least, size = self._bytes, self.root, _broken(self.root)
            for text in (*_without(before, self.root), *_closed(before, _first_error(self.root))):
                self._bytes = text
                with suppress(Unparsable):
                    tried = self._parse(parser).root_node
                    if _broken(tried) < size:
                        least, before = tried, text
                        break
            self._bytes = before
            if least is self.root:
                break
            self.root = least

    def _walk(self) -> None:
        cursor, path = self.root.walk(), list[Node]()
        while True:
            node = cursor.node
            if node is not None and node.is_named:
                if path:
                    self._parents[node.id] = path[-1]
                self._types.setdefault(node.type, []).append(node)
                if cursor.goto_first_child():
                    path.append(node)
                    continue
            while not cursor.goto_next_sibling():
                if not cursor.goto_parent():
                    return
                path.pop()

    def of_type(self, *types: str) -> list[Node]:
        """All nodes of these types, in the order of the source."""
        lists = [self._types[name] for name in types if name in self._types]
        if len(lists) == 1:
            return list(lists[0])
        return list(merge(*lists, key=lambda node: (node.start_byte, -node.end_byte)))

    def within(self, node: Node, *types: str) -> list[Node]:
        """The nodes of these types in another node, the node itself included."""
        found: list[Node] = []
        for name in types:
            nodes = self._types.get(name, [])
            start = bisect_left(nodes, node.start_byte, key=_start)
            found.extend(nodes[start : bisect_left(nodes, node.end_byte, lo=start, key=_start)])
        return found

    def types(self) -> list[str]:
        """The types of the nodes in the file."""
        return list(self._types)

    @cached_property
    def whole_text(self) -> str:
        """The source text of the file."""
        return self.text(self.root)

    def text(self, node: Node) -> str:
        """The source text of a node; what was no UTF-8 is U+FFFD."""
        return self._bytes[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def line(self, node: Node) -> int:
        """The 1-based line in which a node begins."""
        return node.start_point.row + 1

    def column(self, node: Node) -> int:
        """The 1-based column, in characters, at which a node begins."""
        offset = node.start_point.column
        if self._ascii:
            return offset + 1
        return len(self._bytes[node.start_byte - offset : node.start_byte].decode("utf-8", "replace")) + 1

    def parent(self, node: Node) -> Node | None:
        """The node around a node (`Node.parent` starts from the root each time, this does not)."""
        return self._parents.get(node.id)

    def around(self, node: Node) -> Iterator[Node]:
        """The nodes around a node, the nearest first."""
        parent = self._parents.get(node.id)
        while parent is not None:
            yield parent
            parent = self._parents.get(parent.id)


def _broken(root: Node) -> int:
    """How many bytes of a tree belong to no construct."""
    found, waiting = 0, [root]
    while waiting:
        node = waiting.pop()
        if node.is_error:
            found += node.end_byte - node.start_byte
        elif node.is_missing:
            found += 1
        elif node.has_error:
            waiting += node.children
    return found


def _first_error(root: Node) -> int:
    """The row (0-based) of the first thing that is wrong."""
    node = root
    while not node.is_error and not node.is_missing:
        inner = next((child for child in node.children if child.has_error or child.is_missing), None)
        if inner is None:
            break
        node = inner
    return node.start_point.row


def _without(text: bytes, root: Node) -> Iterator[bytes]:
    """The text with a blank for each character of what is wrong and says nothing: it holds no text and no call."""
    wrong, waiting = list[tuple[int, int]](), [root]
    while waiting:
        node = waiting.pop()
        if node.is_error and node.end_byte - node.start_byte < _LONGEST_ERROR and not _TELLING.search(str(node)):
            wrong.append((node.start_byte, node.end_byte))
        elif node.has_error:
            waiting += node.children
    tried = bytearray(text)
    for start, end in sorted(wrong, reverse=True):
        said = text[start:end].decode("utf-8", "replace")
        tried[start:end] = b"".join(b"\n" if character == "\n" else b" " for character in said)
    if tried != text:
        yield bytes(tried)


def _closed(text: bytes, row: int) -> Iterator[bytes]:
    """The text with a quote at the end of a line that has an odd number of them: near a row, or the first one."""
    lines = text.split(b"\n")
    for quote in (b'"', b"'"):
        first = next((at for at, line in enumerate(lines[: row + 1]) if line.count(quote) % 2), row)
        for at in dict.fromkeys((row, row - 1, first)):
            if 0 <= at < len(lines) and lines[at].count(quote) % 2:
                yield b"\n".join((*lines[:at], lines[at] + quote, *lines[at + 1 :]))


def _start(node: Node) -> int:
    return node.start_byte
