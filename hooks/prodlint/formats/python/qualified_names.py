"""Where the names of a Python file come from: imported things, instances, classes and functions of the file."""

import ast
import builtins
from collections.abc import Iterator

from prodlint.formats.python.bindings import Binding
from prodlint.formats.python.names import Names
from prodlint.formats.python.syntax import chain, last_name

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_BUILTINS = frozenset(dir(builtins))
# Annotations whose first argument is the type itself.
_WRAPPERS = frozenset({"Annotated", "ClassVar", "Final", "Optional", "Union"})
_MAX_DEPTH = 25


class QualifiedNames(Names):
    """Answers about the name of expressions; every answer is computed once, cycles end in "unknown"."""

    def __init__(self, text: str, tree: ast.Module) -> None:
        super().__init__(text, tree)
        self._qualified: dict[tuple[str, ast.AST], str | None] = {}
        self._types: dict[ast.AST, tuple[str | ast.ClassDef, ...]] = {}
        self._definitions: dict[ast.AST, Definition | None] = {}
        self._depth = 0
        self._stored: dict[ast.ClassDef, dict[str, list[Binding]]] = {}

    def qualified_name(self, expr: ast.expr) -> str | None:
        """The qualified name of a name or attribute chain: `C` -> "flask_cors.CORS", `bool` -> "builtins.bool"."""
        parts = chain(expr)
        return self._dotted(parts, expr) if parts else None

    def _dotted(self, parts: list[str], at: ast.AST) -> str | None:
        key = (parts[0], at)
        if key not in self._qualified and self._depth < _MAX_DEPTH:
            self._qualified[key] = None
            self._depth += 1
            self._qualified[key] = self._root(parts[0], at)
            self._depth -= 1
        root = self._qualified.get(key)
        return None if root is None else ".".join([root, *parts[1:]])

    def _root(self, name: str, at: ast.AST) -> str | None:
        if self.owner(name, at) is None:
            if name in _BUILTINS:
                return f"builtins.{name}"
            return f"{self.stars[0]}.{name}" if len(self.stars) == 1 else None
        found: list[str | None] = []
        for binding in self.reaching(name, at):
            is_none = isinstance(binding.value, ast.Constant) and binding.value.value is None
            if not binding.replaces or is_none:
                continue
            parts = chain(binding.value) if binding.how == "is" else None
            if binding.name or not (found and self._is_fallback(binding)):
                found.append(binding.name or (parts and self._dotted(parts, binding.node)) or None)
        return found[0] if found and None not in found else None

    def _is_fallback(self, binding: Binding) -> bool:
        """Whether a binding only takes effect when an import failed."""
        return any(isinstance(child, ast.ExceptHandler) for child, _ in self.ascend(binding.node))

    def definition(self, expr: ast.expr) -> Definition | None:
        """The one class or function of this file that a name, `self.method` or `Class.method` means."""
        if expr not in self._definitions and self._depth < _MAX_DEPTH:
            self._definitions[expr] = None
            self._depth += 1
            self._definitions[expr] = self._defined(expr)
            self._depth -= 1
        return self._definitions.get(expr)

    def _defined(self, expr: ast.expr) -> Definition | None:
        found = [binding for binding in self.bindings(expr) if binding.replaces]
        if len(found) != 1 or found[0].how != "is":
            return None
        node, value = found[0].node, found[0].value
        return node if isinstance(node, _DEFINITIONS) else self.definition(value) if value is not None else None

    def bindings(self, expr: ast.expr) -> list[Binding]:
        """The bindings of this file that a name or an attribute of one of its classes can have."""
        if isinstance(expr, ast.Name):
            return self.reaching(expr.id, expr)
        if not isinstance(expr, ast.Attribute) or len(chain(expr) or ()) > _MAX_DEPTH:
            return []
        definition = self.definition(expr.value) if isinstance(expr.value, (ast.Name, ast.Attribute)) else None
        classes = [definition] if isinstance(definition, ast.ClassDef) else self.types(expr.value)
        return [
            binding
            for class_ in classes
            if isinstance(class_, ast.ClassDef)
            for binding in self.attribute(class_, expr.attr)
        ]

    def attribute(self, class_: ast.ClassDef, name: str) -> list[Binding]:
        """The bindings of an attribute in a class body, in `self.name = ...`, or else in its bases in the file."""
        for ancestor in self.lineage(class_):
            body = self.live(self.scopes[ancestor], name)
            found = [*body, *self._assigned(ancestor).get(name, ())]
            if found:
                return found
        return []

    def _assigned(self, class_: ast.ClassDef) -> dict[str, list[Binding]]:
        if class_ not in self._stored:
            self._stored[class_] = self.stored_in(class_)
        return self._stored[class_]

    def lineage(self, class_: ast.ClassDef) -> list[ast.ClassDef]:
        """The class and its ancestors in this file, nearest first."""
        found = [class_]
        for ancestor in found:
            for base in ancestor.bases if len(found) < _MAX_DEPTH else ():
                definition = self.definition(base)
                if isinstance(definition, ast.ClassDef) and definition not in found:
                    found.append(definition)
        return found

    def bases(self, class_: ast.ClassDef) -> tuple[str, ...]:
        """The qualified of the bases from outside, also through classes of this file."""
        qualified = (self.qualified_name(base) for ancestor in self.lineage(class_) for base in ancestor.bases)
        return tuple(dict.fromkeys(filter(None, qualified)))

    def types(self, expr: ast.expr) -> tuple[str | ast.ClassDef, ...]:
        """What the expression may be an instance of: qualified of callables, and classes of this file."""
        if expr not in self._types and self._depth < _MAX_DEPTH:
            self._types[expr] = ()
            self._depth += 1
            self._types[expr] = tuple(dict.fromkeys(self._instances(expr)))
            self._depth -= 1
        return self._types.get(expr, ())

    def _instances(self, expr: ast.expr) -> Iterator[str | ast.ClassDef]:
        if isinstance(expr, ast.Call):
            yield from self._results(expr)
        elif isinstance(expr, (ast.Await, ast.NamedExpr)):
            yield from self.types(expr.value)
        elif isinstance(expr, (ast.BoolOp, ast.IfExp)):
            for value in expr.values if isinstance(expr, ast.BoolOp) else (expr.body, expr.orelse):
                yield from self.types(value)
        elif (own := self.own_class(expr)) is not None:
            yield own
        elif isinstance(expr, (ast.Name, ast.Attribute)):
            for binding in self.bindings(expr)[::-1]:
                if binding.annotation is not None:
                    yield from self._annotated(binding.annotation)
                if binding.value is not None and binding.how == "is":
                    yield from self.types(binding.value)
            scope = self.owner(expr.id, expr) if isinstance(expr, ast.Name) else None
            for binding in scope.bindings[expr.id] if scope is not None and isinstance(expr, ast.Name) else ():
                if isinstance(binding.node, ast.AnnAssign) and binding.annotation is not None:
                    yield from self._annotated(binding.annotation)

    def _results(self, call: ast.Call) -> Iterator[str | ast.ClassDef]:
        name = self.qualified_name(call.func)
        definition = self.definition(call.func)
        if isinstance(definition, ast.ClassDef):
            yield definition
        elif definition is not None:
            if definition.returns is not None:
                yield from self._annotated(definition.returns)
            for value in self.returns(definition):
                yield from self.types(value)
        elif name == "builtins.super":
            scope = self.scope(call)
            own = self.places[scope.node].parent if scope.parent is not None else None
            if isinstance(own, ast.ClassDef):
                yield from self.bases(own)
        elif name is not None:
            yield name

    def _annotated(self, annotation: ast.expr) -> Iterator[str | ast.ClassDef]:
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            parts = annotation.value.split(".")
            name = self._dotted(parts, annotation) if all(part.isidentifier() for part in parts) else None
            if name is not None:
                yield name
        elif isinstance(annotation, ast.BinOp):  # `X | None`
            if not isinstance(annotation.left, ast.BinOp):
                yield from self._annotated(annotation.left)
        elif isinstance(annotation, ast.Subscript):
            inner = annotation.slice
            first = inner.elts[0] if isinstance(inner, ast.Tuple) and inner.elts else inner
            if last_name(annotation.value) in _WRAPPERS and not isinstance(first, ast.Subscript):
                yield from self._annotated(first)
        elif isinstance(definition := self.definition(annotation), ast.ClassDef):
            yield definition
        elif (name := self.qualified_name(annotation)) is not None:
            yield name

    def instance_of(self, expr: ast.expr) -> str | None:
        """The qualified name of what makes the value ("fastapi.FastAPI"); of a class of this file its first base."""
        for found in self.types(expr):
            bases = self.bases(found) if isinstance(found, ast.ClassDef) else (found,)
            if bases:
                return bases[0]
        return None
