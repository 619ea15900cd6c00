"""Source code: keys by their names, where they have a default or are settings, and keys that calls take."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from prodlint.context.overrides import is_overridden, is_refused
from prodlint.context.reach import conditions, is_reached
from prodlint.context.refusals import refuses
from prodlint.credentials.literals import is_told, works
from prodlint.credentials.names import is_database_address
from prodlint.credentials.own_keys import ADMINISTRATOR, CLIENT, KEY, is_bare, is_of_client, kind_of_name
from prodlint.credentials.urls import url_password
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats.code import ASKED, CALL, LIST, MAPPING, PARAMETER, Code, Named, Node, given_as
from prodlint.formats.languages import reader
from prodlint.kinds import TREES
from prodlint.rules.no_default_secrets import messages
from prodlint.rules.no_default_secrets.imported import imported_literals
from prodlint.rules.no_default_secrets.positions import Positions
from prodlint.rules.no_default_secrets.tags import defaults
from prodlint.rules.no_default_secrets.takers import taken
from prodlint.rules.no_default_secrets.values import Literal, literals
from prodlint.source import Repository, Source
from prodlint.spelling import words_of
from prodlint.tables import default_secrets as table

_LEVELS = 4
# Where users of demonstrations are made; who runs such a script wants to know the password.
_PLACEHOLDER = expression(r"\$\{(?P<name>[\w.-]+):(?P<default>[^{}$]+)\}")
_TELLS = expression(r"(?i)secret|key|jwt|signing|salt|encrypt|fernet|hmac|passw|ur[il]\b|dsn\b")
_NEAR = 3
_MOST = 50


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The literals that sign, encrypt or let the first administrator in."""
    if source.path.endswith((".d.ts", ".pyi")):
        return
    code: Code = source.read(reader(source.kind))
    yield from _Judge(code, source, repository).findings()


