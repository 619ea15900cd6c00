"""What the hooks cost on the commits of real repositories: most commits hold a word of ours and nothing to find.

For the last commits of a checkout that are no merges, the files that each added or changed, as they are today, are
handed to the default hooks: in one process (the id `prodlint`) and as pre-commit does it, a process a hook.
"""

from __future__ import annotations

import statistics
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from measure import run

_COMMITS, _EACH = 120, 40  # commits that are run in one process; of those, as many in a process a hook
_LOG = ("log", "-n", "400", "--no-merges", "--diff-filter=AM", "--name-only", "--format=%x01")
_RUN = "from prodlint.__main__ import main; raise SystemExit(main())"
_LIST = "from prodlint import BY_DEFAULT; print(*BY_DEFAULT)"
# Prints, for each commit of standard input (paths with NUL between them), hook:kind of what is looked into.
_SIFT = """
import sys
from prodlint import BY_DEFAULT
from prodlint.clean import modules_of, sift
from prodlint.kinds import kind_of
modules = modules_of(BY_DEFAULT, (), b"")
for line in sys.stdin.read().split("\\n"):
    hits, _ = sift(modules, line.split("\\0"))
    print(*sorted({f"{hook}:{kind_of(path)}" for path, _, hooks in hits for hook in hooks}))
"""


# Prints the milliseconds that a run spends in importing, in compiling expressions, and in all else.
_SPEND = """
import builtins, importlib, sys, time
spent, depth = {"imports": 0.0, "expressions": 0.0}, {"imports": 0, "expressions": 0}
def timed(what, function):
    def call(*args, **kwargs):
        depth[what] += 1
        began = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            depth[what] -= 1
            if not any(depth.values()):
                spent[what] += time.process_time() - began
    return call
began = time.process_time()
builtins.__import__ = timed("imports", builtins.__import__)
importlib.import_module = timed("imports", importlib.import_module)
import re
re.compile = timed("expressions", re.compile)
from prodlint.__main__ import main
status = main(["prodlint", *sys.argv[1:]])
whole = time.process_time() - began
print(status, *(round(ms * 1000) for ms in (*spent.values(), whole - sum(spent.values()))), file=sys.stderr)
"""
_SHOWN = 12  # runs


class Costs(NamedTuple):
    """Of one project: multiples of an empty Python, and for each commit the hooks and kinds of what is looked into; of
    slow runs without a finding the multiple, what they spend where, and what they look into."""

    together: list[float]
    apart: list[float]
    looked_into: list[set[str]]
    slow: list[tuple[float, str, str]]


def report(python: str, checkouts: Sequence[Path]) -> None:
    """Print the tables as Markdown."""
    print("| project | commits that are looked into | one process: median, p90, worst | a process a hook |")
    print("| --- | --- | --- | --- |")
    every = {}
    for checkout in checkouts:
        costs = every[checkout.name] = _costs(python, checkout)
        looked = sum(map(bool, costs.looked_into)) / len(costs.looked_into)
        print(f"| {checkout.name} | {looked:.0%} | {_three(costs.together)} | {_three(costs.apart)} |", flush=True)
    print("\n| slow run without a finding | x | imports, expressions, all else in ms | looks into |")
    print("| --- | --- | --- | --- |")
    slow = sorted(((*run, name) for name, costs in every.items() for run in costs.slow), reverse=True)
    for ratio, spent, looked_at, name in slow[:_SHOWN]:
        print(f"| {name} | {ratio:.1f} | {spent} | {looked_at} |")
    print("\n| hook | commits that it looks into | kinds of files |\n| --- | --- | --- |")
    commits = [looked for costs in every.values() for looked in costs.looked_into]
    hooks = Counter(hook for looked in commits for hook in {one.partition(":")[0] for one in looked})
    for hook, number in hooks.most_common():
        kinds = Counter(one.partition(":")[2] for looked in commits for one in looked if one.startswith(f"{hook}:"))
        shown = ", ".join(f"{kind} {count / len(commits):.0%}" for kind, count in kinds.most_common(4))
        print(f"| {hook} | {number / len(commits):.0%} | {shown} |")


def commits_of(checkout: Path) -> list[list[str]]:
    """The files of each of the last commits that are still there."""
    command = ("git", "-c", "core.quotepath=off", *_LOG)
    log = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True).stdout
    parts = (part.strip().split("\n") for part in log.split("\x01"))
    commits = [[file for file in files if file and (checkout / file).is_file()] for files in parts]
    return [files for files in commits if files][:_COMMITS]


def _costs(python: str, checkout: Path) -> Costs:
    commits = commits_of(checkout)
    hooks = subprocess.run([python, "-I", "-c", _LIST], capture_output=True, text=True, check=True).stdout.split()
    lines = "\n".join("\0".join(files) for files in commits)
    sifted = subprocess.run(
        [python, "-I", "-c", _SIFT], cwd=checkout, input=lines, capture_output=True, text=True, check=True
    )
    looked_into = [set(line.split()) for line in sifted.stdout.split("\n")][: len(commits)]
    together = [_ratio([python, "-I", "-c", _RUN, "prodlint", *files], python, checkout) for files in commits]
    apart = [
        sum(_ratio([python, "-I", "-c", _RUN, hook, *files], python, checkout) for hook in hooks)
        for files in commits[:_EACH]
    ]
    slow = [
        (ratio, spent.partition(" ")[2].replace(" ", ", "), " ".join(sorted(looked)))
        for ratio, looked, files in zip(together, looked_into, commits, strict=True)
        if looked and (spent := _spent(python, checkout, files)).startswith("0 ")
    ]
    return Costs(together, apart, looked_into, slow)


def _spent(python: str, checkout: Path, files: list[str]) -> str:
    command = [python, "-I", "-c", _SPEND, *files]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    return done.stderr.strip().rpartition("\n")[2]


def _ratio(command: list[str], python: str, folder: Path) -> float:
    """The processor time of a run as a multiple of that of an empty Python beside it."""
    return run(command, folder).cpu / min(run([python, "-I", "-c", "pass"], folder).cpu for _ in range(2))


def _three(values: list[float]) -> str:
    ordered = sorted(values)
    return f"{statistics.median(ordered):.1f}, {ordered[int(len(ordered) * 0.9)]:.1f}, {ordered[-1]:.1f}"
