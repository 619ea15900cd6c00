"""One command, run and measured."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """What a command took: wall time and processor time in seconds (with its children), memory in MB (of the
    largest of its processes), its exit status, and how many lines it printed."""

    seconds: float
    cpu: float
    memory: float
    status: int
    lines: int


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command in a folder to its end."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    lines = process.stdout.read().count(b"\n")
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode, lines)


def ratios(command: Sequence[str], floor: Sequence[str], folder: Path, runs: int) -> tuple[float, float]:
    """Median and smallest ratio of a command's wall time to that of another, run in turn; one run more warms up."""
    pairs = [(run(command, folder).seconds, run(floor, folder).seconds) for _ in range(runs + 1)][1:]
    fastest = min(ours for ours, _ in pairs) / min(theirs for _, theirs in pairs)
    return statistics.median(ours / theirs for ours, theirs in pairs), fastest


def best(command: Sequence[str], folder: Path, runs: int) -> Run:
    """The quickest of several runs."""
    return min(run(command, folder) for _ in range(runs))
