"""One real repository: all hooks together and each alone, beside reading its files, `git grep` and other scanners."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from commits import entries
from measure import Run, best, run

RULES = Path(__file__).parent / "semgrep-rules.yaml"
READ = """
import subprocess
for path in subprocess.run(["git", "ls-files", "-z"], stdout=-1).stdout.split(b"\\0")[:-1]:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            file.read()
    except OSError:
        pass
"""


def report(python: str, repository: Path, peers: Path | None, runs: int) -> None:
    """Print what each command takes, and its wall time as a multiple of that of `prodlint`."""
    files = _tracked(repository)
    print(f"{repository.name}: {len(files):,} files")
    print(f"{'command':36}{'wall s':>9}{'CPU s':>9}{'MB':>8}{'x wall':>9}{'x CPU of reading':>18}")
    reading = best([python, "-I", "-c", READ], repository, runs)
    ours = best([python, "-I", "-m", "prodlint"], repository, runs)

    def show(what: str, done: Run) -> None:
        line = f"{what:36}{done.seconds:9.2f}{done.cpu:9.2f}{done.memory:8.0f}{done.seconds / ours.seconds:9.2f}"
        print(f"{line}{done.cpu / reading.cpu:18.1f}", flush=True)

    show("reading every file in Python", reading)
    show("git grep -c localhost", best(["git", "grep", "-c", "localhost"], repository, runs))
    show("prodlint, its default hooks", ours)
    for hook, entry in entries(python).items():
        show(f"  {hook} alone", best([*entry, *files], repository, runs))
    for what, command in _peers(peers, files).items():
        if command[0]:
            show(what, run(command, repository))
        else:
            print(f"{what:36} not installed")


def _tracked(repository: Path) -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=repository, capture_output=True, check=True).stdout
    paths = [path.decode() for path in listed.split(b"\0") if path]
    return [path for path in paths if (repository / path).is_file() and not (repository / path).is_symlink()]


def _peers(folder: Path | None, files: list[str]) -> dict[str, list[str]]:
    """The other scanners and how they are run; an empty program where one is not there."""

    def program(name: str) -> str:
        return shutil.which(name, path=str(folder) if folder else None) or ""

    dockerfiles = [path for path in files if "dockerfile" in path.rpartition("/")[2].lower()]
    semgrep = ("scan", "--config", str(RULES), "--metrics=off", "--disable-version-check", "--quiet", ".")
    return {
        "detect-secrets-hook": [program("detect-secrets-hook"), *files],
        f"semgrep, {RULES.read_text().count('- id:')} rules": [program("semgrep"), *semgrep],
        "bandit -r": [program("bandit"), "-q", "-r", "."],
        f"hadolint, {len(dockerfiles)} Dockerfiles": [program("hadolint"), *dockerfiles],
    }
