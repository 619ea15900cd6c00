"""Which module looks into which kind of file, the places that are silent, and one finding for each variable."""

from collections.abc import Iterable, Iterator
from importlib import import_module

from prodlint.context import DOCUMENTATION, TEST, VENDORED
from prodlint.context.files import context_of_file
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats.spelled import spelled
from prodlint.grouping import grouped
from prodlint.rules.no_public_secrets import defined_files
from prodlint.rules.no_public_secrets.elsewhere import with_others
from prodlint.rules.no_public_secrets.exposure import Exposures
from prodlint.rules.no_public_secrets.messages import HOOK, finding
from prodlint.rules.no_public_secrets.sighting import Sighting
from prodlint.source import Repository, Source

_SILENT = (DOCUMENTATION, TEST, VENDORED)
_SILENT_FILE = expression(
    r"(?:^|/)(?:jest|vitest|playwright|cypress)[.-][\w.-]*\.[cm]?[jt]sx?$|(?:^|/)setupTests?\.[jt]sx?$"
    r"|(?:^|/)dist/|(?:^|/)[A-Z]+$"
    r"|(?:^|/)(?:i18n|locales?|translations|messages|lang)/.*\.(?:json|ya?ml)$"
)

_MODULES = {
    "dotenv": ("assignments",),
    "dockerfile": ("assignments",),
    "compose": ("structured",),
    "workflow": ("structured",),
    "yaml": ("structured",),
    "json": ("structured", "settings"),
    "toml": ("structured", "settings"),
    "javascript": ("reads", "inlining", "prefixes"),
    "typescript": ("reads", "inlining", "prefixes"),
    "sfc": ("reads", "inlining", "languages"),
    "html": ("languages", "inlining"),
    "shell": ("commands",),
    "makefile": ("commands",),
    "procfile": ("commands",),
    "other": ("commands", "languages"),
    **dict.fromkeys(("java", "kotlin", "groovy"), ("commands", "languages")),
    "ruby": ("languages",),
}
_OTHERWISE = ("languages",)
_WITHOUT_PREFIX = ("inlining", "prefixes", "settings")


def check(source: Source, repository: Repository) -> Iterable[Finding]:
    """One finding for each variable of the file that is to be changed."""
    if context_of_file(source.path, repository) in _SILENT or _SILENT_FILE.search(source.path):
        return []
    exposures = Exposures(repository, source.path, source.read(spelled))
    seen = grouped((found.exposed.name, found) for found in _sightings(source, exposures))
    seen = with_others(source, seen, repository, _sightings)
    allowed = repository.options_of(source.path, HOOK).allow
    findings = [finding(source.path, of_one) for name, of_one in seen.items() if name not in allowed]
    if defined_files.OPTION in source.text:
        given = defined_files.sightings(source, repository)
        findings += [finding(path, [one]) for path, one in given if one.exposed.name not in allowed]
    return [found for found in findings if found]


def _sightings(source: Source, exposures: Exposures) -> Iterator[Sighting]:
    for name in _MODULES.get(source.kind, _OTHERWISE):
        if not exposures.has_names and name not in _WITHOUT_PREFIX and "--dart-define" not in source.text:
            continue
        module = import_module(f"prodlint.rules.no_public_secrets.{name}")
        yield from module.sightings(source, exposures)
