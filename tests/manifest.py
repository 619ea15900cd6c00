"""The hooks as `.pre-commit-hooks.yaml` gives them to pre-commit, and which files that hands over."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from identify.identify import tags_from_path
from pre_commit.clientlib import load_manifest

PROJECT = Path(__file__).parent.parent
MANIFEST = PROJECT / ".pre-commit-hooks.yaml"


def raw() -> list[dict[str, Any]]:
    """The entries as they are written."""
    entries: list[dict[str, Any]] = yaml.load(MANIFEST.read_text(), Loader=yaml.CSafeLoader)
    return entries


@cache
def hooks() -> dict[str, dict[str, Any]]:
    """The entries by id, with pre-commit's defaults filled in."""
    return {entry["id"]: entry for entry in load_manifest(str(MANIFEST))}


def hands_over(entry: dict[str, Any], path: str, root: Path) -> bool:
    """Whether pre-commit hands this path of a repository to the hook."""
    if not re.search(entry["files"], path) or re.search(entry["exclude"], path):
        return False
    tags = tags_from_path(str(root / path))
    return tags >= set(entry["types"]) and (not entry["types_or"] or bool(tags & set(entry["types_or"])))
