"""The rows of the libraries against the calls, fields, entries and names of a file."""

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from types import ModuleType

from prodlint.formats.code import ASKED, ENTRY, KEYWORD, Node
from prodlint.formats.code import LIST as LISTED
from prodlint.formats.tree import Module, terms
from prodlint.origins import LIST, PATTERNS, SETTINGS, SITE, SWITCH, VARIABLE, meaning_of
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.code.settings import settings
from prodlint.rules.no_wildcard_cors.code.values import UNSET
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.rules.no_wildcard_cors.tree.matching import Given, Matching, owner_of
from prodlint.rules.no_wildcard_cors.tree.openings import named, openings
from prodlint.rules.no_wildcard_cors.tree.said import Said
from prodlint.spelling import words_of
from prodlint.tables.cors_code import Lacking, Option
from prodlint.tables.cors_effects import STAR

# What a name says by itself, where no row knows its library.
_SETTING = Option("", "star comma")
_BY_MEANING = {
    LIST: Option("", "star comma function"),
    PATTERNS: Option("", "full pattern"),
    SWITCH: Option("", "true", effect=STAR),
    **dict.fromkeys((SITE, VARIABLE), Option("", "alone comma")),
}
# Calls that look, compare, tell or read, and set nothing.
_LOOKS = frozenset(
    "equals contains include include? includes has get fetch print println printf log info debug warn error errorf "
    "fatal panic assert assertequals assert_equal expect describe it test header require remove delete del is_null "
    "in_array matches match strpos str_contains puts format sprintf test_that compare eql? startswith hasprefix".split()
)
# What is called after CORS and given nothing but origins.
_MAKERS = frozenset("cors new make create with use enable add middleware handler filter policy allow".split())
# The first words of what asks about an origin, or gives it.
_ASKS = frozenset("is has get check can validate verify match matches test find fetch parse load read should".split())
_ADDERS = frozenset(("add", "push", "append"))


