"""Web servers and proxies: nginx, Apache, Caddy, HAProxy, `_headers`; by the kind of file, else by content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from prodlint.finding import Finding
from prodlint.formats import Unparsable, yaml
from prodlint.formats.node import Scalar, walk
from prodlint.rules.no_wildcard_cors import messages
from prodlint.rules.no_wildcard_cors.servers import apache, nginx, others
from prodlint.rules.no_wildcard_cors.servers.place import Place
from prodlint.rules.no_wildcard_cors.wildcards import is_static
from prodlint.source import Repository, Source

Reader = Callable[[str], Iterable[Place]]

_BY_KIND: dict[str, Reader] = {
    "nginx": nginx.places,
    "apache": apache.places,
    "caddy": others.caddy,
    "haproxy": others.haproxy,
    "headers": others.headers,
    "shell": nginx.places_by_lines,
    "dockerfile": nginx.places_by_lines,
}
_BY_CONTENT: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"^[^#\n]*\b(?:add_header|more_set_headers)\s", re.MULTILINE), nginx.places),
    (re.compile(r"^[ \t]*Header\s+(?:(?:always|onsuccess)\s+)?(?:set|add|append|merge)", re.MULTILINE), apache.places),
    (re.compile(r"^[ \t]*(?:http-response|http-after-response|rspadd)\s", re.MULTILINE), others.haproxy),
    (re.compile(r"^[ \t]*(?:header|reverse_proxy|header_down)\s", re.MULTILINE), others.caddy),
)


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The headers of a server's configuration that let any origin in."""
    strict = is_static(source.path.rpartition("/")[0] + "/")
    for place in _places(source):
        yield messages.finding(
            source.path,
            place.line,
            place.column,
            place.what,
            place.effect,
            statement=(place.line, place.last),
            strict=strict or place.strict,
        )


def _places(source: Source) -> Iterable[Place]:
    if source.kind in ("yaml", "compose"):
        return _embedded(source)
    reader = _BY_KIND.get(source.kind) or _by_content(source.text)
    return reader(source.text) if reader else ()


def _by_content(text: str) -> Reader | None:
    return next((reader for pattern, reader in _BY_CONTENT if pattern.search(text)), None)


def _embedded(source: Source) -> Iterator[Place]:
    """Configuration in a ConfigMap, and the snippets of ingress annotations."""
    try:
        scalars = [node for root in source.read(yaml.read) for _, node in walk(root)]
    except Unparsable:
        yield from nginx.places_by_lines(source.text)
        return
    for node in scalars:
        if isinstance(node, Scalar) and "\n" in node.text:
            reader = _by_content(node.text) if "access-control-allow-origin" in node.text.lower() else None
            for place in reader(node.text) if reader else ():
                line, _ = node.place(place.line, 1)
                yield place._replace(line=line, last=node.end_line)
