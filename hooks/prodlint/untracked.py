"""The files below a folder that is no git repository."""

import os

_UNTRACKED_FOLDERS = {".git", "node_modules", ".venv", "venv", "__pycache__", ".tox", ".mypy_cache"}


def files_below(root: str) -> list[str]:
    """Every file, with slashes, sorted; links are not followed. A folder that may not be opened stands for itself."""
    found: list[str] = []
    refused: list[str] = []
    for folder, folders, files in os.walk(root, onerror=lambda error: refused.append(error.filename)):
        folders[:] = [name for name in folders if name not in _UNTRACKED_FOLDERS]
        found += [os.path.join(folder, name) for name in files]
    return sorted(os.path.relpath(path, root).replace(os.sep, "/") for path in found + refused)
