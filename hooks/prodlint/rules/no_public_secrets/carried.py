"""JavaScript and TypeScript in whatever file: the reader for its kind, and how a value is carried."""

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.javascript import Module, reader
from prodlint.source import Source

_STEP_LIMIT = 60
_HANDING_ON = frozenset(("JSON.stringify", "String", "encodeURIComponent", "btoa", "Object.freeze", "JSON.parse"))
_KEEPING = frozenset(("toString", "trim", "replace"))
_CONSTANT_CASE = expression(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")


def module_of(source: Source) -> Module:
    """The syntax tree of the file's scripts, read once."""
    return source.read(reader(source.kind))


class Carried:
    """What an expression may hand on: names of variables, and texts that it spells out.

    `unknown`: something else too, that may be a secret (a call, a name from elsewhere).
    """

    __slots__ = ("names", "texts", "unknown")

    def __init__(self) -> None:
        self.names: list[str] = []
        self.texts: list[str] = []
        self.unknown = False


def carried(module: Module, node: Node) -> Carried:
    """Follows `||`, `??`, `?:`, templates, `JSON.stringify` and constants; not conditions and comparisons."""
    found = Carried()
    stack = [node]
    for _ in range(_STEP_LIMIT):
        if not stack:
            break
        _step(module, module.peel(stack.pop()), stack, found)
    return found


def _step(module: Module, node: Node, stack: list[Node], found: Carried) -> None:
    field = node.child_by_field_name
    name = variable(module, node)
    text = module.string(node)
    if name:
        found.names.append(name)
    elif text is not None:
        found.texts.append(text)
    elif node.type == "binary_expression":
        if module.operator(node) in ("||", "??", "+"):
            stack.extend(node.named_children)
        elif module.operator(node) == "&&":
            stack.extend(node.named_children[1:])
    elif node.type == "ternary_expression":
        stack.extend(side for side in (field("consequence"), field("alternative")) if side is not None)
    elif node.type == "template_string":
        stack.extend(part.named_children[0] for part in node.named_children if part.named_children)
        found.texts.append(module.text(node)[1:-1])
    elif node.type == "call_expression":
        _call(module, node, stack, found)
    elif node.type in ("identifier", "shorthand_property_identifier"):
        value = module.only_value(node)
        if value is not None:
            stack.append(value)
        else:
            found.unknown = module.text(node) != "undefined"
    elif node.type in ("member_expression", "subscript_expression"):
        found.unknown = True


def _call(module: Module, call: Node, stack: list[Node], found: Carried) -> None:
    function, arguments = call.child_by_field_name("function"), module.arguments(call)
    if function is None:
        return
    target, key = module.member(function)
    if module.text(function) in _HANDING_ON:
        stack.extend(arguments[:1])
    elif target is not None and key in _KEEPING:
        stack.append(target)
    elif module.text(function) != "Boolean":
        found.unknown = True


def last_names(module: Module, callee: Node) -> str:
    """The last one or two names of what is called: "jwt.sign", "OpenAI"."""
    callee = module.peel(callee)
    target, key = module.member(callee)
    if target is None:
        return module.text(callee) if callee.type == "identifier" else ""
    before = module.member(target)[1] or (module.text(target) if target.type == "identifier" else "")
    return f"{before}.{key}" if before else key


def variable(module: Module, node: Node) -> str | None:
    """The environment variable that an expression reads, also from an object with a name in CONSTANT_CASE."""
    name = module.variable(node)
    if name:
        return name
    target, key = module.member(node)
    return key if target is not None and _CONSTANT_CASE.fullmatch(key) else None
