"""Reads of the environment and of settings, with what stands in where there is none."""

from collections.abc import Sequence
from functools import cached_property

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.code import Read
from prodlint.formats.tree import terms
from prodlint.formats.tree.names import Names
from prodlint.formats.tree.row import Language
from prodlint.tables.environment_reads import DEFAULTING, FALLING_BACK, INDEXED, OWN_READERS, READERS

_PLACEHOLDER = expression(r"\$\{(?P<name>[\w.\[\]-]+):(?P<default>[^{}]*)\}")
# Elixir's settings have the name of their application in front: `Application.get_env(:shop, :secret, "d")`.
_OF_AN_APPLICATION = frozenset(("Application.get_env", "Application.fetch_env", "Application.fetch_env!"))
_MAYBE = frozenset(("ofNullable", "Some", "optional"))  # `Optional.ofNullable(System.getenv("X")).orElse("*")`
_DEPTH_LIMIT = 12
_NAME = expression(r"[A-Za-z][\w.:\[\]-]{0,80}")


class Environment(Names):
    """A tree that knows where it asks for settings."""

    def __init__(self, text: str, row: Language) -> None:
        super().__init__(text, row)
        self._reads: dict[int, Read | None] = {}

    def environment(self, node: Node) -> Read | None:
        """The environment variable or setting that an expression reads; None where it reads none."""
        node = self.peel(node)
        if node.id not in self._reads:
            self._reads[node.id] = None  # a chain that comes back to itself
            self._reads[node.id] = self._read(node)
        return self._reads[node.id]

    def _read(self, node: Node) -> Read | None:
        term = self.term(node)
        if isinstance(term, terms.Item) and term.key is not None:
            owner = self._plain(term.owner)
            name = self._literal(term.key)
            known = any(owner == one or owner.endswith("." + one) for one in INDEXED)
            return Read(name, None, node) if name is not None and known else None
        if not isinstance(term, terms.Call):
            return None
        if term.name in FALLING_BACK and len(term.arguments) == 2:
            inner = self.environment(term.arguments[0])
            return inner._replace(default=term.arguments[1], node=node) if inner is not None else None
        if term.owner is not None and term.name in DEFAULTING:
            inner = self.behind(term.owner)
            if inner is None:
                return None
            default = self._given(term)
            return inner._replace(default=default if default is not None else inner.default, node=node)
        if term.name in _MAYBE and len(term.arguments) == 1:
            return self.environment(term.arguments[0])
        return self._called(term, node)

    def behind(self, node: Node | None) -> Read | None:
        """The read that a value is made of: `ENV["X"]&.split(",")`, `explode(",", $_ENV["X"])`."""
        for _ in range(_DEPTH_LIMIT):
            read = self.environment(node) if node is not None else None
            if node is None or read is not None:
                return read
            term = self.meaning(node)
            if not isinstance(term, terms.Call | terms.Member):
                break
            given = term.arguments if isinstance(term, terms.Call) and not term.makes else ()
            texts = (one for one in reversed(given) if self._literal(one) is None)
            node = term.owner if term.owner is not None else next(texts, None)
        return None

    def _called(self, term: terms.Call, node: Node) -> Read | None:
        whole = f"{self._plain(term.owner)}.{term.name}" if term.owner is not None else term.name
        if not term.arguments or term.makes:
            return None
        at = 1 if whole in _OF_AN_APPLICATION and len(term.arguments) > 1 else 0
        name = self._literal(term.arguments[at])
        if name is None or not _NAME.fullmatch(name):
            return None
        known = any(whole == one or whole.endswith("." + one) for one in READERS)
        if not known and term.name.replace("_", "").replace("-", "").lower() not in OWN_READERS:
            return None
        return Read(name, self._given(term, at + 1), node)

    def _given(self, term: terms.Call, position: int = 0) -> Node | None:
        """The default: an argument, or what a block or a function without a choice answers."""
        by_name: Node | None = next(
            (entry.value for entry in term.keywords if entry.key in ("default", "defaultValue")), None
        )
        if by_name is not None:
            return by_name
        given = term.arguments[position] if len(term.arguments) > position else term.block
        answer = self.meaning(given) if given is not None else None
        if not isinstance(answer, terms.Function) or not answer.body:
            return given
        inner = self.meaning(answer.body[-1])
        return inner.statements[-1] if isinstance(inner, terms.Block) and inner.statements else answer.body[-1]

    def _plain(self, node: Node | None) -> str:
        """The last names of what is asked, without calls: `config`, `System.getenv`, `builder.Configuration`."""
        if node is None:
            return ""
        term = self.meaning(node)
        if isinstance(term, terms.Call | terms.Member):
            owner = self._plain(term.owner) if term.owner is not None and node.end_byte - node.start_byte < 200 else ""
            return f"{owner}.{term.name}" if owner else term.name
        return term.name if isinstance(term, terms.Name) else ""

    def _literal(self, node: Node) -> str | None:
        term = self.meaning(node)
        if isinstance(term, terms.Text) and all(isinstance(part, str) for part in term.parts):
            return "".join(str(part) for part in term.parts)
        return None

    def _about(self, note: Node) -> str:
        """The name of what stands behind an attribute."""
        after = note.next_named_sibling
        name = after.child_by_field_name("name") if after is not None else None
        return self.text(name) if name is not None else ""

    @cached_property
    def placeholders(self) -> Sequence[tuple[Read, str]]:
        """`${cors.origins:*}` in a text of an annotation, and its `defaultValue`, with the text of the default."""
        found = list[tuple[Read, str]]()
        for call in self.calls:
            term = self.term(call)
            if not isinstance(term, terms.Call) or not term.makes:
                continue
            by_name = {entry.key: entry.value for entry in term.keywords}
            default = by_name.get("defaultValue") or by_name.get("default_value")
            text = self._literal(default) if default is not None else None
            if default is not None and text is not None:
                names = [self._literal(by_name[key]) or "" for key in ("name", "env", "long") if key in by_name]
                found.append((Read(next(iter(filter(None, names)), self._about(call)), None, default), text))
            for given in (*term.arguments, *(entry.value for entry in term.keywords)):
                items = inner.items if isinstance(inner := self.meaning(given), terms.Sequence) else (given,)
                for item in items[:100]:
                    for match in _PLACEHOLDER.finditer(self._literal(item) or ""):
                        found.append((Read(match["name"], None, item), match["default"]))
        return found
