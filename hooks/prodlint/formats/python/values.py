"""All values that an expression of a Python file can have, each with the conditions under which it has it."""

import ast
from collections.abc import Iterator

from prodlint.formats.budget import Budget
from prodlint.formats.code import UNKNOWN, Possible
from prodlint.formats.guards import Guards, all_of, negated
from prodlint.formats.python.bindings import Binding
from prodlint.formats.python.constants import summands
from prodlint.formats.python.control_flow import Way
from prodlint.formats.python.environment import read_of
from prodlint.formats.python.names import MAX_BINDINGS
from prodlint.formats.python.syntax import last_name

_MAX_DEPTH, _MOST = 25, 1_000_000
# Of one search, and of all in one file beyond the least of each; elements beyond are leaves as they stand.
_MAX_STEPS, _LEAST_STEPS, _TOTAL_STEPS = 1_000, 10, 40_000
# Functions whose result is, for our purpose, one of the arguments (its index).
_FUNCTIONS = {
    **dict.fromkeys(("list", "tuple", "set", "frozenset", "sorted", "reversed", "str"), 0),
    **dict.fromkeys(("filter", "map"), 1),
    **dict.fromkeys(("json.loads", "orjson.loads", "ast.literal_eval", "copy.copy", "copy.deepcopy"), 0),
    "typing.cast": 1,
}
# Methods of texts and lists that change nothing essential of the value.
_METHODS = frozenset(
    "casefold copy lower lstrip removeprefix removesuffix replace rsplit rstrip split splitlines strip upper".split()
)
# Field declarations of pydantic, sqlmodel, dataclasses, attrs and msgspec.
_FIELDS = frozenset({"Field", "PrivateAttr", "attrib", "field", "ib"})
_PROPERTIES = frozenset({"property", "cached_property", "computed_field"})


class Values(Way):
    """Follows expressions to the values they can have."""

    def __init__(self, text: str, tree: ast.Module) -> None:
        super().__init__(text, tree)
        self._budget = Budget(_MAX_STEPS, _LEAST_STEPS, _TOTAL_STEPS)
        self.found: dict[ast.expr, list[Possible]] = {}

    @property
    def is_cut(self) -> bool:
        """Whether a search ended before it had seen everything."""
        return self._budget.is_cut

    def possible(self, expr: ast.expr) -> list[Possible]:
        """The values that an expression can have; what is not understood is a value itself."""
        if expr not in self.found:
            walk = _Walk(self, self._budget.limit)
            self.found[expr] = walk.leaves(expr)
            self._budget.spend(min(walk.steps, _MAX_STEPS))  # a step beyond the limit looks at nothing
            self._budget.is_cut |= walk.is_cut
        return self.found[expr]


