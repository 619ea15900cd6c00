"""Settings by their names: `CORS_ORIGINS = ["*"]`, `os.getenv("ALLOWED_ORIGINS", "*")`, `cors_origins: str = "*"`."""

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, of_name
from prodlint.formats.python import Module
from prodlint.rules.no_wildcard_cors.code.hit import Hit
from prodlint.rules.no_wildcard_cors.code.settings import constant_hits, setting_hits, settings
from prodlint.rules.no_wildcard_cors.patterns import FULL, PREFIX
from prodlint.rules.no_wildcard_cors.python import django
from prodlint.rules.no_wildcard_cors.python.functions import PYTHON
from prodlint.rules.no_wildcard_cors.python.named import more_names
from prodlint.rules.no_wildcard_cors.python.overrides import Overrides
from prodlint.source import Repository
from prodlint.tables.cors_effects import ACTS, STAR
from prodlint.tables.cors_python import UNNAMED


def hits(module: Module, path: str, repository: Repository) -> Iterator[Hit]:
    """The settings that let everyone in when nothing else is configured."""
    is_django = django.is_settings(module, path)
    shut = django.ignored_lines(module) if is_django else frozenset()
    effect = ACTS if is_django and django.allows_credentials(module) else STAR
    overrides = Overrides(module)
    row = UNNAMED._replace(star=effect, listed=effect, match=effect, default_credentials=effect == ACTS)
    yield from constant_hits(module)
    for named in settings(module, more_names(module)):
        if of_name(named.name) == DEVELOPMENT or module.line(named.node) in shut:
            continue
        found = list(setting_hits(module, PYTHON, row, named, PREFIX if named.name in django.PATTERNS else FULL))
        if not found or overrides.replace(named):
            continue
        if named.name in django.SWITCHES and (
            django.is_closed_by_new_name(module, named.name) or django.is_closed_in_production(path, repository)
        ):
            continue
        yield from found
