"""What an object in a configuration publishes: its entries, or the whole environment at once."""

from collections.abc import Iterator

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.code import Entry, known
from prodlint.formats.javascript import Module
from prodlint.rules.no_public_secrets.carried import carried
from prodlint.rules.no_public_secrets.exposure import Exposed, Exposures
from prodlint.rules.no_public_secrets.names import grade_of
from prodlint.rules.no_public_secrets.sighting import Reason, Sighting, sighting
from prodlint.tables.public_prefixes import Exposure

_DEEPEST = 8
_WHOLE = frozenset(("process.env", "globalThis.process.env", "Bun.env"))
_HOLDERS = ("process.env", "import.meta.env", "process", "env")
_COPIES = frozenset(("JSON.stringify", "Object.assign", "Object.freeze", "Object.fromEntries", "Object.entries"))
_FUNCTIONS = ("arrow_function", "function_expression", "method_definition", "function_declaration")
_FLAG = expression(r"(?i:true|false|yes|no|on|off|[01]|)")
_CHOOSES = expression(r"\bif\b|\?|&&|startsWith|includes|\.test\(|\.match\(|filter|\bpick\b")
_WHOLE_REASON = Reason("the whole environment", "that is the environment of the build, with every credential in it")
_WHOLE_FIX = "Name the variables that the page needs, one by one, and keep credentials out.\n"
_WHOLE_FIX += "Rotate the credentials that the build had: what was built may hold them."


def _with_vendor(under: str, name: str) -> str:
    """The name of a key that says little with that of the object around it: `openai: {apiKey: ...}`."""
    whole = f"{under}_{name}"
    return whole if grade_of(name).level == "depends" and grade_of(whole).level == "secret" else name


class Publisher:
    """Follows one configuration; `empty` entries count where another file fills them."""

    def __init__(self, module: Module, exposures: Exposures, exposure: Exposure, empty: bool = False) -> None:
        self._module = module
        self._exposures = exposures
        self._exposure = exposure
        self._empty = empty

    def entries(self, node: Node, depth: int = 0, under: str = "") -> Iterator[Sighting]:
        """What the value of a published property holds; `under` is the key of the object around it."""
        node = self._inside(node)
        if self.is_whole(node):
            yield self.whole(node)
            return
        for key, one in known(self._module.entries(node)) if depth < _DEEPEST else ():
            yield from self.entry(key, one, depth, under)

    def entry(self, key: str, one: Entry, depth: int = 0, under: str = "") -> Iterator[Sighting]:
        """What one property publishes by its key and its value."""
        value = self._inside(one.value)
        if key in _HOLDERS and self.is_whole(value):
            yield self.whole(one.node)
        elif key in _HOLDERS or value.type == "object":
            yield from self.entries(value, depth + 1, "" if key in _HOLDERS else key)
        else:
            yield from self.value(key, one.node, one.value, under)

    def value(self, key: str, node: Node, value: Node, under: str = "") -> Iterator[Sighting]:
        """One name and what it is given, if that can hold anything."""
        name = key.rpartition(".")[2].strip("_")
        holds = carried(self._module, value)
        says_nothing = all(_FLAG.fullmatch(text) for text in holds.texts) and not (holds.names or holds.unknown)
        if says_nothing and not (self._empty and "" in holds.texts):
            return
        exposed = self._exposures.published(name, _with_vendor(under, name), self._exposure)
        texts = [text for text in holds.texts if text]
        yield self._at(node, exposed, texts[0] if len(texts) == 1 else "\n".join(texts), holds.names)

    def name(self, node: Node, name: str) -> Sighting:
        """A variable that is published by its name in a list."""
        return self._at(node, self._exposures.published(name, name, self._exposure), "", [])

    def whole(self, node: Node) -> Sighting:
        """The whole environment, at a node."""
        module = self._module
        exposure = self._exposure._replace(instead=_WHOLE_FIX)
        exposed = Exposed("process.env", "", exposure)
        span = module.statement(node)
        return Sighting(exposed, module.line(node), module.column(node), True, _WHOLE_REASON, *span)

    def is_whole(self, node: Node) -> bool:
        """Whether an expression is the environment itself, or holds all of it."""
        return self._is_whole(node, _DEEPEST)

    def _is_whole(self, node: Node, left: int) -> bool:
        module = self._module
        node = self._inside(node)
        if module.qualified_name(node) in _WHOLE or self._is_loaded(node):
            return True
        if not left:
            return False
        if node.type == "identifier":
            value = module.only_value(node)
            return value is not None and self._is_whole(value, left - 1)
        if node.type == "call_expression":
            mapped = self._mapped(node)
            return mapped is not None and self._is_whole(mapped, left - 1)
        spreads = [part for part in node.named_children if part.type == "spread_element" and part.named_children]
        return node.type == "object" and any(self._is_whole(part.named_children[0], left - 1) for part in spreads)

    def _mapped(self, call: Node) -> Node | None:
        """What `Object.entries(env).map(...)` goes through, one by one and without a choice."""
        target, method = self._module.method(call)
        if target is None or method not in ("map", "reduce") or _CHOOSES.search(self._module.text(call)):
            return None
        target = self._module.peel(target)
        function, arguments = target.child_by_field_name("function"), self._module.arguments(target)
        listed = function is not None and self._module.text(function) in ("Object.keys", "Object.entries")
        return arguments[0] if listed and arguments else None

    def _is_loaded(self, node: Node) -> bool:
        """`loadEnv(mode, folder, '')`, which asks Vite for every variable."""
        function = node.child_by_field_name("function")
        if node.type != "call_expression" or function is None:
            return False
        arguments = self._module.arguments(node)
        if self._module.text(function).rpartition(".")[2] != "loadEnv" or len(arguments) < 3:
            return False
        prefixes = arguments[2].named_children if arguments[2].type == "array" else arguments[2:3]
        return any(self._module.string(prefix) == "" for prefix in prefixes)

    def _inside(self, node: Node) -> Node:
        """The object behind `JSON.stringify(...)`, `Object.assign({}, ...)` and functions that return one."""
        module = self._module
        for _ in range(_DEEPEST):
            node = module.peel(node)
            function = node.child_by_field_name("function")
            arguments = module.arguments(node)
            if node.type == "call_expression" and function is not None and arguments:
                if module.text(function) not in _COPIES:
                    return node
                node = arguments[-1]
            elif node.type in _FUNCTIONS and module.answers(node):
                node = module.answers(node)[-1]
            else:
                return node
        return node

    def _at(self, node: Node, exposed: Exposed, value: str, takes: list[str]) -> Sighting:
        module = self._module
        span = (module.line(node), node.end_point.row + 1)
        return sighting(exposed, module.line(node), module.column(node), value, takes=takes, span=span)
