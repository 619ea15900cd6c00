"""What the options of a library let in, by its row."""

from collections.abc import Iterable, Iterator, Mapping

from prodlint.formats.code import UNKNOWN, Code, Node
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.code.values import (
    MISSING,
    Language,
    in_words,
    open_origins,
    open_patterns,
    open_switches,
)
from prodlint.rules.no_wildcard_cors.patterns import FULL
from prodlint.tables.cors_library import Library


class Options:
    """What one call of a library is given: `values` by key, and all values of the keys that hold its origins."""

    def __init__(
        self,
        code: Code,
        language: Language,
        row: Library,
        call: Node,
        values: Mapping[str, Node],
        origins: Iterable[Node],
    ) -> None:
        self._code = code
        self._language = language
        self._row = row
        self._call = call
        self._values = values
        self._origins = origins

    def hits(self) -> Iterator[Hit]:
        """What lets everyone in among what is given."""
        code, language, row, credentials = self._code, self._language, self._row, self.credentials
        for value in self._origins:
            yield from open_origins(code, language, value, row, self._call, value, credentials=credentials)
        for value in self._given(row.patterns):
            yield from open_patterns(code, value, row, self._call, how=FULL, credentials=credentials)
        for value in self._given(row.switches):
            for node in open_switches(code, value, self._call):
                effect = row.effect("star", credentials=credentials)
                yield Hit(node, f"every origin is allowed by {row.shown}", effect, fix=row.fix)

    def _given(self, keys: tuple[str, ...]) -> list[Node]:
        return [self._values[key] for key in keys if key in self._values]

    def default(self, node: Node, field: str = "missing") -> Iterator[Hit]:
        """Nothing that is given holds origins: what the default lets in, by that field of the row."""
        effect = self._row.effect(field, credentials=self.credentials)
        if effect:
            fix = self._row.fix or self._language.fix.format(name=self._row.shown, key="".join(self._row.keys[:1]))
            yield Hit(node, in_words(MISSING, self._row), effect, self._row.strict, fix)

    @property
    def credentials(self) -> bool:
        """Whether credentials are allowed too."""
        given = self._values.get(self._row.credentials)
        if given is None:
            return self._row.default_credentials
        values = [self._code.constant(leaf.node, unset=True) for leaf in self._code.possible(given)]
        return any(value is True or value == "*" for value in values) or (
            self._language.unknown_is_true and UNKNOWN in values
        )
