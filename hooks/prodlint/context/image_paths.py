"""Which tracked file a path within an image, or on a server, stands for."""

import re

from prodlint.context.tracked import folder_of, folders_of, joined, nearest_called
from prodlint.expressions import expression
from prodlint.source import Repository

_LEADING = expression(r"^(?:\.?/|~/|\$\{?\w+\}?/|\$\(pwd\)/)+", re.IGNORECASE)
MOST_PARTS = 20
MOST_FOLDERS = 100


def resolve(path: str, folders: tuple[str, ...], near: str, repository: Repository) -> str | None:
    """The tracked file that `path` most likely is; None where there is none, or more than one as likely.

    Tried in `folders` (from the root, "" being the root), with ever fewer of its leading folders: an image
    keeps the repository somewhere else. Then, by its base name, where one file alone is nearest to `near`.
    """
    parts = _LEADING.sub("", path).split("/")
    if not parts[-1] or len(parts) > MOST_PARTS:
        return None
    for folder in folders:
        for start in range(len(parts)):
            candidate = joined(folder, "/".join(parts[start:]))
            if candidate in repository.tracked:
                return candidate
    found = nearest_called(repository, parts[-1], folder_of(near))
    return found[0] if len(found) == 1 else None


def entered(folder: str, folders: tuple[str, ...], repository: Repository) -> tuple[str, ...]:
    """Where relative paths may start behind `cd folder`: in the folders of the repository that it may mean, and as
    before."""
    parts = [] if "$" in folder else folder.strip("./").split("/")[-MOST_PARTS:]
    tails = ["/".join(parts[at:]) for at in range(len(parts))]
    inside = (joined(base, tail) for base in folders for tail in tails if tail)
    known = folders_of(repository)
    return tuple(dict.fromkeys((*(one for one in inside if one in known), *folders)))[:MOST_FOLDERS]