class _Judge:
    """The findings of one file."""

    def __init__(self, code: Code, source: Source, repository: Repository) -> None:
        self._code = code
        self._source = source
        self._repository = repository
        self._positions = Positions(code, source)

    def findings(self) -> Iterator[Finding]:
        for named in sorted(self._code.named_values(), key=lambda named: named.how != ASKED):
            name = self._name(named)
            kind = self._kind(named, name)
            if kind is not None:
                yield from self._of_named(named, name, kind)
        yield from self._of_setters()
        for tag in defaults(self._source.lines) if self._source.kind == "go" else ():
            what, effect, place = (
                f"`{tag.name}` {messages.FALLBACK}",
                messages.effect_of(tag.name),
                (tag.line, tag.column),
            )
            yield messages.finding(self._source.path, place, "go", what, effect, tag.name)
        for call, node, name, how, effect in taken(self._code, self._source.kind):
            for literal in literals(self._code, node):
                is_key = works(literal.text) and tuple(self._code.inside(call)) not in self._comparing
                if is_key and self._counts(literal, (name,), call):
                    what = messages.FALLBACK if literal.chosen else messages.LITERAL
                    yield self._finding(literal, f"the key that {how} {what}", effect, "SECRET_KEY")
            if is_reached(self._code, (), node, call):
                yield from self._imported(node, how, effect)

    def _imported(self, node: Node, how: str, effect: str) -> Iterator[Finding]:
        """The keys that a call takes from other files, each where it stands."""
        for source, code, literal, name in imported_literals(self._code, node, self._source.path, self._repository):
            other = _Judge(code, source, self._repository)
            if works(literal.text) and other._counts(literal, (name,), literal.node):
                what = f"`{name}`, which {how}, {messages.FALLBACK if literal.chosen else messages.LITERAL}"
                yield other._finding(literal, what, effect, name)

    @cached_property
    def _comparing(self) -> frozenset[tuple[str, ...]]:
        """The functions that compare two digests of their own with each other: any key will do for that."""
        digests, compared = Counter[tuple[str, ...]](), set[tuple[str, ...]]()
        for call in self._code.calls:
            method = self._code.method(call)[1]
            if method in table.COMPARING:
                compared.add(tuple(self._code.inside(call)))
            elif method in table.DIGESTING and "hmac" in (self._code.callee(call) or "").lower():
                digests[tuple(self._code.inside(call))] += 1
        return frozenset(inside for inside in compared if inside and digests[inside] > 1)

    def _name(self, named: Named) -> str:
        """The name that tells: that of the variable where one stands in the value, or is read into the same name."""
        if kind_of_name(named.name) is not None or named.how == PARAMETER or not self._tells(named.value):
            return named.name
        reads = (self._code.environment(leaf.node) for leaf in self._code.possible(named.value)[:_MOST])
        names = (read.name for read in reads if read is not None)
        read = next((name for name in names if kind_of_name(name) == KEY or _is_of_client(name)), "")
        return read or self._positions.variable_of(named) or named.name

    def _tells(self, value: Node) -> bool:
        """Whether the name of a key stands where a single value does; following every value of a file takes long."""
        given = [value, *self._code.arguments(value)] if self._code.kind(value) == CALL else [value]
        if any(self._code.kind(one) in (LIST, MAPPING) for one in given):
            return False
        line = self._code.line(value)
        return not self._telling.isdisjoint(range(line, line + _NEAR + 1))

    @cached_property
    def _telling(self) -> frozenset[int]:
        return frozenset(number for number, line in enumerate(self._source.lines, 1) if _TELLS.search(line))

    def _kind(self, named: Named, name: str) -> str | None:
        if self._source.kind == "php" and name == table.LARAVEL:
            return KEY
        if is_bare(name):
            return KEY if name.isupper() and (named.how == ASKED or self._positions.is_setting(named)) else None
        if named.how == ASKED and name.lower() == "key" and self._positions.is_cast_to_secret(named):
            return KEY
        if name in table.ENTRIES or (named.of is not None and self._positions.is_attribute(named)):
            return KEY
        kind = kind_of_name(name)
        if kind == ADMINISTRATOR and not table.CLIENTS.isdisjoint(words_of(name)):
            return None
        if kind == ADMINISTRATOR and not table.MADE_BY_HAND.isdisjoint(words_of(self._source.path)):
            return None
        return kind or (CLIENT if _is_of_client(name) else None)

    def _of_named(self, named: Named, name: str, kind: str) -> Iterator[Finding]:
        is_default = self._positions.is_default(named)
        is_setting = self._positions.is_setting(named)
        for literal in literals(self._code, named.value):
            if any(map(self._is_of_others, (*literal.others, *literal.via))):
                continue
            chosen = is_default or (literal.chosen and self._positions.chooses(named, literal))
            if not (chosen or (is_setting and (kind == KEY or self._positions.is_field(named)))):
                continue
            is_address = kind == CLIENT and is_database_address(name)
            if is_address and not url_password(literal.text, name):
                continue
            if not works(literal.text) or (not is_default and is_told(literal.text, name)):
                continue
            names = (named.name, name, *(one.name for one in given_as(self._code, named.node, _LEVELS)))
            if self._counts(literal, names, named.node) and not self._is_overridden(named):
                what = messages.FALLBACK if chosen or literal.chosen else messages.LITERAL
                effect = table.RUN if name == table.LARAVEL else messages.effect_of(name)
                what = f"`{name}` {messages.ADDRESS if is_address else what}"
                yield self._finding(literal, what, effect, name, strict=kind == CLIENT)

    def _is_of_others(self, node: Node) -> bool:
        """Whether a variable of the environment is what a vendor checks, whatever the name it is given to."""
        read = self._code.environment(node)
        return read is not None and not table.OTHERS.isdisjoint(words_of(read.name))

    def _of_setters(self) -> Iterator[Finding]:
        """`viper.SetDefault("jwt.secret", "x")`, `set :session_secret, "x"`, `@Value("${jwt.secret:x}")`."""
        for call in self._code.calls if self._source.kind in TREES else ():
            method, arguments = self._code.method(call)[1], self._code.arguments(call)
            name = self._code.string(arguments[0]) if arguments else None
            if name and method in table.SETTERS and len(arguments) == 2 and kind_of_name(name) == KEY:
                for literal in literals(self._code, arguments[1]):
                    if works(literal.text) and self._counts(literal, (name,), call):
                        yield self._finding(literal, f"`{name}` {messages.FALLBACK}", messages.effect_of(name), name)
            elif name and method == "Value" and (asked := _PLACEHOLDER.fullmatch(name)):
                literal = Literal(asked["default"], arguments[0], (), True)
                if kind_of_name(asked["name"]) == KEY and works(literal.text) and self._counts(literal, (), call):
                    what = f"`{asked['name']}` {messages.FALLBACK}"
                    yield self._finding(literal, what, messages.effect_of(asked["name"]), asked["name"])

    def _is_overridden(self, named: Named) -> bool:
        names = {named.name, *(one.name for one in given_as(self._code, named.node, _LEVELS))}
        return self._source.kind in ("python", "elixir") and is_overridden(names, self._source.path, self._repository)

    def _counts(self, literal: Literal, names: tuple[str, ...], place: Node) -> bool:
        """Whether production gets to a literal and goes on with it."""
        if not is_reached(self._code, literal.guards, literal.node, place):
            return False
        guards = conditions(self._code, literal.guards, literal.node, place)
        if any(guard.subject == "__name__" for clause in guards for guard in clause):
            return False
        if refuses(self._code, names, literal.text, self._code.line(literal.node)):
            return False
        return not is_refused(names, literal.text, self._source.path, self._repository)

    def _finding(self, literal: Literal, what: str, effect: str, name: str, *, strict: bool = False) -> Finding:
        node = literal.node
        place = self._code.line(node), self._code.column(node)
        variable = name if name.isupper() else "_".join(words_of(name)).upper()
        return messages.finding(
            self._source.path, place, self._source.kind, what, effect, name, variable=variable,
            statement=self._code.statement(node), strict=strict,
        )  # fmt: skip


def _is_of_client(name: str) -> bool:
    is_for_tests = not table.SWITCHES.isdisjoint(words_of(name))
    return (is_of_client(name) or is_database_address(name)) and not is_for_tests
