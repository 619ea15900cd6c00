"""Writes of the header Access-Control-Allow-Origin, in the forms that the languages have for them."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from prodlint.expressions import expression
from prodlint.formats.code import Node
from prodlint.formats.tree import Module, terms
from prodlint.rules.no_wildcard_cors.code.harmless import answers_preflights, serves_files
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.tree.requests import Requests
from prodlint.tables.cors_effects import ACTS, ECHO, STAR

_HEADER = expression(r"(?:[\w.]*\.header\.)?access-control-allow-origin", re.IGNORECASE)
_CONSTANT = expression(r"(?:\w+_)?ACCESS_CONTROL_ALLOW_ORIGIN|(?:Header)?AccessControlAllowOrigin")
_LINE = expression(r"\s*access-control-allow-origin\s*:\s*(?P<value>.*)", re.IGNORECASE | re.DOTALL)
_STARS = ("*", "'*'", '"*"')
# Calls that look, compare or tell.
_LOOKS = expression(
    r"assert\w*|expect\w*|equals?\w*|contains\w*|has\w*|get\w*|verify\w*|remove\w*|del(?:ete)?\w*|should\w*|log\w*|print\w*"
    r"|setRequestProperty|refute|not_to|to|eq|include\??|describe|it|test|Http|fetch|is|matches",
    re.IGNORECASE,
)
_VALUES = ("value", "Value", "values")
_PICKS = expression(r"filter|take_?if|find|detect|select|grep|array_filter|array_intersect|intersection", re.IGNORECASE)
_WHAT = "Access-Control-Allow-Origin is"


class Written(NamedTuple):
    """What the header is written with: a node, or a text in which it stands, and where that is written."""

    value: Node
    site: Node
    text: str | None = None


class Headers:
    """The writes of the header in one file."""

    def __init__(self, module: Module, requests: Requests) -> None:
        self._module, self._requests = module, requests

    def hits(self) -> Iterator[Hit]:
        """The writes that let any origin in."""
        for written in self._written():
            if not self._requests.is_client(written.site):
                for hit in self._judged(written):
                    yield hit._replace(strict=hit.strict or serves_files(self._module, written.site))

    def _is_header(self, node: Node) -> bool:
        module = self._module
        if node.end_byte - node.start_byte > 120:
            return False
        text = module.string(node)
        if text is not None:
            return _HEADER.fullmatch(text.strip()) is not None
        term = module.meaning(node)
        if isinstance(term, terms.Call) and term.makes and len(term.arguments) == 1:  # `new HttpString("...")`
            return self._is_header(term.arguments[0])
        return isinstance(term, terms.Member | terms.Name) and _CONSTANT.fullmatch(term.name) is not None

    def _written(self) -> Iterator[Written]:
        module = self._module
        for call in module.calls:
            yield from self._by_call(call)
        for write in module.writes():
            named = _CONSTANT.fullmatch(write.name) is not None if write.name else False
            if named or (write.key is not None and self._is_header(write.key)):
                yield Written(write.value, write.node)
        for one in module.named_values():
            if one.how == "entry" and (_HEADER.fullmatch(one.name.strip()) or _CONSTANT.fullmatch(one.name)):
                yield Written(one.value, one.node)
        for node in module.of_type(*module.row.lists):
            term = module.term(node)
            if isinstance(term, terms.Sequence) and len(term.items) == 2 and self._is_header(term.items[0]):
                yield Written(term.items[1], node)

    def _by_call(self, call: Node) -> Iterator[Written]:
        module = self._module
        given, named, name = module.arguments(call), module.keywords(call), module.method(call)[1]
        if _LOOKS.fullmatch(name):
            return
        for first, second in pairwise(given):
            if self._is_header(first) and not (name == "config" or module.term(first) is None):
                yield Written(second, call)
        for key, value in named.items():
            if _HEADER.fullmatch(key):
                yield Written(value, call)
            elif key.lower() in ("name", "key", "header") and self._is_header(value):
                other = next((named[key] for key in _VALUES if key in named), next(iter(given), None))
                if other is not None:
                    yield Written(other, call)
        if _CONSTANT.fullmatch(name.removeprefix("set").removeprefix("add")) and given:
            yield Written(given[0], call)
        if name.lower() in ("header", "add_header", "addheader", "headers") and len(given) <= 3:
            yield from (written for line in (*given[:1], *named.values()) for written in self._line(line, call))

    def _line(self, node: Node, call: Node) -> Iterator[Written]:
        """PHP: `header("Access-Control-Allow-Origin: ...")`, the whole line of the header in one text."""
        pieces = list(self._pieces(node, 0))
        line = _LINE.match(pieces[0]) if pieces and isinstance(pieces[0], str) else None
        if line is None:
            return
        rest = [line["value"], *pieces[1:]]
        values = [piece for piece in rest if not isinstance(piece, str)]
        text = "".join(piece for piece in rest if isinstance(piece, str)).strip()
        if text:
            yield Written(node, call, text)
        else:
            yield from (Written(value, call) for value in values[:1])

    def _pieces(self, node: Node, depth: int) -> Iterator[str | Node]:
        """A text that is put together, piece by piece; constants are texts."""
        module, term = self._module, self._module.meaning(node)
        if isinstance(term, terms.Call) and term.name in ("sprintf", "format") and term.arguments and depth < 20:
            pattern = module.string(term.arguments[0]) or ""
            for text, value in zip(re.split("%[sv]", pattern), (*term.arguments[1:], None), strict=False):
                yield text
                if value is not None:
                    yield value
        elif isinstance(term, terms.Join) and depth < 20:
            yield from self._pieces(term.left, depth + 1)
            yield from self._pieces(term.right, depth + 1)
        elif isinstance(term, terms.Text):
            yield from term.parts
        elif isinstance(term, terms.Name) and depth < 2 and len(bound := module.bindings(node)) == 1 and bound[0].value:
            inner = module.meaning(bound[0].value)
            if isinstance(inner, terms.Text | terms.Join) and depth == 0:
                yield from self._pieces(bound[0].value, depth + 1)
            else:
                yield node
        else:
            yield node

    def _judged(self, written: Written) -> Iterator[Hit]:
        module, requests = self._module, self._requests
        around = module.guards(written.site)
        if not is_served(module, (), written.site) or answers_preflights(module, written.site, around):
            return
        if written.text is not None:
            if written.text in _STARS:
                yield Hit(written.value, f"{_WHAT} `*`", STAR)
            elif written.text == "null":
                yield self._null(written.value)
            return
        found = list[Hit]()
        for leaf in module.possible(written.value):
            guards = (*around, *leaf.guards)
            value = module.string(leaf.node)
            if not is_served(module, guards):
                continue
            if any(_PICKS.fullmatch(module.method(call)[1]) for call in leaf.via):
                continue  # `.filter(ALLOWED::contains)`
            if any(requests.is_origin(node) for node in (leaf.node, *leaf.via)):
                if not requests.checks(guards, requests.names) and not requests.lacks_origin(guards, requests.names):
                    place = leaf.node if module.line(leaf.node) == module.line(written.value) else written.value
                    effect = ACTS if self._with_credentials else ECHO
                    found.append(Hit(place, f"{_WHAT} the request's own Origin without a check", effect))
            elif value is not None and value.strip() in _STARS:
                if not requests.lacks_origin(guards, requests.names):
                    found.append(Hit(leaf.node, f"{_WHAT} `*`", STAR))
            elif value == "null":
                found.append(self._null(leaf.node))
        found.sort(key=lambda hit: hit.effect == STAR)
        lines = set[int]()
        for hit in found:
            if module.line(hit.node) not in lines:
                lines.add(module.line(hit.node))
                yield hit

    def _null(self, node: Node) -> Hit:
        acts = self._with_credentials
        return Hit(node, f"{_WHAT} `null`, the origin of sandboxed frames", ACTS if acts else STAR, strict=not acts)

    @cached_property
    def _with_credentials(self) -> bool:
        """Whether the file allows credentials too."""
        text = self._module.text(self._module.root)
        return re.search(r"allow.?credentials", text, re.IGNORECASE) is not None
