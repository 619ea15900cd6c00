"""From a name of Python to the tracked file that it means: an import, `python -m`, a console script; and back."""

import re
from collections.abc import Iterable, Iterator

from prodlint.context import scripts
from prodlint.context.tracked import ancestors, folder_of, joined, read_tracked
from prodlint.expressions import expression
from prodlint.formats import toml
from prodlint.formats.node import Scalar
from prodlint.source import Repository, Source

_MOST, _MOST_NAMES = 5_000, 20  # files that are searched for a name, and names that are looked up for one of them
_IMPORTS = expression(
    r"^[ \t]*(?:from[ \t]+(?P<place>[.\w]+)[ \t]+import[ \t]+(?P<names>\([^)]{0,5000}|[^(\n]*)"
    r"|import[ \t]+(?P<modules>[^\n]*))",
    re.MULTILINE,
)
_NAME = expression(r"[\w.]+")
# pyproject.toml: PEP 621 and poetry.
_SCRIPTS = (("project", "scripts"), ("tool", "poetry", "scripts"))


def imported(name: str, near: str, repository: Repository) -> str | None:
    """The file of a module that the file at `near` imports, by its name as written there: `shop.base`, `..base`."""
    tail = name.lstrip(".")
    dots = len(name) - len(tail)
    folders = [*ancestors(folder_of(near))]
    return _first(folders[dots - 1 : dots] if dots else folders, tail, "__init__.py", repository)


def importers(path: str, repository: Repository) -> Iterator[str]:
    """The tracked files that import a module of Python or JavaScript; not those that are looked at anyway."""
    named, endings = (_of_python, (".py",)) if path.endswith(".py") else (_of_scripts, scripts.ENDINGS)
    whole = path.rpartition(".")[0].removesuffix("/__init__").removesuffix("/index")
    stem = whole.rpartition("/")[2]
    needle, arrived = stem.encode("utf-8", "surrogateescape"), {path, *repository.arrived}
    others = sorted(one for one in repository.tracked if one.endswith(endings) and one not in arrived)
    for other in others[:_MOST]:
        source = repository.source(other)
        if source is not None and needle in source.data and path in named(stem, source, repository):
            yield other


def _of_scripts(stem: str, source: Source, repository: Repository) -> Iterator[str]:
    """The files that texts of JavaScript mean which end in a name: `from "./config.js"`."""
    ending = rf"{re.escape(stem)}(?:/index)?(?:\.[cm]?[jt]sx?)?"
    names = {found[1] for found in re.finditer(rf"""["'`]((?:[^"'`\n]{{0,200}}/)?{ending})["'`]""", source.text)}
    found = (scripts.imported(name, source.path, repository) for name in sorted(names)[:_MOST_NAMES])
    return (one[0] for one in found if one is not None)


def _of_python(stem: str, source: Source, repository: Repository) -> Iterator[str]:
    """The files of modules with a name that a file of Python imports: `from shop.config import x`."""
    names = set[str]()
    for match in _IMPORTS.finditer(source.text):
        place, given = match["place"] or "", match["names"] or match["modules"] or ""
        names |= {place, *(f"{place.removesuffix('.')}.{name}" if place else name for name in _NAME.findall(given))}
    named = sorted(name for name in names if name.rpartition(".")[2] == stem)[:_MOST_NAMES]
    found = (imported(name, source.path, repository) for name in named)
    return (one for one in found if one is not None)


def run_by_name(name: str, folders: Iterable[str], repository: Repository) -> str | None:
    """The file that `python -m name` runs in one of the folders, or with their `src` on the path."""
    folders = [*folders]
    return _first([*folders, *(joined(folder, "src") for folder in folders)], name, "__main__.py", repository)


def console_script(name: str, folders: Iterable[str], repository: Repository) -> str | None:
    """The name of the module that a console script of a project in one of the folders runs ("shop.cli")."""
    for folder in folders:
        root = read_tracked(joined(folder, "pyproject.toml"), toml.read, repository)
        for table in _SCRIPTS:
            entry = root.get(*table, name) if root is not None else None
            if isinstance(entry, Scalar):
                return entry.text.partition(":")[0].strip()
    return None


def _first(folders: Iterable[str], name: str, of_package: str, repository: Repository) -> str | None:
    """The first tracked file of a module below one of the folders; of a package, the one of that name."""
    base = name.replace(".", "/")
    for folder in folders:
        for candidate in (f"{base}.py", f"{base}/{of_package}") if base else (of_package,):
            if (path := joined(folder, candidate)) in repository.tracked:
                return path
    return None
