"""What names refer to: qualified names from the imports, and what a value is an instance of."""

from functools import cached_property

from tree_sitter import Node

from prodlint.formats.tree import terms
from prodlint.formats.tree.bindings import Bindings

_DEPTH_LIMIT = 20
_GUESSED = frozenset(("var", "val", "auto", "let", "mixed", "object", "dynamic", "any"))


class Names(Bindings):
    """A tree that knows what its names refer to."""

    @cached_property
    def _imported(self) -> dict[str, str]:
        uses = [term for _, term in self._stated if isinstance(term, terms.Use)]
        return {name: whole for term in uses for name, whole in term.names if name is not None}

    def imports(self) -> frozenset[str]:
        """What the file imports: modules, packages or namespaces as they are written."""
        return frozenset(
            whole for _, term in self._stated if isinstance(term, terms.Use) for _, whole in term.names
        )  # fmt: skip

    def dotted(self, text: str) -> str:
        """A written name with its import put in: `cors.New` -> "github.com/rs/cors.New"."""
        plain = text.replace("::", ".").replace("\\", ".").lstrip(".")
        head, dot, rest = plain.partition(".")
        return self._imported.get(head, head) + dot + rest

    def is_imported(self, qualified: str) -> bool:
        """Whether a qualified name begins with what the file imports by name."""
        parts = qualified.split(".")[:_DEPTH_LIMIT]
        return any(".".join(parts[:end]) in self._whole for end in range(1, len(parts) + 1))

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(self._imported.values())

    def name_node(self, call: Node) -> Node:
        """Where a call in a chain says what it calls; any other begins there."""
        term = self.term(call)
        if (
            not isinstance(term, terms.Call)
            or term.owner is None
            or not isinstance(self.meaning(term.owner), terms.Call)
        ):
            return call
        for field in ("name", "method", "function", "target"):
            found = call.child_by_field_name(field)
            if found is not None:
                children = self.children(found)
                return children[-1] if len(children) > 1 else found
        parts = self.children(call)
        inner = self.children(parts[0]) if parts else []
        return inner[-1] if len(inner) > 1 else call

    def qualified_name(self, node: Node) -> str | None:
        """What a name or a chain of members refers to, from the imports: `C` -> "flask_cors.CORS"."""
        names, node = list[str](), self.peel(node)
        for _ in range(_DEPTH_LIMIT):
            meant = self.term(node)
            if isinstance(meant, terms.Name):
                if self.bindings(node):
                    return None
                return ".".join((self.dotted(meant.name), *reversed(names)))
            if not isinstance(meant, terms.Member):
                return None
            names.append(meant.name)
            if meant.owner is None:
                return ".".join(reversed(names))
            node = self.peel(meant.owner)
        return None

    def callee(self, call: Node) -> str | None:
        """The qualified name of what is called: "flask_cors.CORS", "cors", "github.com/rs/cors.New"."""
        term = self.term(call)
        if not isinstance(term, terms.Call):
            return None
        if term.owner is None:
            return self.dotted(term.name)
        owner = self.qualified_name(term.owner)
        return f"{owner}.{term.name}" if owner is not None else None

    def method(self, call: Node) -> tuple[Node | None, str]:
        """The object and the last name of what is called: `a.b(...)` gives (a, "b"), `b(...)` gives (None, "b")."""
        term = self.term(call)
        return (term.owner, term.name) if isinstance(term, terms.Call) else (None, "")

    def instance_of(self, node: Node) -> str | None:
        """The qualified name of what makes a value, or of its declared type: "fastapi.FastAPI", "gin.Engine"."""
        for _ in range(_DEPTH_LIMIT):
            node = self.peel(node)
            meant = self.term(node)
            if isinstance(meant, terms.Call):
                called = self.callee(node)
                if called is not None or meant.owner is None:
                    return called
                node = meant.owner  # the root of a chain
                continue
            bound = self.bindings(node) if isinstance(meant, terms.Name | terms.Member) else []
            if not bound:
                found = self.qualified_name(node)
                if found is not None or not isinstance(meant, terms.Member) or meant.owner is None:
                    return found
                node = meant.owner  # `config.conn.tls` belongs to what `config` is
                continue
            declared = next((one.type for one in bound if one.type and one.type.lower() not in _GUESSED), None)
            if declared is not None:
                return self.dotted(declared)
            value = next((one.value for one in bound if one.value is not None), None)
            if value is None:
                return None
            node = value
        return None
