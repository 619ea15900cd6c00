"""Settings by their names: `CORS_ORIGINS = ["*"]`, `os.getenv("ALLOWED_ORIGINS", "*")`, `cors_origins: str = "*"`."""

from __future__ import annotations

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, of_name
from prodlint.formats.python import Module
from prodlint.origins import PATTERNS, SWITCH, meaning_of
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.patterns import FULL, PREFIX
from prodlint.rules.no_wildcard_cors.python import django
from prodlint.rules.no_wildcard_cors.python.named import Named, named_values
from prodlint.rules.no_wildcard_cors.python.overrides import Overrides
from prodlint.rules.no_wildcard_cors.python.values import open_origins, open_patterns, open_switches
from prodlint.source import Repository
from prodlint.tables.cors_effects import ACTS, STAR

_DEFAULT = "`*` is the default for the origins of"


def hits(module: Module, path: str, repository: Repository) -> Iterator[Hit]:
    """The settings that let everyone in when nothing else is configured."""
    is_django = django.is_settings(module, path)
    shut = django.ignored_lines(module) if is_django else frozenset()
    effect = ACTS if is_django and django.allows_credentials(module) else STAR
    overrides = Overrides(module)
    for named in named_values(module):
        if of_name(named.name) == DEVELOPMENT or module.line(named.node) in shut:
            continue
        openings = list(_openings(module, named))
        if not openings or overrides.replace(named):
            continue
        if named.name in django.SWITCHES and (
            django.is_closed_by_new_name(module, named.name) or django.is_closed_in_production(path, repository)
        ):
            continue
        for opening in openings:
            yield Hit(opening.node, f"{opening.what} `{named.name}`", effect, strict=opening.strict)


def _openings(module: Module, named: Named) -> Iterator[Hit]:
    name, value, node = named.name, named.value, named.node
    if meaning_of(name) == PATTERNS:
        yield from open_patterns(module, value, node, PREFIX if name in django.PATTERNS else FULL)
    elif meaning_of(name) == SWITCH:
        yield from open_switches(module, value, node, text=named.asked)
    else:
        openings = open_origins(module, value, node)
        yield from (opening._replace(what=_DEFAULT) for opening in openings) if named.asked else openings
