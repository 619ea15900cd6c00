"""How the cost grows: generated repositories of 1,000 to 100,000 files, huge files, and thousands of findings."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable
from itertools import repeat
from pathlib import Path

from commits import CLEAN
from measure import Run, best

SIZES = (1_000, 10_000, 100_000)
# One file in fifty holds something to be looked into; nothing is found.
BUSY = {
    "server{}.js": "const cors = require('cors')\napp.use(cors({ origin: 'https://shop.example' }))\n" * 5,
    "compose.prod{}.yaml": "services:\n  db:\n    image: postgres:17\n    ports: ['127.0.0.1:5432:5432']\n",
    "settings{}.py": "import os\nDEBUG = False\nCORS_ALLOWED_ORIGINS = ['https://shop.example']\n" * 5,
}
_BUSY_ONE_IN = 50
_FOLDER_OF = 100  # files


def report(python: str, runs: int) -> None:
    """Print what each of them takes, and how much that is for each file or MB."""
    print(f"{'what':34}{'wall s':>9}{'CPU s':>9}{'MB':>8}{'status':>8}")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            _repository(folder, size)
            done = best([python, "-I", "-m", "prodlint"], folder, runs)
            _print(f"{size:,} files", done, f"{done.cpu / size * 1e6:.0f} us of CPU a file")
    for what, name, parts in _huge():
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            with (folder / name).open("w") as file:
                file.writelines(parts)  # a part at a time: the memory of this process is counted for its children
            _print(what, best([python, "-I", "-m", "prodlint", name], folder, runs))


def _print(what: str, done: Run, note: str = "") -> None:
    print(f"{what:34}{done.seconds:9.2f}{done.cpu:9.2f}{done.memory:8.0f}{done.status:8}  {note}", flush=True)


def _repository(folder: Path, size: int) -> None:
    clean, busy = list(CLEAN.items()), list(BUSY.items())
    for number in range(size):
        kinds = clean if number % _BUSY_ONE_IN else busy
        template, text = kinds[number // (1 if kinds is clean else _BUSY_ONE_IN) % len(kinds)]
        below = folder / f"part{number // _FOLDER_OF}"
        below.mkdir(exist_ok=True)
        (below / template.format(number)).write_text(text)
    for command in (("init", "-q"), ("add", "-A")):
        subprocess.run(("git", *command), cwd=folder, check=True)


def _huge() -> list[tuple[str, str, Iterable[str]]]:
    """What it is called here, the name of the file, its text in parts."""
    row = '{"id": 1, "title": "numbers", "text": "of cors we look"},\n'
    statement = "function f(a){var b=a.origin||'x';return b+1};"
    service = "  db{0}:\n    image: postgres:17\n    ports: ['{0}:5432']\n"
    return [
        ("100 MB of JSON", "data.json", ("[", *repeat(row, 100_000_000 // len(row)), "0]\n")),
        ("50 MB of JavaScript in one line", "bundle.js", repeat(statement, 50_000_000 // len(statement))),
        ("10,000 findings in one file", "compose.yaml", ("services:\n", *map(service.format, range(1, 10_001)))),
    ]
