"""A report in a file: whole or not at all, and never by way of a link that the repository holds."""

import os
import stat
from collections.abc import Callable
from contextlib import suppress


def save(content: str, path: str, root: str) -> None:
    """Write a file, in place of one that is there. Raises OSError where that cannot be done, or is not safe.

    What is read may be anybody's pull request: a link in it, as the file or as a folder on the way, must not lead
    us to overwrite something elsewhere. Devices and pipes below /dev are written to as they are.
    """
    data = content.encode("utf-8", "backslashreplace")
    full = os.path.abspath(path)
    regular = not os.path.lexists(full) or stat.S_ISREG(os.lstat(full).st_mode)
    if full.startswith("/dev/") and not regular:
        with open(full, "wb", buffering=0) as device:
            device.write(data)
        return
    if not regular:
        raise OSError("not a regular file")
    folder = os.path.dirname(full)
    if _passes_a_link(folder, root):
        raise OSError("a folder on the way is a link in the repository")
    replace(full, data)


def replace(path: str, data: bytes, ready: Callable[[str], None] = lambda beside: None) -> None:
    """Put a file in the place of another in one step; `ready` is asked about the one that is to take it.

    Raises OSError, with nothing changed, where that cannot be done.
    """
    beside = os.path.join(os.path.dirname(path), f".prodlint-{os.urandom(8).hex()}")
    try:
        with open(beside, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        ready(beside)
        os.replace(beside, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(beside)
        raise


def _passes_a_link(folder: str, root: str) -> bool:
    """Whether a folder, or one above it, is a link that lies in the repository."""
    while folder != os.path.dirname(folder):
        above = os.path.dirname(folder)
        if os.path.islink(folder) and os.path.join(os.path.realpath(above), "").startswith(os.path.join(root, "")):
            return True
        folder = above
    return False
