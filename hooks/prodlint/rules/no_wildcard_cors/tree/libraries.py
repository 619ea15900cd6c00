"""The rows of the libraries against the calls, fields, entries and names of a file."""

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice

from prodlint.formats.code import ASKED, ENTRY, KEYWORD, Node
from prodlint.formats.code import LIST as LISTED
from prodlint.formats.tree import Module, terms
from prodlint.origins import LIST, PATTERNS, SETTINGS, SITE, SWITCH, VARIABLE, meaning_of
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.code.settings import settings
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.rules.no_wildcard_cors.tree.matching import Given, Matching, owner_of
from prodlint.rules.no_wildcard_cors.tree.openings import Openings
from prodlint.rules.no_wildcard_cors.tree.said import Said
from prodlint.spelling import words_of
from prodlint.tables.cors_code import (
    ALONE,
    COMMA,
    FULL,
    FUNCTION,
    PATTERN,
    STAR,
    TRUE,
    Lacking,
    Opener,
    Option,
)  # fmt: skip

# What a name says by itself, where no row knows its library.
_ORIGINS = Option("", f"{STAR} {COMMA} {FUNCTION}")
_SETTING = Option("", f"{STAR} {COMMA}")
_PATTERNS = Option("", f"{FULL} {PATTERN}")
_SWITCH = Option("", TRUE, effect="star")
_FRONTEND = Option("", f"{ALONE} {COMMA}")
_BY_MEANING = {LIST: _ORIGINS, PATTERNS: _PATTERNS, SWITCH: _SWITCH, SITE: _FRONTEND, VARIABLE: _FRONTEND}
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


