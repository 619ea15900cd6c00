"""The syntax tree of a Python file with what `ast` leaves out: parents, source order, columns in characters."""

import ast
import warnings
from collections.abc import Callable, Iterator

from prodlint.expressions import expression
from prodlint.formats import Unparsable, bounded
from prodlint.formats.mending import mended
from prodlint.formats.python.mending import fillers, rewritten
from prodlint.light_typing import Any, NamedTuple, TypeVar, cast

T = TypeVar("T")
# Nodes that CPython shares between places, so they have no parent.
_SHARED = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)
_UNFIT = expression("[\0\ud800-\udfff]")  # of which a comment may be full, and no Python source may hold any
_MAX_SOURCE = 200


class Place(NamedTuple):
    """Where a node hangs: its parent, the field of the parent, and the index there when that field is a list."""

    parent: ast.AST
    field: str
    at: int


class Syntax:
    """A parsed file; `nodes` are in preorder, `order` their index, `last` the index of their last descendant."""

    def __init__(self, text: str, tree: ast.Module) -> None:
        """The tree and the text that it was made from, as `parsed` gives them."""
        self.whole_text = text
        self.lines = text.split("\n")
        self.tree = tree
        self.nodes: list[ast.AST] = []
        self.places: dict[ast.AST, Place] = {}
        self._memo: dict[object, object] = {}
        self._index()
        self.order = {node: index for index, node in enumerate(self.nodes)}
        ends = list(range(len(self.nodes)))
        for index in range(len(ends) - 1, 0, -1):
            parent = self.order[self.places[self.nodes[index]].parent]
            ends[parent] = max(ends[parent], ends[index])
        self.last = dict(zip(self.nodes, ends, strict=True))

    def _index(self) -> None:
        stack: list[ast.AST] = [self.tree]
        while stack:
            node = stack.pop()
            self.nodes.append(node)
            children = _children(node)
            self.places.update(children)
            stack.extend(child for child, _ in reversed(children))

    def ascend(self, node: ast.AST) -> Iterator[tuple[ast.AST, Place]]:
        """The node and its ancestors, each with its place, up to the last one below the module."""
        place = self.places.get(node)
        while place is not None:
            yield node, place
            node = place.parent
            place = self.places.get(node)

    def once(self, ask: Callable[[Any], T]) -> T:
        """The answer to a question about the whole file, which is asked once."""
        if ask not in self._memo:
            self._memo[ask] = ask(self)
        return cast(T, self._memo[ask])

    def around(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes around a node, the nearest first."""
        return (place.parent for _, place in self.ascend(node))

    def name(self, node: ast.AST) -> str:
        """The last name of a name or a chain of attributes: "c" of `a.b.c` (or `f().c`); "" for anything else."""
        return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""

    def parent(self, node: ast.AST) -> ast.AST | None:
        """The node that holds this one; None for the module."""
        place = self.places.get(node)
        return place.parent if place is not None else None

    def line(self, node: ast.AST) -> int:
        """The 1-based line; that of the nearest ancestor for a node without a position."""
        for candidate in (node, *self.around(node)):
            number = getattr(candidate, "lineno", 0)
            if number:
                return max(1, min(int(number), len(self.lines)))
        return 1

    def column(self, node: ast.AST) -> int:
        """The 1-based column in characters (`ast` counts bytes of UTF-8)."""
        offset = max(0, getattr(node, "col_offset", 0))
        line = self.lines[self.line(node) - 1]
        if line.isascii():
            return min(offset, len(line)) + 1
        return len(line.encode()[:offset].decode("utf-8", "ignore")) + 1

    def shown(self, node: ast.expr | ast.pattern) -> str:
        """The source text of a node, white space collapsed, cut where it is long."""
        first, last = self.line(node), min(node.end_lineno or node.lineno, node.lineno + _MAX_SOURCE)
        rows = [line.encode() for line in self.lines[first - 1 : last]]
        if rows and last == node.end_lineno:
            rows[-1] = rows[-1][: node.end_col_offset]
        if rows:
            rows[0] = rows[0][node.col_offset :]
        return " ".join(b" ".join(rows).decode("utf-8", "ignore").split())[:_MAX_SOURCE]

    def statement(self, node: ast.AST) -> tuple[int, int]:
        """First and last line of the enclosing statement; of a compound statement its header alone."""
        own = self.line(node)
        found: ast.AST | None = node
        while found is not None and not isinstance(found, ast.stmt):
            found = self.places[found].parent if found in self.places else None
        alone = own, max(own, getattr(node, "end_lineno", None) or own)
        if found is None:
            return alone
        blocks = ("body", "orelse", "finalbody", "handlers", "cases")
        if not hasattr(found, "body") and not hasattr(found, "cases"):
            return found.lineno, found.end_lineno or found.lineno
        header = [
            part
            for child, place in _children(found)
            if place.field not in blocks
            for part in self.nodes[self.order[child] : self.last[child] + 1]
        ]
        first = min([found.lineno, *(getattr(child, "lineno", found.lineno) for child in header)])
        last = max([found.lineno, *(getattr(child, "end_lineno", None) or 0 for child in header)])
        return (first, last) if first <= own <= last else alone


def chain(expr: ast.AST | None) -> list[str] | None:
    """`a.b.c` -> ["a", "b", "c"]; None for anything but a name with attributes."""
    parts: list[str] = []
    while isinstance(expr, ast.Attribute):
        parts.append(expr.attr)
        expr = expr.value
    if not isinstance(expr, ast.Name):
        return None
    return [expr.id, *reversed(parts)]


def last_name(expr: ast.AST) -> str:
    """`a.b.c` -> "c"; "" for anything but a name with attributes."""
    return (chain(expr) or [""])[-1]


def text_of(expr: ast.expr | None) -> str:
    """The text of a literal, also of several with `+` between them; "" for anything else."""
    parts: list[str] = []
    while isinstance(expr, ast.BinOp) and isinstance(expr.op, ast.Add) and isinstance(expr.right, ast.Constant):
        parts.append(str(expr.right.value))
        expr = expr.left
    if isinstance(expr, ast.Constant) and isinstance(expr.value, str):
        return "".join((expr.value, *reversed(parts)))
    return ""


def target_name(target: ast.expr) -> str:
    """The name that an assignment gives a value to: `x`, `a.x` and `a["x"]` are all "x"."""
    if isinstance(target, ast.Name):
        return target.id
    if isinstance(target, ast.Attribute):
        return target.attr
    return text_of(target.slice) if isinstance(target, ast.Subscript) else ""


def _children(node: ast.AST) -> list[tuple[ast.AST, Place]]:
    """Written for speed: every node of every file comes by."""
    found = []
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, ast.AST):
            if not isinstance(value, _SHARED):
                found.append((value, Place(node, field, 0)))
        elif isinstance(value, list):
            for index, child in enumerate(value):
                if isinstance(child, ast.AST) and not isinstance(child, _SHARED):
                    found.append((child, Place(node, field, index)))
    return found


def parsed(text: str) -> tuple[str, ast.Module]:
    """The tree of a text, and the text it was made from. Raises Unparsable, with those of the other lines where some
    can be taken out."""
    text = _UNFIT.sub("\ufffd", bounded(text, times=4)).replace("\r\n", "\n").replace("\r", "\n")
    try:
        return _attempt(text)
    except Unparsable:
        text = rewritten(text)
        try:
            return _attempt(text)
        except Unparsable as refusal:
            raise mended(refusal, text, _attempt, fillers) from None


def _attempt(text: str) -> tuple[str, ast.Module]:
    """Parse without a warning printed; the causes are dropped, since they quote the text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return text, ast.parse(text)
        except SyntaxError as error:
            line, reason = error.lineno or 1, "not the syntax of this Python"
        except ValueError:
            line, reason = 1, "holds a character that Python source cannot"
        except (RecursionError, MemoryError, SystemError):  # SystemError: CPython 3.11 on deep trees
            line, reason = 1, "nested too deeply"
    raise Unparsable(max(1, min(line, text.count("\n") + 1)), reason)
