"""What takes a variable: it makes a name that says little a secret, or shows that it is public."""

import re
from functools import cached_property

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.javascript import Module
from prodlint.grouping import grouped
from prodlint.rules.no_public_secrets.carried import last_names
from prodlint.tables.uses import CLEARERS, HEADERS, HOSTS, PACKAGES, PROPERTIES, SIGNING, TAKERS, WARNED

_CALLS = ("call_expression", "new_expression")
_STOPS = ("statement_block", "program", "arrow_function", "function_expression", "class_body", "jsx_element")
_FOLLOWED = 20  # uses of a name that are looked at
_WORDS = (*TAKERS, *(name.partition(".")[0].lstrip("@") for name in PACKAGES), *PROPERTIES, WARNED)
TAKER = expression(rf"\b(?:{'|'.join(map(re.escape, _WORDS))})\b")

_KEY_PROPERTY = expression(r"key|token|auth|secret|password|credential|connectionstring|^ur[il]$", re.IGNORECASE)
_KEY_IN_ADDRESS = expression(r"[?&](?:api_?)?key=$|[?&]\w*token=$", re.IGNORECASE)
_OF_A_MODEL = "the key of a language model"
_OF_A_HOST = "the key of the service called here"


class Uses:
    """The takers in one file."""

    def __init__(self, module: Module, text: str) -> None:
        self._module = module
        self._asks_a_host = any(host in text for host in HOSTS)

    def of(self, read: Node) -> str:
        """What credential the taker of a read wants ("an OpenAI key"), "public" for a public one; "" if unknown.

        Looks at the expression around the read, and at those around the uses of a name that it is given.
        """
        for node in (read, *self._uses_of_name(read)):
            found = self._in_expression(node)
            if found:
                return found
        return ""

    def _in_expression(self, read: Node) -> str:
        inner = argument = read
        for node in self._module.around(read):
            found = ""
            if node.type in _STOPS:
                break
            if node.type == "pair":
                found = self._of_property(node)
                if not found and not _KEY_PROPERTY.search(self._module.key(node)):
                    break
            elif node.type == "object" and self._module.property(node, WARNED) is not None:
                found = _OF_A_MODEL
            elif node.type in _CALLS:
                found = self._of_call(node, inner, argument)
            elif node.type == "template_string":
                found = self._of_template(inner)
            if found:
                return found
            inner, argument = node, inner
        return ""

    def _of_property(self, pair: Node) -> str:
        name = self._module.key(pair)
        if name.lower() in HEADERS and self._asks_a_host:
            return _OF_A_HOST
        return PROPERTIES.get(name, "")

    def _of_call(self, call: Node, inner: Node, argument: Node) -> str:
        """What a call wants of its arguments, around `inner`, if it is the one that holds the credential."""
        callee = self._module.maker(call)
        if callee is None or inner == callee:
            return ""
        qualified = self._module.qualified_name(callee) or ""
        names = last_names(self._module, callee)
        # Stripe() without `new` is the one of Stripe.js, which takes the publishable key.
        if names.rpartition(".")[2] in CLEARERS or (names == "Stripe" and call.type == "call_expression"):
            return "public"
        short = (names.rpartition(".")[2], qualified, qualified.rpartition(".")[2])
        found = PACKAGES.get(qualified) or next((TAKERS[one] for one in (names, *short) if one in TAKERS), "")
        place = 1 if found == SIGNING else 0  # jwt.sign(payload, key); new Wallet(key, new Provider(address))
        return found if self._module.arguments(call)[place : place + 1] == [argument] else ""

    def _of_template(self, substitution: Node) -> str:
        """`Bearer ${...}`, or the key in an address, where the file asks a host for which that is a secret."""
        before = substitution.prev_named_sibling
        text = self._module.text(before)[-100:] if before is not None and before.type == "string_fragment" else ""
        asks = text.endswith(("Bearer ", "Key ", "Token ")) or _KEY_IN_ADDRESS.search(text)
        return _OF_A_HOST if asks and self._asks_a_host else ""

    def _uses_of_name(self, read: Node) -> list[Node]:
        """The places where a name is used that the read is the value of, or that it declares itself."""
        name = self._declared(read)
        binding = self._module.resolve(name) if name is not None else None
        if name is None or binding is None:
            return []
        uses = self._uses.get(self._module.text(name), [])[: _FOLLOWED + 1]
        return [node for node in uses if node != name and self._module.resolve(node) == binding]

    def _declared(self, read: Node) -> Node | None:
        if read.type == "shorthand_property_identifier_pattern":
            return read
        for node in self._module.around(read):
            if node.type in _STOPS or node.type in _CALLS:
                return None
            if node.type == "import_specifier":
                return node.child_by_field_name("alias") or node.child_by_field_name("name")
            if node.type in ("variable_declarator", "pair_pattern"):
                name = node.child_by_field_name("name" if node.type == "variable_declarator" else "value")
                return name if name is not None and name.type == "identifier" else None
        return None

    @cached_property
    def _uses(self) -> dict[str, list[Node]]:
        names = self._module.of_type("identifier", "shorthand_property_identifier")
        return grouped((self._module.text(name), name) for name in names)
