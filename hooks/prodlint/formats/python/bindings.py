"""The names that one node of a Python file binds, and to what."""

import ast
from collections.abc import Iterator

from prodlint.formats.python.syntax import last_name
from prodlint.light_typing import Literal, NamedTuple

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_MUTATORS: dict[str, Literal["adds", "extends"]] = {
    **dict.fromkeys(("append", "add", "insert"), "adds"),
    **dict.fromkeys(("extend", "update"), "extends"),
}


class Assignment:
    """One target of one assignment: `X = 1`, `a.b = 1`, `a["b"] = 1`, `x: int = 1`."""

    __slots__ = ("node", "target", "value")

    def __init__(self, target: ast.expr, value: ast.expr, node: ast.Assign | ast.AnnAssign) -> None:
        self.target = target
        self.value = value
        self.node = node


class Binding(NamedTuple):
    """One place where a name gets (a part of) its value.

    `how`: "is" the name becomes `value` (None: something that is no expression); "each" it becomes one element
    of `value` (a loop); "adds" `value` becomes one more element; "extends" the elements of `value` do; "item"
    `value` is stored under `key`. `name` is the qualified name that an import brings.
    """

    node: ast.AST
    value: ast.expr | None = None
    annotation: ast.expr | None = None
    name: str = ""
    how: Literal["is", "each", "adds", "extends", "item"] = "is"
    key: ast.expr | None = None

    @property
    def replaces(self) -> bool:
        """Whether earlier values are gone."""
        declared = isinstance(self.node, ast.AnnAssign) and self.value is None
        return self.how in ("is", "each") and not declared


# The kinds of node that bind names; few do, and every node of every file is asked.
BINDING = (
    *FUNCTIONS, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.NamedExpr,
    ast.For, ast.AsyncFor, ast.comprehension, ast.withitem, ast.ExceptHandler, ast.MatchAs, ast.MatchStar,
    ast.MatchMapping, ast.Call,
)  # fmt: skip


def bindings_of(node: ast.AST) -> Iterator[tuple[str, Binding]]:
    """The names that a node itself binds; parameters come with their function."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            top = alias.name.partition(".")[0]
            yield alias.asname or top, Binding(node, name=alias.name if alias.asname else top)
    elif isinstance(node, ast.ImportFrom):
        prefix = "." * node.level + (f"{node.module}." if node.module else "")
        for alias in node.names:
            if alias.name != "*":
                yield alias.asname or alias.name, Binding(node, name=prefix + alias.name)
    elif isinstance(node, (*FUNCTIONS, ast.ClassDef)):
        if not isinstance(node, ast.Lambda):
            yield node.name, Binding(node)
        if isinstance(node, FUNCTIONS):
            yield from _parameters(node.args)
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _targets(node, target, node.value)
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id, Binding(node, node.value, node.annotation)
    elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        yield node.target.id, Binding(node, node.value, how="extends")
    elif isinstance(node, ast.NamedExpr) and isinstance(node.target, ast.Name):
        yield node.target.id, Binding(node, node.value)
    elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
        if isinstance(node.target, ast.Name):
            yield node.target.id, Binding(node.target, node.iter, how="each")
        else:
            yield from _targets(node.target, node.target, None)
    elif isinstance(node, ast.withitem) and node.optional_vars is not None:
        yield from _targets(node.optional_vars, node.optional_vars, node.context_expr)
    elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
        yield node.name, Binding(node)
    elif isinstance(node, ast.MatchMapping) and node.rest:
        yield node.rest, Binding(node)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        how = _MUTATORS.get(node.func.attr)
        if how is not None and isinstance(node.func.value, ast.Name):
            name = node.func.value.id
            for argument in node.args[-1:]:
                yield name, Binding(node, argument, how=how)
            for keyword in node.keywords if node.func.attr == "update" else ():
                if keyword.arg is not None:
                    yield name, Binding(node, keyword.value, how="item", key=ast.Constant(keyword.arg))


def _parameters(arguments: ast.arguments) -> Iterator[tuple[str, Binding]]:
    for argument, default in with_defaults(arguments):
        yield argument.arg, Binding(argument, default, argument.annotation)
    for argument in filter(None, (arguments.vararg, arguments.kwarg)):
        yield argument.arg, Binding(argument)


def with_defaults(arguments: ast.arguments) -> list[tuple[ast.arg, ast.expr | None]]:
    """The parameters but `*args` and `**kwargs`, each with its default, or what its annotation says instead of one."""
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + list(arguments.defaults)
    named = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    return [
        (argument, _injected(argument.annotation) or default)
        for argument, default in (*zip(positional, defaults, strict=True), *named)
    ]


def _injected(annotation: ast.expr | None) -> ast.expr | None:
    """What a framework gives to a parameter (fastapi.tiangolo.com/tutorial/header-params): `Annotated[T, Header()]`."""
    if not isinstance(annotation, ast.Subscript) or last_name(annotation.value) != "Annotated":
        return None
    said = annotation.slice.elts[1:] if isinstance(annotation.slice, ast.Tuple) else ()
    return next((one for one in said if isinstance(one, ast.Call) and last_name(one.func) == "Header"), None)


def _targets(node: ast.AST, target: ast.expr, value: ast.expr | None) -> Iterator[tuple[str, Binding]]:
    """Names in an assignment's target; a tuple is matched with a tuple of as many values."""
    pending: list[tuple[ast.expr, ast.expr | None]] = [(target, value)]
    while pending:
        target, value = pending.pop()
        if isinstance(target, ast.Name):
            yield target.id, Binding(node, value)
        elif isinstance(target, ast.Starred):
            pending.append((target.value, None))
        elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            yield target.value.id, Binding(node, value, how="item", key=target.slice)
        elif isinstance(target, (ast.Tuple, ast.List)):
            values: list[ast.expr | None] = [None] * len(target.elts)
            if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(values):
                if not any(isinstance(item, ast.Starred) for item in (*target.elts, *value.elts)):
                    values = list(value.elts)
            pending.extend(zip(target.elts, values, strict=True))
