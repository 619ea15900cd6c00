"""The slow path: source -> check -> ignores -> sort -> report -> exit status."""

from __future__ import annotations

from types import ModuleType

from prodlint import ignore, report
from prodlint.finding import Finding
from prodlint.options import Options
from prodlint.source import Repository, Source

CLEAN, FOUND, TROUBLE = 0, 1, 2

Hit = tuple[str, bytes, list[str]]  # path as given, content, ids of the hooks whose needles it holds
Trouble = tuple[str, str]  # path, what is wrong with it


def run(modules: dict[str, ModuleType], hits: list[Hit], troubles: list[Trouble], options: Options) -> int:
    """Check the hits, print what was found, return the exit status."""
    repository = Repository(options)
    findings, more = collect(modules, hits, repository)
    return finish(repository, findings, [*troubles, *more])


def finish(repository: Repository, findings: list[Finding], troubles: list[Trouble]) -> int:
    """Print findings and troubles in their order; troubles outrank findings in the exit status."""
    shown = [finding._replace(path=repository.shown(finding.path)) for finding in findings]
    report.write(shown, troubles, repository.options)
    if troubles:
        return TROUBLE
    return FOUND if findings else CLEAN


def collect(
    modules: dict[str, ModuleType], hits: list[Hit], repository: Repository
) -> tuple[list[Finding], list[Trouble]]:
    """The findings of all hooks, sorted and without those that are allowed; and what could not be checked."""
    sources = [(repository.add(Source(repository.relative(path), data)), wanted) for path, data, wanted in hits]
    found: set[Finding] = set()
    troubles: list[Trouble] = []
    for source, wanted in sources:
        for hook in wanted:
            try:
                found.update(modules[hook].check(source, repository))
            except Exception as error:  # a fault of ours: said with its kind only, the text may hold a secret
                troubles.append((source.path, f"could not be checked: {_fault(error)} [{hook}]"))
    for hook, module in modules.items():
        try:
            if hasattr(module, "beyond") and module.looks_beyond():
                found.update(module.beyond(repository))
        except Exception as error:
            troubles.append((repository.root, f"could not be checked: {_fault(error)} [{hook}]"))
    if not repository.options.strict:
        found = {finding for finding in found if not finding.strict}
    checked = [(source, hook) for source, wanted in sources for hook in wanted]
    return sorted(ignore.apply(found, checked, repository)), troubles


def _fault(error: Exception) -> str:
    """The kind of an unexpected error and our own line that raised it; no text of the error, no value."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    name = trace.tb_frame.f_globals.get("__name__", "?") if trace else "?"
    return f"{type(error).__name__} in {name}:{trace.tb_lineno if trace else 0}"
