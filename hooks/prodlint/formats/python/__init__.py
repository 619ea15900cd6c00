"""Python source, read with `ast`: names, values and conditions, resolved within the one file.

Lines and columns are 1-based; columns count characters. No answer recurses or grows without bound: what is
too deep or too much is "unknown".
"""

import ast
from collections.abc import Iterator

from prodlint.formats import Unparsable
from prodlint.formats.code import CALL, FUNCTION, LIST, MAPPING, NAME, Read
from prodlint.formats.python.bindings import Assignment
from prodlint.formats.python.environment import read_of
from prodlint.formats.python.named import Given
from prodlint.formats.python.qualified_names import Definition
from prodlint.formats.python.syntax import parsed, text_of
from prodlint.light_typing import Any

_KINDS = (
    (ast.Call, CALL),
    (ast.Dict, MAPPING),
    ((ast.List, ast.Tuple, ast.Set), LIST),
    ((ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda), FUNCTION),
    ((ast.Name, ast.Attribute), NAME),
)
__all__ = ["Assignment", "Definition", "Module", "read"]


class Module(Given):
    """One Python file; it answers `formats.code.Code`. Nodes given to its methods must come from its own `tree`."""

    def definitions_around(self, node: ast.AST) -> list[Definition]:
        """The classes and functions around a node, outermost first."""
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        return [parent for parent in self.around(node) if isinstance(parent, kinds)][::-1]

    def inside(self, node: ast.AST) -> list[str]:
        """The names of the functions, classes and keys around a node, the outermost first."""
        found = []
        for _, (parent, field, at) in self.ascend(node):
            if isinstance(parent, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                found.append(parent.name)
            elif isinstance(parent, ast.Dict) and field == "values":
                found.append(text_of(parent.keys[at]))
        return [name for name in reversed(found) if name]

    def notes(self, node: ast.AST) -> list[ast.expr]:
        """The decorators of a definition that are calls."""
        return [item for item in getattr(node, "decorator_list", ()) if isinstance(item, ast.Call)]

    def instances_of(self, expr: ast.expr) -> tuple[str, ...]:
        """All qualified that `instance_of` chooses from, latest assignment first."""
        types = self.types(expr)
        flat = (self.bases(item) if isinstance(item, ast.ClassDef) else (item,) for item in types)
        return tuple(dict.fromkeys(name for qualified in flat for name in qualified))

    def answers(self, function: ast.AST) -> list[ast.expr]:
        """The expressions that a function of this file answers with, of one that is named too; others have none."""
        found = self.function_behind(function)
        if isinstance(found, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return self.returns(found)
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

    def kind(self, node: ast.AST) -> str:
        """What a node is, in the words of the protocol."""
        return next((word for kinds, word in _KINDS if isinstance(node, kinds)), "")

    def of_kind(self, kind: str) -> list[Any]:
        """All nodes of a kind."""
        kinds = next(kinds for kinds, word in _KINDS if word == kind)
        return [node for node in self.nodes if isinstance(node, kinds)]

    def part_of(self, expr: ast.expr) -> tuple[ast.expr | None, str]:
        """`a.b` gives (a, "b"), and so does `a["b"]`."""
        if isinstance(expr, ast.Subscript):
            return expr.value, self.key(expr)
        return (expr.value, expr.attr) if isinstance(expr, ast.Attribute) else (None, "")

    def items(self, expr: ast.expr) -> list[ast.expr]:
        """The elements of a list, a tuple or a set."""
        return expr.elts if isinstance(expr, (ast.List, ast.Tuple, ast.Set)) else []

    def callee(self, call: ast.Call) -> str | None:
        """The qualified name of what is called."""
        return self.qualified_name(call.func)

    def method(self, call: ast.Call) -> tuple[ast.expr | None, str]:
        """The object and the last name of what is called: `a.b()` gives (a, "b"), `b()` gives (None, "b")."""
        return call.func.value if isinstance(call.func, ast.Attribute) else None, self.name(call.func)

    def arguments(self, call: ast.Call) -> list[ast.expr]:
        """The arguments that are given by position; `*more` as it is."""
        return call.args

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
        found = read_of(self, expr)
        return Read(found.name, found.default, expr) if found is not None else None


def read(text: str) -> Module:
    """Parse `text`; raises `Unparsable`, with a module of the lines that can be parsed, and nothing else."""
    try:
        return Module(*parsed(text))
    except Unparsable as refusal:
        if isinstance(refusal.partial, tuple):
            refusal.partial = Module(*refusal.partial)
        raise
