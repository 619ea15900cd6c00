"""The values that an expression can have, each with the conditions under which it has it."""

from functools import cached_property
from itertools import islice

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.budget import Budget
from prodlint.formats.code import UNKNOWN, Possible
from prodlint.formats.search import Part, Search, plain
from prodlint.formats.tree import terms
from prodlint.formats.tree.bindings import ADDED, LOOP, PARAMETER
from prodlint.formats.tree.conditions import REACH_LIMIT, Conditions
from prodlint.formats.tree.row import Language
from prodlint.formats.tree.terms import Term
from prodlint.grouping import grouped

# Of one search, and of all in one file beyond the least of each.
_STEP_LIMIT, _LEAST_STEPS, _TOTAL_STEPS, _DEPTH_LIMIT, _LONGEST = 5_000, 10, 60_000, 12, 10_000
# Methods whose result holds what their object holds, and functions whose result holds what they are given.
_KEEPING = expression(
    r"(?i)(?:to_?(?:string|s|str|a|list|set|array|owned|vec|mutable_?list|typed_?array|lower(?:case)?|upper(?:case)?|"
    r"immutable|hash_?set)|as_?(?:str|ref|slice|list|iterable|deref|bytes|mut)|trim\w*|strip|split\w*|freeze|dup|clone|"
    r"cloned|copied|parse|unwrap\w*|expect|into\w*|iter|collect|map|flat_?map|filter\w*|reject|compact|flatten|uniq|"
    r"stream|get_?or_?else|or_?else\w*|reverse|sort\w*|distinct|let|also|apply|run|values|first|ok|presence|"
    r"strtolower|rstrip|chomp|try_into|to_hash_set|of_?nullable|value|get|select|where|tap|then|concat|plus|ok_or\w*"
    r"|map_err|and_then)[!?]?$",
)
_WRAPPING = expression(
    r"(?i)(?:of|list_?of\w*|set_?of\w*|as_?list|array_?of\w*|singleton(?:_?list)?|immutable_?list|string|from|some|"
    r"ok|from_static|from_str|explode|preg_split|array_map|array_filter|array_values|array_merge|array_unique|split\w*|"
    r"fields|trim\w*|rtrim|ltrim|strtolower|append|to_?string|esc_url_raw|esc_url|sanitize_text_field|wp_unslash|"
    r"array|copy_of|copyof|stream|concat|format!|string_values|from_bytes|to_list|wrap|list|uri|url|join|implode|filter_var|"
    r"htmlspecialchars|unmodifiable\w*|linked\w*|mutable_\w*|vec|(?:some_)?exact|box|hd|head|first|at|reset|current|array_shift|downcase|"
    r"(?:string_?)?ptr|strings|string_?slice|to_?string_?(?:array|slice))$",
)
_LISTS = expression(
    r"(?i)(?:of|list_?of\w*|set_?of\w*|as_?list|array_?of\w*|singleton(?:_?list)?|explode|preg_split|split\w*|append|"
    r"array_merge|fields|hash_?set|array_?list|list|set|vec|linked_?hash_?set)$",
)
_LENDING = frozenset("let also ifPresent map each forEach tap and_then map_or inspect then".split())
_SEPARATORS = frozenset((",", ";", "|", " ", ", ", "; ", "\n", "trim"))
_COLLECTIONS = expression(r"(?:\w*(?:Set|List|Array|Vec|Collection|String|HeaderValue|StringValues|Uri|URL))$")


