"""Whether a value that an option is given lets any origin in, as the library reads it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from prodlint.formats.code import Node
from prodlint.formats.regex import SEARCH
from prodlint.formats.tree import Module, terms
from prodlint.rules.no_wildcard_cors.code.functions import accepting_answer, returned
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.code.shared import allows_credentials
from prodlint.rules.no_wildcard_cors.code.values import ACCEPTS, Language, in_words, open_origins
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.tables import cors_code as takes
from prodlint.tables.cors_code import Option
from prodlint.tables.cors_effects import CLOSED, ECHO, STAR
from prodlint.tables.cors_library import Library
from prodlint.tables.cors_readings import Reading

TREE = Language(SEARCH, returned)
_HOW = (takes.SEARCH, takes.FULL, takes.PREFIX)


@lru_cache(maxsize=1_000)
def _row(option: Option, alone: bool) -> Library:
    """What an option takes for any origin, in the words of the libraries of all languages; `alone`: of one value."""
    given = frozenset(option.takes.split())
    how = next((one for one in _HOW if one in given), "")
    stars = bool(given & {takes.STAR, takes.COMMA}) or (takes.ALONE in given and alone)
    reads = Reading(
        hosts=takes.SCHEME in given,
        regex=how if takes.PATTERN in given else "",
        defaults=True,
        delimited=takes.DELIMITED in given,
    )
    return Library(
        "",
        reads=reads,
        star=STAR if stars or takes.PLAIN in given else CLOSED,
        listed=STAR if stars else CLOSED,
        alone=not given & {takes.STAR, takes.COMMA},
        true=option.effect if takes.TRUE in given else CLOSED,
        false=option.effect if takes.FALSE in given else CLOSED,
        match=option.effect if takes.FUNCTION in given else ECHO if how else CLOSED,
        how=how,
    )


def named(module: Module, node: Node) -> str | None:
    """The last name of a name or a call, or a text."""
    term = module.meaning(node)
    return term.name if isinstance(term, terms.Name | terms.Member | terms.Call) else module.string(node)


def openings(module: Module, option: Option, name: str, values: Sequence[Node], site: Node) -> Iterator[Hit]:
    """The openings among the values that an option is given at a place."""
    if len(values) < option.first or not is_served(module, (), site):
        return
    values, shown = values[:1] if option.first else values, f"`{name}`"
    row, language = _row(option, len(values) == 1), TREE._replace(echoes=bool(option.names))
    credentials = module.once(_allows_credentials)
    for value in values:
        yield from _marked(module, option, value, shown)
        if takes.FUNCTION in option.takes:
            yield from _by_tuple(module, row, value, shown)
        yield from open_origins(module, language, value, row, site, name=shown, credentials=credentials)
    says_more = module.keywords(site).keys() & set(option.unless.split())
    is_empty = not values or (len(values) == 1 and _is_empty(module, values[0]))
    if takes.EMPTY in option.takes.split() and is_empty and not says_more:
        yield Hit(site, f"{shown} is empty, which stands for every origin")


def _allows_credentials(module: Module) -> bool:
    return allows_credentials(module.whole_text)


def _marked(module: Module, option: Option, value: Node, name: str) -> Iterator[Hit]:
    """The names that stand for any origin."""
    marks = option.marks.split()
    for leaf in module.possible(value) if marks else ():
        is_bound = isinstance(module.meaning(leaf.node), terms.Name) and module.bindings(leaf.node)
        if named(module, leaf.node) in marks and not is_bound and is_served(module, leaf.guards):
            yield Hit(leaf.node, f"{name} takes every origin", option.effect)


def _by_tuple(module: Module, row: Library, value: Node, name: str) -> Iterator[Hit]:
    """Elixir: `{Module, :function, arguments}`."""
    term = module.meaning(value)
    if isinstance(term, terms.Sequence) and len(term.items) > 1 and value.type == "tuple":
        function = module.named_function(module.string(term.items[1]) or "")
        answer = accepting_answer(module, function, returned(module, function)) if function is not None else None
        if answer is not None:
            yield Hit(answer, in_words(ACCEPTS, row, name), row.match)


def _is_empty(module: Module, value: Node) -> bool:
    term = module.meaning(value)
    return (isinstance(term, terms.Sequence) and not term.items) or module.constant(value) == ""
