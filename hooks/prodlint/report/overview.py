"""What comes first where there is much: how many findings each hook and the worst files have, and how to start."""

from collections import Counter

from prodlint.finding import Finding
from prodlint.report import leading
from prodlint.report.statistics import counted
from prodlint.report.style import Style
from prodlint.report.terminal import wrapped

_WORST = 5  # files
_HOW = (
    "To start in an old repository, let the old ones wait and look at what a change adds: "
    "`prodlint --added-only=main`, or `args: [--added-only]` in .pre-commit-config.yaml."
)


def render(findings: list[Finding], style: Style, all_of_them: bool) -> str:
    """The hooks with their counts, the files with the most findings, and how to look only at what changes, where
    `all_of_them` were looked for."""
    files = Counter(finding.path for finding in findings)
    worst = sorted(files.items(), key=lambda pair: (-pair[1], pair[0]))[:_WORST]
    lines = [style.paint(f"prodlint: {len(findings):,} findings in {len(files):,} files", "bold")]
    lines += [
        f"{count:6,} in {held:5,} file{'s' if held > 1 else ' '}  {hook}" for hook, count, held in counted(findings)
    ]
    lines += ["most of them in", *(f"{count:6,} in {leading(path)}" for path, count in worst)]
    how = [style.code(line) for line in wrapped(_HOW, style.width, "")]
    return "".join(line + "\n" for line in [*lines, *(how if all_of_them else []), ""])
