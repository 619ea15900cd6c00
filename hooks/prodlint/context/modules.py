"""From a name of Python to the tracked file that it means: an import, `python -m`, a console script; and back."""

from collections.abc import Iterable, Iterator

from prodlint.context.scripts import ENDINGS
from prodlint.context.tracked import ancestors, folder_of, joined, read_tracked
from prodlint.formats import toml
from prodlint.formats.node import Scalar
from prodlint.source import Repository

# pyproject.toml: PEP 621 and poetry.
_MOST = 5_000  # files that are searched for a name
_SCRIPTS = (("project", "scripts"), ("tool", "poetry", "scripts"))


def imported(name: str, near: str, repository: Repository) -> str | None:
    """The file of a module that the file at `near` imports, by its name as written there: `shop.base`, `..base`."""
    tail = name.lstrip(".")
    dots = len(name) - len(tail)
    folders = [*ancestors(folder_of(near))]
    return _first(folders[dots - 1 : dots] if dots else folders, tail, "__init__.py", repository)


def importers(path: str, repository: Repository) -> Iterator[str]:
    """The tracked files that may import a module of Python or JavaScript, as they name it; not those that are looked at
    anyway."""
    endings = (".py",) if path.endswith(".py") else ENDINGS
    whole = path.rpartition(".")[0].removesuffix("/__init__").removesuffix("/index")
    stem = whole.rpartition("/")[2].encode("utf-8", "surrogateescape")
    arrived = {path, *repository.arrived}
    others = sorted(one for one in repository.tracked if one.endswith(endings) and one not in arrived)
    for other in others[:_MOST]:
        source = repository.source(other)
        if source is not None and stem in source.data:
            yield other


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
