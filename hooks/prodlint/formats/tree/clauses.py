"""What a test says: guards, from comparisons, memberships, questions whether there is a value, and kept checks."""

import re
from functools import cached_property
from itertools import product

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.code import Possible
from prodlint.formats.guards import Guard, Guards
from prodlint.formats.tree import terms
from prodlint.formats.tree.bindings import ALTERNATIVE, ONCE, Binding
from prodlint.formats.tree.environment import Environment
from prodlint.formats.tree.row import Language
from prodlint.grouping import grouped

_DEPTH_LIMIT, _CLAUSE_LIMIT, _SUBJECT_LIMIT = 12, 64, 300
_CLEANERS = expression(
    r"to_?lower(?:case)?$|to_?upper|trim|strip|to_?string$|to_?s$|downcase|lowercase|as_str|to_owned", re.I
)
# What asks whether there is a value at all, and what asks whether there is none; the names without case and `_`.
_PRESENT = frozenset(
    "isset present hastext haslength isnotblank isnotempty issome isnotnull ispresent any hasvalue nonempty".split()
)
_ABSENT = frozenset(
    "empty isempty isblank isnull isnil isnone nil blank isnullorempty isnullorwhitespace isnullorblank".split()
)
_MEMBERSHIP = frozenset(
    "contains includes include has haskey containskey inarray member in isin equals equalsignorecase eql some".split()
)
_LENGTHS = frozenset(("len", "strlen", "length", "size", "count", "bytesize"))


