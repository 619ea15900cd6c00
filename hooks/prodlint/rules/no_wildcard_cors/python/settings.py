"""Settings by their names: `CORS_ORIGINS = ["*"]`, `os.getenv("ALLOWED_ORIGINS", "*")`, `cors_origins: str = "*"`."""

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, of_name
from prodlint.formats.code import ASKED, Named
from prodlint.formats.python import Module
from prodlint.origins import PATTERNS, SWITCH, meaning_of
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.code.settings import settings
from prodlint.rules.no_wildcard_cors.code.values import open_origins, open_patterns, open_switches
from prodlint.rules.no_wildcard_cors.patterns import FULL, PREFIX
from prodlint.rules.no_wildcard_cors.python import django
from prodlint.rules.no_wildcard_cors.python.language import PYTHON, SAYS
from prodlint.rules.no_wildcard_cors.python.named import more_names
from prodlint.rules.no_wildcard_cors.python.overrides import Overrides
from prodlint.rules.no_wildcard_cors.wildcards import DEFAULT
from prodlint.source import Repository
from prodlint.tables.cors_effects import ACTS, STAR
from prodlint.tables.cors_library import Library
from prodlint.tables.cors_python import UNNAMED

# Whatever it is, it is but a default.
_ASKED = dict.fromkeys(SAYS, SAYS[DEFAULT])


def hits(module: Module, path: str, repository: Repository) -> Iterator[Hit]:
    """The settings that let everyone in when nothing else is configured."""
    is_django = django.is_settings(module, path)
    shut = django.ignored_lines(module) if is_django else frozenset()
    effect = ACTS if is_django and django.allows_credentials(module) else STAR
    overrides = Overrides(module)
    row = UNNAMED._replace(star=effect, listed=effect, match=effect, default_credentials=effect == ACTS)
    for named in settings(module, more_names(module)):
        if of_name(named.name) == DEVELOPMENT or module.line(named.node) in shut:
            continue
        found = list(_openings(module, named, row))
        if not found or overrides.replace(named):
            continue
        if named.name in django.SWITCHES and (
            django.is_closed_by_new_name(module, named.name) or django.is_closed_in_production(path, repository)
        ):
            continue
        yield from found


def _openings(module: Module, named: Named, row: Library) -> Iterator[Hit]:
    name, value, node = f"`{named.name}`", named.value, named.node
    if meaning_of(named.name) == PATTERNS:
        how = PREFIX if named.name in django.PATTERNS else FULL
        yield from open_patterns(
            module, PYTHON, value, row, node, how=how, name=name, credentials=row.default_credentials
        )
    elif meaning_of(named.name) == SWITCH:
        for place in open_switches(module, value, node, text=named.how == ASKED):
            yield Hit(place, f"every origin is allowed by {name}", row.star)
    else:
        language = PYTHON._replace(says=_ASKED) if named.how == ASKED else PYTHON
        yield from open_origins(module, language, value, row, node, name=name)
