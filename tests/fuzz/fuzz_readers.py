"""Fuzz the readers and the hooks.

    python tests/fuzz/fuzz_readers.py [TARGET...] [--seconds N | --inputs N] [--random] [--keep FOLDER]

Without a TARGET: all of them, one after the other (`--list` names them). Guided by coverage where atheris is
installed; else, and with --random, by chance alone, over the same targets and seeds. Prints the number of inputs
for each target; an input that makes one fail is kept in FOLDER. Exit status 1 when one failed.
"""

from __future__ import annotations

import argparse
import os
import pkgutil
import re
import shutil
import sys
import tempfile
import traceback
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS.parent / "hooks"), str(TESTS), str(TESTS / "fuzz")]

try:
    import atheris
except ImportError:  # no wheel for this platform
    atheris = None

_LONGEST = 4_000  # bytes of an input
_SLOWEST = 30  # seconds for one input; what takes longer hangs
_MEMORY = 2_000  # megabytes
_COUNT = re.compile(r"^#(\d+)\t.*\n", re.MULTILINE)  # libFuzzer's lines of progress
_NOISE = re.compile(r"^(?:INFO|WARNING|Dictionary): .*\n", re.MULTILINE)


def load(instrument: bool) -> None:
    """Import all of prodlint, with its branches counted if coverage is to guide."""
    with atheris.instrument_imports(include=["prodlint"]) if instrument else nullcontext():
        import prodlint

        for module in pkgutil.walk_packages(prodlint.__path__, "prodlint."):
            import_module(module.name)


def seeds_of(name: str, inputs: int) -> list[bytes]:
    """What fuzzing of a target begins with; of very many seeds some, so that most of so many inputs are new."""
    import seeds
    from targets import TARGETS

    target = TARGETS[name]
    found = seeds.of_hook(target.hook) if target.hook else seeds.of_kinds(target.kinds)
    fitting = [seed for seed in found if len(seed) <= _LONGEST] or [b""]
    return fitting[:: 1 + 4 * len(fitting) // inputs] if inputs else fitting


def guided(name: str, options: argparse.Namespace, folder: Path) -> tuple[int, str]:
    """The number of inputs that a target was given, and how it failed ("" when it did not).

    In a process of its own, as libFuzzer ends the one that it runs in.
    """
    process = os.fork()
    if not process:
        with (folder / "log").open("wb") as log:
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
        _fuzz(name, options, folder)  # comes back only with SystemExit, at which libFuzzer keeps the input
    _, status = os.waitpid(process, 0)
    log = (folder / "log").read_text(errors="replace")
    counts = [int(number) for number in _COUNT.findall(log)]
    return max(counts, default=0), _NOISE.sub("", _COUNT.sub("", log)) if status or not counts else ""


def _fuzz(name: str, options: argparse.Namespace, folder: Path) -> None:
    from seeds import words
    from targets import TARGETS

    (folder / "corpus").mkdir()
    for number, seed in enumerate(seeds_of(name, options.inputs)):
        (folder / "corpus" / str(number)).write_bytes(seed)
    lines = ['"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in words()]
    (folder / "words").write_text("".join(lines))
    limit = f"-runs={options.inputs}" if options.inputs else f"-max_total_time={options.seconds}"
    command = [
        sys.argv[0], limit, f"-seed={options.seed}", f"-max_len={_LONGEST}", f"-timeout={_SLOWEST}",
        f"-rss_limit_mb={_MEMORY}", f"-dict={folder / 'words'}", f"-artifact_prefix={options.keep}/{name}-",
        str(folder / "corpus"),
    ]  # fmt: skip
    atheris.Setup(command, TARGETS[name].run)
    atheris.Fuzz()


def by_chance(name: str, options: argparse.Namespace, _folder: Path) -> tuple[int, str]:
    """As `guided`, without coverage: the seeds, and then changed ones."""
    from chance import inputs
    from targets import TARGETS

    count = 0
    for data in inputs(seeds_of(name, options.inputs), options):
        count += 1
        try:
            TARGETS[name].run(data)
        except Exception:
            (Path(options.keep) / f"{name}-crash").write_bytes(data)
            return count, traceback.format_exc()
    return count, ""


def main() -> int:
    """Run the targets that are named; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", nargs="*")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--inputs", type=int, default=0, help="for each target, instead")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--random", action="store_true", help="without coverage")
    parser.add_argument("--keep", default=".", help="where an input that fails is kept")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    Path(options.keep).mkdir(parents=True, exist_ok=True)
    guide = atheris is not None and not options.random
    load(guide)
    from targets import TARGETS

    unknown = [name for name in options.target if name not in TARGETS]
    if unknown:
        parser.error(f"no such target: {', '.join(unknown)}")
    if options.list:
        print("\n".join(TARGETS))
        return 0
    print("guided by coverage" if guide else "by chance", flush=True)
    failed = 0
    for name in options.target or TARGETS:
        folder = Path(tempfile.mkdtemp(prefix="fuzz-"))  # no TemporaryDirectory: the end of a fork would remove it
        count, failure = (guided if guide else by_chance)(name, options, folder)
        shutil.rmtree(folder)
        print(f"{name}: {count:,} inputs{', FAILED' if failure else ''}\n{failure}".rstrip(), flush=True)
        failed += bool(failure)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
