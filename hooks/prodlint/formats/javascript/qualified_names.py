"""What a name stands for outside of the file: a library's export, a global."""

import re

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.javascript.bindings import Binding
from prodlint.formats.javascript.constants import Constants
from prodlint.formats.javascript.scopes import NAMES

# What stands in front of, behind and around the name of a package, whatever runtime it is written for.
_VERSION = expression(r"^((?:@[^/@]+/)?[^/@]+)@[^/]*")
_ENTRY = expression(r"/(?:mod|index|main)\.[cm]?[jt]sx?$")
_REGISTRIES = expression(
    r"""^(?:node: | (?:npm|jsr):/? |
    https://(?:deno\.land/x | esm\.sh(?:/v\d+)?(?:/jsr)? | cdn\.skypack\.dev | unpkg\.com
    | cdn\.jsdelivr\.net/npm | esm\.run)/\*?)""",
    re.VERBOSE,
)
_STEP_LIMIT = 40  # members and aliases of one chain


class QualifiedNames(Constants):
    """A tree that knows where its names come from."""

    def qualified_name(self, node: Node) -> str | None:
        """What a name or a chain of members refers to, or None for what the file makes itself.

        `cors` after `import cors from "cors"` is "cors", `cors` after `import { cors } from "hono/cors"` is
        "hono/cors.cors", a relative import keeps its dots ("./policy.cors"), a global is itself ("process.env").
        """
        chain: list[str] = []  # from the last member to the first
        for _ in range(_STEP_LIMIT):
            node = self.peel(node)
            target, key = self._member(node)
            if target is not None:
                chain.append(key)
                node = target
            elif node.type in NAMES:
                binding = self.resolve(node)
                if binding is None:
                    return _joined(self.text(node), chain)
                if binding.kind == "import":
                    return _joined(package_path(binding.source), [*chain, *binding.path], exports=True)
                value = self._source(binding)
                if value is None:
                    return None
                chain.extend(reversed(binding.path))
                node = value
            elif node.type == "call_expression":
                specifier = self.required(node)
                return _joined(package_path(specifier), chain, exports=True) if specifier is not None else None
            elif node.type in ("meta_property", "type_identifier", "nested_type_identifier"):
                return self._type_name(node, chain)
            else:
                return None
        return None

    def callee(self, call: Node) -> str | None:
        """The qualified name of what is called, or made with `new`."""
        maker = self.maker(call)
        return self.qualified_name(maker) if maker is not None and maker.type != "import" else None

    def instance_of(self, node: Node) -> str | None:
        """The name of the class or function that made a value, or of its declared type.

        `express()` and a name for it are "express", `new Hono().use(...)` is "hono.Hono".
        """
        for _ in range(_STEP_LIMIT):
            node = self.peel(node)
            if node.type == "new_expression":
                maker = node.child_by_field_name("constructor")
                return self.qualified_name(maker) if maker is not None else None
            if node.type == "call_expression":
                maker = node.child_by_field_name("function")
                base = self._built(node)
                if base is None:
                    return None if maker is None or self.required(node) is not None else self.qualified_name(maker)
                node = base
            elif node.type in NAMES:
                binding = self.resolve(node)
                if binding is None or binding.path:
                    return None
                value = self._source(binding)
                if value is None:
                    return self._declared_type(binding)
                node = value
            else:
                return None
        return None

    def _member(self, node: Node) -> tuple[Node | None, str]:
        target, key = self.member(node)
        index = node.child_by_field_name("index") if node.type == "subscript_expression" else None
        if target is None and index is not None:
            constant, target = self.string(index), node.child_by_field_name("object")
            return (target, constant) if constant is not None else (None, "")
        return target, key

    def _source(self, binding: Binding) -> Node | None:
        """The value of a variable: the first that it gets."""
        if binding.kind != "variable":
            return None
        if binding.value is not None:
            return binding.value
        return next((w.value for w in self.writes(binding) if not w.key and not w.element), None)

    def required(self, call: Node) -> str | None:
        """The module that `require("x")` and `import("x")` bring in."""
        function, arguments = call.child_by_field_name("function"), self.arguments(call)
        if function is None or not arguments:
            return None
        is_require = self.text(function) == "require" and self.resolve(function) is None
        return self.string(arguments[0]) if is_require or function.type == "import" else None

    def _built(self, call: Node) -> Node | None:
        """The `new X()` at the start of `new X().a().b()`."""
        node = call
        while node.type in ("call_expression", "member_expression", "parenthesized_expression"):
            field = "function" if node.type == "call_expression" else "object"
            inner = self.peel(node) if node.type == "parenthesized_expression" else node.child_by_field_name(field)
            if inner is None or inner == node:
                return None
            node = inner
        return node if node.type == "new_expression" else None

    def _declared_type(self, binding: Binding) -> str | None:
        kind = binding.type.named_children[0] if binding.type and binding.type.named_children else None
        return self._type_name(kind, []) if kind is not None else None

    def _type_name(self, node: Node, chain: list[str]) -> str | None:
        if node.type == "generic_type" and node.named_children:
            node = node.named_children[0]
        if node.type == "nested_type_identifier":
            first, *rest = self.text(node).split(".")
            binding = next((b for b in self._bindings.get(first, {}).values() if b.kind == "import"), None)
            chain = [*chain, *reversed(rest)]
        elif node.type == "type_identifier":
            first, binding = self.text(node), self.resolve(node)
        else:
            return _joined(self.text(node), chain) if node.type == "meta_property" else None
        if binding is None:
            return _joined(first, chain)
        if binding.kind != "import":
            return None
        return _joined(package_path(binding.source), [*chain, *binding.path], exports=True)


def _joined(base: str, chain: list[str], *, exports: bool = False) -> str:
    """`chain` is written backwards; of a module's exports, `default` is the module itself."""
    names = chain[::-1]
    if exports and names[:1] == ["default"]:
        names = names[1:]
    return ".".join((base, *names))


def package_path(specifier: str) -> str:
    """ "npm:hono@4/cors" -> "hono/cors", "https://deno.land/x/cors@v1/mod.ts" -> "cors"; "./x" stays as it is."""
    bare = _REGISTRIES.sub("", specifier, count=1)
    if bare == specifier:
        return specifier
    return _ENTRY.sub("", _VERSION.sub(r"\1", bare.partition("?")[0]))