class _Walk:
    """One search; `_path` holds the expressions between the start and the current one, with their depth, and `_back`
    is the depth of the outermost of them that the search came back to: what is below that hangs on where it began."""

    def __init__(self, values: Values, most: int) -> None:
        self._values = values
        self.steps = 0
        self.is_cut = False  # it ended before it had seen everything
        self._most = most
        self._path: dict[ast.expr, int] = {}
        self._back = _MOST
        self._found = values.found

    def leaves(self, expr: ast.expr) -> list[Possible]:
        """The leaves below an expression; none when the search is inside that expression already."""
        self.steps += 1 + len(self._found.get(expr, ()))
        if expr in self._path:
            self._back = min(self._back, self._path[expr])
            return []
        if self.steps > self._most or len(self._path) > _MAX_DEPTH:
            self._back = 0
            self.is_cut |= self._values.constant(expr) is UNKNOWN  # what is known to the end hides nothing
            return [Possible(expr)]
        if expr in self._found:
            return self._found[expr]
        before, self._back = self._back, _MOST
        self._path[expr] = len(self._path)
        found = self._below(expr)
        result = [Possible(expr)] if found is None else list(dict.fromkeys(found))
        if self._path.pop(expr) <= self._back:
            self._found[expr] = result
            self._back = _MOST
        self._back = min(before, self._back)
        return result

    def _below(self, expr: ast.expr) -> Iterator[Possible] | None:
        if isinstance(expr, (ast.List, ast.Tuple, ast.Set)):
            return self._elements(expr.elts) if expr.elts else None
        if isinstance(expr, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
            return self._elements([expr.elt])
        if isinstance(expr, (ast.BoolOp, ast.IfExp)):
            return self._all(self._choice(expr))
        if isinstance(expr, (ast.NamedExpr, ast.Await)):
            return self._all([(expr.value, ())])
        if isinstance(expr, ast.BinOp):
            return self._all([(item, ()) for item in summands(expr)]) if self._joins_lists(expr) else None
        if isinstance(expr, (ast.Name, ast.Attribute)):
            return self._named(expr)
        if isinstance(expr, ast.Call):
            sources = _passed_on(self._values, expr)
            if sources is not None:
                return (leaf._replace(via=(expr, *leaf.via)) for leaf in self._all(sources))
        return self._item(expr)

    def _all(self, sources: list[tuple[ast.expr, Guards]]) -> Iterator[Possible]:
        for source, guards in sources:
            for leaf in self.leaves(source):
                yield leaf._replace(guards=all_of([guards, leaf.guards]))

    def _elements(self, items: list[ast.expr]) -> Iterator[Possible]:
        for item in items:
            if isinstance(item, ast.Starred):
                yield from self.leaves(item.value)
            else:
                yield from (leaf._replace(element=True) for leaf in self.leaves(item))

    def _choice(self, expr: ast.BoolOp | ast.IfExp) -> list[tuple[ast.expr, Guards]]:
        """`a if c else b`, `a or b`; of `a and b` only `b`, since `a` counts only when it is empty."""
        test = self._values.condition
        if isinstance(expr, ast.IfExp):
            return [(expr.body, test(expr.test, True)), (expr.orelse, test(expr.test, False))]
        conjunction = isinstance(expr.op, ast.And)
        tests = [test(value, conjunction) for value in expr.values[:-1][:_MAX_DEPTH]]
        if conjunction:
            return [(expr.values[-1], all_of(tests))]
        last = next((at for at, value in enumerate(expr.values) if self._is_set(value)), len(expr.values))
        return [(value, all_of(tests[:place])) for place, value in enumerate(expr.values[: last + 1])]

    def _is_set(self, expr: ast.expr) -> bool:
        """Whether an expression is always true, so that what stands behind an `or` never counts."""
        value = self._values.constant(expr)
        return value is not UNKNOWN and bool(value)

    def _joins_lists(self, expr: ast.BinOp) -> bool:
        if not isinstance(expr.op, (ast.Add, ast.BitOr)):
            return False
        operands = summands(expr)[:_MAX_STEPS]
        folded = (self._values.constant(item) for item in operands if not isinstance(item, ast.JoinedStr))
        texts = any(isinstance(value, (str, bytes, int)) for value in folded)
        return not texts and not any(isinstance(item, ast.JoinedStr) for item in operands)

    def _named(self, expr: ast.expr) -> Iterator[Possible] | None:
        bindings = [binding for binding in self._values.bindings(expr) if binding.how != "item"]
        self.is_cut |= len(bindings) >= MAX_BINDINGS
        if any(self._sources(binding) for binding in bindings):
            return self._bound(expr, bindings)
        return None

    def _sources(self, binding: Binding) -> list[ast.expr]:
        """The assigned value, or what a property returns."""
        node = binding.node
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return self._values.returns(node) if _is_property(node) else []
        return [binding.value] if binding.value is not None else []

    def _bound(self, expr: ast.expr, bindings: list[Binding]) -> Iterator[Possible]:
        conditions = [self._values.guards(binding.node) for binding in bindings]
        for place, (binding, own) in enumerate(zip(bindings, conditions, strict=True)):
            # A conditional assignment further down leaves the value only where its condition fails.
            hiding = [
                tuple(clause for clause in conditions[later] if clause not in own)
                for later in range(place + 1, len(bindings))
                if binding.replaces and bindings[later].replaces
            ]
            guards = all_of([own, *(negated(part) or () for part in hiding)])
            sources = self._sources(binding)
            if not sources:
                yield Possible(expr, guards)
            for source in sources:
                inside = self._values.guards(source) if source is not binding.value else ()
                for leaf in self.leaves(source):
                    element = binding.how == "adds" or (leaf.element and binding.how != "each")
                    yield leaf._replace(guards=all_of([guards, inside, leaf.guards]), element=element)

    def _item(self, expr: ast.expr) -> Iterator[Possible] | None:
        """`SETTINGS["origins"]` and `SETTINGS.get("origins")`, where the dictionary is in this file."""
        if isinstance(expr, ast.Subscript):
            mapping, key = expr.value, expr.slice
        elif isinstance(expr, ast.Call) and isinstance(expr.func, ast.Attribute) and expr.func.attr == "get":
            if not expr.args:
                return None
            mapping, key = expr.func.value, expr.args[0]
        else:
            return None
        wanted = self._values.constant(key)
        items = self._values.entries(mapping) if isinstance(wanted, str) else None
        values: list[tuple[ast.expr, Guards]] = [(item.value, ()) for item in items or () if item.key == wanted]
        return self._all(values[-1:]) if values else None


def _passed_on(way: Values, call: ast.Call) -> list[tuple[ast.expr, Guards]] | None:
    """The expressions that a call returns, each with the conditions inside the called function; None: unknown."""
    read = read_of(way, call)
    if read is not None:
        return [(read.default, ())] if read.default is not None else None
    name = way.qualified_name(call.func)
    if isinstance(call.func, ast.Attribute) and call.func.attr in _METHODS and name is None:
        return [(call.func.value, ())]
    at = _FUNCTIONS.get((name or "").removeprefix("builtins."))
    if at is not None:
        return [(call.args[at], ())] if len(call.args) > at else None
    if (name or last_name(call.func)).rpartition(".")[2] in _FIELDS and way.definition(call.func) is None:
        return _declared(way, call)
    return _returned(way, call.func)


def _returned(way: Values, function: ast.expr) -> list[tuple[ast.expr, Guards]] | None:
    definition = way.definition(function)
    if not isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return None
    values = way.returns(definition)
    return [(value, way.guards(value)) for value in values] or None


def _declared(way: Values, call: ast.Call) -> list[tuple[ast.expr, Guards]] | None:
    """The default of a field: `default`, the first argument, or what the factory makes."""
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    factory = keywords.get("default_factory", keywords.get("factory"))
    if factory is not None:
        return [(factory.body, ())] if isinstance(factory, ast.Lambda) else _returned(way, factory)
    default = keywords.get("default", call.args[0] if call.args else None)
    if default is None or (isinstance(default, ast.Constant) and default.value is Ellipsis):
        return None
    return [(default, ())]


def _is_property(node: ast.AST) -> bool:
    """Whether the node is a method that is read like an attribute."""
    decorators = node.decorator_list if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) else ()
    heads = (item.func if isinstance(item, ast.Call) else item for item in decorators)
    return any(last_name(head) in _PROPERTIES for head in heads)
