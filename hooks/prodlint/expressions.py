"""Regular expressions that are compiled when they are first asked.

A file needs a few of the hundreds that its modules know, and compiling them all takes longer than everything else that
a commit with one finding costs.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import AnyStr


def expression(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, compiled late."""
    return _Late(pattern, flags)  # type: ignore[return-value]


class Uncompiled:
    """While it lasts, what a library compiles when it is imported is compiled when it is first asked, too."""

    def __enter__(self) -> None:
        self._compile = re.compile
        re.compile = expression  # type: ignore[assignment]

    def __exit__(self, *_: object) -> None:
        re.compile = self._compile


class _Late:
    """Stands for an expression until one of its methods is asked, and keeps those: the next call costs nothing more."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        compiled: re.Pattern[str] = re.compile(self.pattern, self._flags)  # type: ignore[arg-type]
        for method in ("search", "match", "fullmatch", "finditer", "sub", "split", "findall", name):
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)
