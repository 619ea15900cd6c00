"""From a file to the modules of a hook that read it, and the places in which the hook is silent.

A hook's package says it in literals, so that `wants` and this share them:

    MODULES   kind of file -> names of the modules that read it, each with `check(source, repository)`
    SILENT    what a file may be for, as `context_shown` says it, where nothing is looked for; or a function `is_silent`
    ONCE      "line" or "place": of several findings there the first one counts, strict ones last; else all do
"""

from collections.abc import Iterable, Iterator
from importlib import import_module
from types import ModuleType

from prodlint.context import DEVELOPMENT
from prodlint.context.evidence import context_shown, evidence, takes_long
from prodlint.finding import Finding
from prodlint.formats import Unparsable
from prodlint.source import Repository, Source


def check(hook: ModuleType, source: Source, repository: Repository) -> Iterable[Finding]:
    """The findings of a hook (its package) in a file. Raises Unparsable where it cannot be read in any way."""
    if hasattr(hook, "check"):  # it has more to say than which module reads what
        return _explained(hook.check(source, repository), repository)
    return _explained(_found(hook, source, repository), repository)


def _found(hook: ModuleType, source: Source, repository: Repository) -> Iterable[Finding]:
    if not takes_long(source.path, repository):
        return () if is_silent(hook, source, repository) else _findings(hook, source, repository)
    try:  # most files hold no finding, and then nobody has to know what they are for
        found = [*_findings(hook, source, repository)]
    except Unparsable:
        if is_silent(hook, source, repository):
            return ()
        raise
    return () if found and is_silent(hook, source, repository) else found


def _explained(findings: Iterable[Finding], repository: Repository) -> Iterator[Finding]:
    """The findings with what shows that production gets there, where neither the path nor the finding says so."""
    for finding in findings:
        shown = evidence(finding.path, repository)
        is_told = not shown.because or shown.context == DEVELOPMENT or shown.by in f"{finding.message}\n{finding.fix}"
        why = "" if is_told else f"\nIt counts as production: {shown.because}."
        yield finding._replace(fix=finding.fix + why) if why else finding


def is_silent(hook: ModuleType, source: Source, repository: Repository) -> bool:
    """Whether a hook looks for nothing in a file, as far as it says so in literals."""
    if hasattr(hook, "is_silent"):
        return bool(hook.is_silent(source, repository))
    return context_shown(source.path, repository) in getattr(hook, "SILENT", ())


def _findings(hook: ModuleType, source: Source, repository: Repository) -> Iterator[Finding]:
    modules = (import_module(f"{hook.__name__}.{name}") for name in hook.MODULES.get(source.kind, ()))
    found = (finding for module in modules for finding in module.check(source, repository))
    return _first_of_each(found, hook.ONCE) if hasattr(hook, "ONCE") else found


def _first_of_each(found: Iterable[Finding], once: str) -> Iterator[Finding]:
    seen: set[tuple[str, int, int]] = set()
    for finding in sorted(found, key=lambda finding: finding.strict):
        place = (finding.path, finding.line, finding.column if once == "place" else 0)
        if place not in seen:
            seen.add(place)
            yield finding
