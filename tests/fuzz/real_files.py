"""Looks for crashes and hangs in real files with changes in them.

    python tests/fuzz/real_files.py FOLDER... [--number N] [--seed N]

Takes the files that a hook would look into, changes each a little (`chance.py`: cuts, repeats, bytes, words of ours,
pieces of another file) or grossly (a piece a thousand times, another encoding), and has all hooks look at it. Prints
what crashed and what took more than `MOST` seconds of CPU for a hundred thousand bytes; exit status 1 then.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS.parent / "hooks"), str(TESTS), str(TESTS / "fuzz")]

import chance  # noqa: E402
from prodlint import HOOKS  # noqa: E402
from prodlint.clean import hook_module, sift  # noqa: E402
from prodlint.engine import collect  # noqa: E402
from prodlint.kinds import kind_of  # noqa: E402
from prodlint.options import Options  # noqa: E402
from targets import Memory, check_finding  # noqa: E402

MOST = 4.0
HANG = 120  # seconds, after which the traces of a hang are written and all ends
_LARGEST = 60_000
_ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "latin-1", "shift_jis")
MODULES = {hook: hook_module(hook) for hook in HOOKS}


def wanting(path: str, data: bytes) -> list[str]:
    """The hooks that would look into a file."""
    hits, _ = sift(MODULES, [path], contents={os.path.abspath(path): data})
    return hits[0][2] if hits else []


def real(folders: list[Path]) -> list[tuple[str, Path]]:
    """The files that a hook looks into: the path in their repository, and where they are."""
    found = []
    for folder in folders:
        for here, below, names in os.walk(folder):
            below[:] = sorted(name for name in below if name not in (".git", "node_modules"))
            for name in sorted(names):
                full = Path(here, name)
                path = full.relative_to(folder).as_posix()
                if full.is_symlink() or not any(module.wants(path) for module in MODULES.values()):
                    continue
                if full.is_file() and full.stat().st_size < _LARGEST and wanting(path, full.read_bytes()):
                    found.append((path, full))
    return found


def changed(data: bytes, others: list[bytes], choice: random.Random) -> bytes:
    """A file with some changes."""
    for _ in range(choice.randrange(1, 6)):
        data = choice.choice(chance.CHANGES)(data, choice, others)
    how = choice.randrange(20)
    if how == 0:
        start, at = choice.randrange(len(data) + 1), choice.randrange(len(data) + 1)
        data = data[:at] + data[start : start + choice.randrange(1, 80)] * choice.randrange(100, 1000) + data[at:]
    elif how == 1:
        data = data.decode("utf-8", "replace").encode(choice.choice(_ENCODINGS), "replace")
    elif how == 2:
        data = data.replace(b"\n", choice.choice((b"\r\n", b"\r", b"\n\n", b"\n ", b" ")))
    return data


def look(path: str, data: bytes) -> list[str]:
    """What is wrong with the look at a file."""
    wanted, options = wanting(path, data), Options()
    options.strict = True
    repository = Memory({path: data}, options)
    start = time.process_time()
    findings, troubles = collect(MODULES, [(path, data, wanted)], repository)
    took = time.process_time() - start
    for finding in findings:
        check_finding(finding, repository)
    wrong = [why for _, why in troubles if "could not be checked" in why]
    if took > MOST * max(1.0, len(data) / 100_000):
        wrong.append(f"{took:.1f} s for {len(data):,} bytes")
    return wrong


def inputs(files: list[tuple[str, Path]], options: argparse.Namespace) -> Iterator[tuple[str, bytes]]:
    """Paths and changed contents; the same seed, the same inputs."""
    choice = random.Random(options.seed)
    by_kind: dict[str, list[tuple[str, Path]]] = {}
    for file in files:
        by_kind.setdefault(kind_of(file[0]), []).append(file)
    for _ in range(options.number):
        alike = by_kind[choice.choice(sorted(by_kind))]
        (path, full), (_, other) = choice.choice(alike), choice.choice(alike)
        yield path, changed(full.read_bytes(), [other.read_bytes()], choice)


def main() -> int:
    """Try them; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("failures"), help="the folder for what fails")
    options = parser.parse_args()
    options.keep.mkdir(exist_ok=True)
    files = real(options.folders)
    print(f"{len(files)} files", flush=True)
    failed = 0
    for path, data in inputs(files, options):
        (options.keep / "now").write_bytes(os.fsencode(path) + b"\n" + data)
        faulthandler.dump_traceback_later(HANG, exit=True)
        try:
            wrong = look(path, data)
        except Exception as error:
            wrong = [repr(error)[:200]]
        if wrong:
            failed += 1
            kept = options.keep / hashlib.sha256(data).hexdigest()[:12]
            kept.write_bytes(os.fsencode(path) + b"\n" + data)
            print(path, *wrong, kept, flush=True)
    print(f"{options.number:,} inputs, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
