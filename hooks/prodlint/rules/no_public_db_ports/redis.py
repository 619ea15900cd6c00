"""redis.conf: no protection, no password, and open to more than this machine.

Source: the comments of redis.conf itself; without `bind` a server listens on every interface.
"""

from collections.abc import Iterator

from prodlint.finding import Finding
from prodlint.formats.published import is_open
from prodlint.rules.no_public_db_ports import messages
from prodlint.source import Repository, Source

_PROTECTING = ("requirepass", "aclfile", "user")  # directives that ask for a password
_FIX = "Set `protected-mode yes`, or a password (`requirepass`, `aclfile`), or `bind 127.0.0.1 -::1`."


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The line that switches the protection off, where nothing else protects."""
    bound: list[str] = []
    off: tuple[int, int] | None = None
    for number, line in enumerate(source.lines, start=1):
        name, *values = line.lower().split() or [""]
        if name in _PROTECTING:
            return
        if name == "bind":
            bound = [value.strip("\"'").removeprefix("-") for value in values]
        elif name == "protected-mode":
            is_off = [value.strip("\"'") for value in values] == ["no"]
            off = (number, line.lower().rfind("no") + 1) if is_off else None
    if off and (not bound or any(map(is_open, bound))):
        yield messages.finding(source.path, *off, "Redis", messages.UNPROTECTED, _FIX)
