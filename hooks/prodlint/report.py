"""Findings and troubles as text: one line each, then what to do, then how to allow it."""

from __future__ import annotations

import os
import sys

from prodlint.finding import JUDGE_VALUES, Finding
from prodlint.options import Options, printable


def write(findings: list[Finding], troubles: list[tuple[str, str]], options: Options) -> None:
    """Print findings to standard output and troubles to standard error, in the format asked for."""
    emit("".join(line + "\n" for line in text(findings)), sys.stdout)
    emit("".join(f"{printable(path)}: error: {printable(why)}\n" for path, why in troubles), sys.stderr)


def text(findings: list[Finding]) -> list[str]:
    """The lines of the text format: `path:line:column: message [hook-id]`, its fix indented below.

    A fix that several findings share is printed once, below the last of them in a row; how to allow a finding
    comes last, once for each hook.
    """
    lines = []
    for number, finding in enumerate(findings):
        place = f"{printable(finding.path)}:{finding.line}:{finding.column}"
        lines.append(f"{place}: {printable(finding.message)} [{finding.hook}]")
        following = findings[number + 1] if number + 1 < len(findings) else None
        if following is None or (following.hook, following.fix) != (finding.hook, finding.fix):
            lines += ["    " + printable(line) for line in finding.fix.splitlines()]
    return lines + [allow_hint(hook) for hook in sorted({finding.hook for finding in findings})]


def allow_hint(hook: str) -> str:
    """How to allow a finding on purpose."""
    mark = f"prodlint: ignore[{hook}] reason"
    other = " (or `pragma: allowlist secret`)" if hook in JUDGE_VALUES else ""
    return f"On purpose? Put `{mark}`{other} in a comment on that line or the one above."


def emit(content: str, stream: object) -> None:
    """Write to a stream whose encoding may be poor and whose reader may have gone away."""
    if not content or stream is None:
        return
    encoding = getattr(stream, "encoding", None) or "utf-8"
    safe = content.encode(encoding, "backslashreplace").decode(encoding)
    try:
        stream.write(safe)  # type: ignore[attr-defined]
        stream.flush()  # type: ignore[attr-defined]
    except BrokenPipeError:
        # Python would complain about the same pipe again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
