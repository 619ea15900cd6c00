"""Who only sends requests: headers that belong to them open nothing."""

import re
from functools import cached_property
from itertools import islice

from prodlint.expressions import expression
from prodlint.formats.code import Node
from prodlint.formats.tree import Module, terms

_TEXT_LIMIT = 300
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


class Clients:
    """What one file knows of the requests that it sends."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def is_client(self, node: Node) -> bool:
        """Whether what stands here belongs to a request that this program sends."""
        module = self._module
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
        module = self._module
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
        module, found = self._module, set[str]()
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
