"""Whether a value that an option is given lets any origin in, as the library reads it."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from prodlint.expressions import expression
from prodlint.formats.code import Node, Possible
from prodlint.formats.tree import Module, terms
from prodlint.rules.no_wildcard_cors.code.functions import accepting_answer, returned
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.code.requests import Requests
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.code.shared import allows_credentials
from prodlint.rules.no_wildcard_cors.patterns import is_any_regex
from prodlint.tables.cors_code import (
    ALONE,
    COMMA,
    DELIMITED,
    EMPTY,
    FALSE,
    FULL,
    FUNCTION,
    PATTERN,
    PLAIN,
    PREFIX,
    SCHEME,
    SEARCH,
    STAR,
    TRUE,
    Option,
)  # fmt: skip
from prodlint.tables.cors_effects import ACTS, ECHO

_SCHEME = expression(r"(?:\*|https?|https\?|http\*)://\*(?::\*)?|\*\*|\*:\*")
_PLACEHOLDER = expression(r"\$\{[\w.\[\]-]+:(?P<default>[^{}]*)\}|#\{.*")
_TAG = expression(r"""\b(?:env-?default|default)\s*:\s*"(?P<default>[^"]*)\"""", re.IGNORECASE)
_DELIMITED = expression(r"(?P<mark>[/#~@|!%])(?P<pattern>.*)(?P=mark)[a-z]*|\{(?P<braced>.*)\}[a-z]*", re.DOTALL)
_MAKES_PATTERNS = expression(
    r"regex|re_?compile|must_?compile|compile|pattern|regexp|some_regex|toregex", re.IGNORECASE
)


class Openings:
    """The judge of one file."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._requests: Requests = module.once(Requests)

    def of(self, option: Option, name: str, values: Sequence[Node], site: Node) -> Iterator[Hit]:
        """The openings among the values that an option is given at a place."""
        module, takes = self._module, option.takes.split()
        if not is_served(module, (), site):
            return
        values = values[:1] if option.first else values
        for value in values if FUNCTION in takes else ():
            yield from self._by_tuple(value, name, option.effect)
        leaves = [leaf for value in values for leaf in module.possible(value)]
        for leaf in leaves:
            if not is_served(module, leaf.guards):
                continue
            alone = len(values) == 1 and self._is_alone(leaf)
            what = self._opening(option, takes, leaf, name, alone)
            if what is not None:
                yield what
        if (
            EMPTY in takes
            and not self._says(site, option.unless)
            and (not values or (len(values) == 1 and self._is_empty(values[0])))
        ):
            yield Hit(site, f"`{name}` is empty, which stands for every origin")

    @cached_property
    def _allows_credentials(self) -> bool:
        return allows_credentials(self._module.whole_text)

    def _says(self, site: Node, names: str) -> bool:
        return bool(self._module.keywords(site).keys() & set(names.split()))

    def _by_tuple(self, value: Node, name: str, effect: str) -> Iterator[Hit]:
        """Elixir: `{Module, :function, arguments}`."""
        module = self._module
        term = module.meaning(value)
        if isinstance(term, terms.Sequence) and len(term.items) > 1 and value.type == "tuple":
            function = module.named_function(module.string(term.items[1]) or "")
            answer = accepting_answer(module, function, returned(module, function)) if function is not None else None
            if answer is not None:
                yield Hit(answer, f"the function of `{name}` accepts every origin", effect)

    def _is_alone(self, leaf: Possible) -> bool:
        """Whether a value is the only one of its list."""
        module = self._module
        for around in (leaf.node, *islice(module.around(leaf.node), 4)) if leaf.element else ():
            term = module.term(around)
            if isinstance(term, terms.Sequence):
                return len(term.items) == 1
        return all(len(module.arguments(call)) < 2 or module.environment(call) for call in leaf.via)

    def _is_empty(self, value: Node) -> bool:
        term = self._module.meaning(value)
        return (isinstance(term, terms.Sequence) and not term.items) or self._module.constant(value) == ""

    def _opening(self, option: Option, takes: list[str], leaf: Possible, name: str, alone: bool) -> Hit | None:
        module, node = self._module, leaf.node
        value, effect = module.constant(node), option.effect
        if isinstance(value, bool):
            said = TRUE if value else FALSE
            return Hit(node, f"`{name}` is {said}", effect) if said in takes else None
        if self._is_marked(option, node, value):
            return Hit(node, f"`{name}` takes every origin", effect)
        if isinstance(value, str):
            return self._text(takes, value, leaf, name, alone, effect)
        pattern = self._pattern(node)
        if pattern is not None:
            return self._fits(takes, pattern, node, name)
        if FUNCTION in takes and option.names and self._requests.is_origin(node):
            checked = self._requests.checks(leaf.guards, self._requests.names)
            return None if checked else Hit(node, f"the function of `{name}` accepts every origin", effect)
        if FUNCTION in takes and (function := module.function_behind(node)) is not None:
            answer = accepting_answer(module, function, returned(module, function))
            if answer is not None:
                return Hit(answer, f"the function of `{name}` accepts every origin", effect)
        return None

    def _is_marked(self, option: Option, node: Node, value: object) -> bool:
        marks = option.marks.split()
        term = self._module.meaning(node)
        named = term.name if isinstance(term, terms.Name | terms.Member | terms.Call) else value
        if isinstance(term, terms.Name) and self._module.bindings(node):
            return False
        return isinstance(named, str) and named in marks

    def _text(self, takes: list[str], value: str, leaf: Possible, name: str, alone: bool, effect: str) -> Hit | None:
        default = _PLACEHOLDER.search(value) or _TAG.search(value)
        plain = (default["default"] or "" if default is not None else value).strip()
        parts = [part.strip() for part in re.split(r"[,;|\s]+", plain)] if COMMA in takes or default else [plain]
        if "*" in parts and (
            STAR in takes or COMMA in takes or (ALONE in takes and alone) or (PLAIN in takes and not leaf.element)
        ):
            return Hit(leaf.node, f"`{name}` takes `*`")
        if plain == "null" and STAR in takes and self._allows_credentials:
            return Hit(leaf.node, f"`{name}` takes `null`, the origin of sandboxed frames", ACTS)
        if SCHEME in takes and any(_SCHEME.fullmatch(part) for part in parts):
            return Hit(leaf.node, f"`{name}` takes every host of a scheme", effect)
        if len(leaf.via) and any(_MAKES_PATTERNS.fullmatch(self._module.method(call)[1]) for call in leaf.via):
            return self._fits(takes, plain, leaf.node, name)
        return self._fits(takes, plain, leaf.node, name) if _READS_TEXTS & set(takes) else None

    def _pattern(self, node: Node) -> str | None:
        """The text of a regular expression: a literal, or `Regex("...")`."""
        term = self._module.meaning(node)
        if isinstance(term, terms.Pattern):
            return term.text
        if isinstance(term, terms.Call) and len(term.arguments) >= 1 and _MAKES_PATTERNS.fullmatch(term.name):
            return self._module.string(term.arguments[0])
        return (
            self._module.string(term.owner)
            if isinstance(term, terms.Call) and term.owner and term.name == "toRegex"
            else None
        )

    def _fits(self, takes: list[str], pattern: str, node: Node, name: str) -> Hit | None:
        if DELIMITED in takes:
            found = _DELIMITED.fullmatch(pattern)
            pattern = (found["pattern"] or found["braced"] or "") if found is not None else ""
        how = next((one for one in (SEARCH, FULL, PREFIX) if one in takes), None)
        if how is None or not pattern or not is_any_regex(_plain(pattern), how):
            return None
        return Hit(node, f"the pattern of `{name}` fits every origin", ECHO)


_READS_TEXTS = {DELIMITED, PATTERN}


def _plain(pattern: str) -> str:
    """A pattern without what other dialects write differently: `\\A`, `(?i)`."""
    return re.sub(r"^\(\?[a-z]+\)", "", pattern).replace("\\h", "\\s")
