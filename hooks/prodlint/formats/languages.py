"""The reader of source code for a kind of file, whatever its language."""

from __future__ import annotations

from collections.abc import Callable

from prodlint.formats.code import Code


def reader(kind: str) -> Callable[[str], Code]:
    """What reads the code of a file of this kind (`kinds.kind_of`); grammars are only loaded for their own files."""
    if kind == "python":
        from prodlint.formats.python import read

        return read
    from prodlint.formats import javascript

    return javascript.reader(kind)