class Libraries:
    """What the rows find in one file."""

    def __init__(
        self,
        module: Module,
        options: tuple[Option, ...],
        openers: tuple[Opener, ...],
        lacking: tuple[Lacking, ...],
        decides: Callable[[str], bool],
    ) -> None:
        self._rows_lacking = lacking
        self._decides = decides
        self.module, self.said = module, Said(module)
        self._matching = Matching(module, options, openers)
        self._openings = Openings(module)

    def hits(self) -> Iterator[Hit]:
        """All that lets any origin in, by what is called, set or defaulted."""
        for call in self.module.calls:
            yield from self._opened(call)
        for given in (*self._named(), *self._called()):
            yield from self._option_hits(given)
        for given in self._makes():
            yield from self._openings.of(_SETTING, given.name, given.values, given.site)
        yield from self._placeholders()
        yield from self._statements()
        yield from self._lacking()

    def _opened(self, call: Node) -> Iterator[Hit]:
        for row in self._matching.openers(call):
            given = self.module.arguments(call)
            if row.bare and (given or self.module.keywords(call)):
                continue
            if row.given and not any(self._is_called(one, row.given) for one in given):
                continue
            if row.unless and self._is_decided(call, row.unless.split()):
                continue
            if row.settings and self._decides(row.settings):
                continue
            if is_served(self.module, (), call):
                yield Hit(self.module.name_node(call), row.what, row.effect)
                return

    def _statements(self) -> Iterator[Hit]:
        """Ruby: a name alone is a call too."""
        names = self._matching.statements
        for node in self.module.of_type("identifier") if names else ():
            row = names.get(self.module.text(node))
            around = self.module.parent(node)
            if row is None or around is None or not isinstance(self.module.term(around), terms.Block):
                continue
            decided = {name[1:] for name in row.unless.split() if name.startswith("@")} & self._everywhere
            if not decided and self._matching.belongs(row.of, None) and is_served(self.module, (), node):
                yield Hit(node, row.what, row.effect)

    def _lacking(self) -> Iterator[Hit]:
        for node in self.module.of_type(*self.module.row.mappings) if self._rows_lacking else ():
            entries = {entry.key: entry.value for entry in self.module.entries(node) or ()}
            for row in self._rows_lacking:
                has = [one.partition("=") for one in row.has.split()]
                if not all(key in entries for key, _, _ in has) or entries.keys() & set(row.lacks.split()):
                    continue
                if all(not value or self.module.qualified_name(entries[key]) == value for key, _, value in has):
                    if is_served(self.module, (), node):
                        yield Hit(node, row.what, row.effect)

    def _is_decided(self, call: Node, names: list[str]) -> bool:
        """Whether anything that decides otherwise is said about a call, or in the file."""
        if any(name.startswith("@") and name[1:] in self._everywhere for name in names):
            return True
        return bool(self.said.names(call) & set(names))

    @cached_property
    def _everywhere(self) -> frozenset[str]:
        """The names of all calls, settings and fields of the file."""
        keys = (self._setting(given) for call in self.module.calls for given in self.module.arguments(call)[:1])
        return frozenset(
            (*(self.module.method(call)[1] for call in self.module.calls), *(key for key in keys if key is not None))
        )

    def _is_called(self, node: Node, names: str) -> bool:
        term = self.module.meaning(node)
        named = term.name if isinstance(term, terms.Name | terms.Member | terms.Call) else self.module.string(node)
        return named in names.split() or self.module.qualified_name(node) in names.split()

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
        for around in islice(self.module.around(node), 6):
            if isinstance(self.module.term(around), terms.Call):
                return self._matching.whole(around)
        return None

    def _speaks(self, name: str) -> bool:
        return self._matching.known(name) or meaning_of(name) in SETTINGS

    def _called(self) -> Iterator[Given]:
        module = self.module
        for call in module.calls:
            owner, name = module.method(call)
            given = module.arguments(call)
            member = module.meaning(owner) if owner is not None else None
            if (
                name.lower() in ("add", "push", "append")
                and isinstance(member, terms.Member | terms.Call)
                and self._speaks(member.name)
            ):
                yield Given(member.name, given, owner_of(module, member.owner), call)
            if call.type in module.row.notes and given:
                yield Given("value", given, self._matching.whole(call), call)
            if (
                self._speaks(name)
                and words_of(name)[0] not in _ASKS
                and not self.module.keywords(call).keys() & {"name", "value"}
            ):
                kind = owner_of(module, owner) if owner is not None else self._matching.whole(call)
                yield Given(name, given, kind, call)
            if len(given) > 1 and name.lower() not in _LOOKS and len(given) < 6:
                key = self._setting(given[0])
                if key is not None and self._speaks(key):
                    kind = owner_of(module, owner) if owner is not None else None
                    yield Given(key, given[1:2], kind, call, setting=True)

    def _makes(self) -> Iterator[Given]:
        """`NewCORSMiddleware([]string{"*"})`: a list of origins that is handed to what is called after CORS."""
        for call in self.module.calls:
            words = frozenset(words_of(self.module.method(call)[1]))
            given = self.module.arguments(call)
            if "cors" in words and words <= _MAKERS and given and self.module.kind(given[0]) == LISTED:
                yield Given(self.module.method(call)[1], given[:1], None, call, setting=True)

    def _setting(self, node: Node) -> str | None:
        """What a setting is called, by a text or the name of a constant."""
        text = self.module.string(node)
        if text is not None:
            return text if len(text) < 80 and " " not in text else None
        term = self.module.meaning(node)
        return term.name if isinstance(term, terms.Member) and term.name.isupper() else None

    def _option_hits(self, given: Given) -> Iterator[Hit]:
        for hit in self._judged(given):
            yield hit._replace(what=f"{hit.what} where it is not set") if given.asked else hit

    def _judged(self, given: Given) -> Iterator[Hit]:
        rows = self._matching.options(given.name, given.owner)
        row = next((row for row in rows if not row.beside or self._is_on(given, row.beside)), None)
        if row is not None:
            yield from self._openings.of(row, given.name, given.values, given.site)
            return
        if given.setting and meaning_of(given.name) == LIST:
            yield from self._openings.of(_SETTING, given.name, given.values, given.site)
            return
        option = _BY_MEANING.get(meaning_of(given.name))
        if option is not None and given.values:
            yield from self._openings.of(option, given.name, given.values, given.site)

    def _is_on(self, given: Given, switch: str) -> bool:
        entries = self.module.entries(given.site) or ()
        value = next((entry.value for entry in entries if entry.key == switch), None)
        if value is not None:
            return self.module.constant(value) is True
        return any(write.name == switch and self.module.constant(write.value) is True for write in self.module.writes())

    def _placeholders(self) -> Iterator[Hit]:
        """`@Value("${cors.origins:*}")`."""
        for read, default in self.module.placeholders:
            if meaning_of(read.name) == LIST and "*" in [part.strip() for part in default.split(",")]:
                if is_served(self.module, (), read.node):
                    yield Hit(read.node, f"`{read.name}` takes `*` where it is not set")
