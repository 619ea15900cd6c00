"""Questions to git."""

import os
import subprocess

_PATIENCE = 60  # seconds for one question


def ask(*args: str, stdin: bytes = b"", accept: tuple[int, ...] = (0,)) -> bytes | None:
    """What git prints; None where it is not there, ends with a status that is not accepted, or waits for ever
    (a FIFO that is called .gitignore). Runs in the current folder: GIT_INDEX_FILE, which pre-commit inherits
    from `git commit`, may be relative to it."""
    # Windows must take no git.exe of the current folder (learn.microsoft.com, NeedCurrentDirectoryForExePath), and
    # a partial clone must fetch nothing for us.
    os.environ.update(NODEFAULTCURRENTDIRECTORYINEXEPATH="1", GIT_NO_LAZY_FETCH="1")
    command = ("git", "-c", "core.fsmonitor=false", *args)
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=_PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode in accept else None