class Values(Conditions):
    """A tree that knows where its values come from."""

    def __init__(self, text: str, row: Language) -> None:
        super().__init__(text, row)
        self._budget = Budget(_STEP_LIMIT, _LEAST_STEPS, _TOTAL_STEPS)
        self._search = Search(self.peel, self._parts_of, self._budget)

    @property
    def is_cut(self) -> bool:
        """Whether a search ended before it had seen everything."""
        return self._budget.is_cut

    def possible(self, node: Node) -> list[Possible]:
        """The values that an expression can have; what is not understood is a value itself.

        The guards are those on the way to the value, not those of `node` itself (see `guards`).
        """
        return self._search.possible(node)

    def _parts_of(self, node: Node) -> list[Part]:
        """One step towards the values; empty for a value, with the node itself where it is one too."""
        term = self.term(node)
        if isinstance(term, terms.Name | terms.Member):
            return self._named_parts(node)
        if isinstance(term, terms.Choice):
            sides = ((term.yes, True), (term.no, False))
            return [(side, self.condition(term.test, holds), False, None) for side, holds in sides if side is not None]
        if isinstance(term, terms.Or):
            if (value := self.constant(term.left)) is not UNKNOWN and value:
                return plain(term.left)
            return [*plain(term.left), (term.right, self.condition(term.left, False), False, None)]
        if isinstance(term, terms.And):
            return [(term.right, self.condition(term.left), False, None)]
        if isinstance(term, terms.Sequence):
            return [(item, (), True, None) for item in term.items]
        if isinstance(term, terms.Switch):
            arms = enumerate(term.arms)
            return [(arm.body[-1], self.arm(term, index), False, None) for index, arm in arms if arm.body]
        if isinstance(term, terms.Block) and term.statements:
            return plain(term.statements[-1])
        if isinstance(term, terms.Bind) and len(term.pairs) == 1 and term.pairs[0][1] is not None:
            return plain(term.pairs[0][1])
        if isinstance(term, terms.Exit) and term.returns and term.value is not None:
            return plain(term.value)
        if isinstance(term, terms.Text) and len(term.parts) == 1 and isinstance(term.parts[0], Node):
            return plain(term.parts[0])
        if isinstance(term, terms.Join):
            return self._joined(node, term)
        return self._called_parts(node, term) if isinstance(term, terms.Call | terms.Item) else []

    def _joined(self, node: Node, term: terms.Join) -> list[Part]:
        """Lists that are put together; a text that is put together is a value itself."""
        if any(isinstance(self.meaning(side), terms.Sequence) for side in (term.left, term.right)):
            return plain(term.left, term.right)
        return []

    def _named_parts(self, node: Node) -> list[Part]:
        found, reaching = list[Part](), self.reaching(node)
        self._budget.is_cut |= len(reaching) >= REACH_LIMIT
        for one, guards in reaching:
            if one.how == PARAMETER:
                found += plain(node)
                found.extend(
                    (value, self.guards(value), False, None) for value in self._handed_over(one.scope, one.name)
                )
            if one.value is not None and one.value.id != node.id:
                found.append((one.value, guards, one.how in (ADDED, LOOP), None))
        return found

    def _handed_over(self, function: int, name: str) -> list[Node]:
        """What the calls of a function in this file give for one of its parameters."""
        holder = self._holders.get(function)
        term = self.term(holder) if holder is not None else None
        if holder is not None and isinstance(term, terms.Function) and not term.name:
            return self._lent(holder)
        if not isinstance(term, terms.Function) or not term.name or len(self._by_name.get(term.name, ())) != 1:
            return []
        names = [parameter.name for parameter in term.parameters]
        position, found = names.index(name) if name in names else len(names), list[Node]()
        for call in self._calls_of.get(term.name, ())[:50]:
            given = self.term(call)
            if isinstance(given, terms.Call):
                keyword = next((entry.value for entry in given.keywords if entry.key == name), None)
                if keyword is not None or len(given.arguments) > position:
                    found.append(keyword if keyword is not None else given.arguments[position])
        return found

    def _lent(self, function: Node) -> list[Node]:
        """What a function without a name is given by the call that it stands in: `origin?.let { use(it) }`."""
        for around in islice(self.around(function), 3):
            term = self.term(around)
            if isinstance(term, terms.Call):
                return [term.owner] if term.owner is not None and term.name in _LENDING else []
        return []

    @cached_property
    def _calls_of(self) -> dict[str, list[Node]]:
        return grouped((self.method(call)[1], call) for call in self.calls)

    def _called_parts(self, node: Node, term: terms.Call | terms.Item) -> list[Part]:
        read = self.environment(node)
        if read is not None:
            return plain(node) + ([(read.default, (), False, node)] if read.default is not None else [])
        if isinstance(term, terms.Item):
            return []
        listed = bool(_LISTS.match(term.name))
        if term.makes:
            if (term.name and not _COLLECTIONS.match(term.name)) or not term.arguments:
                return []
            return [(given, (), len(term.arguments) > 1 or listed, node) for given in term.arguments]
        kept = term.owner is not None and not term.arguments and _KEEPING.match(term.name) is not None
        if term.owner is None or (not kept and self._is_type(term.owner)):
            if _WRAPPING.match(term.name.lstrip("!")) and (term.arguments or term.keywords):
                given = [*term.arguments, *(entry.value for entry in term.keywords)]
                return [(one, (), listed, node) for one in given if self._literal(one) not in _SEPARATORS]
        elif _KEEPING.match(term.name) and not (term.name.lower() in ("get", "first", "value") and term.arguments):
            found: list[Part] = [(term.owner, (), False, node)]
            if term.name.lower() in ("concat", "plus", "orelse", "unwrap_or", "getorelse"):
                found += [(one, (), False, node) for one in term.arguments]
            return found
        helper = self.function_of(node)
        if helper is not None:
            outside = len(self.guards(helper))
            return [(one, self.guards(one)[outside:], False, node) for one in self.answers(helper)]
        return []

    def _is_type(self, node: Node) -> bool:
        """Whether what a function belongs to is a type or a package, not a value."""
        meant = self.meaning(node)
        if not isinstance(meant, terms.Name | terms.Member) or self.bindings(node):
            return False
        root = node
        for _ in range(_DEPTH_LIMIT):
            inner = self.meaning(root)
            if not isinstance(inner, terms.Member) or inner.owner is None:
                break
            root = inner.owner
        return not self.bindings(root) and (meant.name[:1].isupper() or meant.name in self._imported)

    def constant(self, node: Node, unset: bool = False) -> object:
        """The value (str, bool, int, float, None, list of them), or `UNKNOWN`.

        With `unset`, as if no variable of the environment were set.
        """
        read = self.environment(node) if unset else None
        if read is not None:
            return self._constant(read.default, 0) if read.default is not None else None
        return self._constant(node, 0)

    def _constant(self, node: Node, depth: int) -> object:
        node = self.peel(node)
        term = self.term(node)
        if depth > _DEPTH_LIMIT:
            return UNKNOWN
        if isinstance(term, terms.Value):
            return term.value
        if isinstance(term, terms.Text):
            pieces = [part if isinstance(part, str) else self._constant(part, depth + 1) for part in term.parts]
            return _together(pieces)
        if isinstance(term, terms.Join):
            return _together([self._constant(term.left, depth + 1), self._constant(term.right, depth + 1)])
        if isinstance(term, terms.Sequence):
            found = [self._constant(item, depth + 1) for item in term.items[:_LONGEST]]
            return UNKNOWN if any(value is UNKNOWN for value in found) else found
        if isinstance(term, terms.Item) and term.key is not None:
            items, at = self._constant(term.owner, depth + 1), self._constant(term.key, depth + 1)
            return items[at] if isinstance(items, list) and isinstance(at, int) and 0 <= at < len(items) else UNKNOWN
        if isinstance(term, terms.Name | terms.Member):
            bound = self.bindings(node)
            if len(bound) == 1 and bound[0].value is not None and bound[0].how not in (LOOP, ADDED, PARAMETER):
                return self._constant(bound[0].value, depth + 1)
        if (
            isinstance(term, terms.Call)
            and term.owner is not None
            and not term.arguments
            and _UNCHANGED.match(term.name)
        ):
            return self._constant(term.owner, depth + 1)
        return self._of_type(term, depth)

    def _of_type(self, term: Term | None, depth: int) -> object:
        """`String::from("x")`, `HeaderValue::from_static("x")`."""
        if isinstance(term, terms.Call) and len(term.arguments) == 1 and term.name in _MADE_TEXTS:
            return self._constant(term.arguments[0], depth + 1)
        return UNKNOWN

    def string(self, node: Node) -> str | None:
        """The constant value where it is a text."""
        value = self.constant(node)
        return value if isinstance(value, str) else None


_UNCHANGED = expression(r"(?:to_string|to_owned|freeze|into|clone|to_s|toString|as_str|trimIndent|dup|unwrap|parse)$")
_MADE_TEXTS = frozenset(("from", "from_static", "from_str", "Some", "string", "String", "StringValues", "new"))


def _together(pieces: list[object]) -> object:
    if all(isinstance(piece, str | int) for piece in pieces):
        joined = "".join(str(piece) for piece in pieces)
        return joined if len(joined) <= _LONGEST else UNKNOWN
    return UNKNOWN
