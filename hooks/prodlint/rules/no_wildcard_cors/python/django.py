"""What is special about the settings of Django with django-cors-headers."""

import re
from collections.abc import Iterator

from prodlint.context import PRODUCTION, of_name
from prodlint.expressions import expression
from prodlint.formats.code import ASSIGNED, Named
from prodlint.formats.python import Module
from prodlint.source import Repository

PATTERNS = frozenset({"CORS_ALLOWED_ORIGIN_REGEXES", "CORS_ORIGIN_REGEX_WHITELIST"})  # tried with `re.match`
SWITCHES = frozenset({"CORS_ALLOW_ALL_ORIGINS", "CORS_ORIGIN_ALLOW_ALL"})
# A wildcard in these lets nobody in, and the system check refuses it (corsheaders.E013).
_EXACT = frozenset({"CORS_ALLOWED_ORIGINS", "CORS_ORIGIN_WHITELIST"})
_SETTINGS = frozenset({"INSTALLED_APPS", "MIDDLEWARE", "ROOT_URLCONF", "WSGI_APPLICATION", "ALLOWED_HOSTS", *SWITCHES})
_CLOSED = expression(r"^CORS_(?:ALLOW_ALL_ORIGINS|ORIGIN_ALLOW_ALL)\s*(?::\s*bool\s*)?=\s*False\b", re.MULTILINE)


def is_settings(module: Module, path: str) -> bool:
    """Whether the file is a settings module of Django."""
    names = {named.name for named in _variables(module)}
    return bool(names & _SETTINGS) or (bool(module.stars) and "settings" in path)


def _variables(module: Module) -> Iterator[Named]:
    return (named for named in module.named_values() if named.how == ASSIGNED and named.of is None)


def _sets(module: Module, name: str, value: bool) -> bool:
    """Whether the file sets a name to this value."""
    found = (named.value for named in _variables(module) if named.name == name)
    return any(module.constant(one, unset=True) is value for one in found)


def ignored_lines(module: Module) -> frozenset[int]:
    """The lines of settings in which a wildcard lets nobody in."""
    lines: set[int] = set()
    for named in _variables(module):
        if named.name in _EXACT:
            first, last = module.statement(named.node)
            lines.update(range(first, last + 1))
    return frozenset(lines)


def allows_credentials(module: Module) -> bool:
    """Whether the file sets `CORS_ALLOW_CREDENTIALS`: then the origin is sent back with credentials."""
    return _sets(module, "CORS_ALLOW_CREDENTIALS", True)


def is_closed_in_production(path: str, repository: Repository) -> bool:
    """Whether the production settings beside a settings module turn the switch off."""
    folder, _, base = path.rpartition("/")
    if of_name(base) == PRODUCTION:
        return False
    prefix = f"{folder}/" if folder else ""
    for name in repository.tracked:
        if name.startswith(prefix) and name.endswith(".py") and "/" not in name[len(prefix) :]:
            source = repository.source(name) if name != path and of_name(name[len(prefix) :]) == PRODUCTION else None
            if source is not None and _CLOSED.search(source.text):
                return True
    return False


def is_closed_by_new_name(module: Module, name: str) -> bool:
    """Whether the old name is set while the new one, which counts more, is False."""
    return name == "CORS_ORIGIN_ALLOW_ALL" and _sets(module, "CORS_ALLOW_ALL_ORIGINS", False)
