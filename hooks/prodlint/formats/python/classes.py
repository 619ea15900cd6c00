"""What belongs to a class or function of a Python file: `self`, stored attributes, properties, returned values."""

import ast

from prodlint.formats.python.bindings import Binding
from prodlint.formats.python.names import Names
from prodlint.formats.python.syntax import last_name

Function = ast.FunctionDef | ast.AsyncFunctionDef
_PROPERTIES = frozenset({"property", "cached_property", "computed_field"})


def own_class(names: Names, expr: ast.expr) -> ast.ClassDef | None:
    """The class whose instance (or itself) `self` or `cls`, the first parameter of a method, is."""
    scope = names.owner(expr.id, expr) if isinstance(expr, ast.Name) else None
    method = scope.node if scope is not None else None
    if not isinstance(expr, ast.Name) or not isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return None
    parent = names.places[method].parent
    parameters = [*method.args.posonlyargs, *method.args.args]
    if isinstance(parent, ast.ClassDef) and parameters and parameters[0].arg == expr.id:
        return parent
    return None


def stored_in(names: Names, class_: ast.ClassDef) -> dict[str, list[Binding]]:
    """What the methods of a class assign to `self.name`, by name."""
    stored: dict[str, list[Binding]] = {}
    for node in names.nodes[names.order[class_] : names.last[class_] + 1]:
        if not isinstance(node, (ast.Assign, ast.AnnAssign)):
            continue
        annotation = node.annotation if isinstance(node, ast.AnnAssign) else None
        for target in [node.target] if isinstance(node, ast.AnnAssign) else node.targets:
            if isinstance(target, ast.Attribute) and own_class(names, target.value) is class_:
                stored.setdefault(target.attr, []).append(Binding(node, node.value, annotation))
    return stored


def returns(names: Names, function: Function) -> list[ast.expr]:
    """The values of a function's own `return` statements, in source order."""
    scope = names.scopes[function]
    return [
        node.value
        for node in names.nodes[names.order[function] : names.last[function] + 1]
        if isinstance(node, ast.Return) and node.value is not None and names.scope(node) is scope
    ]


def is_property(node: ast.AST) -> bool:
    """Whether the node is a method that is read like an attribute."""
    decorators = node.decorator_list if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) else ()
    heads = (item.func if isinstance(item, ast.Call) else item for item in decorators)
    return any(last_name(head) in _PROPERTIES for head in heads)
