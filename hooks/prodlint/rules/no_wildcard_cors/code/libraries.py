"""What the options of a library let in, by its row."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from prodlint.formats.code import UNKNOWN, Code, Node
from prodlint.formats.regex import FULL
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_wildcard_cors.code.values import (
    MISSING,
    Language,
    in_words,
    open_origins,
    open_patterns,
    open_switches,
)
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.tables.cors_library import Library


class Options(NamedTuple):
    """What one call of a library is given: `values` by key, and all values of the keys that hold its origins."""

    code: Code
    language: Language
    row: Library
    call: Node
    values: Mapping[str, Node] = MappingProxyType({})
    origins: Iterable[Node] = ()

    def hits(self) -> Iterator[Hit]:
        """What lets everyone in among what is given."""
        code, language, row, call, *_ = self
        credentials = self.credentials
        for value in self.origins:
            yield from open_origins(code, language, value, row, call, value, credentials=credentials)
        for value in self._given(row.patterns):
            yield from open_patterns(code, value, row, call, how=FULL, credentials=credentials)
        for value in self._given(row.switches):
            for node in open_switches(code, value, call):
                effect = row.effect("star", credentials=credentials)
                yield Hit(node, f"every origin is allowed by {row.shown}", effect, fix=row.fix)

    def _given(self, keys: tuple[str, ...]) -> list[Node]:
        return [self.values[key] for key in keys if key in self.values]

    def default(self, node: Node, field: str = "missing") -> Iterator[Hit]:
        """Nothing that is given holds origins: what the default lets in, by that field of the row."""
        effect = self.row.effect(field, credentials=self.credentials)
        if effect:
            fix = self.row.fix or self.language.fix.format(name=self.row.shown, key="".join(self.row.keys[:1]))
            yield Hit(node, in_words(MISSING, self.row), effect, self.row.strict, fix)

    @property
    def credentials(self) -> bool:
        """Whether credentials are allowed too."""
        given = self.values.get(self.row.credentials)
        if given is None:
            return self.row.default_credentials
        values = [self.code.constant(leaf.node, unset=True) for leaf in self.code.possible(given)]
        return any(value is True or value == "*" for value in values) or (
            self.language.unknown_is_true and UNKNOWN in values
        )
