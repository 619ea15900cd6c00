"""Everything in a Python file that gives a value, or the default of one, to a name; and its texts."""

import ast
from collections.abc import Iterator
from functools import cached_property

from prodlint.formats.code import ASKED, ASSIGNED, ENTRY, KEYWORD, PARAMETER, Named
from prodlint.formats.joined import outermost, sides
from prodlint.formats.python.bindings import Assignment, with_defaults
from prodlint.formats.python.environment import read_of
from prodlint.formats.python.syntax import last_name, target_name, text_of
from prodlint.formats.python.values import Values

_TALKING = frozenset(
    "print debug info warning warn error exception critical log fail echo write startswith endswith replace split find "
    "partition rpartition rsplit index removeprefix removesuffix sub match search fullmatch findall compile".split()
)
_TOLD = frozenset("help description title example examples doc summary epilog metavar message detail".split())
_FIELDS = frozenset({"Field", "field", "attrib", "ib", "Option", "Argument"})  # pydantic, dataclasses, attrs, typer
_ADDERS = frozenset({"add_argument", "add_option", "option"})  # argparse, optparse, click


class Given(Values):
    """What the names of a file are given, and its texts."""

    def __init__(self, text: str, tree: ast.Module) -> None:
        super().__init__(text, tree)
        calls = [node for node in self.nodes if isinstance(node, ast.Call)]
        self.calls = sorted(calls, key=lambda call: (call.lineno, call.col_offset, -(call.end_col_offset or 0)))
        self.classes = [node for node in self.nodes if isinstance(node, ast.ClassDef)]
        self.assignments = [
            Assignment(target, node.value, node)
            for node in self.nodes
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        ]

    def named_values(self) -> list[Named]:
        """All that gives a value, or the default of one, to a name, each once.

        The default of `Field(default=...)` counts as the value of what it is assigned to, and `d["x"] = 1` as an entry.
        """
        return self._given

    @cached_property
    def _given(self) -> list[Named]:
        return list(self._each_given())

    def _each_given(self) -> Iterator[Named]:
        for assignment in self.assignments:
            target, value = assignment.target, self._default_of_field(assignment.value)
            of = target.value if isinstance(target, (ast.Attribute, ast.Subscript)) else None
            how = ENTRY if isinstance(target, ast.Subscript) else ASSIGNED
            yield Named(self._name_of(target), value, assignment.node, how, of)
        for node in self.nodes:
            if isinstance(node, ast.arguments):
                for argument, default in with_defaults(node):
                    if default is not None:
                        yield Named(argument.arg, self._default_of_field(default), node, PARAMETER)
            elif isinstance(node, ast.Dict):
                for key, entry in zip(node.keys, node.values, strict=True):
                    yield Named(text_of(key), entry, node, ENTRY)
        for call in self.calls:
            for keyword in call.keywords:
                if keyword.arg is not None:
                    yield Named(keyword.arg, keyword.value, call, KEYWORD)
            yield from self._asked(call)

    def parts(self) -> Iterator[tuple[str, ast.expr]]:
        """The names in a tuple or list that is assigned to, each with the whole value."""
        for one in self.assignments:
            elements = one.target.elts if isinstance(one.target, (ast.Tuple, ast.List)) else ()
            yield from ((element.id, one.value) for element in elements if isinstance(element, ast.Name))

    def _name_of(self, target: ast.expr) -> str:
        """The name that an assignment gives a value to; of an item, its key, or what a constant is called."""
        name = target_name(target)
        return self.key(target) if not name and isinstance(target, ast.Subscript) else name

    def _default_of_field(self, value: ast.expr) -> ast.expr:
        """The default of a field; what has none, or a factory, stands for itself."""
        if not isinstance(value, ast.Call):
            return value
        name = self.qualified_name(value.func) or last_name(value.func)
        if name.rpartition(".")[2] not in _FIELDS:
            return value
        default = next((keyword.value for keyword in value.keywords if keyword.arg == "default"), None)
        return default if default is not None else value.args[0] if value.args else value

    def _asked(self, call: ast.Call) -> Iterator[Named]:
        """`os.environ.get("X", d)`, `cfg.get("x", d)`, `getattr(cfg, "x", d)`, `add_argument("--x", default=d)`."""
        read = read_of(self, call)
        if read is not None:
            if read.default is not None:
                yield Named(read.name, read.default, call, ASKED)
            return
        name = self.name(call.func)
        texts = [text_of(argument) for argument in call.args]
        keywords = {keyword.arg: keyword.value for keyword in call.keywords}
        if name in _ADDERS and "default" in keywords:
            option = next((text for text in texts if text.startswith("--")), "")
            yield Named(option.lstrip("-"), keywords["default"], call, ASKED)
        elif name == "getattr" and len(call.args) == 3:
            yield Named(texts[1], call.args[2], call, ASKED)
        elif texts and texts[0] and self._is_default(call.args[1:]) and name not in ("setattr", "replace"):
            yield Named(texts[0], call.args[1], call, ASKED)
        elif texts and texts[0] and "default" in keywords:
            yield Named(texts[0], keywords["default"], call, ASKED)

    def _is_default(self, rest: list[ast.expr]) -> bool:
        """Whether a default is all that is given behind a name, but for a type: `get("X", [], list[str])`."""
        types = [one.value if isinstance(one, ast.Subscript) else one for one in rest[1:]]
        return len(rest) in (1, 2) and all((self.qualified_name(one) or "").startswith("builtins.") for one in types)

    def texts(self, hole: str) -> Iterator[tuple[str, ast.AST]]:
        """The texts of the code with `hole` for what is put into them; not those that are only compared or told."""
        texts = (node for node in self.nodes if self._is_text(node))
        for whole in outermost(texts, self.parent, lambda node: bool(_joins(node))):
            if not self._is_talk(whole):
                yield "".join(_piece(side, hole) for side in sides(whole, _joins)), whole

    def _is_text(self, node: ast.AST) -> bool:
        """Whether it is a text, and no piece of an f-string."""
        if isinstance(node, ast.Constant):
            return isinstance(node.value, str) and not isinstance(self.parent(node), ast.JoinedStr)
        return isinstance(node, ast.JoinedStr)

    def _is_talk(self, node: ast.AST) -> bool:
        parent = self.parent(node)
        if isinstance(parent, ast.keyword):
            return parent.arg in _TOLD
        if isinstance(parent, ast.Call):
            return self.name(parent.func) in _TALKING or isinstance(self.parent(parent), ast.Raise)
        return isinstance(parent, (ast.Expr, ast.Compare, ast.Raise, ast.Subscript))


def _joins(node: ast.AST) -> tuple[ast.AST, ...]:
    """The two sides of what joins them."""
    return (node.left, node.right) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) else ()


def _piece(node: ast.AST, hole: str) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) if isinstance(part, ast.Constant) else hole for part in node.values)
    return text_of(node) if isinstance(node, ast.Constant) and isinstance(node.value, str) else hole
