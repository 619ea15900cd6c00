"""Settings of any format, by their names."""

from collections.abc import Iterable, Iterator

from prodlint.context import EXAMPLE, of_path
from prodlint.context.settings import Setting, served_of
from prodlint.finding import Finding
from prodlint.rules.require_https_urls.names import (
    holds_origins,
    is_for_production,
    is_frontend,
    is_login,
    is_public,
    is_site,
    takes_bare_hosts,
)
from prodlint.rules.require_https_urls.urls import Problem, findings, of_origins, of_url
from prodlint.source import Repository, Source

# Spring takes a slash at the end of an origin off (CorsConfiguration.java); others have files of the same name.
_NO_SPRING = ("quarkus", "%", "micronaut")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The settings of a file that are plain http, or origins that match nobody."""
    production = is_for_production(source.path)
    example = of_path(source.path) == EXAMPLE
    is_spring = source.path.rpartition("/")[2].startswith("application")
    for one in served_of(source):
        # What a script does not export, only the script reads.
        is_read = source.kind != "shell" or source.lines[one.line - 1].lstrip().startswith("export")
        slash = is_spring and not "".join(one.keys[:1]).startswith(_NO_SPRING)
        problems = _problems(one, production=production and not example and is_read, example=example, slash=slash)
        yield from findings(source, (one.line, one.column), f"`{one.name}`", problems, (one.line, one.last))


def _problems(one: Setting, *, production: bool, example: bool, slash: bool) -> Iterable[Problem]:
    name = one.keys[-2] if one.name in ("default", "value") and len(one.keys) > 1 else one.name
    if holds_origins(_full(name, tuple(".".join(one.keys).split(".")))) or is_frontend(name):
        bare = takes_bare_hosts(name)
        return of_origins(one.text, production=production, example=example, bare=bare, slash=slash)
    problem = None
    if is_public(name) or is_site(name):
        problem = of_url(one.text, production=production, example=example)
    elif is_login(name):
        problem = of_url(one.text, production=production and "issuer" not in name.lower(), example=True)
    return (problem,) if problem else ()


def _full(name: str, keys: tuple[str, ...]) -> str:
    """`origins` below `cors` is `cors.origins`; elsewhere in a tree it can be anything, but not as a variable."""
    if name.lower() not in ("origin", "origins") or (len(keys) == 1 and name.isupper()):
        return name
    return f"cors.{name}" if len(keys) > 1 and "cors" in keys[-2].lower() else ""
