"""nginx: locations that hand the paths of documentation to an application."""

from collections.abc import Iterator

from prodlint.finding import Finding
from prodlint.formats import nginx
from prodlint.formats.nginx import Directive
from prodlint.rules.no_public_api_docs.paths import finding, is_documentation, is_site
from prodlint.source import Repository, Source
from prodlint.spelling import words_of
from prodlint.tables.api_docs import ASKING_WORDS, PASSES

_ACCESS = ("allow", "deny")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The locations that restrict nobody."""
    for parents, directive in nginx.walk(source.read(nginx.read)):
        if directive.name == "location" and directive.args and directive.block is not None:
            passes = [one for _, one in nginx.walk(directive.block) if one.name in PASSES]
            upstreams = [arg.text for one in passes for arg in one.args[:1]]
            if not is_documentation(directive.args[-1].text) or not passes or any(map(is_site, upstreams)):
                continue
            if not _is_restricted(directive, parents):
                yield finding(source.path, directive.line, directive.column, directive.end_line)


def _is_restricted(location: Directive, parents: tuple[Directive, ...]) -> bool:
    """Whether the location, or what is around it, asks who it is; own `allow` and `deny` replace those around."""
    inside = [one for _, one in nginx.walk(location.block or [])]
    if any(map(_asks, inside)):
        return True
    around = [one for parent in parents for one in parent.block or ()]
    own = any(one.name in _ACCESS for one in inside)
    open_again = any(one.name == "auth_basic" and _first(one) == "off" for one in inside)
    return any(_asks(one) and not (own and one.name in _ACCESS) and not open_again for one in around)


def _asks(one: Directive) -> bool:
    first = _first(one)
    if one.name == "deny":
        return first == "all"
    if one.name == "include":
        return not ASKING_WORDS.isdisjoint(words_of(first))
    if one.name in ("auth_basic", "auth_request", "auth_jwt"):
        return first != "off"
    if one.name == "return":
        return first[:1] in ("3", "4")
    return one.name == "internal" or (one.name == "ssl_verify_client" and first == "on")


def _first(one: Directive) -> str:
    return one.args[0].text if one.args else ""
