"""Python source, read with `ast`: names, values and conditions, resolved within the one file.

Lines and columns are 1-based; columns count characters. No answer recurses or grows without bound: what is
too deep or too much is "unknown".
"""

import ast
from collections.abc import Callable, Iterator

from prodlint.formats import Unparsable
from prodlint.formats.code import CALL, FUNCTION, LIST, MAPPING, NAME, Entry, Named, Possible, Read
from prodlint.formats.guards import Guards
from prodlint.formats.python.bindings import Assignment
from prodlint.formats.python.classes import returns
from prodlint.formats.python.conditions import Conditions
from prodlint.formats.python.constants import Constants
from prodlint.formats.python.control_flow import Way
from prodlint.formats.python.environment import read_of
from prodlint.formats.python.mappings import Mappings
from prodlint.formats.python.named import Given
from prodlint.formats.python.names import Names
from prodlint.formats.python.qualified_names import Definition, QualifiedNames
from prodlint.formats.python.syntax import Syntax, parsed, text_of
from prodlint.formats.python.values import Values
from prodlint.light_typing import Any, TypeVar, cast

T = TypeVar("T")
_KINDS = (
    (ast.Call, CALL),
    (ast.Dict, MAPPING),
    ((ast.List, ast.Tuple, ast.Set), LIST),
    ((ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda), FUNCTION),
    ((ast.Name, ast.Attribute), NAME),
)
__all__ = ["Assignment", "Definition", "Module", "read"]


class Module:
    """One Python file; it answers `formats.code.Code`. Nodes given to its methods must come from its own `tree`."""

    def __init__(self, syntax: Syntax) -> None:
        self._syntax = syntax
        names = Names(self._syntax)
        self._qualified = QualifiedNames(names)
        self._constants = Constants(self._qualified)
        self._mappings = Mappings(self._constants)
        self._way = Way(Conditions(self._constants))
        self._values = Values(self._way, self._mappings)
        self.tree, self.whole_text = self._syntax.tree, self._syntax.text
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
        self._given = Given(self._constants, self.calls, self.assignments)
        self.parts, self._imports = self._given.parts, names.imports()
        self._memo: dict[object, object] = {}

    @property
    def is_cut(self) -> bool:
        """Whether a search ended before it had seen everything."""
        return self._values.budget.is_cut

    def once(self, ask: Callable[[Any], T]) -> T:
        """The answer to a question about the whole file, which is asked once."""
        if ask not in self._memo:
            self._memo[ask] = ask(self)
        return cast(T, self._memo[ask])

    def parent(self, node: ast.AST) -> ast.AST | None:
        """The node that holds this one; None for the module."""
        return self._syntax.parent(node)

    def around(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes around a node, the nearest first."""
        return (place.parent for _, place in self._syntax.ascend(node))

    def definitions_around(self, node: ast.AST) -> list[Definition]:
        """The classes and functions around a node, outermost first."""
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        return [parent for parent in self.around(node) if isinstance(parent, kinds)][::-1]

    def inside(self, node: ast.AST) -> list[str]:
        """The names of the functions, classes and keys around a node, the outermost first."""
        found = []
        for _, (parent, field, at) in self._syntax.ascend(node):
            if isinstance(parent, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                found.append(parent.name)
            elif isinstance(parent, ast.Dict) and field == "values":
                found.append(text_of(parent.keys[at]))
        return [name for name in reversed(found) if name]

    def notes(self, node: ast.AST) -> list[ast.expr]:
        """The decorators of a definition that are calls."""
        return [item for item in getattr(node, "decorator_list", ()) if isinstance(item, ast.Call)]

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

    def answers(self, function: ast.AST) -> list[ast.expr]:
        """The expressions that a function of this file answers with, of one that is named too; others have none."""
        found = self.function_behind(function)
        if isinstance(found, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return returns(self._qualified.names, found)
        return [found.body] if isinstance(found, ast.Lambda) else []

    def function_behind(self, expr: ast.AST) -> ast.AST | None:
        """The function that an expression is, or names."""
        if isinstance(expr, (ast.Name, ast.Attribute)):
            expr = self.definition(expr) or expr
        return expr if self.kind(expr) == FUNCTION else None

    def parameters(self, function: ast.AST) -> list[str]:
        """The names of a function's parameters, by position."""
        given = function.args if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) else None
        return [argument.arg for argument in (*given.posonlyargs, *given.args)] if given is not None else []

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

    def kind(self, node: ast.AST) -> str:
        """What a node is, in the words of the protocol."""
        return next((word for kinds, word in _KINDS if isinstance(node, kinds)), "")

    def of_kind(self, kind: str) -> list[Any]:
        """All nodes of a kind."""
        kinds = next(kinds for kinds, word in _KINDS if word == kind)
        return [node for node in self.nodes if isinstance(node, kinds)]

    def shown(self, node: ast.expr) -> str:
        """The source text of an expression, cut where it is long."""
        return self._syntax.source(node)

    def part_of(self, expr: ast.expr) -> tuple[ast.expr | None, str]:
        """`a.b` gives (a, "b"), and so does `a["b"]`."""
        if isinstance(expr, ast.Subscript):
            return expr.value, self._constants.key(expr)
        return (expr.value, expr.attr) if isinstance(expr, ast.Attribute) else (None, "")

    def items(self, expr: ast.expr) -> list[ast.expr]:
        """The elements of a list, a tuple or a set."""
        return expr.elts if isinstance(expr, (ast.List, ast.Tuple, ast.Set)) else []

    def name(self, node: ast.AST) -> str:
        """The last name of a name or a chain of attributes: "c" of `a.b.c` (or `f().c`); "" for anything else."""
        return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""

    def callee(self, call: ast.Call) -> str | None:
        """The qualified name of what is called."""
        return self._qualified.qualified_name(call.func)

    def method(self, call: ast.Call) -> tuple[ast.expr | None, str]:
        """The object and the last name of what is called: `a.b()` gives (a, "b"), `b()` gives (None, "b")."""
        return call.func.value if isinstance(call.func, ast.Attribute) else None, self.name(call.func)

    def arguments(self, call: ast.Call) -> list[ast.expr]:
        """The arguments that are given by position; `*more` as it is."""
        return call.args

    def entries(self, expr: ast.expr) -> list[Entry] | None:
        """The entries of a dictionary of this file; None when the expression is none."""
        return self._mappings.entries(expr)

    def pattern(self, expr: ast.expr) -> str | None:
        """The text of `re.compile(text)`."""
        is_compiled = isinstance(expr, ast.Call) and expr.args and self.callee(expr) == "re.compile"
        return self.string(expr.args[0]) if isinstance(expr, ast.Call) and is_compiled else None

    def patterns(self) -> Iterator[tuple[str, ast.expr]]:
        """The texts that are given to `re`; expressions have no form of their own."""
        for call in self.calls:
            if call.args and (self.callee(call) or "").startswith("re."):
                yield self.string(call.args[0]) or "", call.args[0]

    def environment(self, expr: ast.expr) -> Read | None:
        """The environment variable that an expression reads, and its default; None when it reads none."""
        found = read_of(self._qualified, expr)
        return Read(found.name, found.default, expr) if found is not None else None

    def named_values(self) -> list[Named]:
        """All that gives a value, or the default of one, to a name, each once."""
        return self._given.values

    def texts(self, hole: str) -> Iterator[tuple[str, ast.AST]]:
        """The texts of the code with `hole` for what is put into them; not those that are only compared or told."""
        return self._given.texts(hole)

    def imports(self) -> frozenset[str]:
        """The modules that the file imports; a relative one with its dots."""
        return self._imports

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
