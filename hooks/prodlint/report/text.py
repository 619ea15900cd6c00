"""The text format: one line a finding, then what to do, then how to allow it."""

from prodlint.finding import Finding
from prodlint.options import printable
from prodlint.report import Report, leading
from prodlint.report.hints import IN_JSON, address, allowing


def render(report: Report) -> str:
    """Lines `path:line:column: message [hook-id]`, each with its fix indented below.

    A fix that several findings share is printed once, below the last of them in a row; how to allow a finding
    and where to read about it come last, once for each hook.
    """
    lines = []
    for finding, following in zip(report.findings, [*report.findings[1:], None], strict=False):
        lines.append(headline(finding))
        if following is None or (following.hook, following.fix) != (finding.hook, finding.fix):
            lines += ["    " + inert(line) for line in finding.fix.splitlines()]
    for hook in sorted({finding.hook for finding in report.findings}):
        paths = {finding.path for finding in report.findings if finding.hook == hook}
        lines += [allowing(hook)] if any(not path.endswith(".json") for path in paths) else []
        lines += [IN_JSON] if any(path.endswith(".json") for path in paths) else []
        lines += [f"About {hook}: {address(hook)}"]
    return "".join(line + "\n" for line in lines)


def headline(finding: Finding) -> str:
    """`path:line:column: message [hook-id]`."""
    place = f"{leading(finding.path)}:{finding.line}:{finding.column}"
    return f"{place}: {printable(finding.message)} [{finding.hook}]"


def inert(line: str) -> str:
    """A line that GitHub does not take for a command, also behind blanks."""
    shown = printable(line)
    return shown.replace("::", ":\\x3a", 1) if shown.lstrip().startswith("::") else shown