class Libraries:
    """What the rows find in one file."""

    def __init__(self, module: Module, table: ModuleType, decides: Callable[[str], bool]) -> None:
        self.module, self.said = module, Said(module)
        self._rows_lacking: tuple[Lacking, ...] = getattr(table, "LACKING", ())
        self._decides = decides
        self._matching = Matching(module, table.OPTIONS, table.OPENERS)

    def hits(self) -> Iterator[Hit]:
        """All that lets any origin in, by what is called, set or defaulted."""
        module = self.module
        opened = (found for call in module.calls for found in islice(self._opened(call), 1))
        yield from (*opened, *self._statements(), *self._lacking())
        for given in (*self._named(), *self._called()):
            for hit in self._judged(given):
                yield hit._replace(what=hit.what.removesuffix(UNSET) + UNSET) if given.asked else hit
        for read, default in module.placeholders:  # `@Value("${cors.origins:*}")`
            if meaning_of(read.name) == LIST and "*" in [part.strip() for part in default.split(",")]:
                if is_served(module, (), read.node):
                    yield Hit(read.node, f"`{read.name}` takes `*`{UNSET}")

    def _opened(self, call: Node) -> Iterator[Hit]:
        module, given = self.module, self.module.arguments(call)
        for row in self._matching.openers(call):
            if row.bare and (given or module.keywords(call)):
                continue
            if row.given and not any(self._is_called(one, row.given.split()) for one in given):
                continue
            if (row.unless and self._is_decided(call, row.unless.split())) or (
                row.settings and self._decides(row.settings)
            ):
                continue
            if is_served(module, (), call):
                yield Hit(module.name_node(call), row.what, row.effect)

    def _is_called(self, node: Node, names: list[str]) -> bool:
        return named(self.module, node) in names or self.module.qualified_name(node) in names

    def _statements(self) -> Iterator[Hit]:
        """Ruby: a name alone is a call too."""
        module, rows = self.module, self._matching.statements
        for node in module.of_type("identifier") if rows else ():
            row, around = rows.get(module.text(node)), module.parent(node)
            if row is not None and around is not None and isinstance(module.term(around), terms.Block):
                decided = {name[1:] for name in row.unless.split() if name.startswith("@")} & self._everywhere
                if not decided and self._matching.belongs(row.of, None) and is_served(module, (), node):
                    yield Hit(node, row.what, row.effect)

    def _lacking(self) -> Iterator[Hit]:
        module = self.module
        for node in module.of_type(*module.row.mappings) if self._rows_lacking else ():
            entries = {entry.key: entry.value for entry in module.entries(node) or ()}
            for row in self._rows_lacking:
                has = [one.partition("=") for one in row.has.split()]
                if entries.keys().isdisjoint(row.lacks.split()) and is_served(module, (), node):
                    if all(key in entries for key, _, _ in has) and all(
                        not value or module.qualified_name(entries[key]) == value for key, _, value in has
                    ):
                        yield Hit(node, row.what, row.effect)

    def _is_decided(self, call: Node, names: list[str]) -> bool:
        """Whether anything that decides otherwise is said about a call, or in the file."""
        if any(name.startswith("@") and name[1:] in self._everywhere for name in names):
            return True
        return bool(self.said.names(call) & set(names))

    @cached_property
    def _everywhere(self) -> frozenset[str]:
        """The names of all calls, settings and fields of the file."""
        module = self.module
        keys = (self._setting(given) for call in module.calls for given in module.arguments(call)[:1])
        return frozenset((*(module.method(call)[1] for call in module.calls), *filter(None, keys)))

    def _named(self) -> Iterator[Given]:
        module = self.module
        known = (one for one in module.named_values() if one.how != ASKED and self._matching.known(one.name))
        for one in (*known, *settings(module)):
            owner = owner_of(module, one.of) if one.of is not None else None
            if one.how in (KEYWORD, ENTRY):
                owner = self._matching.whole(one.node) if one.how == KEYWORD else self._around(one.node)
            yield Given(one.name, [one.value], owner, one.node, asked=one.how == ASKED)
        for function in module.functions:
            term = module.term(function)
            if isinstance(term, terms.Function) and term.name and meaning_of(term.name) == LIST:
                yield Given(term.name, module.answers(function), None, function, setting=True)

    def _around(self, node: Node) -> str | None:
        """Whose argument a mapping is."""
        around = islice(self.module.around(node), 6)
        call = next((one for one in around if isinstance(self.module.term(one), terms.Call)), None)
        return self._matching.whole(call) if call is not None else None

    def _speaks(self, name: str) -> bool:
        return self._matching.known(name) or meaning_of(name) in SETTINGS

    def _called(self) -> Iterator[Given]:
        module = self.module
        for call in module.calls:
            (owner, name), given = module.method(call), module.arguments(call)
            member = module.meaning(owner) if owner is not None and name.lower() in _ADDERS else None
            if isinstance(member, terms.Member | terms.Call) and self._speaks(member.name):
                yield Given(member.name, given, owner_of(module, member.owner), call)
            if call.type in module.row.notes and given:
                yield Given("value", given, self._matching.whole(call), call)
            words, pairs = words_of(name), module.keywords(call).keys() & {"name", "value"}
            if self._speaks(name) and words[0] not in _ASKS and not pairs:
                kind = owner_of(module, owner) if owner is not None else self._matching.whole(call)
                yield Given(name, given, kind, call)
            if 1 < len(given) < 6 and name.lower() not in _LOOKS:
                key = self._setting(given[0])
                if key is not None and self._speaks(key):
                    yield Given(key, given[1:2], owner_of(module, owner), call, setting=True)
            # `NewCORSMiddleware([]string{"*"})`: a list of origins for what is called after CORS
            if "cors" in words and _MAKERS.issuperset(words) and given and module.kind(given[0]) == LISTED:
                yield Given("origins_of_cors", given[:1], None, call, setting=True, shown=name)

    def _setting(self, node: Node) -> str | None:
        """What a setting is called, by a text or the name of a constant."""
        text = self.module.string(node)
        if text is not None:
            return text if len(text) < 80 and " " not in text else None
        term = self.module.meaning(node)
        return term.name if isinstance(term, terms.Member) and term.name.isupper() else None

    def _judged(self, given: Given) -> Iterator[Hit]:
        rows = self._matching.options(given.name, given.owner)
        option = next((row for row in rows if not row.beside or self._is_on(given, row.beside)), None)
        if option is None and (given.setting or given.values):
            meant = meaning_of(given.name)
            option = _SETTING if given.setting and meant == LIST else _BY_MEANING.get(meant) if given.values else None
        if option is not None:
            yield from openings(self.module, option, given.shown or given.name, given.values, given.site)

    def _is_on(self, given: Given, switch: str) -> bool:
        entries = self.module.entries(given.site) or ()
        value = next((entry.value for entry in entries if entry.key == switch), None)
        if value is not None:
            return self.module.constant(value) is True
        return any(write.name == switch and self.module.constant(write.value) is True for write in self.module.writes())
