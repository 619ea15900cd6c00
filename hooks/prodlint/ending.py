"""The end of a run: what was found is mended or shown, and becomes the exit status."""

import sys
from types import ModuleType

from prodlint import report
from prodlint.finding import Finding
from prodlint.report.style import PLAIN, style_of
from prodlint.source import Repository

CLEAN, FOUND, TROUBLE = 0, 1, 2

Trouble = tuple[str, str]  # path, what is wrong with it


def finish(
    modules: dict[str, ModuleType], repository: Repository, findings: list[Finding], troubles: list[Trouble]
) -> tuple[int, list[Finding]]:
    """Print findings and troubles in their order. Returns the exit status, in which troubles outrank findings, and
    what remains of the findings.

    With `--fix` what was put right is a finding of this run still, but is reported no more.
    """
    options = repository.options
    found = bool(findings)
    if options.fix:
        from prodlint import fixes

        findings, failed = fixes.apply(findings, repository)
        troubles = [*troubles, *failed]
    if options.diff:
        from prodlint import fixes

        diff, mended = fixes.differences(findings, repository)
        if report.to_stdout(options):
            written = report.emit(_coloured(diff), sys.stdout)
        else:
            written = report.saved(diff, options, repository.root, "")
        if findings:
            report.emit(f"prodlint: --fix would mend {mended:,} of {len(findings):,} findings\n", sys.stderr)
    else:
        written = _report(modules, repository, findings, troubles)
    report.complain(troubles)
    if troubles or not written:
        return TROUBLE, findings
    return FOUND if found and not options.exit_zero else CLEAN, findings


def _report(
    modules: dict[str, ModuleType], repository: Repository, findings: list[Finding], troubles: list[Trouble]
) -> bool:
    """Write the report. Returns whether that worked."""
    documentation = {hook: module.__doc__ or hook for hook, module in modules.items()}
    said = report.Report(findings, [(_from_root(path, repository), why) for path, why in troubles], documentation)
    if repository.options.format == "text":  # people follow a path from where they are
        shown = [finding._replace(path=repository.shown(finding.path)) for finding in findings]
        said = report.Report(shown, troubles, documentation, _excerpts(findings, repository))
    return report.write(said, repository.options, repository.root)


def _excerpts(findings: list[Finding], repository: Repository) -> list[str]:
    """The lines that people see below the findings; none where nobody looks."""
    if not report.for_people(repository.options):
        return []
    from prodlint.excerpt import excerpts

    return excerpts(findings, repository)


def _from_root(path: str, repository: Repository) -> str:
    return path if "\0" in path else repository.relative(path)


def _coloured(diff: str) -> str:
    style = style_of(sys.stdout) or PLAIN
    of_signs = {"+": "green", "-": "red", "@": "cyan"}
    lines = diff.splitlines(keepends=True)
    return "".join(style.paint(line, of_signs[line[0]]) if line[0] in of_signs else line for line in lines)
