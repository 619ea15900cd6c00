"""What a clean commit costs: each hook over 1, 5, 50 and 500 clean files, against an interpreter that does nothing.

    python benchmarks/clean_path.py [--python PYTHON] [--runs N]

Prints ratios of wall time, the median and the smallest of interleaved runs. Absolute times say more about the
machine than about prodlint.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOOKS = (
    "block-env-files",
    "no-public-secrets",
    "no-wildcard-cors",
    "no-reload-in-prod",
)
COUNTS = (1, 5, 50, 500)
LIMITS = {1: 1.25, 5: 1.25}  # what the design promises on Python 3.12 and later

# Ordinary files of a web product that hold nothing for us: a module, a component, a workflow, a data file.
CLEAN = {
    "module{}.py": 'def total(items: list[float]) -> float:\n    """The sum."""\n    return sum(items)\n' * 40,
    "component{}.tsx": "export function Title(props: { text: string }) {\n  return <h1>{props.text}</h1>;\n}\n" * 40,
    "pipeline{}.yaml": "steps:\n  - name: build\n    run: make build\n" * 40,
    "data{}.json": '{"rows": [1, 2, 3], "title": "numbers"}\n',
    "styles{}.css": "h1 { color: black }\n",
}


def make(folder: Path, count: int) -> list[str]:
    """Write `count` clean files, the kinds in turn; their names."""
    names = []
    for number in range(count):
        template, text = list(CLEAN.items())[number % len(CLEAN)]
        name = template.format(number)
        (folder / name).write_text(text)
        names.append(name)
    return names


def seconds(command: list[str], folder: Path) -> float:
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    elapsed = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:6])} ... ended with {done.returncode}: {done.stderr.decode()}")
    return elapsed


def ratios(command: list[str], floor: list[str], folder: Path, runs: int) -> tuple[float, float]:
    """Median and smallest ratio of the command's time to the floor's, run in turn."""
    pairs = [(seconds(command, folder), seconds(floor, folder)) for _ in range(runs + 1)][1:]
    fastest = min(ours for ours, _ in pairs) / min(theirs for _, theirs in pairs)
    return statistics.median(ours / theirs for ours, theirs in pairs), fastest


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has prodlint")
    parser.add_argument("--runs", type=int, default=25)
    args = parser.parse_args()
    floor = [args.python, "-I", "-c", "pass"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        print(f"{'hook':20}" + "".join(f"{count:>8} files" for count in COUNTS) + "   (median, smallest)")
        for hook in HOOKS:
            cells = []
            for count in COUNTS:
                names = make(folder, count)
                command = [args.python, "-I", "-m", "prodlint", hook, *names]
                median, smallest = ratios(command, floor, folder, args.runs)
                over = "!" if smallest > LIMITS.get(count, 99) else " "
                cells.append(f"   {median:4.2f} {smallest:4.2f}{over}")
            print(f"{hook:20}" + "".join(cells))
    print("x of `python -I -c pass`; `!` marks what is over the design's limit")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
