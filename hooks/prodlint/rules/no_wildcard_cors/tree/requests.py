"""The origin of a request: which expressions are it, what counts as a check of it, and who only sends requests."""

import re
from functools import cached_property
from itertools import islice

from prodlint.expressions import expression
from prodlint.formats.code import Node
from prodlint.formats.guards import Guard, Guards
from prodlint.formats.tree import Module, terms

_TEXT_LIMIT, _NAMES_LIMIT = 300, 200
_ORIGIN = frozenset(("origin", "http_origin", "http-origin", "httporigin"))
_ORIGIN_NAMES = frozenset(("ORIGIN", "Origin", "HeaderOrigin"))
_GETTERS = expression(
    r"get|get_one|getvalues|header|headers|getheaders?|getheaderstring|getheaderline|getfirst|getrequestheader|fetch|first|values|server"
    r"|trygetvalue|get_?header|get_?headers|get_req_header|peek|headerstring|getheaderarray|gethttpheader|param",
    re.IGNORECASE,
)
_HOLDERS = expression(r"header|_SERVER|\benv\b|req|ctx|context|call\b|conn\b", re.IGNORECASE)
_CHECK = expression(
    r"allow|valid|trust|whitelist|match|permit|known|safe|accept|legit|approved|same.?origin|secur|blocked|denied",
    re.IGNORECASE,
)
_EMPTY = frozenset(("", "null", "nil", "none", "undefined", "*"))
# What a client is called; what sends a request, not an answer.
_CLIENT = expression(
    r"\b(?:\w*client|http|rest_?template|web_?client|faraday|conn(?:ection)?|guzzle|reqwest|okhttp\w*|curl\w*"
    r"|http_?request|request_?builder|http_?poison|finch|tesla|req|httparty|rest_?client|typhoeus|dio|axios)\b",
    re.IGNORECASE,
)
_SENDS = expression(
    r"request|req|client|http_?client|rest_?template|web_?client|faraday|httparty|rest_?client|httpoison|tesla|finch",
    re.IGNORECASE,
)
_ANSWERS = expression(r"allow|response|\bres\b|\bctx\b|context|answer|cors", re.IGNORECASE)
_REQUEST_MADE = expression(
    r"Request\.Builder|HttpRequest|RequestMessage|new_?request|DefaultRequestHeaders|Net.HTTP.\w+.new|URLConnection",
    re.I,
)


_VERBS = frozenset(("get", "post", "put", "delete", "patch", "head"))


# Who is in a list of these is let in; who is not, is not.
_MEMBER = expression(
    r"(?:contains|include|in_array|\bhas|exists|allow|trust|known|valid)\w{0,40}[!?]?\(|\w\[", re.IGNORECASE
)
_DENIES = expression(
    r"deny|denied|block|bann|forbid|reject|black|invalid|illegal|unknown|disallow|untrust", re.IGNORECASE
)


