"""JavaScript and TypeScript: where the name of a public variable stands as a read or a declaration.

A name in a plain string is neither: lists of forbidden names and messages are silent.
"""

import re
from collections.abc import Iterator

from tree_sitter import Node

from prodlint.credentials.names import is_database_address
from prodlint.expressions import expression
from prodlint.formats.javascript import Module
from prodlint.formats.javascript.scopes import NAMES
from prodlint.formats.spelled import spelled
from prodlint.rules.no_public_secrets.carried import carried, last_names, module_of
from prodlint.rules.no_public_secrets.exposure import Exposed, Exposures
from prodlint.rules.no_public_secrets.names import grade_of
from prodlint.rules.no_public_secrets.sighting import Sighting, sighting
from prodlint.rules.no_public_secrets.takers import TAKER, Uses
from prodlint.source import Source

_NAMES = ("property_identifier", *NAMES, "string")
_TAKES_OUT = ("pair_pattern", "import_specifier")
_DECLARES = ("property_signature", "public_field_definition")
_AMBIENT = "ambient_declaration"
_GETTER = expression(r"env|getenv|config\.get|fromEnvironment", re.IGNORECASE)
_GIVEN = expression(r"['\"`\]]{0,2}\s*[:=](?!=)")
_NEVER = expression(r":\s*(?:never|undefined)\b")
_NEVER_SCHEMA = expression(r"^\w+\.(?:never|undefined)\(")
_LOOKS_AWAY = ("delete", "typeof", "void")
_ENDS = expression(r"^\{?\s*(?:throw\b|process\.exit\()")
_FEWEST_BLANKS_OF_PROSE = 3
_LONGEST_NAME = 130  # bytes


def sightings(source: Source, exposures: Exposures) -> Iterator[Sighting]:
    """The public variables that the scripts of a file read, declare or set."""
    if _may_matter(source.read(spelled), exposures):
        yield from _Reader(module_of(source), exposures, source.text).sightings()


def _may_matter(text: str, exposures: Exposures) -> bool:
    """Whether the file has to be parsed: a name says something, is given something, or may have a taker."""
    says_nothing = False
    for name in exposures.pattern.finditer(text):
        exposed = exposures.exposed(name[0])
        level = grade_of(exposed.bare).level if exposed else "public"
        if level not in ("none", "public") or _GIVEN.match(text, name.end()):
            return True
        says_nothing = says_nothing or level == "none"
    return says_nothing and TAKER.search(text) is not None


class _Reader:
    def __init__(self, module: Module, exposures: Exposures, text: str) -> None:
        self._module = module
        self._exposures = exposures
        self._text = text
        self._uses = Uses(module, text)

    def sightings(self) -> Iterator[Sighting]:
        for node in self._module.of_type(*_NAMES):
            if node.end_byte - node.start_byte > _LONGEST_NAME:
                continue
            exposed = self._exposures.exposed(self._module.string(node) or self._module.text(node))
            found = self._sighting(node, exposed) if exposed else None
            if found:
                yield found

    def _sighting(self, node: Node, exposed: Exposed) -> Sighting | None:
        module, around = self._module, self._module.parent(node)
        if around is None:
            return None
        if around.type == "pair":
            return self._pair(node, around, exposed)
        if around.type == "member_expression":
            return None if around.child_by_field_name("object") == node else self._member(around, exposed)
        if around.type == "subscript_expression":
            return self._member(around, exposed) if node.type == "string" else None
        if node.type == "string":
            return self._member(around, exposed) if self._is_asked_for(around, node) else None
        if node.type == "shorthand_property_identifier_pattern" or around.type in _TAKES_OUT:
            return self._read(node, exposed)
        is_ambient = around.type == "variable_declarator" and any(up.type == _AMBIENT for up in module.around(node))
        if (around.type in _DECLARES or is_ambient) and not _NEVER.search(module.text(around)):
            return self._declared(node, exposed)
        return None

    def _pair(self, node: Node, pair: Node, exposed: Exposed) -> Sighting | None:
        """`N: value` in an object: a schema, an environment for a process, a re-export."""
        value = pair.child_by_field_name("value")
        if value is None or pair.child_by_field_name("key") != node:
            return None
        if _NEVER_SCHEMA.search(self._module.text(value)[:_LONGEST_NAME]):
            return None
        literal = self._module.string(value)
        is_prose = literal is not None and literal.count(" ") >= _FEWEST_BLANKS_OF_PROSE and "-----" not in literal
        if is_prose or self._module.peel(value).type in ("true", "false"):
            return None
        return self._declared(node, exposed, value, self._in_schema(pair, exposed))

    def _in_schema(self, pair: Node, exposed: Exposed) -> str:
        """What t3-env's `createEnv({client: {...}})` wants of an address that may be a database's or an API's."""
        if not is_database_address(exposed.bare):
            return ""
        schema = self._module.parent(pair)
        of_client = self._module.parent(schema) if schema is not None else None
        key = of_client.child_by_field_name("key") if of_client is not None and of_client.type == "pair" else None
        is_client = key is not None and self._module.text(key) == "client" and "createEnv" in self._text
        return "a database address" if is_client else ""

    def _member(self, read: Node, exposed: Exposed) -> Sighting | None:
        around = self._module.parent(read)
        if around is not None and (self._module.operator(around) in _LOOKS_AWAY or self._is_forbidden(around)):
            return None
        if around is not None and around.type == "assignment_expression" and around.child_by_field_name("left") == read:
            return self._declared(read, exposed, around.child_by_field_name("right"))
        return self._read(read, exposed)

    def _is_forbidden(self, around: Node) -> bool:
        """Whether the read is the whole condition of `if (...) throw ...`: a guard that wants it not to be set."""
        branch = self._module.parent(around) if around.type == "parenthesized_expression" else None
        then = (
            branch.child_by_field_name("consequence") if branch is not None and branch.type == "if_statement" else None
        )
        return then is not None and bool(_ENDS.search(self._module.text(then)[:_LONGEST_NAME]))

    def _is_asked_for(self, arguments: Node, node: Node) -> bool:
        """Whether a string is the first argument of what reads the environment: `Deno.env.get("N")`."""
        call = self._module.parent(arguments)
        function = call.child_by_field_name("function") if call is not None else None
        if call is None or function is None or self._module.arguments(call)[:1] != [node]:
            return False
        return _GETTER.search(last_names(self._module, function)) is not None

    def _read(self, node: Node, exposed: Exposed) -> Sighting:
        use = self._uses.of(node) if grade_of(exposed.bare).level in ("depends", "none") else ""
        return self._at(node, exposed, None, [], use, declares=False)

    def _declared(self, node: Node, exposed: Exposed, value: Node | None = None, use: str = "") -> Sighting:
        text = self._module.string(value) if value is not None else None
        takes = carried(self._module, value).names if value is not None else []
        return self._at(node, exposed, text, takes, use, declares=True)

    def _at(
        self, node: Node, exposed: Exposed, value: str | None, takes: list[str], use: str, *, declares: bool
    ) -> Sighting:
        module = self._module
        line, column, span = module.line(node), module.column(node), module.statement(node)
        return sighting(exposed, line, column, value, takes=takes, use=use, declares=declares, span=span)
