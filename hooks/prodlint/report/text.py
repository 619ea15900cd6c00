"""The text format: one line a finding, then what to do, then how to allow it."""

from __future__ import annotations

from prodlint.finding import JUDGE_VALUES, Finding
from prodlint.options import printable
from prodlint.report import Report, leading


def render(report: Report) -> str:
    """Lines `path:line:column: message [hook-id]`, each with its fix indented below.

    A fix that several findings share is printed once, below the last of them in a row; how to allow a finding
    comes last, once for each hook.
    """
    lines = []
    for finding, following in zip(report.findings, [*report.findings[1:], None], strict=False):
        lines.append(headline(finding))
        if following is None or (following.hook, following.fix) != (finding.hook, finding.fix):
            lines += ["    " + inert(line) for line in finding.fix.splitlines()]
    for hook in sorted({finding.hook for finding in report.findings}):
        paths = {finding.path for finding in report.findings if finding.hook == hook}
        lines += [allow_hint(hook)] if any(not path.endswith(".json") for path in paths) else []
        lines += [_IN_JSON] if any(path.endswith(".json") for path in paths) else []
    return "".join(line + "\n" for line in lines)


_IN_JSON = "On purpose? JSON holds no comments: name the file in pre-commit's `exclude:`, or in `--exclude=REGEX`."


def headline(finding: Finding) -> str:
    """`path:line:column: message [hook-id]`."""
    place = f"{leading(finding.path)}:{finding.line}:{finding.column}"
    return f"{place}: {printable(finding.message)} [{finding.hook}]"


def inert(line: str) -> str:
    """A line that GitHub does not take for a command, also behind blanks."""
    shown = printable(line)
    return shown.replace("::", ":\\x3a", 1) if shown.lstrip().startswith("::") else shown


def allow_hint(hook: str) -> str:
    """How to allow a finding on purpose."""
    mark = f"prodlint: ignore[{hook}] reason"
    other = " (or `pragma: allowlist secret`)" if hook in JUDGE_VALUES else ""
    return f"On purpose? Put `{mark}`{other} in a comment on that line or the one above."