class Requests:
    """What one file knows of the requests that it answers."""

    def __init__(self, module: Module) -> None:
        self.module = module

    def is_origin(self, node: Node) -> bool:
        """Whether an expression is the Origin that the request names, taken out of its headers."""
        module, term = self.module, self.module.meaning(node)
        if node.end_byte - node.start_byte > _TEXT_LIMIT:
            return False
        if isinstance(term, terms.Item) and term.key is not None:
            return self._names_origin(term.key) and bool(_HOLDERS.search(module.text(term.owner)))
        if isinstance(term, terms.Member):
            holder = module.meaning(term.owner) if term.owner is not None else None
            named = getattr(holder, "name", "")
            return term.name in ("Origin", "origin") and named in ("Headers", "headers", "header", "Header")
        if not isinstance(term, terms.Call) or term.makes:
            return False
        if term.name == "get_http_origin":  # WordPress
            return True
        if term.name == "origin" and not term.arguments and term.owner is not None:  # Rails
            return module.text(term.owner) in ("request", "req")
        given = [one for one in term.arguments[:2] if self._names_origin(one)]
        return bool(given) and _GETTERS.fullmatch(term.name) is not None and term.name != "set"

    def _names_origin(self, node: Node) -> bool:
        text = self.module.string(node)
        if text is not None:
            return text.lower() in _ORIGIN
        term = self.module.meaning(node)
        return isinstance(term, terms.Name | terms.Member) and term.name in _ORIGIN_NAMES

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that can hold the Origin of a request, or what is made of it."""
        module, found = self.module, set[str]()
        for name, one in self._bound:
            if any(self.is_origin(leaf.node) for leaf in module.possible(one)):
                found.add(name)
        return frozenset(found | self.derived(found))

    @cached_property
    def _bound(self) -> list[tuple[str, Node]]:
        named = [(one.name, one.value) for one in self.module.named_values() if one.how in ("assigned", "parameter")]
        return named[: _NAMES_LIMIT * 10]

    def derived(self, names: set[str]) -> set[str]:
        """Names whose values are made of others: `host := parsed.Host`."""
        found = set(names)
        for _ in range(3):
            pattern = _tokens(found)
            more = {
                name for name, value in self._bound[:_NAMES_LIMIT]
                if name not in found and pattern is not None and pattern.search(self.module.text(value)[:_TEXT_LIMIT])
            }  # fmt: skip
            if not more:
                break
            found |= more
        return found

    @cached_property
    def texts(self) -> frozenset[str]:
        """The reads of the Origin in this file, as they are written."""
        module = self.module
        found = [node for node in (*module.calls, *module.of_type(*_ITEMS)) if self.is_origin(node)]
        return frozenset(module.text(node).lstrip("$") for node in found[:_NAMES_LIMIT])

    def checks(self, guards: Guards, names: frozenset[str]) -> bool:
        """Whether a condition asks more of the origin than that there is one."""
        return any(self._is_check(guard, names) for clause in guards for guard in clause[:1]) or any(
            len(clause) > 1 and all(self._is_check(guard, names) for guard in clause) for clause in guards
        )

    def _is_check(self, guard: Guard, names: frozenset[str]) -> bool:
        subject, values = guard.subject.lstrip("$@&*"), set(guard.values) - _EMPTY
        whole = subject in names or subject in self.texts or subject.upper() == "HTTP_ORIGIN"
        if whole:
            return bool(values) and guard.holds
        if self._mentions(subject, names):
            return guard.holds or bool(values) or not _MEMBER.search(subject) or _DENIES.search(subject) is not None
        if any(self._mentions(value, frozenset(name.lower() for name in names)) for value in values):
            return guard.holds
        return bool(_CHECK.search(subject)) or ("origin" in subject.lower() and bool(values or "(" in subject))

    def _mentions(self, text: str, names: frozenset[str]) -> bool:
        pattern = _tokens(names)
        return (pattern is not None and pattern.search(text) is not None) or any(one in text for one in self.texts)

    def lacks_origin(self, guards: Guards, names: frozenset[str]) -> bool:
        """Whether code only runs when the request names no origin."""
        for clause in guards:
            if clause and all(self._is_absence(guard, names) for guard in clause):
                return True
        return False

    def _is_absence(self, guard: Guard, names: frozenset[str]) -> bool:
        subject = guard.subject.lstrip("$@&*")
        if subject in names or subject in self.texts or subject.upper() == "HTTP_ORIGIN":
            return guard.holds and set(guard.values) <= _EMPTY if guard.values else not guard.holds
        return False

    def is_client(self, node: Node) -> bool:
        """Whether what stands here belongs to a request that this program sends."""
        module = self.module
        for around in (node, *islice(module.around(node), 12)):
            term = module.term(around)
            if isinstance(term, terms.Function) and (term.name or around.type.endswith(("declaration", "definition"))):
                break
            if isinstance(term, terms.Call):
                owner = module.text(term.owner)[:_TEXT_LIMIT] if term.owner is not None else ""
                made = module.instance_of(term.owner) if term.owner is not None else None
                if _REQUEST_MADE.search(f"{owner}.{term.name} {made}") or self._sends(term, owner):
                    return True
                if around is node and term.owner is not None and module.text(term.owner) in self._handed_over:
                    return True
                if term.name.lower() in _VERBS and term.block is None and around is not node:
                    if any(entry.key == "headers" for entry in term.keywords):
                        return True
            if isinstance(term, terms.Bind) and self._holds_request(term, around is node):
                return True
        return False

    def _holds_request(self, term: terms.Bind, itself: bool) -> bool:
        """Whether what is written to, or given a mapping, is called after a request or a client, or is made as one."""
        module = self.module
        for target, _ in term.pairs:
            meant = module.meaning(target)
            owner = meant.owner if itself and isinstance(meant, terms.Item | terms.Member) else None
            made = module.instance_of(owner) if owner is not None else None
            text = module.text(target if owner is None else owner).split("[", 1)[0]
            if _REQUEST_MADE.search(made or "") or (_SENDS.search(text) and not _ANSWERS.search(text)):
                return True
        return False

    @cached_property
    def _handed_over(self) -> frozenset[str]:
        """The names of headers that are handed to a request."""
        module, found = self.module, set[str]()
        for call in module.calls:
            if module.method(call)[1] in ("HttpEntity", "exchange", "RequestEntity"):
                found.update(module.text(given) for given in module.arguments(call)[:6])
        return frozenset(found)

    def _sends(self, term: terms.Call, owner: str) -> bool:
        root = re.split(r"[.(:\-?\[\s]", owner.lstrip("$@&*("), maxsplit=1)[0]
        if root.lower() in ("req", "request", "httprequest", "r") and re.search(
            r"\.header\b|->header|headers", owner, re.I
        ):
            return "response" not in owner.lower()
        if root.lower() in ("request", "req") and term.name.lower() in (
            "header",
            "setheader",
            "addheader",
            "set",
            "headers",
        ):
            return True
        if re.fullmatch(r"\w*client|reqwest|faraday|http_?poison", root, re.IGNORECASE):
            return True
        verb = term.name.lower().rstrip("!?") in _VERBS or term.name in ("new", "request", "run")
        return verb and _CLIENT.fullmatch(root) is not None


_ITEMS = (
    "index_expression", "array_access", "subscript_expression", "element_reference", "element_access_expression",
    "access_call", "member_access_expression", "conditional_access_expression", "navigation_expression",
)  # fmt: skip


def _tokens(names: set[str] | frozenset[str]) -> re.Pattern[str] | None:
    if not names:
        return None
    return re.compile(rf"(?<![\w.])(?:{'|'.join(sorted(map(re.escape, names)))})(?!\w)")
