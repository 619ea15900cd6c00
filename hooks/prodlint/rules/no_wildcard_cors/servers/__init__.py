"""Web servers and proxies: nginx, Apache, Caddy, HAProxy, `_headers`; by the kind of file, else by content."""

import re
from collections.abc import Callable, Iterable, Iterator

from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats import Unparsable, yaml
from prodlint.formats.node import Scalar, walk
from prodlint.rules.no_wildcard_cors.code.harmless import is_static
from prodlint.rules.no_wildcard_cors.opening import Opening
from prodlint.rules.no_wildcard_cors.servers import lines, nginx
from prodlint.source import Repository, Source

Reader = Callable[[str], Iterable[Opening]]

_BY_KIND: dict[str, Reader] = {
    "nginx": nginx.openings,
    "apache": lines.apache,
    "caddy": lines.caddy,
    "haproxy": lines.haproxy,
    "headers": lines.headers_file,
    "shell": nginx.openings_by_lines,
    "dockerfile": nginx.openings_by_lines,
}
_BY_CONTENT: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (expression(r"^[^#\n]*\b(?:add_header|more_set_headers)\s", re.MULTILINE), nginx.openings),
    (expression(r"^[ \t]*Header\s+(?:(?:always|onsuccess)\s+)?(?:set|add|append|merge)", re.MULTILINE), lines.apache),
    (expression(r"^[ \t]*(?:http-response|http-after-response|rspadd)\s", re.MULTILINE), lines.haproxy),
    (expression(r"^[ \t]*(?:header|reverse_proxy|header_down)\s", re.MULTILINE), lines.caddy),
)


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The headers of a server's configuration that let any origin in."""
    strict = is_static(source.path.rpartition("/")[0] + "/")
    for opening in _openings(source):
        yield opening._replace(strict=strict or opening.strict).finding(source.path)


def _openings(source: Source) -> Iterable[Opening]:
    if source.kind in ("yaml", "compose"):
        return _embedded(source)
    reader = _BY_KIND.get(source.kind) or _by_content(source.text)
    return reader(source.text) if reader else ()


def _by_content(text: str) -> Reader | None:
    return next((reader for pattern, reader in _BY_CONTENT if pattern.search(text)), None)


def _embedded(source: Source) -> Iterator[Opening]:
    """Configuration in a ConfigMap, and the snippets of ingress annotations."""
    try:
        scalars = [node for root in source.read(yaml.read) for _, node in walk(root)]
    except Unparsable:
        yield from nginx.openings_by_lines(source.text)
        return
    for node in scalars:
        if isinstance(node, Scalar) and "\n" in node.text:
            reader = _by_content(node.text) if "access-control-allow-origin" in node.text.lower() else None
            for opening in reader(node.text) if reader else ():
                line, _ = node.place(opening.line, 1)
                yield opening._replace(line=line, statement=(line, node.end_line))
