"""`--statistics`: how many findings each hook has, and in how many files."""

import json
from collections import Counter

from prodlint.finding import Finding
from prodlint.report import Report


def counted(findings: list[Finding]) -> list[tuple[str, int, int]]:
    """(hook, findings, files) of the hooks with findings, those with the most first."""
    counts = Counter(finding.hook for finding in findings)
    files = Counter(hook for hook, _ in {(finding.hook, finding.path) for finding in findings})
    return [(hook, count, files[hook]) for hook, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]


def render(report: Report, format_: str) -> str:
    """Lines `count files hook-id`, or an object a hook."""
    rows = counted(report.findings)
    if format_ == "json":
        return json.dumps([{"hook": hook, "findings": count, "files": held} for hook, count, held in rows]) + "\n"
    return "".join(f"{count:6,} in {held:,} file{'' if held == 1 else 's'}  {hook}\n" for hook, count, held in rows)
