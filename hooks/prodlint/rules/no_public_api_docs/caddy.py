"""Caddy: routes that hand the paths of documentation to an application.

Source: caddyserver.com/docs/caddyfile/directives/reverse_proxy and .../matchers.
"""

from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats.caddy import read
from prodlint.rules.no_public_api_docs.paths import finding, is_documentation, is_site
from prodlint.source import Repository, Source
from prodlint.tables.api_docs import ASKING_WORDS

_ROUTES = ("reverse_proxy", "handle", "handle_path", "route")
_ASKS = expression(
    r"^\s*(?:basic_?auth|forward_auth|authorize|authenticate|respond|abort|error|redir)\b|remote_ip|client_ip"
    rf"|^\s*import\s+\S*(?:{'|'.join(sorted(ASKING_WORDS))})"
)


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The routes to documentation that restrict nobody."""
    caddyfile = source.read(read)
    matchers = caddyfile.matchers
    if any(_ASKS.search(line.text) and _leads(line.text.split(), matchers) for line in caddyfile.lines):
        return
    reported = 0
    for index, line in enumerate(caddyfile.lines):
        words = line.text.split()
        if index < reported or not words or words[0] not in _ROUTES or not _leads(words[1:2], matchers):
            continue
        block = caddyfile.block(index)
        named = " ".join(matchers.get(words[1], ()))
        upstreams = [word for one in block if "reverse_proxy" in one for word in one.split()[1:]]
        is_asked = any(_ASKS.search(one) for one in block) or _ASKS.search(named)
        if upstreams and not is_asked and not any(is_site(word) for word in upstreams if ":" in word):
            reported = line.end + 1
            yield finding(source.path, index + 1, len(line.text) - len(line.text.lstrip()) + 1, line.end + 1)


def _leads(words: list[str], matchers: dict[str, list[str]]) -> bool:
    """Whether one of the words, or of what a matcher among them holds, is a path of documentation."""
    paths = [path for word in words for path in matchers.get(word, [word])]
    return any(path.startswith("/") and is_documentation(path) for path in paths)
