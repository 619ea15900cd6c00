"""What the rules ask of a whole file again and again, made once for the file at hand."""

from tree_sitter import Node

from prodlint.formats.javascript import Module

_MENTION_LIMIT = 50


def _names(module: Module) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in module.of_type("identifier", "shorthand_property_identifier"):
        found.setdefault(module.text(node), []).append(node)
    return found


def mentions(module: Module, name: Node) -> list[Node]:
    """The other places in which a name stands for the same thing, the first fifty."""
    binding = module.resolve(name)
    if binding is None:
        return []
    same = module.once(_names).get(module.text(name), [])[: 10 * _MENTION_LIMIT]
    return [node for node in same if node != binding.node and module.resolve(node) == binding][:_MENTION_LIMIT]


def callers(module: Module, function: Node) -> list[Node]:
    """The calls of a function that has a name."""
    around = module.parent(function)
    name = function.child_by_field_name("name")
    if name is None and around is not None and around.type == "variable_declarator":
        name = around.child_by_field_name("name")
    if name is None or name.type not in ("identifier", "property_identifier"):
        return []
    calls = ((mention, module.parent(mention)) for mention in mentions(module, name))
    return [
        call
        for mention, call in calls
        if call is not None and call.type == "call_expression" and call.child_by_field_name("function") == mention
    ]
