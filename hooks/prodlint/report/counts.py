"""How many findings there are: for `--statistics`, and where there is much, with the worst files and how to start."""

import json
from collections import Counter

from prodlint.finding import Finding
from prodlint.report import Report, leading
from prodlint.report.style import Style
from prodlint.report.terminal import wrapped

_WORST = 5  # files
_HOW = (
    "To start in an old repository, let the old ones wait and look at what a change adds: "
    "`prodlint --added-only=main`, or `args: [--added-only]` in .pre-commit-config.yaml."
)


def statistics(report: Report, format_: str) -> str:
    """Lines `count files hook-id`, or an object a hook."""
    rows = _counted(report.findings)
    if format_ == "json":
        return json.dumps([{"hook": hook, "findings": count, "files": held} for hook, count, held in rows]) + "\n"
    return "".join(f"{count:6,} in {held:,} file{'' if held == 1 else 's'}  {hook}\n" for hook, count, held in rows)


def overview(findings: list[Finding], style: Style, all_of_them: bool) -> str:
    """The hooks with their counts, the files with the most findings, and how to look only at what changes, where
    `all_of_them` were looked for."""
    files = Counter(finding.path for finding in findings)
    worst = sorted(files.items(), key=lambda pair: (-pair[1], pair[0]))[:_WORST]
    lines = [style.paint(f"prodlint: {len(findings):,} findings in {len(files):,} files", "bold")]
    lines += [
        f"{count:6,} in {held:5,} file{'s' if held > 1 else ' '}  {hook}" for hook, count, held in _counted(findings)
    ]
    lines += ["most of them in", *(f"{count:6,} in {leading(path)}" for path, count in worst)]
    how = [style.code(line) for line in wrapped(_HOW, style.width, "")]
    return "".join(line + "\n" for line in [*lines, *(how if all_of_them else []), ""])


def _counted(findings: list[Finding]) -> list[tuple[str, int, int]]:
    """(hook, findings, files) of the hooks with findings, those with the most first."""
    counts = Counter(finding.hook for finding in findings)
    files = Counter(hook for hook, _ in {(finding.hook, finding.path) for finding in findings})
    return [(hook, count, files[hook]) for hook, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