class Clauses(Environment):
    """A tree that knows what its tests say."""

    def __init__(self, text: str, row: Language) -> None:
        super().__init__(text, row)
        self._clauses_of: dict[tuple[int, bool], Guards] = {}

    def guards(self, node: Node) -> Guards:
        """All conditions under which a node runs, the outermost first."""
        raise NotImplementedError

    def texts_in(self, node: Node) -> list[str]:
        """The texts that a list, or a text alone, holds."""
        values = [self.string(one.node) for one in self.possible(node)[:_CLAUSE_LIMIT]]
        texts = [value for value in values if value is not None]
        return texts if len(texts) == len(values) else []

    def string(self, node: Node) -> str | None:
        """The constant value where it is a text."""
        raise NotImplementedError

    def possible(self, node: Node) -> list[Possible]:
        """The values that an expression can have."""
        raise NotImplementedError

    def constant(self, node: Node, unset: bool = False) -> object:
        """The value (str, bool, int, float, None, list of them), or `UNKNOWN`."""
        raise NotImplementedError

    def condition(self, node: Node, holds: bool = True) -> Guards:
        """A test as guards: what is known if it holds, or if it does not."""
        return self._clauses(node, holds, 0)

    def _clauses(self, node: Node, holds: bool, depth: int) -> Guards:
        node = self.peel(node)
        key = node.id, holds
        if key not in self._clauses_of:
            self._clauses_of[key] = ((Guard(self.shown(node), (), holds),),)  # a name that is bound to itself
            clauses = self._compound(node, holds, depth) if depth <= _DEPTH_LIMIT else None
            if clauses is None or sum(map(len, clauses)) > _CLAUSE_LIMIT:
                clauses = ((Guard(self._subject(node, depth), (), holds),),)
            self._clauses_of[key] = clauses
        return self._clauses_of[key]

    def _compound(self, node: Node, holds: bool, depth: int) -> Guards | None:
        """What a test is made of; None where it is a thing of its own, true or false."""
        term = self.term(node)
        if self.row.loose_not and isinstance(term, terms.Call | terms.Member) and self.text(node)[:1] == "!":
            holds = not holds
            clauses = self._call(term, node, holds, depth) if isinstance(term, terms.Call) else None
            return clauses or ((Guard(self.shown(node), (), holds),),)
        if isinstance(term, terms.Not):
            return self._clauses(term.inner, not holds, depth + 1)
        if isinstance(term, terms.And | terms.Or):
            sides = self._clauses(term.left, holds, depth + 1), self._clauses(term.right, holds, depth + 1)
            if isinstance(term, terms.And) == holds:
                return sides[0] + sides[1]
            return tuple(a + b for a, b in product(*sides))
        if isinstance(term, terms.Compare):
            return self._comparison(term, holds == term.holds, depth)
        if isinstance(term, terms.Call):
            return self._call(term, node, holds, depth)
        if isinstance(term, terms.Value) and isinstance(term.value, bool):
            return () if term.value == holds else None
        if isinstance(term, terms.Bind) and term.pairs and term.pairs[0][1] is not None:  # `if let`, `if (x = f())`
            return ((Guard(self._subject(term.pairs[0][1], depth), (), holds),),)
        if isinstance(term, terms.Join):
            return None
        if isinstance(term, terms.Name | terms.Member):
            return self._kept(node, holds, depth)
        return self._measured(node, holds, depth)

    def _measured(self, node: Node, holds: bool, depth: int) -> Guards | None:
        """`len(x) > 0` asks whether there is one."""
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None or self.operator(node) not in (">", "<", ">=", "<="):
            return None
        measured = self._length_of(left)
        if measured is None or self.constant(right) not in (0, 1):
            return None
        return ((Guard(self._subject(measured, depth), (), holds == (">" in self.operator(node))),),)

    def _length_of(self, node: Node) -> Node | None:
        term = self.meaning(node)
        if isinstance(term, terms.Call) and term.name.lower() in _LENGTHS:
            return term.arguments[0] if term.arguments else term.owner
        return term.owner if isinstance(term, terms.Member) and term.name.lower() in _LENGTHS else None

    def _kept(self, node: Node, holds: bool, depth: int) -> Guards | None:
        """A check that is kept in a variable: the clauses of its value, or of where it became true."""
        bound = [one for one in self.bindings(node) if one.how in (ONCE, ALTERNATIVE)]
        if not bound or len(bound) != len(self.bindings(node)) or any(one.value is None for one in bound):
            return None
        values = [(one, self.peel(one.value)) for one in bound if one.value is not None]
        if len(values) == 1:
            kinds = terms.Compare | terms.And | terms.Or | terms.Not | terms.Call | terms.Item | terms.Member
            term = self.term(values[0][1])
            if (isinstance(term, terms.Call) and term.makes) or not isinstance(term, kinds):
                return None
            return self._clauses(values[0][1], holds, depth + 1)
        flags = [(one, term.value) for one, value in values if isinstance(term := self.term(value), terms.Value)]
        became = [one for one, flag in flags if flag is holds]
        if len(flags) == len(values) and len(became) == 1:
            clauses = self._within_its_scope(became[0])
            return clauses or None
        checks = [value for _, value in values if not isinstance(self.term(value), terms.Value)]
        if len(checks) == 1 and holds:
            return self._clauses(checks[0], holds, depth + 1)
        return None

    def _within_its_scope(self, one: Binding) -> Guards:
        holder = self._holders.get(one.scope)
        outside = len(self.guards(holder)) if holder is not None else 0
        return self.guards(one.node)[outside:]

    def _comparison(self, term: terms.Compare, holds: bool, depth: int) -> Guards:
        if term.within:
            known = tuple(text.lower() for text in self.texts_in(term.right))
            values = known or (self.text(term.right)[:_SUBJECT_LIMIT].lower(),)
            return ((Guard(self._subject(term.left, depth), values, holds),),)
        value, subject = self.constant(term.right), term.left
        if not isinstance(value, str | bool | int | float | None):
            value, subject = self.constant(term.left), term.right
        if isinstance(value, bool):
            return self._clauses(subject, holds == value, depth + 1)
        if value is None:
            return ((Guard(self._subject(subject, depth), (), not holds),),)
        if value == 0 and (measured := self._length_of(subject)) is not None:
            return ((Guard(self._subject(measured, depth), (), not holds),),)
        if not isinstance(value, str | int | float):
            value = self.shown(term.right)
            if isinstance(self.meaning(term.right), terms.Member):  # `gin.DebugMode` is told by its words
                value = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", value)
            return ((Guard(self._subject(term.left, depth), (value.lower(),), holds),),)
        return ((Guard(self._subject(subject, depth), (str(value).lower(),), holds),),)

    def _call(self, term: terms.Call, node: Node, holds: bool, depth: int) -> Guards | None:
        """`isset(x)`, `x.isEmpty()`, `["a", "b"].contains(x)`, `app()->environment('local')`."""
        name = term.name.replace("_", "").rstrip("?!").lower()
        asked = term.arguments[0] if term.arguments else term.owner
        if asked is not None and (name in _PRESENT or name in _ABSENT) and not self._by_function(term):
            return ((Guard(self._subject(asked, depth), (), holds == (name in _PRESENT)),),)
        if name in _MEMBERSHIP:
            parts = [part for part in (term.owner, *term.arguments[:2]) if part is not None]
            for group, item in ((parts[0], parts[-1]), (parts[-1], parts[0])) if len(parts) > 1 else ():
                texts = self.texts_in(group)
                if texts and self.string(item) is None:
                    return ((Guard(self._subject(item, depth), tuple(map(str.lower, texts)), holds),),)
        if "environment" in name and term.arguments:
            texts = [text for given in term.arguments for text in self.texts_in(given)]
            return ((Guard(term.name, tuple(map(str.lower, texts)), holds),),) if texts else None
        if name in ("env", "isenv", "isenvironment", "acceptsprofiles", "matchesprofiles") and term.arguments:
            texts = [text for given in term.arguments for text in self.texts_in(given)]
            return ((Guard("environment", tuple(map(str.lower, texts)), holds),),) if texts and term.owner else None
        helper = self.function_of(node)
        if helper is not None and self.always(helper, holds):
            return ()
        return None

    def _by_function(self, term: terms.Call) -> bool:
        """Whether a call has a function to ask with: `list.any { |one| one == x }`, or more than one argument."""
        given = (self.meaning(argument) for argument in term.arguments)
        return (
            term.block is not None or len(term.arguments) > 1 or any(isinstance(one, terms.Function) for one in given)
        )

    def always(self, function: Node, answer: bool) -> bool:
        """Whether a function of this file can answer nothing but `answer`."""
        values = [self.constant(value) for value in self.answers(function)]
        return bool(values) and all(value is answer for value in values)

    def answers(self, function: Node) -> list[Node]:
        """The expressions that a function of this file answers with, of one that is named too; others have none."""
        term = self.term(function)
        if isinstance(term, terms.Name | terms.Member) and (named := self.named_function(term.name)) is not None:
            function, term = named, self.term(named)
        if not isinstance(term, terms.Function):
            return []
        found = list(self._returned.get(function.id, ()))
        if term.body:
            last = self.peel(term.body[-1])
            if term.last or not isinstance(self.term(last), terms.Block):
                found.append(last)
        elif self.row.notes and (noted := self._noted_value(function)) is not None:
            found.append(noted)  # `@WithDefault("*") List<String> allowedOrigins();`
        return found

    @cached_property
    def _returned(self) -> dict[int, list[Node]]:
        kinds = [kind for kind in self.row.means if kind.startswith(("return", "next", "yield"))]
        exits = ((node, self.term(node)) for node in self.of_type(*kinds))
        values = ((node, term.value) for node, term in exits if isinstance(term, terms.Exit) and term.returns)
        return grouped((self.scope(node), value) for node, value in values if value is not None)

    def _subject(self, node: Node, depth: int) -> str:
        """What is compared: the environment variable behind a name, a default, a cleaner; else the text."""
        start = node = self.peel(node)
        for _ in range(depth, _DEPTH_LIMIT):
            read = self.environment(node)
            if read is not None:
                return read.name
            term, inner = self.term(node), None
            if isinstance(term, terms.Or):
                inner = term.left
            elif isinstance(term, terms.Call) and term.owner is not None and _CLEANERS.match(term.name):
                inner = term.owner
            elif isinstance(term, terms.Call) and len(term.arguments) == 1 and _CLEANERS.match(term.name):
                inner = term.arguments[0]
            elif isinstance(term, terms.Bind) and term.pairs:
                return self.shown(term.pairs[0][0])
            elif isinstance(term, terms.Name | terms.Member):
                bound = self.bindings(node)
                inner = bound[0].value if len(bound) == 1 and bound[0].how == ONCE else None
            if inner is None:
                break
            node = self.peel(inner)
        return self.shown(start)

    def shown(self, node: Node) -> str:
        """The source text of a node, cut where it is long, without what stands in front of a name."""
        return self.text(node)[:_SUBJECT_LIMIT].replace("?.", ".").replace("?->", "->").lstrip("$&*!")
