"""`--statistics`: how many findings each hook has, and in how many files."""

from __future__ import annotations

import json
from collections import Counter

from prodlint.report import Report


def render(report: Report, format_: str) -> str:
    """The hooks with findings, those with the most first: lines `count files hook-id`, or an object a hook."""
    counts = Counter(finding.hook for finding in report.findings)
    files = Counter(hook for hook, _ in {(finding.hook, finding.path) for finding in report.findings})
    rows = [(hook, count, files[hook]) for hook, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    if format_ == "json":
        return json.dumps([{"hook": hook, "findings": count, "files": held} for hook, count, held in rows]) + "\n"
    return "".join(f"{count:6,} in {held:,} file{'' if held == 1 else 's'}  {hook}\n" for hook, count, held in rows)
