"""Which names a Python file binds, in which scope, and which of the bindings a use of the name can see."""

from __future__ import annotations

import ast
from bisect import bisect_left

from prodlint.formats.python.bindings import BINDING, FUNCTIONS, Binding, bindings_of
from prodlint.formats.python.syntax import Syntax

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
Function = ast.FunctionDef | ast.AsyncFunctionDef
MAX_BINDINGS = 64  # of one name that are looked at; more only occur in generated files


class Scope:
    """A module, class, function or comprehension and the names that it binds, each in source order."""

    def __init__(self, node: ast.AST, parent: Scope | None) -> None:
        self.node = node
        self.parent = parent
        self.bindings: dict[str, list[Binding]] = {}
        self.added: set[str] = set()  # names that some of their bindings leave the values before
        self.outside: dict[str, Scope] = {}  # names that `global` and `nonlocal` send elsewhere


class Names(Syntax):
    """The scopes of a file. `stars` are the modules of `from module import *`."""

    def __init__(self, text: str, tree: ast.Module) -> None:
        super().__init__(text, tree)
        self.stars: list[str] = []
        self._file = Scope(tree, None)
        self.scopes: dict[ast.AST, Scope] = {tree: self._file}  # by the node that opens the scope
        self._around: dict[ast.AST, Scope] = {tree: self._file}
        for node in self.nodes[1:]:
            self._enter(node)
        later: list[tuple[str, Binding]] = []
        for node in (node for node in self.nodes if isinstance(node, BINDING)):
            for name, binding in bindings_of(node):
                if binding.how in ("is", "each"):
                    self._bind(name, binding, node)
                else:
                    later.append((name, binding))
            if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
                self.stars.append("." * node.level + (node.module or ""))
        for name, binding in later:
            scope = self.owner(name, binding.node)
            if scope is not None:
                scope.bindings[name].append(binding)
        for scope in self.scopes.values():
            for name, bindings in scope.bindings.items():
                bindings.sort(key=lambda binding: self.last[binding.node])
                if not all(binding.replaces for binding in bindings):
                    scope.added.add(name)

    def _enter(self, node: ast.AST) -> None:
        place = self.places[node]
        parent = place.parent
        scope = self._around[parent]
        if parent in self.scopes and (place.field == "body" or isinstance(parent, _COMPREHENSIONS)):
            scope = self.scopes[parent]
        elif isinstance(parent, ast.comprehension) and place.field == "iter" and scope.parent is not None:
            if self.places[parent].at == 0:
                scope = scope.parent
        self._around[node] = scope
        if isinstance(node, (*FUNCTIONS, ast.ClassDef, *_COMPREHENSIONS)):
            self.scopes[node] = Scope(node, scope)
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            target = self._file if isinstance(node, ast.Global) else scope.parent or self._file
            scope.outside.update(dict.fromkeys(node.names, target))

    def _bind(self, name: str, binding: Binding, node: ast.AST) -> None:
        parameter = isinstance(node, FUNCTIONS) and isinstance(binding.node, ast.arg)
        scope = self.scopes[node] if parameter else self._around[node]
        while isinstance(node, ast.NamedExpr) and isinstance(scope.node, _COMPREHENSIONS) and scope.parent:
            scope = scope.parent
        scope.outside.get(name, scope).bindings.setdefault(name, []).append(binding)

    def imports(self) -> frozenset[str]:
        """The modules that the file imports; a relative one with its dots."""
        return self.once(_imported)

    def scope(self, node: ast.AST) -> Scope:
        """The scope that the node is evaluated in."""
        return self._around[node]

    def owner(self, name: str, at: ast.AST) -> Scope | None:
        """The scope whose binding the name means at that node; None when the file does not bind it."""
        start = self._around.get(at)
        scope = start
        while scope is not None:
            home = scope.outside.get(name, scope)
            if name in home.bindings and (scope is start or not isinstance(scope.node, ast.ClassDef)):
                return home
            scope = scope.parent
        return None

    def reaching(self, name: str, at: ast.AST) -> list[Binding]:
        """The bindings that the name can have at that node, in source order; empty when unbound there.

        A binding hides earlier ones of the block that the use is in; a use inside a function sees what the
        outer scope holds at its end.
        """
        owner = self.owner(name, at)
        if owner is None:
            return []
        scope = self._around[at]
        while scope is not owner and not isinstance(scope.node, FUNCTIONS) and scope.parent is not None:
            scope = scope.parent
        in_order = scope is owner and not isinstance(owner.node, _COMPREHENSIONS)
        return self.live(owner, name, at if in_order else None)

    def own_class(self, expr: ast.expr) -> ast.ClassDef | None:
        """The class whose instance (or itself) `self` or `cls`, the first parameter of a method, is."""
        scope = self.owner(expr.id, expr) if isinstance(expr, ast.Name) else None
        method = scope.node if scope is not None else None
        if not isinstance(expr, ast.Name) or not isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return None
        parent = self.places[method].parent
        parameters = [*method.args.posonlyargs, *method.args.args]
        if isinstance(parent, ast.ClassDef) and parameters and parameters[0].arg == expr.id:
            return parent
        return None

    def stored_in(self, class_: ast.ClassDef) -> dict[str, list[Binding]]:
        """What the methods of a class assign to `self.name`, by name."""
        stored: dict[str, list[Binding]] = {}
        for node in self.nodes[self.order[class_] : self.last[class_] + 1]:
            if not isinstance(node, (ast.Assign, ast.AnnAssign)):
                continue
            annotation = node.annotation if isinstance(node, ast.AnnAssign) else None
            for target in [node.target] if isinstance(node, ast.AnnAssign) else node.targets:
                if isinstance(target, ast.Attribute) and self.own_class(target.value) is class_:
                    stored.setdefault(target.attr, []).append(Binding(node, node.value, annotation))
        return stored

    def returns(self, function: Function) -> list[ast.expr]:
        """The values of a function's own `return` statements, in source order."""
        scope = self.scopes[function]
        return [
            node.value
            for node in self.nodes[self.order[function] : self.last[function] + 1]
            if isinstance(node, ast.Return) and node.value is not None and self.scope(node) is scope
        ]

    def live(self, scope: Scope, name: str, at: ast.AST | None = None) -> list[Binding]:
        """The bindings of a scope's name that count at a node, or at the end of the scope."""
        bindings = scope.bindings.get(name, [])
        cut = len(bindings)
        if at is not None:
            cut = bisect_left(bindings, self.order[at], key=lambda binding: self.last[binding.node])
        later = bindings[cut : cut + MAX_BINDINGS] if name in scope.added else []
        found = [binding for binding in later if not binding.replaces][::-1]
        for binding in bindings[max(0, cut - MAX_BINDINGS) : cut][::-1]:
            if at is not None and self._exclusive(binding.node, at):
                continue
            found.append(binding)
            if binding.replaces and self._certain(binding.node, at, scope):
                break
        return found[::-1]

    def _certain(self, node: ast.AST, at: ast.AST | None, scope: Scope) -> bool:
        """Whether control that reaches `at` (or the end of the scope) has passed `node`."""
        for child, place in self.ascend(node):
            if isinstance(child, ast.stmt) and not isinstance(place.parent, (ast.With, ast.AsyncWith)):
                if at is None:
                    return place.parent is scope.node
                block = (place.parent, place.field)
                return any((up.parent, up.field) == block for _, up in self.ascend(at))
        return False

    def _exclusive(self, node: ast.AST, other: ast.AST) -> bool:
        """Whether the two lie in different branches of one `if` or `match`."""
        branches = self._branches(node)
        return bool(branches) and any(
            branches.get(parent, branch) != branch for parent, branch in self._branches(other).items()
        )

    def _branches(self, node: ast.AST) -> dict[ast.AST, str | int]:
        found: dict[ast.AST, str | int] = {}
        for _, place in self.ascend(node):
            if isinstance(place.parent, (ast.If, ast.IfExp)) and place.field != "test":
                found[place.parent] = place.field
            elif isinstance(place.parent, ast.Match) and place.field == "cases":
                found[place.parent] = place.at
        return found


def _imported(names: Names) -> frozenset[str]:
    found: list[str] = []
    for node in names.nodes:
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.append("." * node.level + (node.module or ""))
    return frozenset(found)
