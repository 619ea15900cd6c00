"""What prodlint costs, as ratios in one run: absolute times say more about the machine.

    python benchmarks [commits] [growth] [repository] [history] [--runs N] [--python PYTHON]
                      [--repository PATH] [--peers FOLDER] [--checkout PATH ...]

Without a part: all of them, `repository` and `history` only where one is given: `--checkout` is a clone with
history, for what its last commits cost. `--peers` is the folder of the programs of other
scanners (the `bin` of a virtual environment); without it they are looked for on PATH.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import commits
import growth
import history
import repository

PARTS = ("commits", "growth", "repository", "history")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--python", default=sys.executable, help="an interpreter that has prodlint")
    parser.add_argument("--repository", type=Path)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--checkout", type=Path, action="append", default=[])
    args = parser.parse_args()
    unknown = set(args.parts) - set(PARTS)
    if unknown or ("repository" in args.parts and not args.repository):
        parser.error(f"no such part: {', '.join(sorted(unknown))}" if unknown else "which --repository?")
    given = {"repository": args.repository, "history": args.checkout}
    parts = args.parts or [part for part in PARTS if given.get(part, True)]
    if os.sep in args.python:  # it runs in other folders
        args.python = os.path.abspath(args.python)
    if "commits" in parts:
        commits.report(args.python, args.runs)
    if "growth" in parts:
        growth.report(args.python, max(1, args.runs // 5))
    if "repository" in parts:
        repository.report(args.python, args.repository.resolve(), args.peers, max(1, args.runs // 5))
    if "history" in parts:
        history.report(args.python, [checkout.resolve() for checkout in args.checkout])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
