"""Annotations for GitHub Actions: a workflow command for each finding and each trouble.

`::error file=F,line=L,col=C,title=T::MESSAGE`, escaped as the runner undoes it (actions/runner, ActionCommand.cs).
"""

from prodlint.options import printable
from prodlint.report import Report
from prodlint.report.hints import allowing_it
from prodlint.report.text import headline


def render(report: Report) -> str:
    """One line for each finding and trouble; nothing when all is clean.

    The message repeats the place, as GitHub's log shows the message alone, and annotates ten lines of a step.
    """
    lines = [
        _error(
            f"{headline(found)}\n{found.fix}\n{allowing_it(found)}",
            file=found.path,
            line=found.line,
            col=found.column,
            title=found.hook,
        )
        for found in report.findings
    ]
    lines += [_error(f"{path}: error: {why}", file=path, title="prodlint") for path, why in report.troubles]
    return "".join(line + "\n" for line in lines)


def _error(message: str, **properties: object) -> str:
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::error {listed}::{'%0A'.join(_data(line) for line in message.splitlines())}"


def _data(text: str) -> str:
    """Text behind the second `::`. Control characters, line ends among them, become visible escapes."""
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    """The value of a property, which `,` and `:` would end."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
