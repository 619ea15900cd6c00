"""What a run says: its findings, in the format asked for, and what went wrong.

Names and messages come from the repository, and what we print is read by terminals and by CI services: nothing in
it may be taken for a control sequence or for a command to the service (`::error::`, `##[error]`).
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from prodlint.finding import Finding
from prodlint.light_typing import NamedTuple, TextIO
from prodlint.options import Options, printable
from prodlint.report.style import PLAIN, Style, style_of

MANY = 50  # findings that a person reads one by one; above, an overview comes first


class Report(NamedTuple):
    """What a run found. `troubles` are (path, what is wrong with it), `documentation` is that of the hooks that ran,
    `excerpts` the lines of the findings, "" where they are not to be shown.

    The paths of the text format are from the current folder, those of the others from the root of the repository.
    """

    findings: list[Finding]
    troubles: list[tuple[str, str]]
    documentation: dict[str, str]
    excerpts: Sequence[str] = ()


def for_people(options: Options) -> Style | None:
    """How to write findings to people who look at standard output; None where nobody does."""
    if options.format != "text" or options.output or options.statistics:
        return None
    return style_of(sys.stdout)


def write(report: Report, options: Options, root: str) -> bool:
    """Print the report in the format asked for, or write it to the file asked for. Returns whether that worked."""
    content: str
    style = for_people(options)
    if style:
        content = import_module("prodlint.report.terminal").render(report, style)
    elif options.statistics:
        content = import_module("prodlint.report.counts").statistics(report, options.format)
    else:
        content = import_module(f"prodlint.report.{options.format}").render(report)
    if to_stdout(options):
        if options.format == "text" and not options.statistics and len(report.findings) > MANY:
            overview = import_module("prodlint.report.counts").overview
            everything = options.added_only is None
            emit(overview(report.findings, style_of(sys.stderr) or PLAIN, everything), sys.stderr)
        return emit(content, sys.stdout)
    count = f"{len(report.findings):,} finding{'' if len(report.findings) == 1 else 's'}"
    return saved(content, options, root, count if report.findings else "")


def to_stdout(options: Options) -> bool:
    """Whether what a run has to say goes to standard output, not to a file."""
    return options.output in ("", "-", "/dev/stdout")


def saved(content: str, options: Options, root: str, what: str) -> bool:
    """Write to the file asked for, and say `what` was written unless that is empty. Returns whether that worked."""
    from prodlint.report.output import save

    try:
        save(content, options.output, root)
    except OSError as error:
        complain([(options.output, error.strerror or str(error))])
        return False
    if what:
        emit(f"prodlint: {what} written to {printable(options.output)}\n", sys.stderr)
    return True


def complain(troubles: list[tuple[str, str]]) -> None:
    """Print what went wrong to standard error, one line each."""
    emit("".join(f"{leading(path)}: error: {printable(why)}\n" for path, why in troubles), sys.stderr)


def leading(path: str) -> str:
    """A path as it can begin a line: GitHub takes a line that begins with `::`, or blanks and `::`, for a command."""
    shown = printable(path)
    return "./" + shown if shown.lstrip().startswith("::") else shown


def emit(content: str, stream: TextIO | None) -> bool:
    """Write to a stream whose encoding may be poor. Returns whether that worked; a reader that has gone away, or a
    stream that was closed from the start, wants nothing, and that is no fault."""
    if not content or stream is None:
        return True
    encoding = getattr(stream, "encoding", None) or "utf-8"
    safe = content.encode(encoding, "backslashreplace").decode(encoding)
    try:
        stream.write(safe)
        stream.flush()
    except OSError as error:
        # Python would try, and complain, again when it flushes the same stream at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(error, BrokenPipeError):
            return True
        if stream is not sys.stderr:
            complain([("standard output", error.strerror or str(error))])
        return False
    return True
