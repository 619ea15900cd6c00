"""JavaScript and TypeScript: where names come from, what values can be, and when code runs.

A `Module` is one tree with the queries of several layers: `tree` (nodes, lines), `scopes` (declarations),
`constants` (strings), `qualified_names` (imports, globals), `environment`, `objects`, `conditions`, `values`, `named`.
Every query is bounded, and answers for what the file itself shows. Nodes are tree-sitter's.
"""

from collections.abc import Callable

from prodlint.formats.javascript.bindings import Binding
from prodlint.formats.javascript.embedded import scripts
from prodlint.formats.javascript.named import Names
from prodlint.formats.javascript.scopes import Write

__all__ = ["Binding", "Module", "Write", "read", "read_sfc", "read_tsx", "read_typescript", "reader"]


class Module(Names):
    """One file of JavaScript or TypeScript; it answers `formats.code.Code`."""


def read(text: str, *, dialect: str) -> Module:
    """A module from its text. `dialect` is "typescript" (.ts, .mts, .cts), or "tsx" for all the others."""
    return Module(text, dialect)


def read_tsx(text: str) -> Module:
    """.js, .jsx, .mjs, .cjs and .tsx."""
    return Module(text, "tsx")


def read_typescript(text: str) -> Module:
    """.ts, .mts and .cts."""
    return Module(text, "typescript")


def read_sfc(text: str) -> Module:
    """The scripts of a Vue, Svelte, Astro or HTML file, at their lines and columns."""
    return Module(*scripts(text))


_READERS = {"typescript": read_typescript, "sfc": read_sfc, "html": read_sfc}


def reader(kind: str) -> Callable[[str], Module]:
    """The reader for the files of a kind (`kinds.kind_of`)."""
    return _READERS.get(kind, read_tsx)
