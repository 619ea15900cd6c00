"""Python source, read with `ast`: names, values and conditions, resolved within the one file.

Lines and columns are 1-based; columns count characters. No answer recurses or grows without bound: what is
too deep or too much is "unknown".
"""

from __future__ import annotations

import ast

from prodlint.formats import Unparsable
from prodlint.formats.guards import Guards
from prodlint.formats.python.classes import returns
from prodlint.formats.python.conditions import Conditions
from prodlint.formats.python.constants import UNKNOWN, Constants
from prodlint.formats.python.control_flow import Way
from prodlint.formats.python.environment import read_of
from prodlint.formats.python.mappings import Item, Mappings
from prodlint.formats.python.names import Names
from prodlint.formats.python.qualified_names import Definition, QualifiedNames
from prodlint.formats.python.syntax import Syntax, parsed
from prodlint.formats.python.values import Possible, Values

__all__ = ["UNKNOWN", "Assignment", "Definition", "Item", "Module", "Possible", "read"]


class Assignment:
    """One target of one assignment: `X = 1`, `a.b = 1`, `a["b"] = 1`, `x: int = 1`."""

    __slots__ = ("node", "target", "value")

    def __init__(self, target: ast.expr, value: ast.expr, node: ast.Assign | ast.AnnAssign) -> None:
        self.target = target
        self.value = value
        self.node = node


class Module:
    """One Python file. Nodes given to its methods must come from its own `tree`."""

    def __init__(self, syntax: Syntax) -> None:
        self._syntax = syntax
        names = Names(self._syntax)
        self._qualified = QualifiedNames(names)
        self._constants = Constants(self._qualified)
        self._mappings = Mappings(self._constants)
        self._way = Way(Conditions(self._constants))
        self._values = Values(self._way, self._mappings)
        self.tree = self._syntax.tree
        self.nodes = self._syntax.nodes
        self.stars: tuple[str, ...] = tuple(names.stars)
        calls = [node for node in self.nodes if isinstance(node, ast.Call)]
        self.calls = sorted(calls, key=lambda call: (call.lineno, call.col_offset, -(call.end_col_offset or 0)))
        self.classes = [node for node in self.nodes if isinstance(node, ast.ClassDef)]
        self.assignments = [
            Assignment(target, node.value, node)
            for node in self.nodes
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        ]

    def parent(self, node: ast.AST) -> ast.AST | None:
        """The node that holds this one; None for the module."""
        place = self._syntax.places.get(node)
        return place.parent if place is not None else None

    def inside(self, node: ast.AST) -> list[Definition]:
        """The classes and functions around a node, outermost first."""
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        around = [place.parent for _, place in self._syntax.ascend(node)]
        return [parent for parent in reversed(around) if isinstance(parent, kinds)]

    def qualified_name(self, expr: ast.expr) -> str | None:
        """The qualified name of a name or attribute chain: `C` -> "flask_cors.CORS", `bool` -> "builtins.bool"."""
        return self._qualified.qualified_name(expr)

    def instance_of(self, expr: ast.expr) -> str | None:
        """The qualified name of what makes the value ("fastapi.FastAPI"); of a class of this file its first base."""
        return self._qualified.instance_of(expr)

    def instances_of(self, expr: ast.expr) -> tuple[str, ...]:
        """All qualified that `instance_of` chooses from, latest assignment first."""
        types = self._qualified.types(expr)
        flat = (self.bases(item) if isinstance(item, ast.ClassDef) else (item,) for item in types)
        return tuple(dict.fromkeys(name for qualified in flat for name in qualified))

    def bases(self, class_: ast.ClassDef) -> tuple[str, ...]:
        """The qualified of a class's bases from outside, also through classes of this file."""
        return self._qualified.bases(class_)

    def definition(self, expr: ast.expr) -> Definition | None:
        """The one class or function of this file that a name, `self.method` or `Class.method` means."""
        return self._qualified.definition(expr)

    def returns(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.expr]:
        """The values of a function's own `return` statements."""
        return returns(self._qualified.names, function)

    def possible(self, expr: ast.expr) -> list[Possible]:
        """The values that an expression can have; what is not understood is a value itself."""
        return self._values.possible(expr)

    def constant(self, expr: ast.expr, unset: bool = False) -> object:
        """The folded value or `UNKNOWN`; with `unset`, as if no environment variable were set."""
        return self._constants.fold(expr, unset)

    def string(self, expr: ast.expr) -> str | None:
        """The folded value when it is a text."""
        value = self._constants.fold(expr)
        return value if isinstance(value, str) else None

    def keywords(self, call: ast.Call) -> dict[str, ast.expr]:
        """The keyword arguments by name; "**" has the expression of a dictionary that is not known."""
        return self._mappings.keywords(call)

    def dict_items(self, expr: ast.expr) -> list[Item] | None:
        """The entries of a dictionary of this file; None when the expression is none."""
        return self._mappings.items(expr)

    def environment(self, expr: ast.expr) -> tuple[str, ast.expr | None] | None:
        """The environment variable that an expression reads, and its default; None when it reads none."""
        read = read_of(self._qualified, expr)
        return (read.name, read.default) if read is not None else None

    def guards(self, node: ast.AST) -> Guards:
        """All conditions under which the node runs, outermost first."""
        return self._way.guards(node)

    def condition(self, test: ast.expr, holds: bool = True) -> Guards:
        """The guards that say that a test is true, or false."""
        return self._way.conditions.test(test, holds)

    def line(self, node: ast.AST) -> int:
        """The 1-based line of a node."""
        return self._syntax.line(node)

    def column(self, node: ast.AST) -> int:
        """The 1-based column of a node, in characters."""
        return self._syntax.column(node)

    def statement(self, node: ast.AST) -> tuple[int, int]:
        """First and last line of the enclosing statement; of a compound statement its header alone."""
        return self._syntax.statement(node)


def read(text: str) -> Module:
    """Parse `text`; raises `Unparsable`, with a module of the lines that can be parsed, and nothing else."""
    try:
        return Module(parsed(text))
    except Unparsable as refusal:
        if isinstance(refusal.partial, Syntax):
            refusal.partial = Module(refusal.partial)
        raise
