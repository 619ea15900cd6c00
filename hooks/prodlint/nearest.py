"""Where the configuration of a folder stands: the light half, used before anything is read closely."""

import os

from prodlint.source import find_root, read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

NAME, SHARED = "prodlint.toml", "pyproject.toml"
_DEEP = 100  # folders in one another, up to which they are asked about one by one


def is_configuration(path: str, data: bytes) -> bool:
    """Whether a file may hold our configuration, by its name and, of what others share, a word in it."""
    base = path[path.rfind("/") + 1 :]
    return base == NAME or (base == SHARED and b"prodlint" in data)


class Folders:
    """The files that may configure the files of a folder: in it and above it, up to the root of the repository.

    `contents` are, by full path, what is not to be read from disk.
    """

    def __init__(self, root: str = "", contents: "dict[str, bytes] | None" = None) -> None:
        self.root = root or find_root(os.getcwd())[1]
        self._contents = contents or {}
        self._own: dict[str, list[tuple[str, bytes | None]]] = {}

    def above(self, folder: str) -> "list[tuple[str, bytes | None]]":
        """(path, content) of each, the nearest first; no content where it cannot be read. `folder` has no links in it;
        outside of the root there are none."""
        return [one for inner in self.inside(folder) for one in self.of(inner)]

    def inside(self, folder: str, seen: "Collection[str]" = ()) -> "list[str]":
        """A folder and those above it up to the root, or to one that was `seen`."""
        found: list[str] = []
        below = self.root.rstrip(os.sep) + os.sep
        while (folder == self.root or folder.startswith(below)) and folder not in seen:
            found.append(folder)
            folder, left = os.path.dirname(folder), folder
            if folder == left:
                break
        return found

    def of(self, folder: str) -> "list[tuple[str, bytes | None]]":
        """(path, content) of those in one folder."""
        if folder not in self._own:
            found: list[tuple[str, bytes | None]] = []
            for name in (NAME, SHARED):
                path = os.path.join(folder, name)
                try:
                    data = self._contents.get(path)
                    data = read_bytes(path) if data is None else data
                except (FileNotFoundError, NotADirectoryError):
                    continue
                except (OSError, ValueError):
                    if name == SHARED and (os.path.islink(path) or not os.path.isfile(path)):
                        continue  # of others
                    data = None
                if data is None or is_configuration(name, data):
                    found.append((path, data))
            self._own[folder] = found
        return self._own[folder]


def words_for(paths: "list[str]", contents: "dict[str, bytes] | None" = None) -> bytes:
    """All that may configure these files (paths from the current folder): what it does not hold, nobody says.

    An escape stands for what cannot be read.
    """
    folders = Folders("", contents)
    real: dict[str, str] = {}
    seen: dict[str, None] = {}
    for folder in (*{os.path.dirname(path): None for path in paths}, folders.root):
        seen.update(dict.fromkeys(folders.inside(_without_links(folder, real), seen)))
    found = dict(one for folder in seen for one in folders.of(folder))
    return b"\n".join(b"\\u" if data is None else data for data in found.values())


def _without_links(folder: str, known: "dict[str, str]") -> str:
    """As `os.path.realpath`, asking once about each of many folders in one another."""
    if folder not in known:
        above, name = os.path.split(folder)
        if name in ("", os.curdir, os.pardir) or folder.count(os.sep) > _DEEP:
            known[folder] = os.path.realpath(folder)
        else:
            full = os.path.join(_without_links(above, known), name)
            known[folder] = os.path.realpath(full) if os.path.islink(full) else full
    return known[folder]
