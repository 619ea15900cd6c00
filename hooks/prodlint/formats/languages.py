"""The reader of source code for a kind of file, whatever its language."""

from collections.abc import Callable
from functools import cache

from prodlint.formats import Unparsable
from prodlint.formats.code import Code


def reader(kind: str) -> Callable[[str], Code]:
    """What reads the code of a file of this kind (`kinds.kind_of`); grammars are only loaded for their own files."""
    if kind == "python":
        from prodlint.formats.python import read

        return read
    if kind in ("javascript", "typescript", "sfc", "html"):
        from prodlint.formats import javascript

        return javascript.reader(kind)
    return _tree(kind)


@cache
def _tree(language: str) -> Callable[[str], Code]:
    """One reader for each language, so that a file is read once for all who ask."""

    def read(text: str) -> Code:
        from prodlint.formats import tree

        try:
            return tree.read(text, language)
        except ImportError:
            raise Unparsable(1, f"no grammar of {language} on this machine") from None

    return read
